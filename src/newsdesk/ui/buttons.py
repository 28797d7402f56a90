"""Buttons drawn with our own icons; they must not know what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

if TYPE_CHECKING:
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.theme import Theme

WIDTH, HEIGHT, ICON = 34, 30, 18


class IconButton(QToolButton):
    """A flat button with an icon.

    When checked, one that `fills` is filled in the star's colour; `other_name` is the icon of one that is not checked,
    "" for the same.
    """

    def __init__(self, theme: Theme, icons: Icons, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._name = name
        self.is_mirrored_in_rtl = False
        self.fills = False
        self.other_name = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("wash" if self.isDown() else "hover"))
            painter.drawRoundedRect(place, 7, 7)
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place, 7, 7)
        side = theme.px(ICON)
        sign = QRectF(place.center().x() - side / 2, place.center().y() - side / 2, side, side)
        is_filled = self.fills and self.isChecked()
        colour = theme.colour("star" if is_filled else "soft")
        if not self.isEnabled():
            colour.setAlphaF(0.45)
        mirrored = self.is_mirrored_in_rtl and self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        name = self._name if self.isChecked() or not self.other_name else self.other_name
        self._icons.draw(painter, name, sign, colour, is_filled=is_filled, is_mirrored=mirrored)
        painter.end()


def push_button(text: str, kind: str = "", parent: QWidget | None = None) -> QPushButton:
    """A button with words; `kind` is main, link or "" and is read by the style sheet."""
    button = QPushButton(text.replace("&", "&&"), parent)
    if kind:
        button.setProperty("kind", kind)
    button.setAutoDefault(False)
    return button
