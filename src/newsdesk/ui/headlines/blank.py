"""What stands in the stead of a list that is empty; it must not know why it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from newsdesk.ui.buttons import push_button
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Sequence

Choice = tuple[str, Callable[[], object]]
"""The words of a button and what it does."""


class EmptyState(QScrollArea):
    """A title, a hint and a few buttons, in the middle of much air; they scroll where there is none. Lives on the UI
    thread."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.setWidget(inside)
        self.title = plain_label("", "emptyTitle")
        self.hint = plain_label("", "emptyHint")
        self._said: tuple[str, ...] = ()
        self._deed: Callable[[], object] | None = None
        self.button = push_button("", "main")
        self.button.clicked.connect(self._on_clicked)
        self.more: list[QPushButton] = []
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 12, 32, 12)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self._others = QVBoxLayout()
        self._others.setSpacing(6)
        column.addLayout(self._others)
        column.addStretch(3)

    def say(self, title: str, hint: str, choices: Sequence[Choice] = ()) -> None:
        """Shows these words, and a button for each choice, the first of them as the main one."""
        self.setAccessibleName(title)
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        if self._said == (said := (title, hint, *(words for words, _ in choices))):
            return  # a button that has the focus keeps it
        self._said = said
        self.button.setText(choices[0][0].replace("&", "&&") if choices else "")
        self._deed = choices[0][1] if choices else None
        self.button.setVisible(bool(choices))
        for old in self.more:
            self._others.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.more = [self._link(words, deed) for words, deed in choices[1:]]

    def _link(self, words: str, deed: Callable[[], object]) -> QPushButton:
        button = push_button(words, "link")
        button.clicked.connect(lambda _is_checked: deed())
        self._others.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        return button

    def _on_clicked(self) -> None:
        if self._deed is not None:
            self._deed()
