"""What the sidebar paints when figures change: the rows that changed. A sync changes some three times a second."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent, QRegion
from tests.ui.edition import NOW
from tests.ui.room import Room


class Painted(QObject):
    """Notes what of the sidebar is painted."""

    def __init__(self, room: Room) -> None:
        self._view = room.window.sources.view
        super().__init__(self._view)
        self.regions: list[QRegion] = []
        self._view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.regions.append(QRegion(event.region()))
        return super().eventFilter(watched, event)

    def rows(self) -> set[int]:
        """The rows that were painted."""
        model = self._view.model()
        places = {row: self._view.visualRect(model.index(row, 0)) for row in range(model.rowCount())}
        return {row for row, place in places.items() if any(one.intersects(place) for one in self.regions)}


def test_a_count_that_changes_paints_its_own_row_and_no_row_between(room: Room) -> None:
    room.activate()
    before = room.entries()
    painted = Painted(room)
    first = room.rows()[0]
    room.write(lambda writes: writes.set_read([first.id], True, NOW))
    room.wait(lambda: [entry.count for entry in room.entries()] != [entry.count for entry in before])
    room.settle()
    room.wait(lambda: painted.regions)
    changed = {row for row, entry in enumerate(room.entries()) if entry != before[row]}
    assert 0 < len(changed) < len(before) - 1
    assert painted.rows() == changed


def test_names_that_feeds_give_their_sources_leave_the_chosen_row_and_the_place_of_all(room: Room) -> None:
    chosen = room.window.sources.view.currentIndex().row()
    resets: list[None] = []
    room.window.sources.model.modelReset.connect(lambda: resets.append(None))
    source = room.rows()[0].source_id
    room.write(lambda writes: writes.rename(source, "اسم آخر"))
    room.wait(lambda: "اسم آخر" in [entry.label for entry in room.entries()])
    assert room.window.sources.view.currentIndex().row() == chosen
    assert resets == []
