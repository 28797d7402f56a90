"""What opens above the window: its context menus, the preferences, the palette; each made when it is wanted."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from newsdesk.arabic.breaking import labelled
from newsdesk.ui.menus import article_menu, found_menu, order_menu, row_menu, source_menu

EXAMPLES = 20  # headlines among which words are looked for that can serve as examples

if TYPE_CHECKING:
    from newsdesk.domain.shelf import Shelf
    from newsdesk.ui.window import Window


class Popups:
    """Lives on the UI thread, as long as the window is furnished as it is."""

    def __init__(self, window: Window) -> None:
        self._window = window
        window.sources.menu_wanted.connect(self.show_source_menu)
        window.list.order_pressed.connect(self.show_order_menu)
        window.list.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        window.list.view.customContextMenuRequested.connect(self.show_row_menu)
        window.article.view.menu_wanted.connect(self.show_article_menu)

    def show_source_menu(self, shelf: Shelf, place: QPoint) -> None:
        """What can be done with a shelf of the sidebar, which is opened."""
        window = self._window
        state = window.sources.state(shelf) if shelf.source is not None else None
        window.reading.open(shelf)
        source = state.source if state else None
        menu = source_menu(window.texts, window.actions_by_name, source, window, shelf)
        _pop_up(menu, place)

    def show_row_menu(self, place: QPoint) -> None:
        """What can be done with the rows that are selected."""
        view = self._window.list.view
        if view.indexAt(place).isValid():
            has_several = len(view.selected_rows()) > 1
            menu = row_menu(self._window.actions_by_name, self._window, has_several=has_several)
            _pop_up(menu, view.viewport().mapToGlobal(place))

    def show_order_menu(self) -> None:
        """The orders, below the words that say which one it is."""
        window, button = self._window, self._window.list.order
        if window.reading.is_searching:
            queries = window.queries
            menu = found_menu(window.texts, window.reading.searching.order, queries.take_order, window)
        else:
            menu = order_menu(window.actions_by_name, window)
        _pop_up(menu, button.mapToGlobal(button.rect().bottomLeft()))

    def show_search_help(self) -> None:
        """What can be asked in the search field, with examples of what is in the list now."""
        from newsdesk.ui.search_help import SearchHelp

        window, search = self._window, self._window.parts.masthead.search
        rows = range(min(window.model.rowCount(), EXAMPLES))
        headlines = [window.model.headline(row) for row in rows]
        source = next((one.source_title for one in headlines if one.source_title), "")
        titles = [labelled(one.title).title for one in headlines]
        shown = SearchHelp(window.texts, window.theme, titles, source, window)
        shown.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown.chosen.connect(search.look_for)
        shown.open_below(search)

    def show_article_menu(self, place: QPoint, address: str) -> None:
        """What can be done with the article and the link under the mouse."""
        window = self._window
        _pop_up(article_menu(window.texts, window.actions_by_name, window.article.view, address, window), place)

    def open_preferences(self) -> None:
        """Opens the preferences; in another language they open anew."""
        from newsdesk.ui.desktop.alerts import criers
        from newsdesk.ui.desktop.tray import is_there as has_tray
        from newsdesk.ui.dialogs.preferences import PreferencesDialog

        window = self._window
        dialog = PreferencesDialog(window.texts, window.settings, window, has_tray=has_tray())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(window.desk.tidy)  # not before: a choice may only be on the way to another one

        def chosen(choice: dict[str, object]) -> None:
            window.choose(choice)
            if "language" in choice:
                dialog.close()
                window.actions_by_name["preferences"].trigger()

        dialog.chosen.connect(chosen)
        if window.settings.has_alerts:
            window.bridge.ask(criers, dialog.tell_lost)
        dialog.open()

    def show_keys(self) -> None:
        """Opens the list of keys."""
        from newsdesk.ui.dialogs.keys import keys_dialog

        dialog = keys_dialog(self._window.texts, self._window.settings.keys, self.change_keys, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def change_keys(self) -> None:
        """Opens the dialog in which keys are changed."""
        from newsdesk.ui.dialogs.keys import KeysDialog

        window = self._window
        dialog = KeysDialog(window.texts, window.settings.keys, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.chosen.connect(lambda keys: window.choose({"keys": keys or None}))
        dialog.open()

    def open_palette(self) -> None:
        """Opens the list of everything by name."""
        from newsdesk.ui.dialogs.palette import Entry, PaletteDialog

        window = self._window
        able = window.actions_by_name.enabled()
        entries = [Entry(action.text(), action.shortcut().toString(), action.trigger) for action in able]
        shelves = window.sources.named_shelves()
        entries += [Entry(name, "", partial(window.reading.open, shelf)) for name, shelf in shelves]
        dialog = PaletteDialog(window.texts, entries, window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


def _pop_up(menu: QMenu, place: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
