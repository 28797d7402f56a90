"""Keeps the icons of sources, and when their sites may be asked for them. They stay as long as their source does."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import SourceId
from newsdesk.store import meter, picture_room
from newsdesk.store.bodies import OURS
from newsdesk.store.connection import ReadConnection
from newsdesk.store.database import Database
from newsdesk.store.moments import stamp
from newsdesk.store.rows import AwaitingIcon
from newsdesk.store.stores import Stores, listed

AGAIN = timedelta(days=28)  # after an icon came
AGAIN_AFTER_NONE = timedelta(days=14)
AGAIN_AFTER_SILENCE = timedelta(days=1)
_SILENCE = frozenset({FaultKind.NO_ANSWER, FaultKind.TIMED_OUT})

_SET = (
    "INSERT INTO source_icon (source_id, ask_at, bytes) VALUES (?, ?, ?) ON CONFLICT (source_id)"
    " DO UPDATE SET ask_at = excluded.ask_at, bytes = coalesce(excluded.bytes, bytes)"
)
_SAME = "SELECT source_id FROM source_icon WHERE source_id IN (SELECT value FROM json_each(?)) AND bytes = ?"
# A time absurdly far ahead was stored while the clock was wrong.
_AWAITING = (
    "SELECT s.id, s.site_url, s.feed_url, s.url, coalesce(r.is_public, 1) = 0, w.proxy, r.pictures"
    " FROM library.source s JOIN source_state t ON t.source_id = s.id AND t.last_success_at IS NOT NULL"
    " LEFT JOIN source_icon i ON i.source_id = s.id LEFT JOIN source_record r ON r.source_id = s.id"
    " LEFT JOIN library.source_choice c ON c.source_id = s.id LEFT JOIN library.source_route w ON w.source_id = s.id"
    " WHERE s.kind NOT IN ('guide', 'file') AND coalesce(c.pictures, ?4) <> 'none'"
    " AND (i.ask_at IS NULL OR i.ask_at <= ?1 OR i.ask_at > ?2)"
    " AND (?3 IS NULL OR s.id IN (SELECT value FROM json_each(?3))) ORDER BY s.position, s.id"
)


class Icon(Protocol):
    """A site's icon, as intake.jobs.IconRead gives it."""

    @property
    def data(self) -> bytes: ...
    @property
    def received(self) -> int: ...


def save(stores: Stores, sources: Sequence[SourceId], icon: Icon, at: datetime) -> tuple[SourceId, ...]:
    """Stores an icon of these sources and counts what it cost on the line, once; one that was there stays where the
    site has none now. Those of which what is shown changes."""
    there = _there(stores, sources)
    if not there:
        return ()
    again_at = at + (AGAIN if icon.data else AGAIN_AFTER_NONE)
    same = {row[0] for row in stores.cache.rows(_SAME, (listed(there), icon.data))}
    with stores.cache.transaction():
        stores.cache.many(_SET, [(source, stamp(again_at), icon.data or None) for source in there])
        picture_room.count_received(stores.cache, icon.received, at)
        meter.count(stores.cache, there[0], "pictures", icon.received, at)
    return tuple(source for source in there if icon.data and source not in same)


def save_fault(stores: Stores, sources: Sequence[SourceId], fault: Fault, at: datetime) -> None:
    """Notes when a site that did not give its icon is asked again."""
    if fault.kind in OURS:
        return
    wait = AGAIN_AFTER_SILENCE if fault.kind in _SILENCE else AGAIN_AFTER_NONE
    with stores.cache.transaction():
        stores.cache.many(_SET, [(source, stamp(at + wait), None) for source in _there(stores, sources)])


def _there(stores: Stores, sources: Sequence[SourceId]) -> list[SourceId]:
    """Those that were not removed in the meantime."""
    return [source for source in sources if stores.origin(source) is not None]


def forget(cache: Database, source: int) -> None:
    """Drops the icon of a source that is gone, inside the caller's transaction."""
    cache.write("DELETE FROM source_icon WHERE source_id = ?", (source,))


def awaiting(
    reads: ReadConnection, now: datetime, ids: Collection[SourceId] | None, wanted_size: str
) -> tuple[AwaitingIcon, ...]:
    """The sources that answered and whose site may be asked for its icon now, in the reader's order."""
    wanted = None if ids is None else json.dumps(list(ids))
    rows = reads.rows(_AWAITING, (stamp(now), stamp(now + 2 * AGAIN), wanted, wanted_size))
    return tuple(
        AwaitingIcon(SourceId(row[0]), page_of(row[1], row[2]), row[3], bool(row[4]), row[5], _listed(row[6]))
        for row in rows
    )


def _listed(pictures: str | None) -> tuple[str, ...]:
    return tuple(json.loads(pictures)) if pictures else ()


def page_of(site_url: str | None, feed_url: str) -> str:
    """The page that may name a site's icon: what the feed says is its site, else the front page of its own host."""
    if site_url and site_url.startswith(("http://", "https://")):
        return site_url
    parts = urlsplit(feed_url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/"
