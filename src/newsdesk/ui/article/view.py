"""Shows a page: answers only our own picture identifiers, opens nothing by itself; it must not know the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from newsdesk.ui.icons import letter_of
from newsdesk.ui.theme import MARK_GROUNDS, Face

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.ui.theme import Theme

MEASURE = 560
BAR = 10  # the scroll bar's room, kept whether it is there or not: else its coming would lay the page out twice
OPENABLE = ("http", "https", "mailto")
PICTURE_SCHEME = "newsdesk-picture"
_QUOTE_LEVEL = 0x1080  # QTextFormat.BlockQuoteLevel; the class has enums that take 2 ms to make
_IMAGE = QTextDocument.ResourceType.ImageResource.value


class ArticleView(QTextBrowser):
    """Lives on the UI thread."""

    link_followed = Signal(QUrl)  # http, https or mailto
    address_hovered = Signal(str)
    left = Signal()  # the reader wants to go back to the list
    menu_wanted = Signal(QPoint, str)  # where on the screen, and the address under the mouse or ""

    def __init__(self, theme: Theme, picture: Callable[[str], bytes | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self._theme = theme
        self._html = ""
        self._css = ""
        self._laid_out_for = 0
        self._source = ""
        self._source_number = 0
        self.setObjectName("article")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.highlighted.connect(lambda url: self.address_hovered.emit(url.toDisplayString()))

    def show_page(self, html: str, css: str, source: str, source_number: int) -> None:
        """Shows a page from its beginning. `source` and its number give the square with the letter."""
        self._html, self._css = html, css
        self._source, self._source_number = source, source_number
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def dress(self, theme: Theme, css: str) -> None:
        """Takes a theme; what is read keeps its place as a share of the page."""
        bar = self.verticalScrollBar()
        share = bar.value() / max(bar.maximum(), 1)
        self._theme, self._css = theme, css
        if self._html:
            self._lay_out()
            bar.setValue(round(share * bar.maximum()))

    def empty(self) -> None:
        """Shows nothing."""
        self._html = ""
        self.clear()

    def is_at_end(self) -> bool:
        """Whether nothing is left below."""
        return self.verticalScrollBar().value() >= self.verticalScrollBar().maximum()

    def scroll_on(self) -> None:
        """Goes down by nearly a windowful."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(bar.pageStep() - self._theme.px(48), bar.singleStep()))

    # --- what a page may ask for

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Never the base class's answer, which reads files; and never None, after which Qt reads them itself."""
        url = QUrl(name)
        if int(kind) != _IMAGE:
            return QByteArray(b"")
        if url.scheme() == PICTURE_SCHEME and url.path().isalnum() and url.path().isascii():
            stored = self._picture(url.path())
            image = QImage.fromData(stored) if stored else QImage()
            if not image.isNull():
                return self._fitted(image)
        return _nothing()

    def doSetSource(
        self, _name: QUrl | str, _kind: QTextDocument.ResourceType = QTextDocument.ResourceType.UnknownResource
    ) -> None:
        """Goes nowhere: pages are shown by `show_page` only."""

    def _on_anchor_clicked(self, url: QUrl) -> None:
        if url.scheme().lower() in OPENABLE:
            self.link_followed.emit(url)

    # --- how it is laid out

    def _measure(self) -> int:
        """The width of the text: the reader's measure, or what the window leaves."""
        return max(min(self._theme.px(MEASURE), self.width() - BAR - 2 * self._theme.px(20)), 120)

    def _lay_out(self) -> None:
        self._laid_out_for = self._measure()
        document = self.document()
        document.setDefaultStyleSheet(self._css)
        document.setDefaultFont(self._theme.font(Face.ARTICLE))
        document.setDocumentMargin(0)
        ratio = self.devicePixelRatioF()
        mark = _mark(self._theme, self._source, self._source_number, ratio)
        self.setHtml("")
        document.addResource(_IMAGE, QUrl("newsdesk-mark:source"), mark)
        document.addResource(_IMAGE, QUrl("newsdesk-mark:rule"), self._rule(ratio))
        self.setHtml(self._html)
        self._centre()

    def _centre(self) -> None:
        room = max((self.viewport().width() - self._measure()) / 2, 0)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setLeftMargin(room)
        shape.setRightMargin(room)
        shape.setTopMargin(self._theme.px(26))
        shape.setBottomMargin(self._theme.px(48))
        frame.setFrameFormat(shape)

    def _rule(self, ratio: float) -> QImage:
        rule = QImage(round(self._measure() * ratio), max(round(ratio), 1), QImage.Format.Format_RGB32)
        rule.fill(self._theme.colour("line"))
        rule.setDevicePixelRatio(ratio)
        return rule

    def _fitted(self, image: QImage) -> QImage:
        """A picture no wider than the measure, its corners rounded."""
        ratio = self.devicePixelRatioF()
        width = min(image.width(), round(self._measure()))
        scaled = image.scaledToWidth(round(width * ratio), Qt.TransformationMode.SmoothTransformation)
        fitted = QImage(scaled.size(), QImage.Format.Format_ARGB32_Premultiplied)
        fitted.fill(Qt.GlobalColor.transparent)
        painter = QPainter(fitted)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = QPainterPath()
        corner.addRoundedRect(QRectF(fitted.rect()), 6 * ratio, 6 * ratio)
        painter.setClipPath(corner)
        painter.drawImage(0, 0, scaled)
        painter.end()
        fitted.setDevicePixelRatio(ratio)
        return fitted

    # --- hands and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._html and self._laid_out_for != self._measure():
            self.dress(self._theme, self._css)
        elif self._html:
            self._centre()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._html:
            self._paint_quotation_lines()

    def _paint_quotation_lines(self) -> None:
        """Puts the accent line at the leading edge of quotations, which Qt's rich text has no border for."""
        layout = self.document().documentLayout()
        above, height = self.verticalScrollBar().value(), self.viewport().height()
        painter = QPainter(self.viewport())
        left = (self.viewport().width() - self._measure()) / 2
        block = self.document().firstBlock()
        while block.isValid():
            if block.blockFormat().intProperty(_QUOTE_LEVEL) > 0:
                place = layout.blockBoundingRect(block).translated(0, -above)
                if place.bottom() > 0 and place.top() < height:
                    is_rtl = block.textDirection() == Qt.LayoutDirection.RightToLeft
                    x = left + self._measure() - 3 if is_rtl else left
                    painter.fillRect(QRectF(x, place.top(), 3, place.height()), self._theme.colour("accent"))
            block = block.next()
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if event.key() == (Qt.Key.Key_Right if is_rtl else Qt.Key.Key_Left):
            self.left.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos(), self.anchorAt(event.pos()))


def _nothing() -> QImage:
    """The smallest picture: an answer, so that Qt does not ask again or look for itself."""
    nothing = QImage(1, 1, QImage.Format.Format_ARGB32_Premultiplied)
    nothing.fill(Qt.GlobalColor.transparent)
    return nothing


def _mark(theme: Theme, source: str, number: int, ratio: float) -> QImage:
    """The square with a source's letter."""
    side = theme.px(18)
    mark = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    mark.setDevicePixelRatio(ratio)
    mark.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mark)
    paint_mark(painter, theme, QRectF(0, 0, side, side), source, number)
    painter.end()
    return mark


def paint_mark(painter: QPainter, theme: Theme, place: QRectF, source: str, number: int) -> None:
    """Paints the square with a source's letter into `place`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(MARK_GROUNDS[number % len(MARK_GROUNDS)]))
    painter.drawRoundedRect(place, theme.px(4), theme.px(4))
    painter.setPen(QColor("#FFFFFF"))
    painter.setFont(theme.font(Face.MARK))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter_of(source))
