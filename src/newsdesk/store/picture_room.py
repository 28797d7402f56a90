"""Keeps the pictures within the room that the reader gives them: how much came today, and which leave first.

A picture that left for room is known as such (picture.state 3): it is fetched again only for a bookmark.
"""

from __future__ import annotations

from datetime import UTC, datetime

from newsdesk.domain.article import ArticleId
from newsdesk.store.database import Database
from newsdesk.store.stores import Stores, listed

SLICE = 50  # pictures that leave in one transaction
LOOKED_AT = 400  # rows looked at for them
RECEIVED = "pictures_received"  # the day (UTC) and the bytes of pictures that came on it

# From the oldest article on; a picture that a newer article names as well leaves with that one.
_OLDEST = (
    "SELECT a.sorted_at, a.id, p.key, length(p.bytes) FROM article a INDEXED BY article_newest"
    " CROSS JOIN article_picture ap ON ap.article_id = a.id CROSS JOIN picture p ON p.key = ap.key"
    " WHERE p.state = 1 AND (a.sorted_at, a.id) > (?1, ?2) AND NOT EXISTS (SELECT 1 FROM article_picture other"
    " CROSS JOIN article b ON b.id = other.article_id WHERE other.key = p.key"
    " AND (b.sorted_at, b.id) > (a.sorted_at, a.id))"
    " ORDER BY a.sorted_at, a.id LIMIT ?3"
)
_NAMING = "SELECT DISTINCT article_id FROM article_picture WHERE key IN (SELECT value FROM json_each(?))"
_LEAVE = (
    "UPDATE picture SET state = 3, bytes = NULL, media_type = NULL, width = 0, height = 0"
    " WHERE key IN (SELECT value FROM json_each(?))"
)
_WANT_AGAIN = (
    "UPDATE picture SET state = 0, attempts = 0, retry_at = 0 WHERE state = 3 AND key IN"
    " (SELECT key FROM article_picture WHERE article_id IN (SELECT value FROM json_each(?)))"
)


def received_on(remark: str | None, now: datetime) -> int:
    """Bytes of pictures that came on the day of `now` (UTC), by the cache's own remark."""
    day, _, count = (remark or "").partition(" ")
    return int(count) if day == _day(now) and count.isdigit() else 0


def count_received(cache: Database, size: int, now: datetime) -> None:
    """Adds a picture's bytes to those of today, inside the open transaction."""
    cache.set_meta(RECEIVED, f"{_day(now)} {received_on(cache.meta(RECEIVED), now) + size}")


def make_room(stores: Stores, most: int) -> tuple[ArticleId, ...]:
    """Lets the oldest pictures go while all take more than `most` bytes, some at a time; none of a bookmarked article.

    The articles that lost one; empty when nothing is left to do.
    """
    cache = stores.cache
    if cache.value("PRAGMA page_count") * cache.value("PRAGMA page_size") <= most:
        return ()
    over = (cache.value("SELECT sum(length(bytes)) FROM picture WHERE state = 1") or 0) - most
    going = _going(stores, over) if over > 0 else []
    if not going:
        return ()
    articles = [row[0] for row in cache.rows(_NAMING, (listed(going),))]
    with cache.transaction():
        cache.write(_LEAVE, (listed(going),))
        cache.write(
            "UPDATE article SET offline = 1 WHERE offline = 2 AND id IN (SELECT value FROM json_each(?))",
            (listed(articles),),
        )
    return tuple(ArticleId(article) for article in articles)


def _going(stores: Stores, over: int) -> list[str]:
    """The keys of the oldest pictures of which no article is bookmarked, at most SLICE."""
    going: list[str] = []
    at, last = -(1 << 62), 0
    while rows := stores.cache.rows(_OLDEST, (at, last, LOOKED_AT)):
        keys = [row[2] for row in rows]
        named = stores.cache.rows(
            "SELECT key, article_id FROM article_picture WHERE key IN (SELECT value FROM json_each(?))", (listed(keys),)
        )
        bookmarked = stores.bookmarked({row[1] for row in named})
        kept = {key for key, article in named if article in bookmarked}
        for sorted_at, article, key, size in rows:
            at, last = sorted_at, article
            if key in kept or key in going:
                continue
            going.append(key)
            over -= size
            if over <= 0 or len(going) >= SLICE:
                return going
    return going


def want_again(stores: Stores, articles: list[int]) -> None:
    """Wants the pictures of these articles once more that had left for room."""
    with stores.cache.transaction():
        stores.cache.write(_WANT_AGAIN, (listed(articles),))


def _day(now: datetime) -> str:
    return f"{now.astimezone(UTC):%Y-%m-%d}"
