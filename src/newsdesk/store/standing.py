"""The queries behind the sidebar and the sync: sources and how they fare, counts, and the work that waits."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime, timedelta

from newsdesk.domain.article import ArticleId
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.shelf import Counts
from newsdesk.domain.source import Health, Source, SourceId, SourceKind, SourceState, Validators
from newsdesk.store.connection import ReadConnection, Row
from newsdesk.store.moments import moment, moment_or_none, stamp
from newsdesk.store.rows import AwaitingPicture, AwaitingText, DueSource
from newsdesk.store.rules import of_text

_SOURCE = (
    "SELECT s.id, s.kind, s.url, s.feed_url, s.site_url, s.title, f.name, s.interval, s.added_at,"
    " t.last_attempt_at, t.last_success_at, t.next_due_at, coalesce(t.failures, 0), t.fault_kind, t.fault_facts,"
    " t.etag, t.last_modified, t.validated_url, r.rule FROM library.source s"
    " LEFT JOIN library.folder f ON f.id = s.folder LEFT JOIN source_state t ON t.source_id = s.id"
    " LEFT JOIN library.page_rule r ON r.source_id = s.id"
)
_ORDER = " ORDER BY f.position IS NULL, f.position, s.position"
_TOTALS = "SELECT source_id, count(*) FROM article GROUP BY source_id"
_UNREAD = "SELECT source_id, count(*) FROM mark WHERE is_read = 0 GROUP BY source_id"
AWAITING_TEXT = (
    "SELECT a.id, a.url, s.url, a.title, coalesce(b.html, '') FROM article a INDEXED BY article_awaiting"
    " CROSS JOIN library.source s ON s.id = a.source_id LEFT JOIN body b ON b.article_id = a.id"
    " WHERE a.text_state < 2 AND a.text_attempts < 3 AND a.url IS NOT NULL AND a.text_retry_at <= ?1"
    " AND (?3 IS NULL OR a.source_id IN (SELECT value FROM json_each(?3)))"
    " ORDER BY a.sorted_at DESC, a.id DESC LIMIT ?2"
)
_AWAITING_PICTURES = (
    "SELECT p.key, ap.url, s.url, max(a.sorted_at) FROM picture p INDEXED BY picture_awaiting"
    " CROSS JOIN article_picture ap ON ap.key = p.key CROSS JOIN article a ON a.id = ap.article_id"
    " CROSS JOIN library.source s ON s.id = a.source_id WHERE p.state = 0 AND p.retry_at <= ?1"
    " AND (?3 IS NULL OR a.source_id IN (SELECT value FROM json_each(?3)))"
    " GROUP BY p.key ORDER BY max(a.sorted_at) DESC LIMIT ?2"
)
# A bookmark whose article went before its pictures came.
_AWAITING_COPIES = (
    "SELECT bp.key, bp.url, b.source_url FROM library.bookmark_picture bp JOIN library.bookmark b ON b.id = bp.bookmark"
    " LEFT JOIN picture p ON p.key = bp.key WHERE bp.bytes IS NULL"
    " AND (p.key IS NULL OR p.state = 0 AND p.retry_at <= ?1)"
    " AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = b.id) GROUP BY bp.key LIMIT ?2"
)


def sources(reads: ReadConnection) -> tuple[SourceState, ...]:
    """All sources, by folder and in the reader's order."""
    totals: dict[int, int] = dict(reads.rows(_TOTALS))
    unread: dict[int, int] = dict(reads.rows(_UNREAD))
    return tuple(
        SourceState(_source(row), _health(row), unread.get(row[0], 0), totals.get(row[0], 0))
        for row in reads.rows(_SOURCE + _ORDER)
    )


def source(reads: ReadConnection, source_id: SourceId) -> Source | None:
    """The source of this id; None when there is none."""
    rows = reads.rows(f"{_SOURCE} WHERE s.id = ?", (source_id,))
    return _source(rows[0]) if rows else None


