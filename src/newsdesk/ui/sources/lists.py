"""Lists of sources (OPML) in the window: a file is looked at, ticked, added and taken back at once; or written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from newsdesk.domain.faults import Failed
from newsdesk.ui.sources.acts import SidebarActs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdesk.desk import Desk
    from newsdesk.domain.changes import Changes
    from newsdesk.domain.orders import Added
    from newsdesk.domain.outline import Outline
    from newsdesk.domain.source import SourceId
    from newsdesk.texts import Texts
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.marks import Marks
    from newsdesk.ui.notices import Band
    from newsdesk.ui.sources.pane import SourcesPane

ENDINGS = (".opml", ".opml.xml")


class Lists(SidebarActs):
    """Lives on the UI thread. `refresh` asks for a sync of sources."""

    def __init__(self, desk: Desk, bridge: Bridge, texts: Texts, parts: tuple[SourcesPane, Band], marks: Marks) -> None:
        super().__init__(desk, bridge, texts, parts, marks)
        self.refresh: Callable[[list[SourceId]], object] = lambda _sources: None

    def take_in(self) -> None:
        """Asks for a file and shows what it lists."""
        from PySide6.QtWidgets import QFileDialog

        asked = self._texts.say("listed.files")
        path, _ = QFileDialog.getOpenFileName(
            self._sources.window(), self._texts.say("listed.title"), "", f"{asked} (*.opml *.xml)"
        )
        if path:
            self.look(path)

    def look(self, path: str) -> None:
        """Shows what a file lists; nothing is added yet."""
        self._bridge.settle(self._desk.read_opml(path), self._show, self._on_refused)

    def _show(self, outlines: Sequence[Outline]) -> None:
        from newsdesk.ui.dialogs.listed import ListedDialog

        there = {url for state in self._sources.states for url in (state.source.url, state.source.feed_url)}
        dialog = ListedDialog(self._texts, outlines, there, self._sources.window())
        dialog.chosen.connect(self.add)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def add(self, outlines: tuple[Outline, ...]) -> None:
        """Adds these, which can be taken back in one step."""
        self._bridge.settle(self._desk.add_outlines(outlines), self._on_added, self._on_refused)

    def _on_added(self, added: Added) -> None:
        words = self._texts.count("notice.added", len(added.sources))
        if not added.sources:
            self._notices.say(words)
            return
        undone = self._texts.count("notice.list-undone", len(added.sources))
        self._remember(undone, lambda: self._remove(added.sources))
        self._offer_undo(words)
        self.refresh(list(added.sources))

    def _remove(self, sources: Sequence[SourceId]) -> None:
        self._desk.stop_sync()
        for source in sources:
            self._bridge.settle(self._desk.remove_source(source), self._on_removed, self._on_refused)

    def _on_removed(self, _changes: Changes) -> None:
        """The sidebar hears of it by itself."""

    def write_out(self) -> None:
        """Asks where to, and writes the list of sources there."""
        from PySide6.QtWidgets import QFileDialog

        title = self._texts.say("action.export_opml").rstrip("…")
        path, _ = QFileDialog.getSaveFileName(self._sources.window(), title, "newsdesk.opml", "OPML (*.opml)")
        if path:
            self.write_to(Path(path))

    def write_to(self, path: Path) -> None:
        """Writes the list of sources into a file."""
        try:
            number = self._desk.export_opml(path)
        except Failed as refusal:
            self._on_refused(refusal.fault)
        else:
            self._notices.say(self._texts.count("notice.list-written", number, path=str(path)))
