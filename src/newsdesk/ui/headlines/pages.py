"""Where the rows of a shelf come from, page after page: by the place of the last one, or by numbers known already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.domain.shelf import Cursor, Ordering, Shelf

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdesk.desk import Desk
    from newsdesk.domain.article import ArticleId, Headline

FIRST_PAGE = 50  # fills any screen; the rest is read when it is scrolled to
PAGE = 200


class Pages:
    """Lives on the UI thread, which reads indexed pages only: what a saved search finds is listed elsewhere."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._shelf: Shelf | None = None
        self._ordering = Ordering.NEWEST
        self._listed: tuple[ArticleId, ...] | None = None
        self._next: Cursor | None = None

    def begin(self, shelf: Shelf, ordering: Ordering, listed: Sequence[ArticleId] | None = None) -> list[Headline]:
        """The first page of a shelf; `listed` is all that stands on it, where that is known. Raises Failed as the
        stores do."""
        self.end()
        if listed is None:
            page = self._desk.headlines(shelf, None, FIRST_PAGE, ordering)
            rows, self._next = page.headlines, page.next
        else:
            rows, self._listed = self._desk.headlines_by_id(listed[:FIRST_PAGE]), tuple(listed[FIRST_PAGE:])
        self._shelf, self._ordering = shelf, ordering
        return list(rows)

    def end(self) -> None:
        """There is nothing more."""
        self._shelf = self._listed = self._next = None

    def take_listed(self, listed: Sequence[ArticleId]) -> None:
        """Goes on by these numbers, all that stand behind what was read."""
        if self._shelf is not None:
            self._listed, self._next = tuple(listed), None

    @property
    def next(self) -> Cursor | None:
        """Where the rest begins that is not listed; None when there is none, or all of it is."""
        return self._next

    @property
    def has_more(self) -> bool:
        """Whether there is another page."""
        return self._next is not None or bool(self._listed)

    def rest_after(self, last: Headline) -> Cursor | None:
        """Where the rows begin that come behind this last one; None when there are none."""
        return Cursor(last.sorted_at, last.id) if self._listed else self._next

    def more(self) -> list[Headline]:
        """The next page."""
        if self._listed:
            rows, self._listed = self._desk.headlines_by_id(self._listed[:PAGE]), self._listed[PAGE:]
            return list(rows)
        if self._shelf is None or self._next is None:
            return []
        page = self._desk.headlines(self._shelf, self._next, PAGE, self._ordering)
        self._next = page.next
        return list(page.headlines)
