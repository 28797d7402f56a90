"""Remembers between polls what a source's answers said: where it moves, and how long a host wants peace.

Every function is called inside the caller's transaction on the cache, unless it says otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from newsdesk.intake.jobs import READER, PreparedItem
from newsdesk.store import meter, routes, sources
from newsdesk.store.moments import stamp
from newsdesk.store.rows import FeedFinish
from newsdesk.store.stores import Stores, listed

MOVED_TIMES, MOVED_FOR = 3, timedelta(hours=24)  # so often and so long redirects must agree before an address changes


_READ = (
    "INSERT INTO source_record (source_id, validated_at, reader, is_public, pictures) VALUES (?1, ?2, ?3, ?4, ?5)"
    " ON CONFLICT (source_id) DO UPDATE SET validated_at = excluded.validated_at, reader = excluded.reader,"
    " is_public = max(is_public, excluded.is_public), gone_times = 0, pictures = excluded.pictures"
)
_KNOWN = (
    "SELECT 1 FROM item_key k JOIN article a ON a.id = k.article_id WHERE k.source_id = ?1"
    " AND k.key IN (SELECT value FROM json_each(?2)) AND a.fetched_at < ?3 LIMIT 1"
)
_STILL_THERE = "UPDATE source_record SET gone_times = 0 WHERE source_id = ? AND gone_times > 0"
_MOVED = "SELECT moved_url, moved_since, moved_times FROM source_record WHERE source_id = ?"
_SET_MOVED = "UPDATE source_record SET moved_url = ?, moved_since = ?, moved_times = ? WHERE source_id = ?"
_KEEP_FORMER = (
    "INSERT INTO source_choice (source_id, former_url) VALUES (?, ?)"
    " ON CONFLICT (source_id) DO UPDATE SET former_url = excluded.former_url"
)


def read(stores: Stores, source_id: int, finish: FeedFinish, at: datetime) -> None:
    """Notes that a whole document came, by which reading of ours, from what kind of machine, and what it shows itself
    by."""
    pictures = json.dumps(finish.pictures) if finish.pictures else None
    stores.cache.write(_READ, (source_id, stamp(at), READER, int(not finish.is_local), pictures))


def knows(stores: Stores, source_id: int, items: Sequence[PreparedItem], finish: FeedFinish, at: datetime) -> bool:
    """Whether one of these items is an article that the source had before redirects led to where this answer was found;
    False when none did. Needs no transaction."""
    if finish.moved_to is None:
        return False
    (old, since, _) = (stores.cache.rows(_MOVED, (source_id,)) or [(None, None, 0)])[0]
    before = since if finish.moved_to == old else stamp(at)
    keys = listed([key for item in items for key in item.keys])
    return stores.cache.value(_KNOWN, (source_id, keys, before)) is not None


def answered(stores: Stores, source_id: int, finish: FeedFinish, at: datetime, *, is_known: bool) -> bool:
    """Writes that a poll went well and what it cost; whether the address is to change to `finish.moved_to` now."""
    sources.write_success(stores, source_id, finish.validators, finish.validated_url, (at, finish.next_due_at))
    meter.count(stores.cache, source_id, "feeds", finish.received, at)
    routes.answered(stores.cache, source_id, is_alternative=finish.is_alternative)
    return moves(stores, source_id, finish, at, is_known=is_known)


def still_there(stores: Stores, source_id: int) -> None:
    """Notes that a source is not gone after all."""
    stores.cache.write(_STILL_THERE, (source_id,))


def moves(stores: Stores, source_id: int, finish: FeedFinish, at: datetime, *, is_known: bool) -> bool:
    """Counts where permanent redirects lead; whether they agreed so often and so long that the address is to change.

    `is_known`: the document named an article that the source had before, so that it is the same feed.
    """
    (old, since, times) = (stores.cache.rows(_MOVED, (source_id,)) or [(None, None, 0)])[0]
    if finish.moved_to is None:
        if old is not None:
            stores.cache.write(_SET_MOVED, (None, None, 0, source_id))
        return False
    if finish.moved_to != old or stamp(at) < since:  # a clock that was put back begins anew
        since, times = stamp(at), 0
    times += bool(times) or is_known  # what was known at first need not be in the feed for a whole day
    stores.cache.write(_SET_MOVED, (finish.moved_to, since, times, source_id))
    is_long_enough: bool = stamp(at) - since >= MOVED_FOR // timedelta(microseconds=1)
    return is_long_enough and times >= MOVED_TIMES


def move(stores: Stores, source_id: int, feed_url: str | None) -> bool:
    """Changes the address that is fetched, and keeps the one before; in a transaction of its own on the library. False
    when another source is there already, or the reader took the address before it back from there."""
    rows = stores.library.rows("SELECT feed_url FROM source WHERE id = ?", (source_id,))
    taken = stores.library.value(
        "SELECT 1 FROM source WHERE id <> ?1 AND (url = ?2 OR feed_url = ?2)", (source_id, feed_url)
    )
    if not rows or taken or feed_url is None or rows[0][0] == feed_url:
        return False
    if routes.refuses(stores.library, source_id, feed_url):
        return False
    with stores.changing_library() as library:
        library.write("UPDATE source SET feed_url = ? WHERE id = ?", (feed_url, source_id))
        library.write(_KEEP_FORMER, (source_id, rows[0][0]))
    return True


def hold(stores: Stores, host: str, until: datetime, now: datetime) -> None:
    """Leaves a host alone until then, in a transaction of its own; forgets those that may be asked again."""
    with stores.cache.transaction():
        stores.cache.write("DELETE FROM host_hold WHERE until <= ?", (stamp(now),))
        stores.cache.write(
            "INSERT INTO host_hold VALUES (?, ?) ON CONFLICT (host) DO UPDATE SET until = excluded.until",
            (host, stamp(until)),
        )
