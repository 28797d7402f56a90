"""Paints a headline row where its layout says, with the theme's colours; it decides nothing about the headline."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QToolTip

from newsdesk.arabic.breaking import labelled
from newsdesk.domain.article import Offline
from newsdesk.ui.headlines.layout import FOUND_ROW, ROW, Box, RowLayout, lay_out
from newsdesk.ui.headlines.model import HEADLINE_ROLE
from newsdesk.ui.lines import Marked, draw_line, draw_lines, width_of
from newsdesk.ui.rowstate import is_selected, is_under_mouse
from newsdesk.ui.theme import Face

if TYPE_CHECKING:
    from newsdesk.domain.article import Headline
    from newsdesk.domain.found import Found, Places
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.signs import Signs
    from newsdesk.ui.theme import Theme


SIGN = 14  # logical pixels of what stands for a source


class HeadlineDelegate(QStyledItemDelegate):
    """Lives on the UI thread. `time_of` gives the time shown in a row, `day_of` the heading above it or "".

    `chip` is the word that stands beside the source of breaking news, in place of the label in the headline.
    Where the list `has_snippets`, a piece of the text stands below each headline, with the words that were found.
    """

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        signs: Signs,
        time_of: Callable[[Headline], str],
        day_of: Callable[[int], str],
        view: QAbstractItemView,
        chip: str = "",
    ) -> None:
        super().__init__(view)
        self._view = view
        self._icons = icons
        self._signs = signs
        self.time_of = time_of
        self._day_of = day_of
        self._chip = chip
        self.has_snippets = False
        self.found_of: Callable[[int], Found | None] = lambda _row: None
        self.held_of: Callable[[Headline], str] = lambda _headline: ""
        self.theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(option.rect.width(), self.theme.px(self._row))

    @property
    def _row(self) -> int:
        return FOUND_ROW if self.has_snippets else ROW

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        headline: Headline = index.data(HEADLINE_ROLE)
        found: Found | None = self.found_of(index.row()) if self.has_snippets else None
        day = self._day_of(index.row())
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        boxes = self._boxes(option, day)
        painter.save()
        painter.translate(option.rect.topLeft())
        self._paint_ground(painter, option, index, boxes)
        if day:
            self._paint_day(painter, boxes, day, is_rtl=is_rtl)
        self._paint_meta(painter, boxes, headline, is_rtl=is_rtl)
        self._paint_title(painter, boxes, headline, found, is_rtl=is_rtl)
        self._paint_marks(painter, boxes, headline)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        sign = _rect(self._boxes(option, self._day_of(index.row())).offline)
        if not sign.contains(QPointF(event.pos() - option.rect.topLeft())):
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.held_of(index.data(HEADLINE_ROLE)), view)
        return True

    def _boxes(self, option: QStyleOptionViewItem, day: str) -> RowLayout:
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        return lay_out(option.rect.width(), self.theme.scale, is_rtl=is_rtl, has_day=bool(day), row=self._row)

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        boxes: RowLayout,
    ) -> None:
        row = QRectF(0, boxes.bar.y, option.rect.width(), option.rect.height() - boxes.bar.y)
        theme = self.theme
        if is_selected(self._view, index):
            painter.fillRect(row, theme.colour("wash"))
            painter.fillRect(_rect(boxes.bar), theme.colour("accent"))
        elif is_under_mouse(self._view, option.rect):
            painter.fillRect(row, theme.colour("hover"))
        painter.fillRect(QRectF(0, option.rect.height() - 1, option.rect.width(), 1), theme.colour("line"))

    def _paint_day(self, painter: QPainter, boxes: RowLayout, day: str, *, is_rtl: bool) -> None:
        theme = self.theme
        painter.fillRect(_rect(boxes.day), theme.colour("list"))
        painter.fillRect(QRectF(0, boxes.day.height - 1, boxes.day.width, 1), theme.colour("line"))
        painter.setPen(theme.colour("soft"))
        inside = _rect(boxes.day).adjusted(theme.px(16), 0, -theme.px(16), 0)
        draw_line(painter, theme.font(Face.META_STRONG), inside, day, is_rtl=is_rtl)

    def _paint_meta(self, painter: QPainter, boxes: RowLayout, headline: Headline, *, is_rtl: bool) -> None:
        theme = self.theme
        font = theme.font(Face.META)
        painter.setPen(theme.colour("soft"))
        place = _rect(boxes.meta)
        used = draw_line(painter, font, place, self.time_of(headline), is_rtl=is_rtl)
        gap = used + theme.px(8) if used else 0.0
        painter.setPen(theme.colour("faint"))
        rest = place.adjusted(0, 0, -gap, 0) if is_rtl else place.adjusted(gap, 0, 0, 0)
        rest = self._paint_sign(painter, rest, headline, is_rtl=is_rtl)
        if not (headline.is_breaking or labelled(headline.title).is_breaking):
            draw_line(painter, font, rest, headline.source_title, is_rtl=is_rtl)
            return
        letters = width_of(theme.font(Face.CHIP), self._chip)
        room = letters + theme.px(24)
        short = rest.adjusted(room, 0, 0, 0) if is_rtl else rest.adjusted(0, 0, -room, 0)
        used = draw_line(painter, font, short, headline.source_title, is_rtl=is_rtl) + theme.px(8)
        width = letters + theme.px(14)
        x = rest.right() - used - width if is_rtl else rest.left() + used
        self._paint_chip(painter, QRectF(x, rest.top() + theme.px(1), width, rest.height() - theme.px(1)))

    def _paint_sign(self, painter: QPainter, place: QRectF, headline: Headline, *, is_rtl: bool) -> QRectF:
        """Paints what stands for the source at the leading edge; comes back with the room left."""
        side = self.theme.px(SIGN)
        x = place.right() - side if is_rtl else place.left()
        sign = QRectF(x, place.center().y() - side / 2, side, side)
        painter.save()
        self._signs.paint(painter, self.theme, sign, headline.source_title, headline.source_id)
        painter.restore()
        gap = side + self.theme.px(6)
        return place.adjusted(0, 0, -gap, 0) if is_rtl else place.adjusted(gap, 0, 0, 0)

    def _paint_chip(self, painter: QPainter, place: QRectF) -> None:
        theme = self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("breaking_wash"))
        painter.drawRoundedRect(place, theme.px(4), theme.px(4))
        painter.setPen(theme.colour("breaking"))
        inside = place.adjusted(theme.px(7), 0, -theme.px(7), 0)
        draw_line(painter, theme.font(Face.CHIP), inside, self._chip, is_rtl=True)

    def _paint_title(
        self, painter: QPainter, boxes: RowLayout, headline: Headline, found: Found | None, *, is_rtl: bool
    ) -> None:
        theme = self.theme
        painter.setPen(theme.colour("soft" if headline.is_read else "ink"))
        font = theme.font(Face.HEADLINE_READ if headline.is_read else Face.HEADLINE)
        title = labelled(headline.title).title
        place = _rect(boxes.title)
        if found is None:
            draw_lines(painter, font, place, title, is_rtl=is_rtl)
            return
        label = len(headline.title) - len(title)  # what is left out stands at the head
        hits = tuple((start - label, end - label) for start, end in found.title_hits if end > label)
        lines = draw_lines(painter, font, place, self._marked(title, hits), is_rtl=is_rtl)
        box, limit = boxes.snippet(lines, theme.scale)
        painter.setPen(theme.colour("soft"))
        snippet = self._marked(found.snippet, found.hits)
        draw_lines(painter, theme.font(Face.SMALL), _rect(box), snippet, is_rtl=is_rtl, limit=limit)

    def _marked(self, text: str, hits: Places) -> Marked:
        return Marked(text, hits, self.theme.colour("mark"), self.theme.colour("ink"))

    def _paint_marks(self, painter: QPainter, boxes: RowLayout, headline: Headline) -> None:
        theme = self.theme
        if not headline.is_read:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            dot = _rect(boxes.dot)
            painter.drawEllipse(QPointF(dot.center()), dot.width() / 2, dot.height() / 2)
        star = theme.colour("star" if headline.is_bookmarked else "faint")
        self._icons.draw(painter, "star", _rect(boxes.star), star, is_filled=headline.is_bookmarked)
        if headline.offline is not Offline.HEADLINE:
            # Thin lines and whole pixels for a text, a solid shape for all of it: told apart without a second look.
            is_full = headline.offline is Offline.FULL
            name = "full" if is_full else "text"
            self._icons.draw(painter, name, _rect(boxes.offline), theme.colour("faint"), is_filled=is_full)


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)
