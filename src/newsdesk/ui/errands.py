"""What the reader does to sources: add, choose from the starter list, refresh, remove; it must not know the panes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.settings.paths import resource

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from PySide6.QtWidgets import QWidget

    from newsdesk.desk import Desk
    from newsdesk.domain.article import Headline
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.menu import Rule
    from newsdesk.domain.orders import Added, SyncReport
    from newsdesk.domain.outline import Outline
    from newsdesk.domain.source import Source, SourceId
    from newsdesk.texts import Texts
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.dialogs.add import AddDialog
    from newsdesk.ui.dialogs.frame import Frame
    from newsdesk.ui.dialogs.starter import StarterDialog


class Errands:
    """Lives on the UI thread. Dialogs are opened and never waited for: the window goes on behind them."""

    def __init__(self, desk: Desk, bridge: Bridge, texts: Texts, tell: Callable[..., None], parent: QWidget) -> None:
        self._desk = desk
        self._bridge = bridge
        self._texts = texts
        self._tell = tell
        self._parent = parent

    def add(self, address: str, folders: list[str]) -> AddDialog:
        """Opens the dialog that adds an address."""
        from newsdesk.ui.dialogs.add import AddDialog

        dialog = AddDialog(self._texts, self._bridge, self._ask, folders, self._parent)
        dialog.look_at = lambda typed: self._desk.add_source(typed, is_choosing=True, is_looking=True)
        dialog.icon_of = self._desk.icon_of_looked
        dialog.address.setText(address)
        dialog.look()
        dialog.added.connect(self._on_added)
        _open(dialog)
        return dialog

    def _ask(self, address: str, folder: str | None, rule: Rule | None) -> Future[Added]:
        return self._desk.add_source(address, folder, rule, is_choosing=True)

    def choose(self) -> StarterDialog:
        """Opens the starter list."""
        from newsdesk.ui.dialogs.starter import StarterDialog, countries

        dialog = StarterDialog(self._texts, countries(resource("starter.opml")), self._parent)
        dialog.chosen.connect(self._on_chosen)
        _open(dialog)
        return dialog

    def refresh(self, sources: list[SourceId] | None) -> None:
        """Asks for a sync of these sources, all when None."""
        self._bridge.settle(self._desk.sync(sources), self._on_synced, self._on_refused)

    def remove(self, source: Source) -> Frame:
        """Asks, then removes a source; bookmarks of its articles stay."""
        from newsdesk.ui.dialogs.about import confirmation

        say, title = self._texts.say, source.title or source.url
        words = say("remove.words", title=title)
        dialog = confirmation(self._texts, say("remove.title"), words, say("remove.button"), self._parent)
        removed = say("notice.removed", title=title)

        def remove() -> None:
            self._bridge.settle(
                self._desk.remove_source(source.id), lambda _changes: self._tell(removed), self._on_refused
            )

        dialog.accepted.connect(remove)
        _open(dialog)
        return dialog

    def unkeep(self, headline: Headline, remove: Callable[[], None]) -> Frame:
        """Asks before the only copy of an article goes, then calls `remove`."""
        from newsdesk.ui.dialogs.about import confirmation

        say = self._texts.say
        words = say("unkeep.words", title=headline.title)
        dialog = confirmation(self._texts, say("unkeep.title"), words, say("unkeep.button"), self._parent)
        dialog.accepted.connect(remove)
        _open(dialog)
        return dialog

    def about(self) -> None:
        """Opens what newsdesk says of itself."""
        from newsdesk.ui.dialogs.about import about_dialog

        _open(about_dialog(self._texts, str(self._desk.paths.data), self.licences, self._parent))

    def licences(self) -> None:
        """Opens the list of what newsdesk is made of."""
        from newsdesk.ui.dialogs.about import licences_dialog

        _open(licences_dialog(self._texts, self._parent))

    def logs(self) -> None:
        """Opens the folder of the logs and the crash record in the reader's file manager."""
        from PySide6.QtCore import QUrl

        from newsdesk.ui.outside import open_outside

        open_outside(QUrl.fromLocalFile(str(self._desk.paths.logs)), self._texts, self._tell)

    def _on_added(self, added: Added) -> None:
        self._tell(self._texts.count("notice.added", len(added.sources)))
        if added.sources:  # what was added by its document has just been read, what was added by a list never was
            synced = self._desk.sync(added.sources, is_due_only=True)
            self._bridge.settle(synced, self._on_synced, self._on_refused)

    def _on_chosen(self, outlines: tuple[Outline, ...]) -> None:
        self._bridge.settle(self._desk.add_outlines(outlines), self._on_added, self._on_refused)

    def _on_synced(self, _report: SyncReport) -> None:
        """The status line and the sources tell how it went."""

    def _on_refused(self, fault: Fault) -> None:
        self._tell(self._texts.fault(fault))


def _open(dialog: Frame) -> None:
    from PySide6.QtCore import Qt

    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
