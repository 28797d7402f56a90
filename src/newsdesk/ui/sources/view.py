"""Shows the sidebar and paints its rows; it must not know the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QRegion,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from newsdesk.ui.labels import plain_tip
from newsdesk.ui.lines import draw_line
from newsdesk.ui.rowstate import is_selected, is_under_mouse
from newsdesk.ui.sources.dragging import Landing, landing
from newsdesk.ui.sources.model import ENTRY_ROLE, Entry, EntryKind
from newsdesk.ui.theme import Face

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdesk.ui.icons import Icons
    from newsdesk.ui.signs import Signs
    from newsdesk.ui.theme import Theme

ROW = 32
HEADING = 40


class SidebarDelegate(QStyledItemDelegate):
    """Lives on the UI thread."""

    def __init__(self, theme: Theme, icons: Icons, signs: Signs, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self._icons = icons
        self._signs = signs
        self.wanted: QRegion | None = None  # what is to be painted anew; None: all

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        entry: Entry = index.data(ENTRY_ROLE)
        return QSize(0, self.theme.px(HEADING if entry.kind is EntryKind.FOLDER else ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if self.wanted is not None and not self.wanted.intersects(option.rect):
            return  # between two rows that changed: the view has every row of the whole stretch painted
        entry: Entry = index.data(ENTRY_ROLE)
        theme = self.theme
        is_rtl = option.direction == Qt.LayoutDirection.RightToLeft
        is_on = is_selected(self._view, index)
        place = QRectF(option.rect).adjusted(0, theme.px(8), 0, 0) if _is_folder(entry) else QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_on or is_under_mouse(self._view, option.rect):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("wash" if is_on else "hover"))
            painter.drawRoundedRect(place, 7, 7)
        inside = place.adjusted(theme.px(10), 0, -theme.px(10), 0)
        inside = self._paint_count(painter, inside, entry, is_rtl=is_rtl)
        inside = self._paint_sign(painter, inside, entry, is_on=is_on, is_rtl=is_rtl)
        if _is_folder(entry):
            painter.setPen(theme.colour("accent" if is_on else "faint"))
            font = theme.font(Face.META_STRONG)
        else:
            painter.setPen(theme.colour("accent" if is_on else "ink"))
            font = theme.font(Face.BODY_STRONG if is_on else Face.BODY)
        draw_line(painter, font, inside, entry.label, is_rtl=is_rtl)
        painter.restore()

    def _paint_sign(self, painter: QPainter, inside: QRectF, entry: Entry, *, is_on: bool, is_rtl: bool) -> QRectF:
        """Paints the icon or the letter at the leading edge; comes back with the room left."""
        if _is_folder(entry):
            return inside
        theme = self.theme
        side = theme.px(16)
        x = inside.right() - side if is_rtl else inside.left()
        sign = QRectF(x, inside.center().y() - side / 2, side, side)
        if entry.icon:
            self._icons.draw(painter, entry.icon, sign, theme.colour("accent" if is_on else "soft"))
        else:
            self._signs.paint(painter, theme, sign, entry.label, entry.shelf.source)
        gap = side + theme.px(9)
        return inside.adjusted(0, 0, -gap, 0) if is_rtl else inside.adjusted(gap, 0, 0, 0)

    def _paint_count(self, painter: QPainter, inside: QRectF, entry: Entry, *, is_rtl: bool) -> QRectF:
        """Paints the dot of trouble and the count at the trailing edge; comes back with the room left."""
        theme = self.theme
        used = 0.0
        if entry.fault:
            radius = theme.px(7) / 2
            x = inside.left() + radius if is_rtl else inside.right() - radius
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("star"))
            painter.drawEllipse(QRectF(x - radius, inside.center().y() - radius, 2 * radius, 2 * radius))
            used = 2 * radius + theme.px(7)
        if entry.count:
            painter.setPen(theme.colour("faint"))
            rest = inside.adjusted(used, 0, 0, 0) if is_rtl else inside.adjusted(0, 0, -used, 0)
            used += draw_line(painter, theme.font(Face.META), rest, entry.count, is_rtl=not is_rtl) + theme.px(7)
        return inside.adjusted(used, 0, 0, 0) if is_rtl else inside.adjusted(0, 0, -used, 0)


class SidebarView(QListView):
    """Lives on the UI thread. A list of a few hundred rows at most, so QListView's layout of every row costs little."""

    chosen = Signal(int)
    menu_wanted = Signal(int, QPoint)
    dropped = Signal(object)  # Dropped

    def __init__(self, theme: Theme, icons: Icons, signs: Signs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._delegate = SidebarDelegate(theme, icons, signs, self)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)
        self._dragged: Entry | None = None
        self._landing: Landing | None = None
        self.setSpacing(0)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self._delegate.theme = theme
        self.scheduleDelayedItemsLayout()

    def choose(self, row: int) -> None:
        """Makes a row the current one without telling that it was chosen; nothing where it is so already: while a sync
        is busy that is asked three times a second, and painting every row anew is most of what the window then does."""
        index = self.model().index(row, 0)
        if index == self.currentIndex() and self.selectionModel().isSelected(index):
            return
        is_silent = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(is_silent)
        self.viewport().update()

    def dataChanged(
        self,
        first: QModelIndex | QPersistentModelIndex,
        last: QModelIndex | QPersistentModelIndex,
        roles: Sequence[int] = (),
    ) -> None:
        """Paints what changed anew. A list view would lay out and paint every row: here no row's height changes."""
        QAbstractItemView.dataChanged(self, first, last, list(roles))

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        before = self.currentIndex()
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == before:
            self.chosen.emit(index.row())  # a click on the open shelf opens it again

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos()) if event.reason() == QContextMenuEvent.Reason.Mouse else self.currentIndex()
        if index.isValid():
            place = event.globalPos()
            if event.reason() != QContextMenuEvent.Reason.Mouse:
                place = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_wanted.emit(index.row(), place)

    # --- a source or a folder under the mouse

    def startDrag(self, actions: Qt.DropAction) -> None:
        self.begin_drag(self.currentIndex().row())
        super().startDrag(actions)
        self._dragged = None
        self._show_landing(None)

    def begin_drag(self, row: int) -> None:
        """Takes a row up; what then moves over the view is that row."""
        self._dragged = self.model().index(row, 0).data(ENTRY_ROLE)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.take_drag(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.take_drag(event)

    def take_drag(self, event: QDropEvent) -> None:
        """Shows where what is dragged would stand; what comes from elsewhere is for the window."""
        found = landing(self, self._dragged, event.position().toPoint()) if self._dragged is not None else None
        self._show_landing(found)
        if found is None:
            event.ignore()
        else:
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_landing(None)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        self.take_drag(event)
        found = self._landing
        self._show_landing(None)
        if found is not None:
            event.setDropAction(Qt.DropAction.IgnoreAction)  # the rows are made anew once the store says so
            self.dropped.emit(found.dropped)

    def _show_landing(self, found: Landing | None) -> None:
        if found != self._landing:
            self._landing = found
            self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._delegate.wanted = event.region()
        super().paintEvent(event)
        self._delegate.wanted = None
        if self._landing is None:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._delegate.theme.colour("accent"), 2))
        mark = QRectF(self._landing.mark)
        if self._landing.is_inside:
            painter.drawRoundedRect(mark.adjusted(1, 5, -1, -1), 7, 7)
        else:
            painter.drawLine(mark.topLeft(), mark.topRight())
        painter.end()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            entry: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
            QToolTip.showText(
                event.globalPos(), plain_tip(entry.fault or entry.tip or entry.label) if entry else "", self
            )
            return True
        return super().viewportEvent(event)


def _is_folder(entry: Entry) -> bool:
    return entry.kind is EntryKind.FOLDER
