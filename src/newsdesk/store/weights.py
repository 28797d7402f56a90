"""How many articles there are and what their texts take, read a few hundred at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsdesk.store.database import Database
from newsdesk.store.stores import listed

LOOKED_AT = 100  # articles whose texts are weighed in one step

_SIZE = (
    "length(CAST(a.title AS BLOB)) + length(CAST(a.summary AS BLOB)) + coalesce(length(CAST(b.html AS BLOB)), 0)"
    " + coalesce(length(CAST(b.text AS BLOB)), 0)"
)
_SIZES = (
    f"SELECT a.sorted_at, a.id, {_SIZE} FROM article a INDEXED BY article_source"  # noqa: S608
    " LEFT JOIN body b ON b.article_id = a.id WHERE a.source_id = ?1 AND (a.sorted_at, a.id) > (?2, ?3)"
    " ORDER BY a.sorted_at, a.id LIMIT ?4"
)
_EACH = (
    f"SELECT a.id, {_SIZE} FROM article a LEFT JOIN body b ON b.article_id = a.id"  # noqa: S608
    " WHERE a.id IN (SELECT value FROM json_each(?))"
)


def count(cache: Database, source_id: int) -> int:
    """How many articles of a source there are."""
    return cache.value("SELECT total FROM tally WHERE source_id = ?", (source_id,)) or 0


def articles_of(cache: Database, size: int) -> int:
    """About how many articles take so many bytes, by what everything takes together."""
    pages: int = cache.value("PRAGMA page_count") - cache.value("PRAGMA freelist_count")
    held: int = cache.value("SELECT coalesce(sum(total), 0) FROM tally")
    whole: int = pages * cache.value("PRAGMA page_size")
    return max(size, 0) * held // max(whole, 1)


def fits(cache: Database, most: int) -> bool:
    """Whether everything in the cache together takes no more than these bytes: then nothing need be weighed."""
    pages: int = cache.value("PRAGMA page_count") - cache.value("PRAGMA freelist_count")
    return bool(pages * cache.value("PRAGMA page_size") <= most)


def sizes(cache: Database, source_id: int) -> Iterator[int]:
    """Bytes of headlines, summaries and texts of a source, in parts."""
    at, last = -(1 << 62), 0
    while rows := cache.rows(_SIZES, (source_id, at, last, LOOKED_AT)):
        at, last, _ = rows[-1]
        yield sum(row[2] for row in rows)


def each(cache: Database, articles: Sequence[int]) -> dict[int, int]:
    """The same of each of these articles."""
    return dict(cache.rows(_EACH, (listed(articles),)))
