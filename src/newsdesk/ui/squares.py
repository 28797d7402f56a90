"""The little square with a source's letter that stands for it; it must not know where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from newsdesk.ui.icons import letter_of
from newsdesk.ui.theme import MARK_GROUNDS, Face

if TYPE_CHECKING:
    from newsdesk.ui.theme import Theme


def mark(theme: Theme, source: str, number: int, ratio: float) -> QImage:
    """The square with a source's letter, as a picture for so many device pixels to each logical one."""
    side = theme.px(18)
    made = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_mark(painter, theme, QRectF(0, 0, side, side), source, number)
    painter.end()
    return made


def paint_mark(painter: QPainter, theme: Theme, place: QRectF, source: str, number: int) -> None:
    """Paints the square with a source's letter into `place`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(MARK_GROUNDS[number % len(MARK_GROUNDS)]))
    painter.drawRoundedRect(place, theme.px(4), theme.px(4))
    painter.setPen(QColor("#FFFFFF"))
    painter.setFont(theme.font(Face.MARK))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter_of(source))
