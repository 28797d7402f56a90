"""What the reader does to a source or a folder in the sidebar: settings, places, names; each can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from shiboken6 import isValid

from newsdesk.domain.arrangement import Arrangement, arrangement_of
from newsdesk.domain.shelf import ShelfKind
from newsdesk.ui.sources.acts import SidebarActs
from newsdesk.ui.sources.lists import Lists
from newsdesk.ui.sources.searches import SavedSearches

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsdesk.desk import Desk
    from newsdesk.domain.changes import Changes
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.shelf import Shelf
    from newsdesk.domain.source import SourceId, SourceState
    from newsdesk.texts import Texts
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.dialogs.naming import NamingDialog
    from newsdesk.ui.dialogs.source import Draft, SourceDialog
    from newsdesk.ui.marks import Marks
    from newsdesk.ui.notices import Band
    from newsdesk.ui.sources.dragging import Dropped
    from newsdesk.ui.sources.pane import SourcesPane


class Tending(SidebarActs):
    """Lives on the UI thread."""

    def __init__(self, desk: Desk, bridge: Bridge, texts: Texts, parts: tuple[SourcesPane, Band], marks: Marks) -> None:
        super().__init__(desk, bridge, texts, parts, marks)
        self.lists = Lists(desk, bridge, texts, parts, marks)
        self.saved = SavedSearches(desk, bridge, texts, parts, marks)
        self.now: Callable[[], datetime] = desk.clock
        self._asked: Arrangement | None = None  # not yet in what the sidebar shows
        self._is_written = False
        self._sources.view.dropped.connect(self._on_dropped)
        self._sources.counted.connect(self._on_counted)

    # --- one source

    def open_settings(self, source: SourceId) -> SourceDialog | None:
        """Opens the dialog of a source; None when it is gone."""
        from newsdesk.ui.dialogs.source import SourceDialog

        state = self._state(source)
        if state is None:
            return None
        dialog = SourceDialog(self._texts, state, self._sources.folders, self.now(), self._sources.window())
        dialog.kept.connect(lambda draft: self._keep(state, draft, dialog))
        dialog.health.retry_wanted.connect(lambda: self._retry(source, dialog))
        dialog.health.take_back_wanted.connect(lambda: self._take_back(source, dialog))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _keep(self, state: SourceState, draft: Draft, dialog: SourceDialog) -> None:
        before = (state.source.title, self._arrangement, state.choice)
        placed = before[1] if draft.folder == state.source.folder else before[1].moved(state.source.id, draft.folder)
        title = draft.title

        def kept(_changes: Changes) -> None:
            if isValid(dialog):  # the reader may have closed it before the answer came
                dialog.accept()
            if (title, placed, draft.choice) == before:
                return
            self._put(state.source.id, title, placed, state.source.title)
            undone = self._texts.say("notice.choice-undone", title=state.source.title)
            self._remember(undone, lambda: self._restore(state, before[1], title))
            self._say("notice.source-kept", title)

        def refused(fault: Fault) -> None:
            (dialog.refuse if isValid(dialog) else self._on_refused)(fault)

        self._bridge.settle(self._desk.choose(state.source.id, draft.choice), kept, refused)

    def _put(self, source: SourceId, title: str, wanted: Arrangement, before: str) -> None:
        if title != before:
            self._send(self._desk.rename_source(source, title))
        if wanted != self._arrangement:
            self._send(self._desk.arrange(wanted))

    def _restore(self, state: SourceState, wanted: Arrangement, title: str) -> None:
        self._send(self._desk.choose(state.source.id, state.choice))
        self._put(state.source.id, state.source.title, wanted, title)

    def _retry(self, source: SourceId, dialog: SourceDialog) -> None:
        def tried(_report: object) -> None:
            self._bridge.ask(
                lambda reads: reads.sources(),
                lambda states: _show(dialog, next((s for s in states if s.source.id == source), None), self.now()),
            )

        self._bridge.settle(self._desk.sync([source]), tried, lambda _fault: tried(None))

    def _take_back(self, source: SourceId, dialog: SourceDialog) -> None:
        dialog.accept()
        self.take_back(source)

    def take_back(self, source: SourceId) -> None:
        """Has a source that moved read at its old address; the same again brings the new one back."""
        state = self._state(source)

        def done(changes: Changes) -> None:
            if not changes or state is None:
                self._say("notice.no-former", "" if state is None else state.source.title)
                return
            self._remember(
                self._texts.say("notice.choice-undone", title=state.source.title),
                lambda: self._send(self._desk.take_back_address(source)),
            )
            self._say("notice.taken-back", state.source.title)

        self._bridge.settle(self._desk.take_back_address(source), done, self._on_refused)

    # --- places and folders

    def move(self, source: SourceId) -> NamingDialog | None:
        """Asks for the folder that a source is to stand in."""
        state = self._state(source)
        if state is None:
            return None
        known = ["", *self._sources.folders]
        return self._naming("move", lambda name: self.put_in(source, name or None), known, state.source.folder or "")

    def put_in(self, source: SourceId, folder: str | None) -> None:
        """Puts a source at the end of a folder, new or known, or of those in none."""
        state = self._state(source)
        if state is not None and state.source.folder != folder:
            self._arrange(self._arrangement.moved(source, folder), "notice.arranged", state.source.title)

    def shift(self, shelf: Shelf, step: int) -> None:
        """Moves the source, folder or saved search of a shelf one place up (-1) or down (1)."""
        now = self._arrangement
        if shelf.search is not None:
            self.saved.shift(shelf.search, step)
            return
        if shelf.kind is ShelfKind.FOLDER and shelf.folder in now.folders:
            names = list(now.folders)
            at = names.index(shelf.folder) + step
            if 0 <= at < len(names):
                others = [name for name in names if name != shelf.folder]
                others.insert(at, shelf.folder)
                self._arrange(Arrangement(tuple(others), now.places), "notice.arranged", shelf.folder)
        elif shelf.source is not None and (state := self._state(shelf.source)) is not None:
            self._arrange(now.shifted(shelf.source, step), "notice.arranged", state.source.title)

    def new_folder(self) -> NamingDialog:
        """Asks for the name of a new folder."""
        return self._naming(
            "new", lambda name: self._arrange(self._arrangement.with_folder(name), "notice.folder-made", name)
        )

    def rename_folder(self, folder: str) -> NamingDialog:
        """Asks for another name of a folder."""

        def rename(name: str) -> None:
            self._arrange(self._arrangement.renamed(folder, name), "notice.folder-renamed", name)

        return self._naming("rename", rename, name=folder)

    def remove_folder(self, folder: str) -> None:
        """Removes a folder; its sources stay, in none."""
        self._arrange(self._arrangement.without(folder), "notice.folder-removed", folder)

    def _on_dropped(self, dropped: Dropped) -> None:
        now, shelf = self._arrangement, dropped.shelf
        if shelf.search is not None:
            self.saved.drop(shelf.search, dropped.before_search)
        elif shelf.folder is not None:
            self._arrange(now.folder_moved(shelf.folder, dropped.before_folder), "notice.arranged", shelf.folder)
        elif shelf.source is not None and (state := self._state(shelf.source)) is not None:
            wanted = now.moved(shelf.source, dropped.folder, dropped.before)
            self._arrange(wanted, "notice.arranged", state.source.title)

    def _arrange(self, wanted: Arrangement, key: str, title: str) -> None:
        before = self._arrangement
        if wanted == before:
            return

        self._asked, self._is_written = wanted, False

        def done(_changes: Changes) -> None:
            self._is_written = True
            undone = self._texts.say("notice.arrangement-undone")
            self._remember(undone, lambda: self._send(self._desk.arrange(before)))
            self._say(key, title)
            self._sources.count_anew()

        self._bridge.settle(self._desk.arrange(wanted), done, self._on_refused)

    # --- inside

    def _on_counted(self) -> None:
        if self._is_written:
            self._asked = None

    @property
    def _arrangement(self) -> Arrangement:
        if self._asked is not None:
            return self._asked
        states = self._sources.states
        return arrangement_of(self._sources.folders, ((s.source.id, s.source.folder) for s in states))

    def _state(self, source: SourceId) -> SourceState | None:
        return next((state for state in self._sources.states if state.source.id == source), None)

    def _naming(
        self, key: str, named: Callable[[str], object], known: list[str] | None = None, name: str = ""
    ) -> NamingDialog:
        from newsdesk.ui.dialogs.naming import NamingDialog

        dialog = NamingDialog(self._texts, key, self._sources.window(), known or (), name)
        dialog.named.connect(named)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _say(self, key: str, title: str) -> None:
        self._offer_undo(self._texts.say(key, title=title))

    def _on_refused(self, fault: Fault) -> None:
        self._asked = None
        super()._on_refused(fault)


def _show(dialog: SourceDialog, state: SourceState | None, now: datetime) -> None:
    if state is not None and isValid(dialog):
        dialog.health.show_state(state, now)
