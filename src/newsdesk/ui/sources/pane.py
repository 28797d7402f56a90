"""The sidebar's side of the window: asks for sources and counts away from the UI thread and shows them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.ui.sources.model import EntryKind, SidebarModel
from newsdesk.ui.sources.view import SidebarView

if TYPE_CHECKING:
    from datetime import datetime

    from newsdesk.domain.changes import Changes
    from newsdesk.domain.searches import SearchState
    from newsdesk.domain.shelf import Counts
    from newsdesk.domain.source import SourceState
    from newsdesk.store.reads import Reads
    from newsdesk.texts import Texts
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.signs import Signs
    from newsdesk.ui.theme import Theme

    # Sources, figures, names of folders, saved searches.
    Counted = tuple[tuple[SourceState, ...], Counts, tuple[str, ...], tuple[SearchState, ...]]

PACE = 300  # milliseconds between two countings while a sync is busy


class SourcesPane(QWidget):
    """Lives on the UI thread."""

    shelf_chosen = Signal(object)  # Shelf
    counted = Signal()  # `states` and `counts` are new
    menu_wanted = Signal(object, QPoint)  # Shelf

    def __init__(
        self,
        texts: Texts,
        bridge: Bridge,
        theme: Theme,
        icons: Icons,
        signs: Signs,
        midnight: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._midnight = midnight
        self._is_asking = False
        self._is_stale = False
        self._shelf = Shelf(ShelfKind.ALL)
        self.states: tuple[SourceState, ...] = ()
        self.folders: tuple[str, ...] = ()
        self.searches: tuple[SearchState, ...] = ()
        self.counts: Counts | None = None
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.model = SidebarModel(texts, self)
        self.view = SidebarView(theme, icons, signs)
        self.view.setAccessibleName(texts.say("sidebar.name"))
        self.view.setModel(self.model)
        self._pace = QTimer(self, singleShot=True, interval=PACE)
        self._pace.timeout.connect(self.count_anew)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 8)
        column.addWidget(self.view)
        self.view.chosen.connect(self._on_chosen)
        self.view.menu_wanted.connect(lambda row, place: self.menu_wanted.emit(self.model.entry(row).shelf, place))
        self.model.show((), None, midnight())

    def on_changed(self, changes: Changes) -> None:
        """Counts anew after a commit, a while later when commits come fast."""
        if changes and not self._pace.isActive():
            self._pace.start()

    def count_anew(self) -> None:
        """Asks for sources and counts; one question at a time."""
        if self._is_asking:
            self._is_stale = True
            return
        self._is_asking = True
        self._bridge.ask(self.question(), self.take)

    def question(self) -> Callable[[Reads], Counted]:
        """What the pane wants to know, for a thread that has the time."""
        since = self._midnight()
        return lambda reads: (reads.sources(), reads.counts(since), reads.folders(), reads.search_states())

    def mark(self, shelf: Shelf) -> None:
        """Shows a shelf as the open one."""
        self._shelf = shelf
        row = self.model.row_of(shelf)
        if row is None:
            self.view.clearSelection()
        else:
            self.view.choose(row)

    def state(self, shelf: Shelf) -> SourceState | None:
        """The source of a shelf; None for other shelves."""
        return next((s for s in self.states if s.source.id == shelf.source), None)

    def named_shelves(self) -> list[tuple[str, Shelf]]:
        """The saved searches, folders and sources by their names, in the order of the sidebar."""
        entries = map(self.model.entry, range(self.model.rowCount()))
        return [(entry.label, entry.shelf) for entry in entries if entry.kind is not EntryKind.SHELF]

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self.view.dress(theme)

    def take(self, answer: Counted) -> None:
        """Shows what was counted."""
        self._is_asking = False
        self.states, self.counts, self.folders, self.searches = answer
        self.model.show(self.states, self.counts, self._midnight(), self.folders, self.searches)
        self.mark(self._shelf)
        self.counted.emit()
        if self._is_stale:
            self._is_stale = False
            self._pace.start()

    def _on_chosen(self, row: int) -> None:
        self.shelf_chosen.emit(self.model.entry(row).shelf)
