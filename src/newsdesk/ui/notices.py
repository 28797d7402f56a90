"""A quiet band with one sentence and at most one thing to do; it must not know what the sentence is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QGridLayout

from newsdesk.ui.buttons import IconButton, push_button
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.texts import Texts
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.theme import Theme

STAY = 9000  # milliseconds; not while the mouse rests on it


class Band(QFrame):
    """Lives on the UI thread. Hidden until there is something to say."""

    closed = Signal()

    def __init__(self, texts: Texts, theme: Theme, icons: Icons, *, is_tall: bool = False) -> None:
        """`is_tall` puts the button below the sentence, for a narrow place."""
        super().__init__()
        self.setObjectName("band")
        self._deed: Callable[[], object] | None = None
        self.words = plain_label()
        self.words.setWordWrap(True)
        self.button = push_button("", "main")
        self.button.clicked.connect(self._on_clicked)
        self.cross = IconButton(theme, icons, "close")
        self.cross.setAccessibleName(texts.say("band.close"))
        self.cross.setToolTip(texts.say("band.close"))
        self.cross.clicked.connect(self._on_closed)
        self._stay = QTimer(self, singleShot=True, interval=STAY)
        self._stay.timeout.connect(self.hide)
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 7, 14, 7)  # a layout does not turn them round
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.words, 0, 0)
        grid.addWidget(self.button, *((1, 0, Qt.AlignmentFlag.AlignLeading) if is_tall else (0, 1)))
        grid.addWidget(self.cross, 0, 2)
        self.hide()

    def say(
        self, words: str, button: str = "", deed: Callable[[], object] | None = None, *, stays: bool = False
    ) -> None:
        """Shows a sentence, with a button when there is a deed; it goes away by itself unless `stays`."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self._deed = deed
        self.button.setText(button.replace("&", "&&"))
        self.button.setVisible(deed is not None)
        self.show()
        self._stay.stop()
        if not stays:
            self._stay.start()

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self.cross.dress(theme)

    def _on_clicked(self) -> None:
        self.hide()
        if self._deed is not None:
            self._deed()

    def _on_closed(self) -> None:
        self.hide()
        self.closed.emit()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        if self._stay.isActive():
            self._stay.stop()
            self.setProperty("wasGoing", True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.property("wasGoing"):
            self.setProperty("wasGoing", False)
            self._stay.start()
