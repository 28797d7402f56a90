"""Labels that show plain text whatever their text looks like; they must not know what it says."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel


def plain_label(text: str = "", name: str = "", kind: str = "") -> QLabel:
    """A label that never reads mark-up: QLabel left to itself loads a local image out of a headline."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if name:
        label.setObjectName(name)
    if kind:
        label.setProperty("kind", kind)
    return label
