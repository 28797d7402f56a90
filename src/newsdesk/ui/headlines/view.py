"""The list itself: a table of one stretched column with day headings; it must not know where its rows come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from newsdesk.ui.headlines.layout import DAY, FOUND_ROW, ROW, lay_out
from newsdesk.ui.headlines.model import HeadlineModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.domain.article import Headline
    from newsdesk.ui.theme import Theme


class HeadlineView(QTableView):
    """Lives on the UI thread. A table and not a list: QListView lays out every row at each insert."""

    starred = Signal(int)  # row whose star was clicked
    deepened = Signal()  # the reader wants to go on to the article
    opened = Signal()  # Enter or a double click; Qt's own "activated" may come with a single click
    day_changed = Signal(str)  # heading of the topmost row
    chosen = Signal(int)  # row that was selected

    def __init__(
        self, theme: Theme, day_of: Callable[[Headline], str], model: HeadlineModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme
        self._name_of_day = day_of
        self._days: dict[int, str] = {}
        self.has_days = True
        self.has_snippets = False
        self.group_of: Callable[[int], str] = lambda _row: ""  # the heading of a row in a list without days
        self.setObjectName("list")
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setMinimumSectionSize(1)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalScrollBar().valueChanged.connect(self._tell_day)
        self.setModel(model)
        model.rowsInserted.connect(self._on_rows_inserted)
        model.rowsRemoved.connect(self._on_rows_removed)
        model.modelReset.connect(self._on_reset)
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Takes a theme's sizes."""
        self._theme = theme
        self._size_rows()
        self._mark_all_rows()

    def stand(self, *, has_days: bool, has_snippets: bool) -> None:
        """How the rows that are shown next stand: under their days, with pieces of their texts."""
        self.has_days = has_days
        if has_snippets != self.has_snippets:
            self.has_snippets = has_snippets
            self._size_rows()
            self._mark_all_rows()

    @property
    def _row(self) -> int:
        return self._theme.px(FOUND_ROW if self.has_snippets else ROW)

    def _size_rows(self) -> None:
        header = self.verticalHeader()
        header.setMinimumSectionSize(self._theme.px(ROW))
        header.setDefaultSectionSize(self._row)
        self.verticalScrollBar().setSingleStep(self._theme.px(ROW) // 2)

    def day_above(self, row: int) -> str:
        """The heading painted above a row, "" for none."""
        return self._days.get(row, "")

    def top_row(self) -> int:
        """The row at the upper edge, -1 in an empty list."""
        return self.rowAt(0)

    def is_at_top(self) -> bool:
        """Whether the list stands at its very beginning."""
        return self.verticalScrollBar().value() == 0

    # --- day headings

    def _on_reset(self) -> None:
        self._mark_all_rows()
        self._tell_day()

    def _on_rows_inserted(self, _parent: QModelIndex, first: int, last: int) -> None:
        further = last - first + 1
        self._days = {row + further if row >= first else row: day for row, day in self._days.items()}
        self._mark_rows(range(first, last + 2))
        self._tell_day()

    def _on_rows_removed(self, _parent: QModelIndex, first: int, last: int) -> None:
        nearer = last - first + 1
        left = {row: day for row, day in self._days.items() if not first <= row <= last}
        self._days = {row - nearer if row > last else row: day for row, day in left.items()}
        self._mark_rows(range(first, first + 1))
        self._tell_day()

    def _mark_all_rows(self) -> None:
        """After a reset or a change of the sizes: both leave the rows that had a heading as high as they were."""
        header = self.verticalHeader()
        before, self._days = self._days, {}
        for row in before:
            if row < header.count():
                header.resizeSection(row, self._row)
        self._mark_rows(range(self._model.rowCount()))

    def _mark_rows(self, rows: range) -> None:
        """Gives each of these rows that begins a day, or a group, room for its heading; the first row's day stands
        above the list.

        Rows keep their heights when others come or go, so only what is new, and what follows it, is looked at.
        """
        model, header, theme = self._model, self.verticalHeader(), self._theme
        before = self._heading(rows.start - 1) if 0 < rows.start <= model.rowCount() else ""
        for row in range(rows.start, min(rows.stop, model.rowCount())):
            day = self._heading(row)
            heading = day if day != before and (row > 0 or not self.has_days) else ""
            before = day
            if heading == self._days.get(row, ""):
                continue
            if heading:
                self._days[row] = heading
            else:
                del self._days[row]
            header.resizeSection(row, self._row + (theme.px(DAY) if heading else 0))

    def _heading(self, row: int) -> str:
        return self._name_of_day(self._model.headline(row)) if self.has_days else self.group_of(row)

    def _tell_day(self) -> None:
        row = self.top_row()
        model = self._model
        if row < 0 or row >= model.rowCount() or not self.has_days:
            self.day_changed.emit("")
            return
        shown_above = self.rowViewportPosition(row) + self._theme.px(DAY)
        if row in self._days and shown_above > 0 and row > 0:
            row -= 1  # its own heading is still to be seen below
        self.day_changed.emit(self._name_of_day(model.headline(row)))

    # --- hands and keys

    def selected_row(self) -> int:
        """The selected row, of several the one that the keys are at, -1 for none.

        The current row is another matter: Qt makes one when the list is focused.
        """
        rows = self.selected_rows()
        current = self.currentIndex().row()
        return current if len(rows) > 1 and current in rows else rows[0] if rows else -1

    def selected_rows(self) -> list[int]:
        """All selected rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def choose(self, row: int, *, is_quiet: bool = False) -> None:
        """Selects this row alone and brings it into sight; `is_quiet` tells nobody that it was chosen."""
        index = self._model.index(row, 0)
        silent = self.blockSignals(is_quiet)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.blockSignals(silent)
        self.scrollTo(index)
        self.viewport().update()

    def select_too(self, rows: list[int]) -> None:
        """Selects these rows beside those that are."""
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for row in rows:
            self.selectionModel().select(self._model.index(row, 0), flags)

    def keep_place(self, change: Callable[[], None]) -> None:
        """Does a change to the list that may make its rows anew, and keeps the selected rows and their place."""
        before = self.selected_row()
        chosen = self._model.headline(before).id if before >= 0 else None
        others = [self._model.headline(row).id for row in self.selected_rows() if row != before]
        place = self.verticalScrollBar().value()
        change()
        row = self._model.row_of(chosen) if chosen is not None else None
        if row is not None and self.selected_row() != row:
            self.choose(row, is_quiet=True)
            self.select_too([there for there in map(self._model.row_of, others) if there is not None])
            self.verticalScrollBar().setValue(place)

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        if not selected.isEmpty() and len(self.selected_rows()) == 1:
            self.chosen.emit(selected.first().top())

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        if self.selected_row() < 0:
            return self._model.index(0, 0)
        if action in (self.CursorAction.MoveHome, self.CursorAction.MoveEnd):
            modifiers |= Qt.KeyboardModifier.ControlModifier  # else a table goes along the row, which has one cell
        return super().moveCursor(action, modifiers)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and self._is_on_star(event, index):
            self.starred.emit(index.row())
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        super().mouseDoubleClickEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and not self._is_on_star(event, index):
            self.opened.emit()

    def _is_on_star(self, event: QMouseEvent, index: QModelIndex) -> bool:
        place = self.visualRect(index)
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        has_day = index.row() in self._days
        star = lay_out(place.width(), self._theme.scale, is_rtl=is_rtl, has_day=has_day).star
        x, y = event.position().x() - place.x() - star.x, event.position().y() - place.y() - star.y
        slack = 8.0
        return -slack <= x <= star.width + slack and -slack <= y <= star.height + slack

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if event.key() == (Qt.Key.Key_Left if is_rtl else Qt.Key.Key_Right):
            self.deepened.emit()
            event.accept()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.selected_row() >= 0:
            self.opened.emit()
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and len(self.selected_rows()) > 1:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().select(self._model.index(self.selected_row(), 0), flags)
            event.accept()
        elif event.text() and event.text().isprintable():
            event.ignore()  # no search by typing: letters are the window's keys
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_day()
