"""Shows a page: answers only our own picture identifiers, opens nothing by itself; it must not know the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from newsdesk.ui.article.images import fitted, nothing, rule
from newsdesk.ui.theme import Face

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.domain.source import SourceId
    from newsdesk.ui.signs import Signs
    from newsdesk.ui.theme import Theme

BAR = 10  # the scroll bar's room, kept whether it is there or not: else its coming would lay the page out twice
OPENABLE = ("http", "https", "mailto")
PICTURE_SCHEME = "newsdesk-picture"
_QUOTE_LEVEL = 0x1080  # QTextFormat.BlockQuoteLevel; the class has enums that take 2 ms to make
_IMAGE = QTextDocument.ResourceType.ImageResource.value


class ArticleView(QTextBrowser):
    """Lives on the UI thread."""

    link_followed = Signal(QUrl)  # http, https or mailto
    address_hovered = Signal(str)
    find_wanted = Signal()
    laid_out_anew = Signal()  # the same page, in another width or theme: what was marked in it is to be marked again
    picture_pressed = Signal(str)  # its key
    left = Signal()  # the reader wants to go back to the list
    menu_wanted = Signal(QPoint, str)  # where on the screen, and the address under the mouse or ""

    def __init__(
        self, theme: Theme, signs: Signs, picture: Callable[[str], bytes | None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.picture = picture
        self._signs = signs
        self._theme = theme
        self._html = ""
        self._css = ""
        self._laid_out_for = 0
        self._source: tuple[str, SourceId | None] = ("", None)
        self._held = (0, 0)  # a place that was gone to, and the scroll bar's value there
        self.setObjectName("article")
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.highlighted.connect(self._on_highlighted)

    def show_page(self, html: str, css: str, source: str, source_number: SourceId) -> None:
        """Shows a page from its beginning. `source` and its number give the square with the letter."""
        self._html, self._css = html, css
        self._source = (source, source_number)
        self._lay_out()
        self.verticalScrollBar().setValue(0)

    def renew_sign(self) -> None:
        """Shows what stands for the source now. It is as large as what stood there, so the page is only painted anew:
        the reader's place and selection stay."""
        if self._html:
            self._bring_sign()
            self.viewport().update()

    def dress(self, theme: Theme, css: str, html: str) -> None:
        """Takes a theme, and the page as it is made for it; the line at the upper edge stays there."""
        place = self.place() if self._html else 0
        self._theme, self._css = theme, css
        if self._html:
            self._html = html
            self._lay_out()
            self.go_to(place)
            self.laid_out_anew.emit()

    def empty(self) -> None:
        """Shows nothing."""
        self._html = ""
        self.clear()

    def place(self) -> int:
        """Where the line at the upper edge begins, in Qt's units; 0 at the beginning of the page."""
        value = self.verticalScrollBar().value()
        if value == 0:
            return 0
        if value == self._held[1]:
            return self._held[0]  # not scrolled since: lines that break elsewhere must not move it step by step
        cursor = self.cursorForPosition(QPoint(self.viewport().width() // 2, 2))
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine)
        return cursor.position()

    def hold(self) -> None:
        """Holds on to the place through what changes faces and sizes, which may lay the page out before `dress`."""
        self._held = (self.place(), self.verticalScrollBar().value())

    def go_to(self, place: int) -> None:
        """Brings the line of this place to the upper edge."""
        document = self.document()
        if place:  # Qt lays a page out as far as it is looked at, and the scroll bar ends there
            document.documentLayout().blockBoundingRect(document.lastBlock())
        self.verticalScrollBar().setValue(self._line_of(place) if place else 0)
        self._held = (place, self.verticalScrollBar().value())

    def show_place(self, place: int) -> None:
        """Scrolls, if need be, until the line of this place can be seen with some above it."""
        top, bar = self._line_of(place), self.verticalScrollBar()
        line = self._theme.px(40)
        if not bar.value() <= top <= bar.value() + self.viewport().height() - line:
            bar.setValue(top - self.viewport().height() // 3)

    def _line_of(self, place: int) -> int:
        """How far down the page the line of this place is."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(max(0, min(place, self.document().characterCount() - 1)))
        return self.cursorRect(cursor).top() + self.verticalScrollBar().value()

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
            stored = self.picture(url.path())
            image = QImage.fromData(stored) if stored else QImage()
            if not image.isNull():
                return fitted(image, round(self._measure()), self.devicePixelRatioF())
        return nothing()

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
        return max(min(self._theme.px(self._theme.measure), self.width() - BAR - 2 * self._theme.px(20)), 120)

    def _lay_out(self) -> None:
        self._laid_out_for = self._measure()
        document = self.document()
        document.setDefaultStyleSheet(self._css)
        document.setDefaultFont(self._theme.font(Face.ARTICLE))
        document.setDocumentMargin(0)
        line = rule(self._measure(), self.devicePixelRatioF(), self._theme.colour("line"))
        self.setHtml("")
        self._bring_sign()
        document.addResource(_IMAGE, QUrl("newsdesk-mark:rule"), line)
        self.setHtml(self._html)
        self._centre()

    def _bring_sign(self) -> None:
        square = self._signs.picture(self._theme, *self._source, self.devicePixelRatioF())
        self.document().addResource(_IMAGE, QUrl("newsdesk-mark:source"), square)

    def _centre(self) -> None:
        room = max((self.viewport().width() - self._measure()) / 2, 0)
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        shape.setLeftMargin(room)
        shape.setRightMargin(room)
        shape.setTopMargin(self._theme.px(26))
        shape.setBottomMargin(self._theme.px(48))
        frame.setFrameFormat(shape)

    # --- hands and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place() if self._html else 0  # before Qt lays the page out for the new width
        super().resizeEvent(event)
        if self._html and self._laid_out_for != self._measure():
            self._lay_out()
            self.go_to(place)
            self.laid_out_anew.emit()
        elif self._html:
            self._centre()
            self.go_to(place)

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
        elif _means_find(event):
            self.find_wanted.emit()
            event.accept()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _means_find(event):
            event.accept()  # here it looks in the page, elsewhere in all that is kept
            return True
        return super().event(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() == Qt.MouseButton.LeftButton and not self.anchorAt(place):
            key = self._picture_at(place)
            if key and not self.textCursor().hasSelection():
                self.picture_pressed.emit(key)

    def _picture_at(self, place: QPoint) -> str:
        """The key of the picture at a place of the window, "" for none."""
        cursor = self.cursorForPosition(place)
        for _step in range(2):  # the cursor stands before the picture or behind it
            shape = cursor.charFormat()
            name = QUrl(shape.toImageFormat().name()) if shape.isImageFormat() else QUrl()
            if name.scheme() == PICTURE_SCHEME:
                return name.path()
            cursor.movePosition(QTextCursor.MoveOperation.Right)
        return ""

    def _on_highlighted(self, url: QUrl) -> None:
        from newsdesk.ui.article.address import shown_address

        self.address_hovered.emit(shown_address(url))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos(), self.anchorAt(event.pos()))


def _means_find(event: QKeyEvent) -> bool:
    """Whether this is Ctrl+F, on either layout."""
    is_control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return is_control and (event.key() == Qt.Key.Key_F or int(event.key()) == ord("ب"))
