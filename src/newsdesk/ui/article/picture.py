"""A picture of an article as large as the window allows; it must not know where its bytes come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QWidget

from newsdesk.ui.lines import draw_lines
from newsdesk.ui.theme import Face

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdesk.domain.article import Picture
    from newsdesk.ui.theme import Theme

CAPTION = 56  # logical pixels below the picture


class PictureDialog(QDialog):
    """Lives on the UI thread. The arrows lead from picture to picture, a click or Escape back to the page."""

    def __init__(
        self,
        pictures: Sequence[Picture],
        at: int,
        load: Callable[[str], bytes | None],
        theme: Theme,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._load = load
        self._theme = theme
        self.at = at
        self._image = QImage()
        self.setObjectName("picture")
        self.resize(parent.size() * 0.92)
        self.show_picture(at)

    def show_picture(self, at: int) -> None:
        """Shows the picture of this number, if there is one."""
        if not 0 <= at < len(self._pictures):
            return
        self.at = at
        picture = self._pictures[at]
        self._image = QImage.fromData(self._load(picture.key) or b"")
        self.setWindowTitle(picture.alt)
        self.setAccessibleName(picture.alt)
        self.update()

    def shown_size(self) -> QSize:
        """The size in which the picture is painted: its own, or what the window leaves."""
        room = self.size() - QSize(0, self._theme.px(CAPTION))
        own = self._image.size()
        fits = own.width() <= room.width() and own.height() <= room.height()
        return own if fits else own.scaled(room, Qt.AspectRatioMode.KeepAspectRatio)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("paper"))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        caption = self._theme.px(CAPTION)
        size = self.shown_size()
        x, y = (self.width() - size.width()) / 2, (self.height() - caption - size.height()) / 2
        painter.drawImage(QRectF(x, y, size.width(), size.height()), self._image)
        painter.setPen(self._theme.colour("soft"))
        words = QRectF(16, self.height() - caption + 6, self.width() - 32, caption - 12)
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        draw_lines(painter, self._theme.font(Face.SMALL), words, self._pictures[self.at].alt, is_rtl=is_rtl)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        onward, back = (Qt.Key.Key_Left, Qt.Key.Key_Right) if is_rtl else (Qt.Key.Key_Right, Qt.Key.Key_Left)
        if event.key() in (onward, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self.show_picture(self.at + 1)
        elif event.key() in (back, Qt.Key.Key_Up):
            self.show_picture(self.at - 1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self.accept()
