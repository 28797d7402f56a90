"""Which headlines a list shows, and where a page of them begins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from newsdesk.domain.article import ArticleId, Headline
from newsdesk.domain.source import SourceId


class ShelfKind(StrEnum):
    """The shelves of the sidebar."""

    ALL = "all"
    UNREAD = "unread"
    TODAY = "today"
    BOOKMARKS = "bookmarks"
    SOURCE = "source"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True)
class Shelf:
    """A list of headlines, newest first (bookmarks: newest bookmark first). `since` bounds TODAY (the reader's day)."""

    kind: ShelfKind
    source: SourceId | None = None
    folder: str | None = None
    since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cursor:
    """The place after which a page begins: keyset paging over (time, id), both descending."""

    at: datetime
    id: ArticleId


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
