"""The rows of the headline list, read from the desk in keyset pages; it must not know how a row looks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from newsdesk.domain.faults import Failed
from newsdesk.domain.shelf import Ordering, Shelf, ShelfKind, stands_in
from newsdesk.ui.headlines.pages import PAGE, Pages
from newsdesk.ui.headlines.placing import places_of, runs

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.article import ArticleId, Headline
    from newsdesk.domain.changes import Changes
    from newsdesk.domain.found import Found
    from newsdesk.domain.shelf import Cursor

HEADLINE_ROLE = Qt.ItemDataRole.UserRole
# More new rows than this are shown by opening the shelf anew: quicker than putting each in its place.
TOO_MANY_TO_INSERT = 400
# Every insertion costs the view about half a millisecond, and the news of many sources lie scattered among the old.
TOO_MANY_PLACES = 10
# From so many on, where nobody reads, the first page read anew is cheaper than finding the place of each.
TOO_MANY_TO_PLACE = 40

_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class HeadlineModel(QAbstractTableModel):
    """Lives on the UI thread. Rows are replaced by what was read after a commit, never edited in place."""

    waiting_changed = Signal(int)  # how many new rows wait to be taken in
    opened = Signal()
    refused = Signal(object)  # the Fault that kept a shelf from being read
    more_wanted = Signal()  # the end of what was found is reached, and there is more

    def __init__(
        self, desk: Desk, spoken: Callable[[Headline, Found | None], str], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._spoken = spoken
        self._rows: list[Headline] = []
        self._places: dict[ArticleId, int] | None = {}
        self.pages = Pages(desk)
        self._waiting: dict[ArticleId, None] = {}
        self._found: dict[ArticleId, Found] = {}
        self._finds_more = False
        self.shelf: Shelf | None = None
        self.ordering = Ordering.NEWEST
        self.hint: Callable[[Headline], str] = lambda _headline: ""
        self.takes_in_at_once: Callable[[], bool] = lambda: False

    # --- what is shown

    def open(self, shelf: Shelf, ordering: Ordering | None = None, listed: Sequence[ArticleId] | None = None) -> None:
        """Shows the first page of a shelf, in this order or in the one before; `listed`: all of it, where known."""
        self.ordering = stands_in(shelf, ordering or self.ordering)
        rows = self._first_page(shelf, listed)
        self.beginResetModel()
        self.shelf = shelf
        self._rows = rows
        self._places = None
        self._found = {}
        self._finds_more = False
        self.endResetModel()
        self._forget_waiting()
        self.opened.emit()

    def _first_page(self, shelf: Shelf, listed: Sequence[ArticleId] | None) -> list[Headline]:
        """An empty one when the stores cannot be read: the window opens all the same, to say so and to repair them."""
        try:
            return self.pages.begin(shelf, self.ordering, listed)
        except Failed as refusal:
            self.refused.emit(refusal.fault)
            return []

    def show(self, found: Sequence[Found], *, finds_more: bool = False) -> None:
        """Shows what a search found; at the end of it more is asked for when there is more."""
        self.beginResetModel()
        self.shelf = None
        self._rows = [one.headline for one in found]
        self._found = {one.headline.id: one for one in found}
        self._finds_more = finds_more
        self._places = None
        self.pages.end()
        self.endResetModel()
        self._forget_waiting()
        self.opened.emit()

    def show_more(self, found: Sequence[Found], *, finds_more: bool) -> None:
        """Puts what of this is not there yet below what was found before."""
        fresh = [one for one in found if one.headline.id not in self._rows_by_id()]
        self._finds_more = finds_more
        self._found |= {one.headline.id: one for one in fresh}
        if fresh:
            self._insert(len(self._rows), [one.headline for one in fresh])

    def explain(self, found: Sequence[Found]) -> None:
        """Says why rows of this shelf stand here, which was not known yet when they were put in."""
        for one in found:
            row = self.row_of(one.headline.id)
            if row is not None:
                self._found[one.headline.id] = one
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def unexplained(self) -> list[ArticleId]:
        """The rows of which nobody has said why they stand here."""
        return [headline.id for headline in self._rows if headline.id not in self._found]

    def found(self, row: int) -> Found | None:
        """Why the headline of a row was found; None on a shelf."""
        return self._found.get(self._rows[row].id)

    def headline(self, row: int) -> Headline:
        """The headline of a row."""
        return self._rows[row]

    def row_of(self, article: ArticleId) -> int | None:
        """The row that shows an article; None when it is not loaded."""
        if self._places is None:
            self._places = {headline.id: row for row, headline in enumerate(self._rows)}
        return self._places.get(article)

    def next_unread(self, after: int) -> int | None:
        """The first unread row below `after`, loading pages as needed, then from the top; None when all is read."""
        row = after + 1
        while row < len(self._rows) or self.canFetchMore():
            if row >= len(self._rows):
                self.fetchMore()
            elif not self._rows[row].is_read:
                return row
            else:
                row += 1
        return next((row for row in range(min(after, len(self._rows))) if not self._rows[row].is_read), None)

    @property
    def rest(self) -> Cursor | None:
        """Where the rows begin that are not loaded yet; None when all are."""
        return self.pages.rest_after(self._rows[-1]) if self._rows else None

    @property
    def waiting(self) -> int:
        """How many new rows wait to be taken in."""
        return len(self._waiting)

    # --- Qt's questions

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        headline = self._rows[index.row()]
        if role == HEADLINE_ROLE:
            return headline
        if role == Qt.ItemDataRole.DisplayRole:
            return headline.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(headline, self._found.get(headline.id))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.hint(headline)
        return None

    def headerData(self, _section: int, _orientation: Qt.Orientation, _role: int = 0) -> None:
        """Nothing: the numbers of hidden headers would be read out with every row."""

    def canFetchMore(self, parent: _Index = _NOWHERE) -> bool:
        return not parent.isValid() and (self.pages.has_more or self._finds_more)

    def fetchMore(self, parent: _Index = _NOWHERE) -> None:
        if not parent.isValid() and self._finds_more:
            self._finds_more = False
            self.more_wanted.emit()
        if parent.isValid() or not self.pages.has_more:
            return
        known = self._rows_by_id()
        fresh = [headline for headline in self.pages.more() if headline.id not in known]
        if fresh:
            self._insert(len(self._rows), fresh)

    # --- what a commit changed

    def on_changed(self, changes: Changes) -> None:
        """Follows a commit: replaces and removes rows, and takes in new ones or lets them wait."""
        if changes.everything:
            if self.shelf is not None:
                self.open(self.shelf)
            return
        self._replace(changes.updated)
        self._remove(changes.removed)
        if changes.added and self.shelf is not None:
            self._meet(self.shelf, changes.added)

    def take_in(self) -> None:
        """Puts the waiting rows in their places; many of them by opening the shelf anew."""
        if self.shelf is None or not self._waiting:
            return
        is_by_time = self.shelf.kind is not ShelfKind.BOOKMARKS and self.ordering is Ordering.NEWEST
        if len(self._waiting) > TOO_MANY_TO_INSERT or not is_by_time:
            self.open(self.shelf)
            return
        fresh = self._read(self._waiting)
        self._forget_waiting()
        self._place(fresh)

    # --- inside

    def _meet(self, shelf: Shelf, added: Sequence[ArticleId]) -> None:
        if len(added) > TOO_MANY_TO_PLACE and self.takes_in_at_once() and shelf.search is None:
            self.open(shelf)
            return
        known = self._rows_by_id()
        for start in range(0, len(added), PAGE):
            some = [article for article in added[start : start + PAGE] if article not in known]
            self._waiting.update(dict.fromkeys(self._desk.is_on_shelf(shelf, some)))
        if not self._waiting:
            return
        if not self._rows or self.takes_in_at_once():
            self.take_in()
        else:
            self.waiting_changed.emit(len(self._waiting))

    def _replace(self, updated: Sequence[ArticleId]) -> None:
        shown = [article for article in updated if article in self._rows_by_id()]
        for headline in self._read(shown):
            row = self.row_of(headline.id)
            if row is not None and self._rows[row] != headline:
                self._rows[row] = headline
                index = self.index(row, 0)
                self.dataChanged.emit(index, index)

    def _remove(self, removed: Sequence[ArticleId]) -> None:
        for article in removed:
            self._waiting.pop(article, None)
        rows = sorted((row for row in map(self.row_of, removed) if row is not None), reverse=True)
        for first, last in runs(rows):
            self.beginRemoveRows(_NOWHERE, first, last)
            del self._rows[first : last + 1]
            self._places = None
            self.endRemoveRows()
        if removed:
            self.waiting_changed.emit(len(self._waiting))

    def _place(self, fresh: list[Headline]) -> None:
        """Puts rows in the shelf's order, newest first; those beyond the last loaded page come with their page.

        From the last to the first, so that a place found stays right. When there are many places all rows are put in
        at once; where nobody reads, the first page read anew does as well and costs the same whatever is loaded.
        """
        places = places_of(self._rows, fresh, is_all=not self.pages.has_more)
        if len(places) > TOO_MANY_PLACES and self.shelf is not None and self.takes_in_at_once():
            self.open(self.shelf)
            return
        if len(places) > TOO_MANY_PLACES:
            self.beginResetModel()
            for row, together in reversed(places):
                self._rows[row:row] = together
            self._places = None
            self.endResetModel()
            return
        for row, together in reversed(places):
            self._insert(row, together)

    def _insert(self, row: int, fresh: list[Headline]) -> None:
        self.beginInsertRows(_NOWHERE, row, row + len(fresh) - 1)
        is_last = row == len(self._rows)
        self._rows[row:row] = fresh
        if self._places is not None and is_last:  # a page more costs the same however many rows are loaded
            self._places.update((headline.id, row + place) for place, headline in enumerate(fresh))
        else:
            self._places = None
        self.endInsertRows()

    def _read(self, articles: Iterable[ArticleId]) -> list[Headline]:
        ids = list(articles)
        read: list[Headline] = []
        for start in range(0, len(ids), PAGE):
            read.extend(self._desk.headlines_by_id(ids[start : start + PAGE]))
        return read

    def _rows_by_id(self) -> dict[ArticleId, int]:
        if self._places is None:
            self._places = {headline.id: row for row, headline in enumerate(self._rows)}
        return self._places

    def _forget_waiting(self) -> None:
        self._waiting.clear()
        self.waiting_changed.emit(0)
