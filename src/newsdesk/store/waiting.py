"""The queries of a sync: what a poll needs to know, and the texts and pictures that wait."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable
from datetime import datetime

from newsdesk.domain.article import ArticleId
from newsdesk.domain.clock import UNKNOWN, SourceClock
from newsdesk.domain.source import SourceId, Validators
from newsdesk.intake.jobs import READER
from newsdesk.store import routes
from newsdesk.store.connection import ReadConnection, Row
from newsdesk.store.moments import moment_or_none, stamp
from newsdesk.store.rows import AwaitingPicture, AwaitingText, DueSource
from newsdesk.store.rules import stored
from newsdesk.store.standing import ORDER, SOURCE, health_of, source_of

_TEXT = "SELECT a.id, a.url, s.url, a.title, coalesce(plain(b.html), ''), coalesce(r.is_public, 1) = 0, w.proxy FROM "
_TEXT_OF = (
    " CROSS JOIN library.source s ON s.id = a.source_id LEFT JOIN body b ON b.article_id = a.id"
    " LEFT JOIN source_record r ON r.source_id = a.source_id"
    " LEFT JOIN library.source_choice c ON c.source_id = a.source_id"
    " LEFT JOIN library.source_route w ON w.source_id = a.source_id"
    " WHERE a.text_state < 2 AND a.text_attempts < 3 AND a.url IS NOT NULL AND a.text_retry_at <= ?1"
    " AND (?3 IS NULL OR a.source_id IN (SELECT value FROM json_each(?3))) AND coalesce(c.full_text, 1) = 1"
)
_NEWEST = " ORDER BY a.sorted_at DESC, a.id DESC LIMIT ?2"
AWAITING_TEXT = f"{_TEXT}article a INDEXED BY article_awaiting{_TEXT_OF}{_NEWEST}"
_BOOKMARKED = f"{_TEXT}library.bookmark k CROSS JOIN article a ON a.id = k.id{_TEXT_OF}{_NEWEST}"
# Of what awaits a text, so many of the newest are asked whether a followed search finds them.
ASKED_FOR = 2000
_AWAITING = (
    "SELECT id FROM article INDEXED BY article_awaiting WHERE text_state < 2 AND text_attempts < 3"
    " AND url IS NOT NULL ORDER BY sorted_at DESC, id DESC LIMIT ?"
)
_OF_THESE = " AND a.id IN (SELECT value FROM json_each(?4))"
_FOLLOWED = _TEXT + "article a" + _TEXT_OF + _OF_THESE + _NEWEST
# «عاجل» as a word of its own among the first letters, behind a sign or two.
_NEWEST_AWAITING = (
    "(SELECT * FROM article INDEXED BY article_awaiting WHERE text_state < 2 AND text_attempts < 3"
    " AND url IS NOT NULL ORDER BY sorted_at DESC, id DESC LIMIT 2000) a"  # breaking news is no news later
)
_IS_BREAKING = (
    " AND (a.is_breaking = 1 OR instr(a.title, 'عاجل') BETWEEN 1 AND 4"
    " AND unicode(substr(a.title, instr(a.title, 'عاجل') + 4, 1) || ' ') NOT BETWEEN 0x621 AND 0x65f)"
)
_BREAKING = _TEXT + _NEWEST_AWAITING + _TEXT_OF + _IS_BREAKING + _NEWEST
_AWAITING_PICTURES = (
    "SELECT p.key, ap.url, s.url, coalesce(r.is_public, 1) = 0, coalesce(c.pictures, ?4), w.proxy, max(a.sorted_at)"
    " FROM picture p INDEXED BY picture_awaiting"
    " CROSS JOIN article_picture ap ON ap.key = p.key CROSS JOIN article a ON a.id = ap.article_id"
    " CROSS JOIN library.source s ON s.id = a.source_id"
    " LEFT JOIN source_record r ON r.source_id = a.source_id"
    " LEFT JOIN library.source_choice c ON c.source_id = a.source_id"
    " LEFT JOIN library.source_route w ON w.source_id = a.source_id"
    " WHERE p.state = 0 AND p.retry_at <= ?1 AND coalesce(c.pictures, ?4) <> 'none'"
    " AND (?3 IS NULL OR a.source_id IN (SELECT value FROM json_each(?3)))"
    " GROUP BY p.key ORDER BY max(a.sorted_at) DESC LIMIT ?2"
)
# A bookmark whose article went before its pictures came.
_AWAITING_COPIES = (
    "SELECT bp.key, bp.url, b.source_url, w.proxy FROM library.bookmark_picture bp"
    " JOIN library.bookmark b ON b.id = bp.bookmark LEFT JOIN library.source_route w ON w.source_id = b.source_id"
    " LEFT JOIN picture p ON p.key = bp.key WHERE bp.bytes IS NULL"
    " AND (p.key IS NULL OR p.state = 0 AND p.retry_at <= ?1)"
    " AND NOT EXISTS (SELECT 1 FROM article a WHERE a.id = b.id) GROUP BY bp.key LIMIT ?2"
)
_CLOCKS = "SELECT source_id, zone, correction FROM source_clock"
_RECORDS = "SELECT source_id, validated_at, reader, is_public FROM source_record"
NO_RECORD = (None, 0, 1)  # of a source that was never read: nothing says that it is local


def due(reads: ReadConnection, ids: Collection[SourceId] | None) -> tuple[DueSource, ...]:
    """These sources, all when None, with what a poll needs; never the guide, which nobody publishes."""
    rows = reads.rows(f"{SOURCE} WHERE s.kind <> 'guide'{ORDER}")
    wanted = None if ids is None else set(ids)
    clocks = {row[0]: SourceClock(row[1], row[2]) for row in reads.rows(_CLOCKS)}
    records = {row[0]: row[1:] for row in reads.rows(_RECORDS)}
    ways = routes.all_of(reads)
    return tuple(
        _due(row, clocks.get(row[0], UNKNOWN), records.get(row[0], NO_RECORD), ways.get(row[0], routes.USUAL))
        for row in rows
        if wanted is None or row[0] in wanted
    )


def _due(row: Row, clock: SourceClock, record: tuple[int | None, int, int], way: routes.Route) -> DueSource:
    validated_at, reader, is_public = record
    source = source_of(row)
    return DueSource(
        source,
        Validators(row[15], row[16]) if reader == READER else Validators(),
        health_of(row),
        clock,
        stored(source.kind, row[18]),
        row[17],
        moment_or_none(validated_at),
        is_local=not is_public,
        proxy=way[0],
        alternative_url=way[1],
    )


def held_hosts(reads: ReadConnection, now: datetime) -> frozenset[str]:
    """Hosts (with their ports) that asked to be left alone for longer than until now."""
    return frozenset(row[0] for row in reads.rows("SELECT host FROM host_hold WHERE until > ?", (stamp(now),)))


def awaiting_text(
    reads: ReadConnection, now: datetime, limit: int, ids: Collection[SourceId] | None
) -> tuple[AwaitingText, ...]:
    """Articles whose page may be fetched now, newest first."""
    wanted = None if ids is None else json.dumps(list(ids))
    return _texts(reads.rows(AWAITING_TEXT, (stamp(now), limit, wanted)))


def urgent_text(
    reads: ReadConnection,
    now: datetime,
    limit: int,
    ids: Collection[SourceId] | None,
    followed_among: Callable[[Collection[ArticleId]], set[ArticleId]],
) -> tuple[AwaitingText, ...]:
    """Of these the bookmarked ones, then what a followed search finds, then breaking news among the newest; each newest
    first."""
    asked = (stamp(now), limit, None if ids is None else json.dumps(list(ids)))
    waiting = [ArticleId(row[0]) for row in reads.rows(_AWAITING, (ASKED_FOR,))]
    followed = json.dumps(sorted(followed_among(waiting)))
    statements = ((_BOOKMARKED, asked), (_FOLLOWED, (*asked, followed)), (_BREAKING, asked))
    rows = (row for statement, values in statements for row in reads.rows(statement, values))
    found: dict[int, Row] = {}
    for row in rows:
        found.setdefault(row[0], row)
    return _texts(found.values())


def _texts(rows: Iterable[Row]) -> tuple[AwaitingText, ...]:
    return tuple(AwaitingText(ArticleId(row[0]), row[1], row[2], row[3], row[4], bool(row[5]), row[6]) for row in rows)


def awaiting_pictures(
    reads: ReadConnection, now: datetime, limit: int, ids: Collection[SourceId] | None, wanted_size: str
) -> tuple[AwaitingPicture, ...]:
    """Pictures that may be fetched now, those of the newest articles first."""
    wanted = None if ids is None else json.dumps(list(ids))
    rows = [row[:6] for row in reads.rows(_AWAITING_PICTURES, (stamp(now), limit, wanted, wanted_size))]
    if wanted is None and len(rows) < limit and wanted_size != "none":
        copies = reads.rows(_AWAITING_COPIES, (stamp(now), limit - len(rows)))
        rows += [(*row[:3], 0, wanted_size, row[3]) for row in copies]
    return tuple(AwaitingPicture(row[0], row[1], row[2], bool(row[3]), row[4], row[5]) for row in rows)
