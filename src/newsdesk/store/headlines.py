"""The queries behind lists of headlines: pages of every shelf, in order straight from an index."""

# ruff: noqa: S608  queries are put together from constants; what a reader or publisher said is always a parameter

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Generator
from heapq import merge
from itertools import islice

from newsdesk.domain.article import ArticleId, Headline, Offline
from newsdesk.domain.shelf import Cursor, HeadlinePage, Shelf, ShelfKind
from newsdesk.domain.source import SourceId
from newsdesk.store.connection import ReadConnection, Row
from newsdesk.store.moments import moment, moment_or_none, stamp

OFFLINE = (Offline.HEADLINE, Offline.TEXT, Offline.FULL)
NEWER_THAN_ALL = (1 << 62, 1 << 62)

# CROSS JOIN keeps SQLite from choosing another outer table, which would have to be sorted.
COLUMNS = (
    "a.id, a.title, a.url, a.source_id, s.title, a.author, a.published_at, a.time_text, a.fetched_at, a.sorted_at,"
    " a.position, m.is_read, EXISTS (SELECT 1 FROM library.bookmark b WHERE b.id = a.id), a.offline, a.summary,"
    " a.is_breaking"
)
OF_ARTICLE = " CROSS JOIN library.source s ON s.id = a.source_id CROSS JOIN mark m ON m.article_id = a.id"
OF_MARK = " CROSS JOIN article a ON a.id = m.article_id CROSS JOIN library.source s ON s.id = a.source_id"
_NEWEST = " ORDER BY a.sorted_at DESC, a.id DESC LIMIT ?"

ALL = f"SELECT {COLUMNS} FROM article a{OF_ARTICLE} WHERE (a.sorted_at, a.id) < (?, ?){_NEWEST}"
TODAY = f"SELECT {COLUMNS} FROM article a{OF_ARTICLE} WHERE (a.sorted_at, a.id) < (?, ?) AND a.sorted_at >= ?{_NEWEST}"
SOURCE = f"SELECT {COLUMNS} FROM article a{OF_ARTICLE} WHERE (a.sorted_at, a.id) < (?, ?) AND a.source_id = ?{_NEWEST}"
UNREAD = (
    f"SELECT {COLUMNS} FROM mark m{OF_MARK} WHERE m.is_read = 0 AND (m.sorted_at, m.article_id) < (?, ?)"
    " ORDER BY m.sorted_at DESC, m.article_id DESC LIMIT ?"
)
PLACES = (
    "SELECT sorted_at, id FROM article WHERE (sorted_at, id) < (?, ?) AND source_id = ?"
    " ORDER BY sorted_at DESC, id DESC"
)
WAS_READ = (
    "EXISTS (SELECT 1 FROM library.bookmark_key k CROSS JOIN library.read_origin o ON o.url = k.origin"
    " CROSS JOIN library.read_mark r ON r.origin = o.id AND r.key = k.key WHERE k.bookmark = b.id AND r.is_expired = 0)"
)
_COPY_OFFLINE = (
    "CASE WHEN b.has_full_text = 0 THEN 0 WHEN EXISTS (SELECT 1 FROM library.bookmark_picture p"
    " WHERE p.bookmark = b.id AND p.bytes IS NULL) THEN 1 ELSE 2 END"
)
_COPY = (
    "SELECT b.id, b.title, b.url, b.source_id, b.source_title, b.author, b.published_at, b.time_text, b.fetched_at,"
    f" b.sorted_at, b.position, coalesce(m.is_read, {WAS_READ}), 1, coalesce(max(a.offline, {_COPY_OFFLINE}),"
    f" {_COPY_OFFLINE}), b.summary, coalesce(a.is_breaking, b.is_breaking), b.bookmarked_at"
    " FROM library.bookmark b LEFT JOIN article a ON a.id = b.id LEFT JOIN mark m ON m.article_id = b.id"
)
BOOKMARKS = f"{_COPY} WHERE (b.bookmarked_at, b.id) < (?, ?) ORDER BY b.bookmarked_at DESC, b.id DESC LIMIT ?"
_BY_ID = f"SELECT {COLUMNS} FROM json_each(?) j CROSS JOIN article a ON a.id = j.value{OF_ARTICLE}"
_COPY_BY_ID = f"{_COPY} WHERE b.id IN (SELECT value FROM json_each(?))"

_ON_SHELF = {
    ShelfKind.ALL: "1",
    ShelfKind.UNREAD: "m.is_read = 0",
    ShelfKind.TODAY: "a.sorted_at >= ?",
    ShelfKind.SOURCE: "a.source_id = ?",
    ShelfKind.FOLDER: "s.folder = (SELECT id FROM library.folder WHERE name = ?)",
}


