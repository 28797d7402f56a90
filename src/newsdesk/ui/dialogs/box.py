"""A box of choices that shows that there are more, in any style sheet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QComboBox

from newsdesk.ui.dialogs.frame import BODY


class Box(QComboBox):
    """A box with a sign that there is more in it, which a style sheet can only draw from a file."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        scale = self.fontInfo().pixelSize() / BODY
        x, y = (16 * scale if is_rtl else self.width() - 16 * scale), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.PlaceholderText), 1.6 * scale))
        painter.drawPolyline(
            [QPointF(x + step * scale, y + drop * scale) for step, drop in ((-4, -2), (0, 2), (4, -2))]
        )
        painter.end()
