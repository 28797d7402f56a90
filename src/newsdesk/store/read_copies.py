"""Copies of the read marks in the library, under every key of an article: publishers give articles other ids, and the
cache that knew them all can be lost. Every function but `copy` works inside the caller's transaction on the library.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsdesk.store.database import Database
from newsdesk.store.likeness import GUID
from newsdesk.store.stores import Stores, listed

_MARKED = (
    "SELECT m.source_id, k.key, m.article_id, m.is_read, m.read_at, a.published_at FROM mark m"
    " JOIN article a ON a.id = m.article_id JOIN item_key k ON k.article_id = m.article_id"
    " WHERE m.article_id IN (SELECT value FROM json_each(?))"
)
_PLACES = "SELECT url, id FROM read_origin WHERE url IN (SELECT value FROM json_each(?))"
_PUT = (
    "INSERT INTO read_mark (origin, key, read_at, is_expired, published_at) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (origin, key) DO UPDATE SET read_at = excluded.read_at, is_expired = excluded.is_expired,"
    " published_at = excluded.published_at"
)
_DROP = "DELETE FROM read_mark WHERE origin = (SELECT id FROM read_origin WHERE url = ?) AND key = ?"
_OTHERS_KEY = "DELETE FROM bookmark_key WHERE origin = ? AND key = ? AND bookmark <> ?"


@dataclass(frozen=True, slots=True)
class ReadCopy:
    """One key of an article that was read, or, `is_expired`, that retention removed. Times in microseconds;
    `published_at` as the publisher said it."""

    origin: str
    key: str
    read_at: int
    published_at: int | None
    is_expired: bool = False


def put(library: Database, copies: Sequence[ReadCopy]) -> None:
    """Writes these over what was there. The date goes with ids only: it tells whether one was used again."""
    urls = sorted({copy.origin for copy in copies})
    library.many("INSERT OR IGNORE INTO read_origin (url) VALUES (?)", [(url,) for url in urls])
    found = library.rows(
        "SELECT url, id FROM read_origin WHERE url IN (SELECT value FROM json_each(?))", (listed(urls),)
    )
    places: dict[str, int] = dict(found)
    library.many(
        _PUT,
        [
            (places[one.origin], one.key, one.read_at, int(one.is_expired), _date(one.key, one.published_at))
            for one in copies
        ],
    )


def drop(library: Database, keys: Sequence[tuple[str, str]]) -> None:
    """Removes what stands under these, each an origin and a key."""
    library.many(_DROP, keys)


def copy(stores: Stores, articles: Sequence[int]) -> None:
    """Brings the copies of these articles up to date. What is copied has its keys now: no bookmark of another article
    keeps one that its publisher used again."""
    found = stores.cache.rows(_MARKED, (listed(articles),)) if articles else []
    origins: dict[int, str] = dict(stores.library.rows("SELECT id, url FROM source"))
    rows = [(origins[source], *row) for source, *row in found if source in origins]
    if not rows:
        return
    with stores.changing_library() as library:
        put(library, [ReadCopy(url, key, at or 0, date) for url, key, _, is_read, at, date in rows if is_read])
        drop(library, [(url, key) for url, key, _, is_read, *_ in rows if not is_read])
        library.many(_OTHERS_KEY, [(url, key, article) for url, key, article, *_ in rows])


def _date(key: str, published_at: int | None) -> int | None:
    return published_at if key[0] == GUID else None
