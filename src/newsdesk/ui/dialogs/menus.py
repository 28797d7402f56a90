"""The lists of headlines that a page offers, side by side as they are now; the reader chooses one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from newsdesk.ui.dialogs.ticks import DotButton

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdesk.domain.menu import Line, Menu
    from newsdesk.texts import Texts

MOST_LINES = 60
LONGEST = 300  # letters of a line; no row shows more
WIDTH, HEIGHT = 270, 280


class MenuChoice(QWidget):
    """Lives on the UI thread. The arrow keys and a click choose a list, a double click takes it at once."""

    picked = Signal()

    def __init__(self, texts: Texts, menus: Sequence[Menu]) -> None:
        super().__init__()
        self._menus = tuple(menus)
        self.buttons: list[DotButton] = []
        self.lists: list[QListWidget] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for number, menu in enumerate(self._menus):
            row.addLayout(self._column(texts, number, menu), 1)
        self.buttons[0].setChecked(True)

    @property
    def chosen(self) -> Menu:
        """The list that is chosen; the first until the reader chooses."""
        return self._menus[next((n for n, button in enumerate(self.buttons) if button.isChecked()), 0)]

    def begin(self) -> None:
        """Gives the chosen list the keyboard."""
        self.buttons[self._menus.index(self.chosen)].setFocus(Qt.FocusReason.OtherFocusReason)

    def _column(self, texts: Texts, number: int, menu: Menu) -> QVBoxLayout:
        button = DotButton(texts.count("add.menu", len(menu.lines)))
        shown = QListWidget()
        shown.setAccessibleName(button.text())
        shown.setMinimumSize(WIDTH, HEIGHT)
        shown.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        shown.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown.setWordWrap(True)
        shown.setResizeMode(QListWidget.ResizeMode.Adjust)
        shown.addItems([written(line) for line in menu.lines[:MOST_LINES]])
        shown.currentRowChanged.connect(lambda _row: button.setChecked(True))
        shown.itemPressed.connect(lambda _item: button.setChecked(True))
        shown.itemDoubleClicked.connect(lambda _item: self.picked.emit())
        self.buttons.append(button)
        self.lists.append(shown)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(button)
        column.addWidget(shown, 1)
        return column


def written(line: Line) -> str:
    """A headline with its time, as much of it as a row may have to hold."""
    return f"{line.time_text}  {line.title[:LONGEST]}" if line.time_text else line.title[:LONGEST]
