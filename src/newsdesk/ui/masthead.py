"""The bar at the top: the name of the paper, the day and the last sync below it, the search field and three buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from newsdesk.ui.buttons import IconButton
from newsdesk.ui.labels import fitting_label, plain_label
from newsdesk.ui.search import ROOMY, SearchField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from newsdesk.texts import Texts
    from newsdesk.ui.actions import Actions
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.theme import Theme


EDGE, GAP = 14, 12  # pixels at both ends and between the parts


class Masthead(QWidget):
    """Lives on the UI thread."""

    def __init__(self, texts: Texts, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("masthead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._weight = 700 if texts.language == "ar" else 600  # the Latin face has no bolder one, and none is made up
        self._title = plain_label(texts.say("window.title"), "title")
        self.date, self.sync = fitting_label("date"), fitting_label("lastSync")
        self.sync.hide()
        self.search = SearchField(texts, theme, icons)
        self.buttons = {name: IconButton(theme, icons, name) for name in ("refresh", "add", "menu")}
        row = QHBoxLayout(self)
        row.setContentsMargins(EDGE, 0, EDGE, 0)
        row.setSpacing(GAP)
        row.addWidget(self._title)
        self._theme = theme
        self.search.used.connect(self._share)
        self._day = QWidget()
        lines = QVBoxLayout(self._day)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addStretch(1)
        lines.addWidget(self.date)
        lines.addWidget(self.sync)
        lines.addStretch(1)
        row.addWidget(self._day)
        row.addStretch(0)
        row.addWidget(self.search, 1)
        for button in self.buttons.values():
            row.addWidget(button)
        menu = self.buttons["menu"]
        menu.setAccessibleName(texts.say("menu.name"))
        menu.setToolTip(texts.say("menu.name"))
        menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.dress(theme)

    def give_actions(self, actions: Actions, menu: QMenu) -> None:
        """Connects the buttons."""
        for name in ("refresh", "add"):
            button, action = self.buttons[name], actions[name]
            button.setToolTip(action.toolTip())
            button.setAccessibleName(action.text())
            button.clicked.connect(action.trigger)
        self.buttons["menu"].setMenu(menu)
        self.search.give_actions(actions)

    def show_date(self, date: str, hijri: str, short: str) -> None:
        """Shows the day in both calendars, in one where there is no room for two, then without its year."""
        self.date.say(f"{date} · {hijri}" if hijri else date, date, short)

    def show_sync(self, *ways: str) -> None:
        """Shows what there is to say of the last sync, in ways from the longest to the shortest; "" for nothing."""
        self.sync.say(*ways)
        self.sync.setVisible(bool(ways[0]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        """While the reader searches, the words come first: the day gives way where both have no room."""
        beside: tuple[QWidget, ...] = (self._title, self._day, *self.buttons.values())
        taken = sum(one.sizeHint().width() + GAP for one in beside) + 2 * EDGE
        self._day.setVisible(not self.search.is_used or self.width() - taken >= self._theme.px(ROOMY))

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self._theme = theme
        self.setFixedHeight(theme.px(44) + 1)
        self._title.setStyleSheet(
            f'font: {self._weight} {theme.px(17)}px "Noto Kufi Arabic", "Noto Sans"; color: {theme.colours.accent};'
        )
        # Less than the face asks for, which leaves room for marks above marks: two lines are to stand in the bar.
        self.date.setFixedHeight(theme.px(20))
        self.sync.setFixedHeight(theme.px(17))
        self.search.dress(theme)
        for button in self.buttons.values():
            button.dress(theme)
