"""The bar at the top: the name of the paper, the day, the search field and three buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from newsdesk.ui.buttons import IconButton
from newsdesk.ui.labels import plain_label
from newsdesk.ui.search import SearchField

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMenu

    from newsdesk.texts import Texts
    from newsdesk.ui.actions import Actions
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.theme import Theme


class Masthead(QWidget):
    """Lives on the UI thread."""

    def __init__(self, texts: Texts, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("masthead")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._weight = 700 if texts.language == "ar" else 600  # the Latin face has no bolder one, and none is made up
        self._title = plain_label(texts.say("window.title"), "title")
        self._dates = ("", "")
        self.date = plain_label("", "date")
        self.date.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.search = SearchField(texts, theme, icons)
        self.search.setMinimumWidth(140)
        self.buttons = {name: IconButton(theme, icons, name) for name in ("refresh", "add", "menu")}
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(12)
        row.addWidget(self._title)
        row.addWidget(self.date, 1)
        row.addWidget(self.search, 2)
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

    def show_date(self, date: str, hijri: str) -> None:
        """Shows the day in both calendars, in one where there is no room for two, and no half of one."""
        self._dates = (f"{date} · {hijri}" if hijri else date, date)
        self._fit_date()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_date()

    def _fit_date(self) -> None:
        both, one = self._dates
        wide, metrics = self.date.width(), self.date.fontMetrics()
        shown = next((words for words in (both, one) if metrics.horizontalAdvance(words) <= wide), "")
        self.date.setText(shown)
        self.date.setToolTip("" if shown == both else both)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self.setFixedHeight(theme.px(44) + 1)
        self._title.setStyleSheet(
            f'font: {self._weight} {theme.px(17)}px "Noto Kufi Arabic", "Noto Sans"; color: {theme.colours.accent};'
        )
        self.search.dress(theme)
        for button in self.buttons.values():
            button.dress(theme)
