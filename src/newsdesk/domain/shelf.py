"""Which headlines a list shows, and where a page of them begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsdesk.domain.article import ArticleId, Headline
from newsdesk.domain.searches import SearchId
from newsdesk.domain.source import SourceId


class ShelfKind(StrEnum):
    """The shelves of the sidebar."""

    ALL = "all"
    UNREAD = "unread"
    TODAY = "today"
    BOOKMARKS = "bookmarks"
    SOURCE = "source"
    FOLDER = "folder"
    SEARCH = "search"  # what a saved search finds


class Ordering(StrEnum):
    """How the reader wants a list ordered. Bookmarks, the unread and saved searches know only the
    newest first."""

    NEWEST = "newest"
    OWN = "own"  # as the source printed them, the last document first; for the shelf of one source
    UNREAD_FIRST = "unread"  # the unread newest first, then the read newest first


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of headlines, newest first (bookmarks: newest bookmark first). `since` bounds TODAY (the reader's day)."""

    kind: ShelfKind
    source: SourceId | None = None
    folder: str | None = None
    since: datetime | None = None
    search: SearchId | None = None


def stands_in(shelf: Shelf, ordering: Ordering) -> Ordering:
    """The order that a shelf stands in when the reader wants this one: the newest first where it cannot.

    >>> [stands_in(Shelf(ShelfKind.ALL), ordering).value for ordering in (Ordering.OWN, Ordering.UNREAD_FIRST)]
    ['newest', 'unread']
    """
    has_both = shelf.kind not in (ShelfKind.UNREAD, ShelfKind.BOOKMARKS, ShelfKind.SEARCH)
    applies = shelf.kind is ShelfKind.SOURCE if ordering is Ordering.OWN else has_both
    return ordering if applies else Ordering.NEWEST


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after which a page begins: keyset paging over (time, id), both descending.

    `position` belongs to the source's own order, `is_read` to the unread first.
    """

    at: datetime
    id: ArticleId
    position: int = 0
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class HeadlinePage:
    """At most `limit` headlines in order, and where the next page begins; None at the end."""

    headlines: tuple[Headline, ...]
    next: Cursor | None


@dataclass(frozen=True, slots=True)
class Counts:
    """Unread and total figures for the sidebar."""

    total: int
    unread: int
    today: int
    bookmarks: int
    unread_by_source: dict[SourceId, int]
    offline_text: int