def page(reads: ReadConnection, shelf: Shelf, after: Cursor | None, limit: int) -> HeadlinePage:
    """At most `limit` headlines of a shelf in its order, beginning after the cursor."""
    at = NEWER_THAN_ALL if after is None else (stamp(after.at), after.id)
    if shelf.kind is ShelfKind.BOOKMARKS:
        rows = reads.rows(BOOKMARKS, (*at, limit))
        headlines = tuple(map(headline, rows))
        return HeadlinePage(headlines, Cursor(moment(rows[-1][16]), headlines[-1].id) if len(rows) == limit else None)
    if shelf.kind is ShelfKind.FOLDER:
        headlines = by_id(reads, _of_folder(reads, shelf.folder, at, limit))
    else:
        headlines = tuple(map(headline, _rows(reads, shelf, at, limit)))
    return HeadlinePage(
        headlines, Cursor(headlines[-1].sorted_at, headlines[-1].id) if len(headlines) == limit else None
    )


def by_id(reads: ReadConnection, ids: Collection[ArticleId]) -> tuple[Headline, ...]:
    """The headlines of these that exist, in the order of `ids`; of a bookmark's copy when the article is gone."""
    wanted = json.dumps(list(ids))
    found = {row[0]: row for row in reads.rows(_BY_ID, (wanted,))}
    missing = [article for article in ids if article not in found]
    if missing:
        found |= {row[0]: row for row in reads.rows(_COPY_BY_ID, (json.dumps(missing),))}
    return tuple(headline(found[article]) for article in ids if article in found)


def on_shelf(reads: ReadConnection, shelf: Shelf, ids: Collection[ArticleId]) -> set[ArticleId]:
    """Which of these articles the shelf shows now."""
    wanted = json.dumps(list(ids))
    if shelf.kind is ShelfKind.BOOKMARKS:
        sql = "SELECT id FROM library.bookmark WHERE id IN (SELECT value FROM json_each(?))"
        return {ArticleId(row[0]) for row in reads.rows(sql, (wanted,))}
    values = {
        ShelfKind.TODAY: 0 if shelf.since is None else stamp(shelf.since),
        ShelfKind.SOURCE: shelf.source,
        ShelfKind.FOLDER: shelf.folder,
    }
    sql = (
        f"SELECT a.id FROM json_each(?) j CROSS JOIN article a ON a.id = j.value{OF_ARTICLE}"
        f" WHERE {_ON_SHELF[shelf.kind]}"
    )
    value = (values[shelf.kind],) if shelf.kind in values else ()
    return {ArticleId(row[0]) for row in reads.rows(sql, (wanted, *value))}


def headline(row: Row) -> Headline:
    """A row of any of these queries as a Headline."""
    return Headline(
        ArticleId(row[0]),
        row[1],
        row[2],
        SourceId(row[3]),
        row[4],
        row[5],
        moment_or_none(row[6]),
        row[7],
        moment(row[8]),
        moment(row[9]),
        row[10],
        bool(row[11]),
        bool(row[12]),
        OFFLINE[row[13]],
        row[14],
        bool(row[15]),
    )


def _rows(reads: ReadConnection, shelf: Shelf, at: tuple[int, int], limit: int) -> list[Row]:
    match shelf.kind:
        case ShelfKind.UNREAD:
            return reads.rows(UNREAD, (*at, limit))
        case ShelfKind.TODAY:
            return reads.rows(TODAY, (*at, 0 if shelf.since is None else stamp(shelf.since), limit))
        case ShelfKind.SOURCE:
            return reads.rows(SOURCE, (*at, shelf.source, limit))
        case _:
            return reads.rows(ALL, (*at, limit))


def _of_folder(reads: ReadConnection, folder: str | None, at: tuple[int, int], limit: int) -> list[ArticleId]:
    """The newest of a folder: the lists of its sources, each in order already, are merged as far as is needed."""
    sources = reads.rows(
        "SELECT s.id FROM library.source s JOIN library.folder f ON f.id = s.folder WHERE f.name = ?", (folder,)
    )
    connection = reads.opened()
    lists = [] if connection is None else [_places(reads, connection, at, row[0]) for row in sources]
    try:
        newest = islice(merge(*lists, reverse=True), limit)
        return [ArticleId(row[1]) for row in newest]
    finally:
        for places in lists:
            places.close()  # an open list would hold back the writer's checkpoints


def _places(
    reads: ReadConnection, connection: sqlite3.Connection, at: tuple[int, int], source: int
) -> Generator[Row, None, None]:
    """Times and ids of one source's articles, newest first, read a row at a time."""
    cursor = connection.execute(PLACES, (*at, source))
    try:
        yield from cursor
    except sqlite3.Error as error:
        raise reads.refusal(error) from error
    finally:
        cursor.close()
