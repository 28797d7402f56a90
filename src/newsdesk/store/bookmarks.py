"""Writes bookmarks: each with its own copy of text and pictures in the library, which needs nothing of the cache."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsdesk.intake.jobs import PictureWanted
from newsdesk.store import index, read_copies
from newsdesk.store.moments import stamp
from newsdesk.store.read_copies import ReadCopy
from newsdesk.store.stores import Stores, listed

if TYPE_CHECKING:
    from newsdesk.store.bodies import BodyRead

_COPIED = (
    "SELECT a.id, a.title, a.url, a.source_id, a.author, a.published_at, a.time_text, a.fetched_at, a.sorted_at,"
    " a.position, a.text_state = 2, a.summary, coalesce(plain(b.html), ''), coalesce(plain(b.text), ''),"
    " a.is_breaking"
    " FROM article a LEFT JOIN body b ON b.article_id = a.id WHERE a.id IN (SELECT value FROM json_each(?))"
)
_INSERT = (
    "INSERT INTO bookmark (id, title, url, source_id, author, published_at, time_text, fetched_at, sorted_at,"
    " position, has_full_text, summary, html, text, is_breaking, source_title, source_url, bookmarked_at)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_PICTURES = (
    "SELECT ap.ordinal, ap.key, ap.url, ap.alt, p.media_type, coalesce(p.width, 0), coalesce(p.height, 0), p.bytes"
    " FROM article_picture ap LEFT JOIN picture p ON p.key = ap.key WHERE ap.article_id = ?"
)
_MARKED = "SELECT is_breaking, id FROM article WHERE id IN (SELECT value FROM json_each(?))"
_IS_OTHER = "SELECT 1 FROM bookmark WHERE is_breaking <> ? AND id = ?"
_INSERT_PICTURE = (
    "INSERT INTO bookmark_picture (bookmark, ordinal, key, url, alt, media_type, width, height, bytes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


@dataclass(frozen=True, slots=True)
class CopiedBody:
    """A bookmark's own whole text, to be given back to its article."""

    html: str
    text: str
    pictures: tuple[PictureWanted, ...]
    search_body: str


def add(stores: Stores, articles: Sequence[int], at: datetime) -> tuple[int, ...]:
    """Bookmarks these articles, durable on return; those that are bookmarked now and were not."""
    there = stores.bookmarked(articles)
    rows = stores.cache.rows(_COPIED, (listed([article for article in articles if article not in there]),))
    if not rows:
        return ()
    sources = _sources(stores, {row[3] for row in rows})
    rows = [row for row in rows if row[3] in sources]
    with stores.changing_library() as library:
        for row in rows:
            title, url = sources[row[3]]
            library.write(_INSERT, (*row, title, url, stamp(at)))
            keys = stores.cache.rows("SELECT key FROM item_key WHERE article_id = ?", row[:1])
            library.many(
                "INSERT OR REPLACE INTO bookmark_key VALUES (?, ?, ?)", [(url, key, row[0]) for (key,) in keys]
            )
            pictures = stores.cache.rows(_PICTURES, row[:1])
            library.many(_INSERT_PICTURE, [(row[0], *picture) for picture in pictures])
    return tuple(row[0] for row in rows)


def keep_breaking(stores: Stores, articles: Sequence[int]) -> None:
    """Has the copies of these articles marked as breaking news as they are themselves: also what became so, or did no
    longer, after it was bookmarked."""
    marked = stores.cache.rows(_MARKED, (listed(articles),))
    other = [row for row in marked if stores.library.value(_IS_OTHER, row) is not None]
    if other:
        with stores.changing_library() as library:
            library.many("UPDATE bookmark SET is_breaking = ? WHERE id = ?", other)


