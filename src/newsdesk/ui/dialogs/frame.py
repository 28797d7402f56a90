"""The frame that every dialog shares: a title, what is inside, and a row of buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from newsdesk.ui.buttons import push_button
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QPushButton


BODY = 14  # pixels of the text's size at 100 per cent
AROUND = 40  # pixels of the window that stay in sight beside a large dialog


def scale_of(window: QWidget) -> float:
    """By how much the reader's letters are larger than usual in this window; 1.0 at least."""
    return max(window.font().pixelSize(), BODY) / BODY


class Frame(QDialog):
    """Lives on the UI thread."""

    def __init__(self, title: str, parent: QWidget, width: int = 480) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.scale = scale_of(parent)
        self.setMinimumWidth(min(round(width * self.scale), max(parent.window().width() - AROUND, width)))
        self._height = parent.window().height()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(26, 22, 26, 20)
        self.column.setSpacing(12)
        self.column.addWidget(plain_label(title, kind="title"))
        self._is_tight = False
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(round(10 * self.scale))

    def add_words(self, words: str, kind: str = "soft") -> None:
        """Adds a paragraph of plain text."""
        label = plain_label(words, kind=kind)
        label.setWordWrap(True)
        self.column.addWidget(label)

    def add_scrolled(self, inside: QWidget, around: int) -> QScrollArea:
        """Adds a part that scrolls where the window is too low for all of it; `around`: pixels that the rest of the
        dialog takes at 100 %."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        self.column.addWidget(area, 1)
        for one in (inside, *inside.findChildren(QWidget)):
            one.ensurePolished()  # the style sheet of the window gives them their heights
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # not all of it at any price
        area.setMinimumHeight(max(min(inside.sizeHint().height() + 4, self.room(around)), 120))
        return area

    def room(self, around: int) -> int:
        """How high a part may be in a window of today's height; `around` as above."""
        return self._height - AROUND - round(around * self.scale)

    def add_button(self, words: str, kind: str = "") -> QPushButton:
        """Adds a button to the row below, after those already there; a main one answers Return."""
        button = push_button(words, kind)
        button.setDefault(kind == "main")
        self._row.addWidget(button)
        self.buttons.append(button)
        return button

    def close_up(self, *, is_tight: bool = False) -> None:
        """Puts the row of buttons below all else; a tight frame is only as high as its words are at its width."""
        self._is_tight = is_tight
        self._row.insertStretch(0, 1)
        self.column.addSpacing(6)
        self.column.addLayout(self._row)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_tight and self.column.hasHeightForWidth():  # Qt thinks of a narrower one
            self.column.activate()  # or a label holds on to the lines that it had there
            self.resize(self.width(), self.column.heightForWidth(self.width()))
