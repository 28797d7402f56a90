"""What the reader does to saved searches and to the names that searches know; each act can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt

from newsdesk.domain.searches import SavedSearch, SearchId
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.ui.sources.acts import SidebarActs

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.desk import Desk
    from newsdesk.domain.changes import Changes
    from newsdesk.domain.searches import AddedSearch
    from newsdesk.texts import Texts
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.dialogs.names import NamesDialog
    from newsdesk.ui.dialogs.saved import SavedDialog
    from newsdesk.ui.marks import Marks
    from newsdesk.ui.notices import Band
    from newsdesk.ui.sources.pane import SourcesPane

T = TypeVar("T")


def shelf_of(search: SavedSearch) -> Shelf:
    """The shelf on which stands what a saved search finds."""
    return Shelf(ShelfKind.SEARCH, search=search.id)


class SavedSearches(SidebarActs):
    """Lives on the UI thread."""

    def __init__(self, desk: Desk, bridge: Bridge, texts: Texts, parts: tuple[SourcesPane, Band], marks: Marks) -> None:
        super().__init__(desk, bridge, texts, parts, marks)
        self.names_changed: Callable[[], object] = lambda: None

    def of(self, shelf: Shelf) -> SavedSearch | None:
        """The saved search of a shelf as it is stored now; None for others, and for one that is gone."""
        if shelf.search is None:
            return None
        return next((one for one in self._desk.searches() if one.id == shelf.search), None)

    def save(self, words: str) -> None:
        """Saves what is looked for as a shelf; says so when there is one already."""
        words = " ".join(words.split())
        there = next((one.search for one in self._sources.searches if one.search.query == words), None)
        if there is not None:
            self._notices.say(self._texts.say("notice.search-there", name=there.name))
        else:
            self._bridge.settle(self._desk.add_search(words), self._on_saved, self._on_refused)

    def _on_saved(self, added: AddedSearch) -> None:
        search = added.search
        self._can_undo(search.name, lambda: self._send(self._desk.remove_search(search.id)))
        self._say("notice.search-saved", search.name)
        self._sources.count_anew()

    def open_settings(self, search: SavedSearch) -> SavedDialog:
        """Opens the dialog of a saved search: its name, its words, whether it is followed."""
        from newsdesk.ui.dialogs.saved import SavedDialog

        dialog = SavedDialog(self._texts, search, self._sources.window())
        dialog.kept.connect(lambda wanted: self._put(search, wanted, "notice.search-kept"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def open_names(self) -> NamesDialog:
        """Opens the reader's table of names that are spelt in several ways."""
        from newsdesk.ui.dialogs.names import NamesDialog

        before = self._desk.own_names()
        dialog = NamesDialog(self._texts, before, self._desk.faults_of_names, self._sources.window())
        dialog.kept.connect(lambda table: self._put_names(before, table))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _put_names(self, before: str, table: str) -> None:
        def done(_nothing: None) -> None:
            undone = self._texts.say("notice.names-undone")
            self._remember(undone, lambda: self._send(self._desk.put_names(before)))
            self._offer_undo(self._texts.say("notice.names-kept"))
            self._sources.count_anew()
            self.names_changed()

        if table != before:
            self._bridge.settle(self._desk.put_names(table), done, self._on_refused)

    def follow(self, search: SavedSearch) -> None:
        """Follows a saved search, or follows it no more."""
        wanted = replace(search, is_followed=not search.is_followed)
        self._put(search, wanted, "notice.search-followed" if wanted.is_followed else "notice.search-unfollowed")

    def remove(self, search: SavedSearch) -> None:
        """Removes a saved search; what it found stays."""

        def done(_changes: Changes) -> None:
            self._can_undo(search.name, lambda: self._send(self._desk.put_search(search)))
            self._say("notice.search-removed", search.name)

        self._bridge.settle(self._desk.remove_search(search.id), done, self._on_refused)

    def shift(self, search: SearchId, step: int) -> None:
        """Moves a saved search one place up (-1) or down (1)."""
        order = self._order
        at = order.index(search) + step if search in order else -1
        if 0 <= at < len(order):
            self._arrange([one for one in order if one != search], at, search)

    def drop(self, search: SearchId, before: SearchId | None) -> None:
        """Moves a saved search ahead of another one; None: behind all of them."""
        rest = [one for one in self._order if one != search]
        self._arrange(rest, rest.index(before) if before in rest else len(rest), search)

    # --- inside

    @property
    def _order(self) -> list[SearchId]:
        return [one.search.id for one in self._sources.searches]

    def _arrange(self, rest: list[SearchId], at: int, search: SearchId) -> None:
        before, wanted = self._order, [*rest[:at], search, *rest[at:]]
        if wanted == before:
            return
        name = next(one.search.name for one in self._sources.searches if one.search.id == search)

        def done(_changes: Changes) -> None:
            undone = self._texts.say("notice.arrangement-undone")
            self._remember(undone, lambda: self._send(self._desk.arrange_searches(before)))
            self._say("notice.search-arranged", name)
            self._sources.count_anew()

        self._bridge.settle(self._desk.arrange_searches(wanted), done, self._on_refused)

    def _put(self, before: SavedSearch, wanted: SavedSearch, key: str) -> None:
        if wanted == before:
            return

        def done(_changes: Changes) -> None:
            self._can_undo(before.name, lambda: self._send(self._desk.put_search(before)))
            self._say(key, wanted.name)
            self._sources.count_anew()

        self._bridge.settle(self._desk.put_search(wanted), done, self._on_refused)

    def _can_undo(self, name: str, take_back: Callable[[], object]) -> None:
        self._remember(self._texts.say("notice.search-undone", name=name), take_back)

    def _say(self, key: str, name: str) -> None:
        self._offer_undo(self._texts.say(key, name=name))