def remove(stores: Stores, articles: Sequence[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Removes bookmarks; those that remain as articles, and those that are gone now altogether."""
    there = sorted(stores.bookmarked(articles))
    if not there:
        return (), ()
    found = stores.cache.rows("SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?))", (listed(there),))
    remaining = {row[0] for row in found}
    lonely = [bookmark for bookmark in there if bookmark not in remaining]
    entries = [index.bookmark_entry(stores, bookmark) for bookmark in lonely]
    with stores.changing_library() as library:
        library.many("DELETE FROM bookmark WHERE id = ?", [(bookmark,) for bookmark in there])
    with stores.cache.transaction():
        for entry in entries:
            if entry is not None:
                index.remove(stores.cache, entry, entry.sum)
    return tuple(sorted(remaining)), tuple(lonely)


def set_read(stores: Stores, ids: Sequence[int], at: datetime | None) -> tuple[int, ...]:
    """Marks bookmarks whose articles are gone read at that time, unread when None; those that were marked."""
    kept = sorted(stores.bookmarked(ids))
    rows = stores.library.rows(
        "SELECT k.origin, k.key, b.published_at FROM bookmark_key k JOIN bookmark b ON b.id = k.bookmark"
        " WHERE b.id IN (SELECT value FROM json_each(?))",
        (listed(kept),),
    )
    if rows:
        with stores.changing_library() as library:
            if at is None:
                read_copies.drop(library, [(url, key) for url, key, _ in rows])
            else:
                read_copies.put(library, [ReadCopy(url, key, stamp(at), date) for url, key, date in rows])
    return tuple(kept) if rows else ()


def refresh_text(stores: Stores, article: int, body: BodyRead) -> None:
    """Gives a bookmark's copy its text and the names of its pictures, when it has no full text yet."""
    rows = stores.library.rows("SELECT 1 FROM bookmark WHERE id = ? AND has_full_text = 0", (article,))
    if not rows:
        return
    with stores.changing_library() as library:
        library.write(
            "UPDATE bookmark SET html = ?, text = ?, has_full_text = 1 WHERE id = ?", (body.html, body.text, article)
        )
        library.write("DELETE FROM bookmark_picture WHERE bookmark = ?", (article,))
        rows = [
            (article, place, picture.key, picture.url, picture.alt, *_stored(stores, picture.key))
            for place, picture in enumerate(body.pictures)
        ]
        library.many(_INSERT_PICTURE, rows)


def refresh_picture(stores: Stores, values: tuple[Any, ...]) -> None:
    """Gives every bookmark that names this picture its own copy; `values`: media type, width, height, bytes, key."""
    if stores.library.rows("SELECT 1 FROM bookmark_picture WHERE key = ? AND bytes IS NULL LIMIT 1", values[-1:]):
        with stores.changing_library() as library:
            library.write(
                "UPDATE bookmark_picture SET media_type = ?, width = ?, height = ?, bytes = ?"
                " WHERE key = ? AND bytes IS NULL",
                values,
            )


def whole_copy(stores: Stores, bookmark: int) -> CopiedBody | None:
    """The full text that a bookmark kept; None when it has none."""
    rows = stores.library.rows("SELECT html, text FROM bookmark WHERE id = ? AND has_full_text = 1", (bookmark,))
    if not rows:
        return None
    named = stores.library.rows(
        "SELECT key, url, alt FROM bookmark_picture WHERE bookmark = ? ORDER BY ordinal", (bookmark,)
    )
    html, text = rows[0]
    return CopiedBody(html, text, tuple(PictureWanted(*row) for row in named), index.folded(0, "", text, "").body)


def give_back_pictures(stores: Stores, bookmark: int) -> None:
    """Copies a bookmark's pictures into the cache, inside the caller's transaction there."""
    rows = stores.library.rows(
        "SELECT key, media_type, width, height, bytes FROM bookmark_picture WHERE bookmark = ? AND bytes IS NOT NULL",
        (bookmark,),
    )
    stores.cache.many(
        "INSERT OR IGNORE INTO picture (key, state, retry_at, media_type, width, height, bytes)"
        " VALUES (?, 1, 0, ?, ?, ?, ?)",
        rows,
    )


def _sources(stores: Stores, ids: set[int]) -> dict[int, tuple[str, str]]:
    found = stores.library.rows(
        "SELECT id, title, url FROM source WHERE id IN (SELECT value FROM json_each(?))", (listed(ids),)
    )
    return {row[0]: (row[1], row[2]) for row in found}


def _stored(stores: Stores, key: str) -> tuple[Any, ...]:
    rows = stores.cache.rows("SELECT media_type, width, height, bytes FROM picture WHERE key = ? AND state = 1", (key,))
    return rows[0] if rows else (None, 0, 0, None)
