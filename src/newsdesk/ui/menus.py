"""The window's menus, made of its actions; they must not know what the actions do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QMenu, QWidget

from newsdesk.domain.found import SearchOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QStyleOptionMenuItem

    from newsdesk.domain.shelf import Shelf
    from newsdesk.domain.source import Source
    from newsdesk.texts import Texts
    from newsdesk.ui.actions import Actions
    from newsdesk.ui.article.view import ArticleView

ORDERS = ("order_newest", "order_own", "order_unread")
PAGE = ("find", "find_back", "quote", "picture", "", "print", "pdf")
BULK = ("mark_all", "mark_above", "mark_below")
ADDING = ("add", "starter", "import_opml", "export_opml")
FOLDERS = ("new_folder", "source_folder", "source_up", "source_down", "rename_folder", "remove_folder", "")
SAVED = ("search_settings", "follow_search", "remove_search")
GROUPS = (
    ("menu.news", ("next", "previous", "next_unread", "", "star", "read", "open", "copy_link", "", *BULK, "undo")),
    ("menu.article", PAGE),
    (
        "menu.sources",
        (
            "refresh",
            "refresh_source",
            "stop",
            "source_settings",
            "",
            "add",
            "starter",
            "import_opml",
            "export_opml",
            "",
            *FOLDERS,
            "remove",
        ),
    ),
    ("menu.search", ("search", "search_help", "turn_found", "save_search", "", *SAVED, "", "names")),
    ("menu.view", ("show_all", "show_unread", "show_today", "show_bookmarks", "", *ORDERS, "")),
    ("", ("palette", "preferences", "keys", "logs", "about", "quit")),
)
VIEW = (
    "",
    "larger",
    "smaller",
    "usual_size",
    "next_lines",
    "next_measure",
    "next_alignment",
    "",
    "sidebar",
    "full_screen",
)
THEMES = ("system", "light", "sepia", "dark")
LEFT_TO_RIGHT, POP = "\u2066", "\u2069"  # around keys: "Ctrl++" begins on the left in any menu


TICK = ((-4.5, 0.2), (-1.3, 3.4), (4.5, -3.2))  # pixels at 100 % around the middle of a sign
ONWARD = ((-2.0, -4.0), (2.0, 0.0), (-2.0, 4.0))
SIDE, LETTERS = 22, 14  # pixels at 100 % beside the words, where the signs stand; and of the letters


class Menu(QMenu):
    """Lives on the UI thread. A menu in which the names of keys lie from left to right, and whose signs grow with the
    letters."""

    def add(self, title: str) -> Menu:
        """Adds a menu within this one."""
        inside = Menu(self)
        inside.setTitle(title)
        self.addMenu(inside)
        return inside

    def initStyleOption(self, option: QStyleOptionMenuItem, action: QAction) -> None:
        super().initStyleOption(option, action)
        words, tab, keys = option.text.partition("\t")
        if tab:
            option.text = f"{words}\t{LEFT_TO_RIGHT}{keys}{POP}"

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for action in self.actions():
            if action.isChecked():
                self._draw(painter, action, TICK, is_leading=True)
            if action.menu() is not None:
                self._draw(painter, action, ONWARD, is_leading=False)
        painter.end()

    def _draw(
        self, painter: QPainter, action: QAction, sign: tuple[tuple[float, float], ...], *, is_leading: bool
    ) -> None:
        scale, place = self.fontInfo().pixelSize() / LETTERS, QRectF(self.actionGeometry(action))
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        away = SIDE / 2 * scale
        middle = QPointF(place.right() - away if is_leading == is_rtl else place.left() + away, place.center().y())
        turned = -1 if is_rtl and not is_leading else 1
        role = QPalette.ColorRole.Accent if is_leading else QPalette.ColorRole.PlaceholderText
        pen = QPen(self.palette().color(role), 1.7 * scale)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.drawPolyline([middle + QPointF(x * turned, y) * scale for x, y in sign])


def main_menu(
    texts: Texts, actions: Actions, theme: str, choose_theme: Callable[[str], None], parent: QWidget
) -> QMenu:
    """The menu behind the three lines."""
    menu = Menu(parent)
    for title, names in GROUPS:
        inside = menu.add(texts.say(title)) if title else menu
        if not title:
            menu.addSeparator()
        _fill(inside, actions, names)
        if title == "menu.view":
            themes = inside.add(texts.say("menu.theme"))
            group = QActionGroup(themes)
            for name in THEMES:
                choice = themes.addAction(texts.say(f"theme.{name}"))
                choice.setCheckable(True)
                choice.setChecked(name == theme)
                choice.triggered.connect(_chosen(choose_theme, name))
                group.addAction(choice)
            _fill(inside, actions, VIEW)
    return menu


def source_menu(texts: Texts, actions: Actions, source: Source | None, parent: QWidget, shelf: Shelf) -> QMenu:
    """What can be done with a shelf of the sidebar, or with the source that it stands for."""
    menu = Menu(parent)
    _fill(menu, actions, ("mark_all",))
    if shelf.search is not None:
        _fill(menu, actions, ("", *SAVED[:2], "", "source_up", "source_down", "", SAVED[2]))
    elif source is not None:
        _fill(menu, actions, ("refresh_source",))
        copy = menu.addAction(texts.say("menu.copy-address"))
        copy.triggered.connect(_copied(source.url))
        _fill(menu, actions, ("source_settings", "", "source_folder", "source_up", "source_down", "", "remove"))
    elif shelf.folder is not None:
        _fill(menu, actions, ("", "rename_folder", "remove_folder", "source_up", "source_down", "", "new_folder"))
    else:
        _fill(menu, actions, ("refresh", "add", "new_folder", "starter"))
    return menu


def found_menu(texts: Texts, order: SearchOrder, choose: Callable[[SearchOrder], object], parent: QWidget) -> QMenu:
    """The orders that results can stand in."""
    menu = Menu(parent)
    group = QActionGroup(menu)
    for one in SearchOrder:
        choice = menu.addAction(texts.say(f"found.by-{one}"))
        choice.setCheckable(True)
        choice.setChecked(one is order)
        choice.triggered.connect(_called(choose, one))
        group.addAction(choice)
    return menu


def article_menu(texts: Texts, actions: Actions, view: ArticleView, address: str, parent: QWidget) -> QMenu:
    """What can be done with an article and the link under the mouse."""
    menu = Menu(parent)
    if address:
        menu.addAction(texts.say("menu.copy-this-link")).triggered.connect(_copied(address))
    copy: QAction = menu.addAction(texts.say("menu.copy"))
    copy.setEnabled(view.textCursor().hasSelection())
    copy.triggered.connect(view.copy)
    menu.addAction(texts.say("menu.select-all")).triggered.connect(view.selectAll)
    _fill(menu, actions, ("quote", "", "star", "read", "open", "copy_link", "", "find", "print", "pdf"))
    return menu


def row_menu(actions: Actions, parent: QWidget, *, has_several: bool) -> QMenu:
    """What can be done with the headline of a row, which is the one shown, or with several."""
    menu = Menu(parent)
    _fill(menu, actions, ("star", "read", *(() if has_several else ("open", "copy_link"))))
    _fill(menu, actions, ("", *BULK, "undo"))
    return menu


def order_menu(actions: Actions, parent: QWidget) -> QMenu:
    """The orders that the list can stand in."""
    menu = Menu(parent)
    _fill(menu, actions, ORDERS)
    return menu


def copy_to_clipboard(text: str) -> None:
    """Puts plain text on the clipboard."""
    QGuiApplication.clipboard().setText(text)


def _fill(menu: QMenu, actions: Actions, names: tuple[str, ...]) -> None:
    for name in names:
        if name:
            menu.addAction(actions[name])
        else:
            menu.addSeparator()


def _called(choose: Callable[[SearchOrder], object], order: SearchOrder) -> Callable[[bool], None]:
    def on_triggered(_is_checked: bool) -> None:
        choose(order)

    return on_triggered


def _chosen(choose: Callable[[str], None], name: str) -> Callable[[bool], None]:
    def on_triggered(_is_checked: bool) -> None:
        choose(name)

    return on_triggered


def _copied(text: str) -> Callable[[bool], None]:
    def on_triggered(_is_checked: bool) -> None:
        copy_to_clipboard(text)

    return on_triggered
