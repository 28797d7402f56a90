"""Remembers what sources show: when an article was last in a document costs no write while it stays there.

Of each source the list of its last whole document is kept; only what enters or leaves that list is written. A 304 says
that all of it is still shown: one moment in one row. Every function works inside the caller's transaction on the cache.
"""

from __future__ import annotations

import json
from collections.abc import Collection

from newsdesk.store.database import Database
from newsdesk.store.stores import listed

_SHOWN = "SELECT last_age, articles FROM feed_shown WHERE source_id = ?"
_SET = (
    "INSERT INTO feed_shown (source_id, last_age, articles) VALUES (?, ?, ?) ON CONFLICT (source_id)"
    " DO UPDATE SET last_age = excluded.last_age, articles = excluded.articles"
)
_STILL = "UPDATE feed_shown SET last_age = ? WHERE source_id = ? AND last_age < ?"
_LEAVE = (
    "INSERT OR IGNORE INTO departed (article_id, source_id, left_age)"
    " SELECT id, source_id, ?1 FROM article WHERE id IN (SELECT value FROM json_each(?2))"
)
_RETURN = "DELETE FROM departed WHERE article_id IN (SELECT value FROM json_each(?))"
# Articles that are in no list and did not leave one: a kill between two slices, or a cache from before lists were kept.
_STRAYS = (
    "SELECT a.id FROM article a INDEXED BY article_source LEFT JOIN departed d ON d.article_id = a.id"
    " WHERE a.source_id = ?1 AND d.article_id IS NULL AND a.id NOT IN (SELECT value FROM json_each(?2)) LIMIT ?3"
)


def show(cache: Database, source_id: int, articles: Collection[int], age: int) -> None:
    """Notes that a whole document shows these articles; those of the one before that it lacks have left since then.

    An empty document says nothing: publishers' machines give one when something broke.
    """
    if not articles:
        return
    rows = cache.rows(_SHOWN, (source_id,))
    last, before = (rows[0][0], set(json.loads(rows[0][1]))) if rows else (age, set())
    now = set(articles)
    if before - now:
        cache.write(_LEAVE, (last, listed(sorted(before - now))))
    if now - before:
        cache.write(_RETURN, (listed(sorted(now - before)),))
    if before == now:
        still_shows(cache, source_id, age)
    else:
        cache.write(_SET, (source_id, age, listed(sorted(now))))


def still_shows(cache: Database, source_id: int, age: int) -> None:
    """Notes that a source shows what it showed before."""
    cache.write(_STILL, (age, source_id, age))


def settle_strays(cache: Database, source_id: int, age: int, most: int) -> bool:
    """Has up to `most` articles that are in no list leave from now on; whether there were so many. Nothing is known of
    a source that has not shown a whole document yet."""
    rows = cache.rows(_SHOWN, (source_id,))
    if not rows:
        return False
    strays = [row[0] for row in cache.rows(_STRAYS, (source_id, rows[0][1], most))]
    if strays:
        cache.write(_LEAVE, (age, listed(strays)))
    return len(strays) == most


def date_later(cache: Database, since: int, late: int) -> None:
    """Dates everything later that was dated after `since`: so much time had passed by then, or may have, uncounted."""
    cache.write("UPDATE departed SET left_age = left_age + ?1 WHERE left_age > ?2", (late, since))
    cache.write("UPDATE feed_shown SET last_age = last_age + ?1 WHERE last_age > ?2", (late, since))


def forget(cache: Database, source_id: int) -> None:
    """Forgets what a removed source showed."""
    cache.write("DELETE FROM feed_shown WHERE source_id = ?", (source_id,))
