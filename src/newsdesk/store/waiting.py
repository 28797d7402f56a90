"""The queries of a sync: what a poll needs to know, and the texts and pictures that wait."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from newsdesk.domain.article import ArticleId
from newsdesk.domain.clock import UNKNOWN, SourceClock
from newsdesk.domain.source import SourceId, Validators
from newsdesk.store.connection import ReadConnection, Row
from newsdesk.store.moments import stamp
from newsdesk.store.rows import AwaitingPicture, AwaitingText, DueSource
from newsdesk.store.rules import stored
from newsdesk.store.standing import ORDER, SOURCE, health_of, source_of

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
_CLOCKS = "SELECT source_id, zone, correction FROM source_clock"


def due(reads: ReadConnection, ids: Collection[SourceId] | None) -> tuple[DueSource, ...]:
    """These sources, all when None, with what a poll needs; never the guide, which nobody publishes."""
    rows = reads.rows(f"{SOURCE} WHERE s.kind <> 'guide'{ORDER}")
    wanted = None if ids is None else set(ids)
    clocks = {row[0]: SourceClock(row[1], row[2]) for row in reads.rows(_CLOCKS)}
    found = [(source_of(row), row) for row in rows if wanted is None or row[0] in wanted]
    return tuple(
        DueSource(source, _validators(row), health_of(row), clocks.get(row[0], UNKNOWN), stored(source.kind, row[18]))
        for source, row in found
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


def _validators(row: Row) -> Validators:
    """What the present feed address gave; what another address gave would ask this one about a foreign document."""
    return Validators(row[15], row[16]) if row[17] == row[3] else Validators()
