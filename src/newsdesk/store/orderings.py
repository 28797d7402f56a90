"""The queries of lists in another order than the newest first; asked for by the reader, never at the start."""

# ruff: noqa: S608  queries are put together from constants; what a reader or publisher said is always a parameter

from __future__ import annotations

from newsdesk.domain.shelf import Cursor, HeadlinePage, Ordering, Shelf, ShelfKind
from newsdesk.store import headlines
from newsdesk.store.connection import ReadConnection
from newsdesk.store.moments import stamp

OWN = (
    f"SELECT {headlines.COLUMNS} FROM article a{headlines.OF_ARTICLE} WHERE a.source_id = ?"
    " AND (a.fetched_at, -a.position, a.id) < (?, ?, ?)"
    " ORDER BY a.fetched_at DESC, a.position, a.id DESC LIMIT ?"
)
_MARKED = (
    f"SELECT {headlines.COLUMNS} FROM mark m{headlines.OF_MARK} WHERE m.is_read = ?"
    " AND (m.sorted_at, m.article_id) < (?, ?){} ORDER BY m.sorted_at DESC, m.article_id DESC LIMIT ?"
)
MARKED = {
    ShelfKind.ALL: _MARKED.format(""),
    ShelfKind.TODAY: _MARKED.format(" AND m.sorted_at >= ?"),
    ShelfKind.SOURCE: _MARKED.format(" AND m.source_id = ?"),
    ShelfKind.FOLDER: _MARKED.format(" AND s.folder = (SELECT id FROM library.folder WHERE name = ?)"),
}


def page(reads: ReadConnection, shelf: Shelf, after: Cursor | None, limit: int, order: Ordering) -> HeadlinePage:
    """At most `limit` headlines of a shelf in an order that applies to it, beginning after the cursor."""
    return _own(reads, shelf, after, limit) if order is Ordering.OWN else _unread_first(reads, shelf, after, limit)


def _own(reads: ReadConnection, shelf: Shelf, after: Cursor | None, limit: int) -> HeadlinePage:
    place = (*headlines.NEWER_THAN_ALL, 1) if after is None else (stamp(after.at), -after.position, after.id)
    rows = reads.rows(OWN, (shelf.source, *place, limit))
    found = tuple(map(headlines.headline, rows))
    last = found[-1] if len(found) == limit else None
    return HeadlinePage(found, Cursor(last.fetched_at, last.id, last.position) if last else None)


def _unread_first(reads: ReadConnection, shelf: Shelf, after: Cursor | None, limit: int) -> HeadlinePage:
    at = headlines.NEWER_THAN_ALL if after is None else (stamp(after.at), after.id)
    is_read = after is not None and after.is_read
    bounds = {
        ShelfKind.TODAY: 0 if shelf.since is None else stamp(shelf.since),
        ShelfKind.SOURCE: shelf.source,
        ShelfKind.FOLDER: shelf.folder,
    }
    bound = (bounds[shelf.kind],) if shelf.kind in bounds else ()
    query = MARKED[shelf.kind]
    rows = reads.rows(query, (is_read, *at, *bound, limit))
    if len(rows) < limit and not is_read:
        is_read = True
        rows += reads.rows(query, (is_read, *headlines.NEWER_THAN_ALL, *bound, limit - len(rows)))
    found = tuple(map(headlines.headline, rows))
    last = found[-1] if len(found) == limit else None
    return HeadlinePage(found, Cursor(last.sorted_at, last.id, is_read=last.is_read) if last else None)
