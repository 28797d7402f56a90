"""The pictures of a page as they are painted; it must not know which page."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

CORNER = 6


def rule(width: int, ratio: float, colour: QColor) -> QImage:
    """A thin line `width` logical pixels long, `ratio` device pixels to each."""
    line = QImage(round(width * ratio), max(round(ratio), 1), QImage.Format.Format_RGB32)
    line.fill(colour)
    line.setDevicePixelRatio(ratio)
    return line


def fitted(image: QImage, widest: int, ratio: float) -> QImage:
    """A picture at most `widest` logical pixels wide, its corners rounded."""
    width = min(image.width(), widest)
    scaled = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
    made = QImage(scaled.size(), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    corner = QPainterPath()
    corner.addRoundedRect(QRectF(made.rect()), CORNER * ratio, CORNER * ratio)
    painter.setClipPath(corner)
    painter.drawImage(0, 0, scaled)
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


def nothing() -> QImage:
    """The smallest picture: an answer, so that Qt does not ask again or look for itself."""
    made = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    return made
