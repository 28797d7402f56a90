"""Boxes to tick and choices of one, drawn in the theme's colours at the size of the letters: Fusion's own have hardly
any frame in the dark and small signs beside large letters. They must not know what is ticked.
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QCheckBox,
    QRadioButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionButton,
    QStyleOptionViewItem,
    QTreeWidget,
)

from newsdesk.ui.dialogs.frame import BODY

GRID = 15.0  # what the shapes below are drawn on
FRAME = 1.0  # between whole pixels, so that none of them is half as strong
_TICK = (QPointF(3.6, 7.8), QPointF(6.4, 10.6), QPointF(11.4, 4.8))
_BAR = (QPointF(4.2, 7.5), QPointF(10.8, 7.5))
_DOWN = (QPointF(3.5, 5.8), QPointF(7.5, 9.6), QPointF(11.5, 5.8))
_ONWARD = (QPointF(5.8, 3.5), QPointF(9.6, 7.5), QPointF(5.8, 11.5))


class TickBox(QCheckBox):
    """Lives on the UI thread. A box with words beside it."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter = QPainter(self)
        draw_box(painter, place, option.palette, self.checkState(), has_focus=self.hasFocus())
        painter.end()


class DotButton(QRadioButton):
    """Lives on the UI thread. One of several choices."""

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_RadioButtonIndicator, option, self)
        painter = QPainter(self)
        _on_grid(painter, place)
        painter.setPen(QPen(_frame(option.palette, is_on=False, has_focus=self.hasFocus() or self.isChecked()), FRAME))
        painter.drawEllipse(QPointF(7.5, 7.5), 7, 7)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(QPalette.ColorRole.Accent))
            painter.drawEllipse(QPointF(7.5, 7.5), 3.6, 3.6)
        painter.end()


class TickDelegate(QStyledItemDelegate):
    """Lives on the UI thread. Draws the boxes in the rows of a list or tree; its style sheet leaves them empty."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().paint(painter, option, index)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if state is None:
            return
        shown = QStyleOptionViewItem(option)
        self.initStyleOption(shown, index)
        widget = shown.widget
        place = widget.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, shown, widget)
        is_rtl = shown.direction == Qt.LayoutDirection.RightToLeft
        x = place.right() + 1 - place.height() if is_rtl else place.x()  # the rest of it is the gap before the words
        painter.save()
        draw_box(painter, QRect(x, place.y(), place.height(), place.height()), shown.palette, Qt.CheckState(state))
        painter.restore()


class TickTree(QTreeWidget):
    """Lives on the UI thread. A tree with boxes, whose signs of open and closed branches grow with the letters."""

    def __init__(self) -> None:
        super().__init__()
        self.setItemDelegate(TickDelegate(self))

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex) -> None:
        if not self.model().hasChildren(index):
            return
        side = round(GRID * self.fontInfo().pixelSize() / BODY)
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        step = self.indentation()
        x = (rect.left() if is_rtl else rect.right() + 1 - step) + (step - side) // 2
        painter.save()
        _on_grid(painter, QRect(x, rect.center().y() - side // 2, side, side))
        if is_rtl:
            painter.translate(GRID, 0)
            painter.scale(-1, 1)
        painter.setPen(_round_pen(self.palette(), QPalette.ColorRole.PlaceholderText))
        painter.drawPolyline(_DOWN if self.isExpanded(index) else _ONWARD)
        painter.restore()


def draw_box(
    painter: QPainter, place: QRect, palette: QPalette, state: Qt.CheckState, *, has_focus: bool = False
) -> None:
    """Paints a box in this state into the square `place`: framed when empty, filled with a tick or a bar in it."""
    _on_grid(painter, place)
    is_on = state != Qt.CheckState.Unchecked
    painter.setPen(QPen(_frame(palette, is_on=is_on, has_focus=has_focus), FRAME))
    painter.setBrush(palette.color(QPalette.ColorRole.Highlight) if is_on else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(0.5, 0.5, GRID - 1, GRID - 1), 3.2, 3.2)
    if is_on:
        painter.setPen(_round_pen(palette, QPalette.ColorRole.HighlightedText))
        painter.drawPolyline(_TICK if state == Qt.CheckState.Checked else _BAR)


def _on_grid(painter: QPainter, place: QRect) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(place.topLeft())
    painter.scale(place.width() / GRID, place.height() / GRID)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _frame(palette: QPalette, *, is_on: bool, has_focus: bool) -> QColor:
    if has_focus:
        return palette.color(QPalette.ColorRole.Accent)
    return palette.color(QPalette.ColorRole.Highlight if is_on else QPalette.ColorRole.PlaceholderText)


def _round_pen(palette: QPalette, role: QPalette.ColorRole) -> QPen:
    pen = QPen(palette.color(role), 1.7)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
