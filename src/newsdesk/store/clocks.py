"""Learns how a source's clock goes from what each of its documents says (`domain.clock`)."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsdesk.domain.clock import Evidence, SourceClock, learned
from newsdesk.store.identity import Document
from newsdesk.store.moments import moment_or_none, stamp
from newsdesk.store.remembered import NewItem
from newsdesk.store.rows import FeedFinish
from newsdesk.store.stores import Stores

_KNOWN = "SELECT zone, correction, evidence, proofs FROM source_clock WHERE source_id = ?"
_SET = "INSERT OR REPLACE INTO source_clock (source_id, zone, correction, evidence, proofs) VALUES (?, ?, ?, ?, ?)"
_PAGE_ZONE = (
    "INSERT INTO source_clock (source_id, zone) SELECT source_id, ?2 FROM article WHERE id = ?1"
    " ON CONFLICT (source_id) DO UPDATE SET zone = excluded.zone WHERE source_clock.zone IS NULL"
)


def note(stores: Stores, source_id: int, document: Document, new: tuple[NewItem, ...]) -> None:
    """Notes how far in the future the dates of new items lie, as printed; dates read against the fetch say nothing."""
    dated = [one.item for one in new if one.item.published_at is not None and not one.item.has_vague_time]
    if not dated:
        return
    fetched = stamp(document.fetched_at)
    ahead = _correction(stores, source_id) * 60_000_000 - fetched
    document.leads.extend(stamp(item.published_at) + ahead for item in dated if item.published_at is not None)


def learn(stores: Stores, source_id: int, document: Document, finish: FeedFinish) -> None:
    """Stores what a whole document says about its source's clock, inside the caller's transaction on the cache and
    before the success of the fetch is written."""
    rows = stores.cache.rows(_KNOWN, (source_id,))
    zone, correction, minutes, proofs = rows[0] if rows else (None, 0, 0, 0)
    clock, evidence = learned(
        SourceClock(finish.zone or zone, correction),
        Evidence(minutes, proofs),
        [timedelta(microseconds=lead) for lead in document.leads],
        _pause(stores, source_id, document.fetched_at),
        finish.minutes_east,
    )
    row = (clock.zone, clock.correction, evidence.minutes, evidence.times)
    if row != (zone, correction, minutes, proofs):
        stores.cache.write(_SET, (source_id, *row))


def learn_from_page(stores: Stores, article: int, zone: str) -> None:
    """Takes over the zone that an article's page names, where the feed has named none; inside a transaction."""
    stores.cache.write(_PAGE_ZONE, (article, zone))


def _correction(stores: Stores, source_id: int) -> int:
    rows = stores.cache.rows(_KNOWN, (source_id,))
    return int(rows[0][1]) if rows else 0


def _pause(stores: Stores, source_id: int, fetched_at: datetime) -> timedelta | None:
    before = moment_or_none(
        stores.cache.value("SELECT last_success_at FROM source_state WHERE source_id = ?", (source_id,))
    )
    return None if before is None else fetched_at - before
