"""Labels that show plain text whatever their text looks like; they must not know what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel


class PlainLabel(QLabel):
    """A label that never gives up a line of what it says: in a low window a layout would take some of its height."""

    def setText(self, text: str) -> None:
        super().setText(text)
        self._hold_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_lines()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._hold_lines()

    def _hold_lines(self) -> None:
        if self.wordWrap():
            self.setMinimumHeight(0)  # else the answer is never less than what was held before
            self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


def plain_label(text: str = "", name: str = "", kind: str = "") -> QLabel:
    """A label that never reads mark-up: QLabel left to itself loads a local image out of a headline."""
    label = PlainLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if name:
        label.setObjectName(name)
    if kind:
        label.setProperty("kind", kind)
    return label