def source_by(reads: ReadConnection, name: str) -> Source | None:
    """The source of this id or address (as added, or the feed's); None when there is none."""
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 16 else -1
    rows = reads.rows(f"{_SOURCE} WHERE s.id = ?1 OR s.url = ?2 OR s.feed_url = ?2 LIMIT 1", (number, name))
    return _source(rows[0]) if rows else None


def folders(reads: ReadConnection) -> tuple[str, ...]:
    """The names of the folders in the reader's order."""
    return tuple(row[0] for row in reads.rows("SELECT name FROM library.folder ORDER BY position, id"))


def counts(reads: ReadConnection, today_since: datetime) -> Counts:
    """Figures for the sidebar; of a source that is being removed nothing counts."""
    there = {row[0] for row in reads.rows("SELECT id FROM library.source")}
    unread = {SourceId(row[0]): row[1] for row in reads.rows(_UNREAD) if row[0] in there}
    today = "SELECT source_id, count(*) FROM article WHERE sorted_at >= ? GROUP BY source_id"
    return Counts(
        total=sum(row[1] for row in reads.rows(_TOTALS) if row[0] in there),
        unread=sum(unread.values()),
        today=sum(row[1] for row in reads.rows(today, (stamp(today_since),)) if row[0] in there),
        bookmarks=reads.value("SELECT count(*) FROM library.bookmark") or 0,
        unread_by_source=unread,
        offline_text=reads.value("SELECT count(*) FROM article WHERE offline > 0") or 0,
    )


def due(reads: ReadConnection, ids: Collection[SourceId] | None) -> tuple[DueSource, ...]:
    """These sources, all when None, with what a poll needs; never the guide, which nobody publishes."""
    rows = reads.rows(f"{_SOURCE} WHERE s.kind <> 'guide'{_ORDER}")
    wanted = None if ids is None else set(ids)
    return tuple(
        DueSource(_source(row), _validators(row), _health(row), of_text(row[18]))
        for row in rows
        if wanted is None or row[0] in wanted
    )


def awaiting_text(
    reads: ReadConnection, now: datetime, limit: int, ids: Collection[SourceId] | None
) -> tuple[AwaitingText, ...]:
    """Articles whose page may be fetched now, newest first."""
    wanted = None if ids is None else json.dumps(list(ids))
    return tuple(
        AwaitingText(ArticleId(row[0]), *row[1:]) for row in reads.rows(AWAITING_TEXT, (stamp(now), limit, wanted))
    )


def awaiting_pictures(
    reads: ReadConnection, now: datetime, limit: int, ids: Collection[SourceId] | None
) -> tuple[AwaitingPicture, ...]:
    """Pictures that may be fetched now, those of the newest articles first."""
    wanted = None if ids is None else json.dumps(list(ids))
    rows = [row[:3] for row in reads.rows(_AWAITING_PICTURES, (stamp(now), limit, wanted))]
    if wanted is None and len(rows) < limit:
        rows += reads.rows(_AWAITING_COPIES, (stamp(now), limit - len(rows)))
    return tuple(AwaitingPicture(*row) for row in rows)


def _source(row: Row) -> Source:
    number, kind, url, feed_url, site_url, title, folder, interval, added_at = row[:9]
    return Source(
        id=SourceId(number),
        kind=SourceKind(kind),
        url=url,
        feed_url=feed_url,
        site_url=site_url,
        title=title,
        folder=folder,
        interval=timedelta(seconds=interval),
        added_at=moment(added_at),
    )


def _health(row: Row) -> Health:
    fault = None if row[13] is None else Fault(FaultKind(row[13]), json.loads(row[14]))
    return Health(moment_or_none(row[9]), moment_or_none(row[10]), moment_or_none(row[11]), row[12], fault)


def _validators(row: Row) -> Validators:
    """What the present feed address gave; what another address gave would ask this one about a foreign document."""
    return Validators(row[15], row[16]) if row[17] == row[3] else Validators()
