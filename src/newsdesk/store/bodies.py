"""Writes what is fetched after the headlines: texts and pictures, and why one did not come.

The library's copy of a bookmark is written first: what fails after it is fetched again.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Protocol

from newsdesk.domain.article import ArticleId
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.intake.jobs import PictureWanted
from newsdesk.store import bookmarks, clocks, index, meter, picture_room
from newsdesk.store.articles import DROP_UNUSED, SET_BODY, SHORT_TEXT, TEXT, WITH_TEXT, complete, place_pictures
from newsdesk.store.index import Entry
from newsdesk.store.moments import stamp
from newsdesk.store.packing import pack
from newsdesk.store.stores import Stores, listed

ATTEMPTS = 3
PACKED = 50  # bodies packed in one transaction, some 5 ms
WAITS = (timedelta(hours=1), timedelta(hours=6))  # after the first and the second fault
# What the other side will say again however often it is asked.
FINAL = frozenset(
    {
        FaultKind.NOT_FOUND,
        FaultKind.GONE,
        FaultKind.REFUSED_ADDRESS,
        FaultKind.NOT_AN_ADDRESS,
        FaultKind.NOT_A_PICTURE,
        FaultKind.TOO_LARGE,
        FaultKind.TOO_HEAVY,
    }
)
# What says nothing about the page or picture.
OURS = frozenset({FaultKind.OFFLINE, FaultKind.STOPPED, FaultKind.DISK_FULL})


_STORE_PICTURE = (
    "INSERT INTO picture (state, retry_at, media_type, width, height, bytes, key) VALUES (1, 0, ?, ?, ?, ?, ?)"
    " ON CONFLICT (key) DO UPDATE SET state = 1, media_type = excluded.media_type, width = excluded.width,"
    " height = excluded.height, bytes = excluded.bytes, fault_kind = NULL"
)


class BodyRead(Protocol):
    """An article's text, as intake.jobs.PageRead gives it."""

    @property
    def html(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def pictures(self) -> tuple[PictureWanted, ...]: ...
    @property
    def search_body(self) -> str: ...


class PageText(BodyRead, Protocol):
    """The same with the zone that the page's own stamps name."""

    @property
    def zone(self) -> str | None: ...
    @property
    def received(self) -> int: ...


class SmallPicture(Protocol):
    """A picture made small, as intake.jobs.PictureRead gives it."""

    @property
    def media_type(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def data(self) -> bytes: ...
    @property
    def received(self) -> int: ...


_SOURCE_OF = (
    "SELECT a.source_id FROM article_picture ap JOIN article a ON a.id = ap.article_id WHERE ap.key = ?"
    " ORDER BY a.id LIMIT 1"
)
_OLD = (
    "SELECT a.title, a.summary, a.search_sum, coalesce(plain(b.text), '') FROM article a"
    " LEFT JOIN body b ON b.article_id = a.id WHERE a.id = ?"
)
_SET_TEXT = (
    "UPDATE article SET text_state = ?, text_attempts = 0, text_retry_at = 0, offline = ?, search_sum = ? WHERE id = ?"
)

_NEXT_BODIES = "SELECT article_id, html, text FROM body WHERE article_id > ? ORDER BY article_id LIMIT ?"


def save_body(stores: Stores, article: int, body: PageText, at: datetime) -> bool:
    """Stores an article's whole text and wants its pictures; False when the article is gone."""
    bookmarks.refresh_text(stores, article, body)
    with stores.cache.transaction():
        if body.zone is not None:
            clocks.learn_from_page(stores, article, body.zone)
        source = stores.cache.value("SELECT source_id FROM article WHERE id = ?", (article,))
        meter.count(stores.cache, source or 0, "pages", body.received, at)
        is_there = write_body(stores, article, body)
    index.keep_pace(stores.cache)
    return is_there


def write_body(stores: Stores, article: int, body: BodyRead) -> bool:
    """The same inside the caller's transaction on the cache."""
    cache = stores.cache
    rows = cache.rows(_OLD, (article,))
    if not rows:
        return False
    title, summary, search_sum, text = rows[0]
    before = index.folded(article, title, text, summary)
    after = Entry(article, before.title, body.search_body) if body.text else index.folded(article, title, "", summary)
    if before != after:
        index.remove(cache, before, search_sum)
        index.add(cache, [after])
    cache.write(SET_BODY, (article, pack(body.html), pack(body.text)))
    place_pictures(cache, article, body.pictures, are_wanted=True)
    cache.write(_SET_TEXT, (TEXT, WITH_TEXT, after.sum, article))
    complete(cache, [article])
    return True


def save_body_fault(stores: Stores, article: int, fault: Fault, at: datetime) -> None:
    """Counts a page that did not come; the feed's shorter body then stands, its pictures are wanted."""
    if fault.kind in OURS:
        return
    cache = stores.cache
    with cache.transaction():
        rows = cache.rows("SELECT text_attempts, text_state FROM article WHERE id = ?", (article,))
        if not rows:
            return
        attempts, retry_at = _next_try(rows[0][0], fault, at)
        cache.write(
            "UPDATE article SET text_attempts = ?, text_retry_at = ? WHERE id = ?", (attempts, retry_at, article)
        )
        if rows[0][1] == SHORT_TEXT:
            cache.write(
                "INSERT OR IGNORE INTO picture (key, state, retry_at)"
                " SELECT key, 0, 0 FROM article_picture WHERE article_id = ?",
                (article,),
            )


def save_picture(stores: Stores, key: str, picture: SmallPicture, at: datetime) -> tuple[ArticleId, ...]:
    """Stores a picture and counts what it cost on the line; the articles that name it."""
    values = (picture.media_type, picture.width, picture.height, picture.data, key)
    bookmarks.refresh_picture(stores, values)
    source: int | None = stores.cache.value(_SOURCE_OF, (key,))
    with stores.cache.transaction():
        if source is None:  # its article changed or went while it was under way
            stores.cache.write(DROP_UNUSED, (listed([key]),))
        else:
            stores.cache.write(_STORE_PICTURE, values)
        picture_room.count_received(stores.cache, picture.received, at)
        meter.count(stores.cache, source or 0, "pictures", picture.received, at)
        return _complete_all(stores, key)


def save_picture_fault(stores: Stores, key: str, fault: Fault, at: datetime) -> tuple[ArticleId, ...]:
    """Counts a picture that did not come; the articles that became whole because it was given up."""
    if fault.kind in OURS:
        return ()
    cache = stores.cache
    with cache.transaction():
        cache.write("INSERT OR IGNORE INTO picture (key, state, retry_at) VALUES (?, 0, 0)", (key,))
        attempts, retry_at = _next_try(cache.value("SELECT attempts FROM picture WHERE key = ?", (key,)), fault, at)
        state = 2 if attempts >= ATTEMPTS else 0
        cache.write(
            "UPDATE picture SET attempts = ?, retry_at = ?, fault_kind = ?, state = ? WHERE key = ? AND state <> 1",
            (attempts, retry_at, fault.kind.value, state, key),
        )
        return _complete_all(stores, key) if state else ()


def _complete_all(stores: Stores, key: str) -> tuple[ArticleId, ...]:
    rows = stores.cache.rows("SELECT DISTINCT article_id FROM article_picture WHERE key = ?", (key,))
    articles = tuple(ArticleId(row[0]) for row in rows)
    complete(stores.cache, articles)
    return articles


def _next_try(attempts: int, fault: Fault, at: datetime) -> tuple[int, int]:
    """How often it was tried now, and the stamp before which it is not tried again."""
    if fault.kind in FINAL or attempts + 1 >= ATTEMPTS:
        return ATTEMPTS, 0
    return attempts + 1, stamp(at + WAITS[attempts])


def pack_old(stores: Stores) -> bool:
    """Packs some bodies that an earlier version stored plain; whether there may be more."""
    done = stores.cache.meta("bodies_packed") or "-1"
    if done == "all":
        return False
    rows = stores.cache.rows(_NEXT_BODIES, (int(done), PACKED))
    plain = [(pack(html), pack(text), article) for article, html, text in rows if _is_plain(html, text)]
    with stores.cache.transaction():
        stores.cache.many("UPDATE body SET html = ?, text = ? WHERE article_id = ?", plain)
        stores.cache.set_meta("bodies_packed", str(rows[-1][0]) if rows else "all")
    return bool(rows)


def _is_plain(html: str | bytes, text: str | bytes) -> bool:
    return isinstance(html, str) and isinstance(text, str)
