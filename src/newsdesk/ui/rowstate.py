"""Whether a row is selected or under the mouse, asked of its view.

The option that a delegate is given says it, too, but its state is of a class whose enums alone take 12 ms to make.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QAbstractItemView


def is_selected(view: QAbstractItemView, index: QModelIndex | QPersistentModelIndex) -> bool:
    """Whether the reader has selected it."""
    return view.selectionModel().isSelected(index)


def is_under_mouse(view: QAbstractItemView, place: QRect) -> bool:
    """Whether the mouse is over this place of the view."""
    port = view.viewport()
    return port.underMouse() and place.contains(port.mapFromGlobal(QCursor.pos()))
