"""The queries behind the sidebar: sources and how they fare, and counts."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.shelf import Counts
from newsdesk.domain.source import Health, Source, SourceChoice, SourceId, SourceKind, SourceState
from newsdesk.store import choices, keepings, routes
from newsdesk.store.connection import ReadConnection, Row
from newsdesk.store.moments import moment, moment_or_none, stamp

SOURCE = (
    "SELECT s.id, s.kind, s.url, s.feed_url, s.site_url, s.title, f.name, s.interval, s.added_at,"
    " t.last_attempt_at, t.last_success_at, t.next_due_at, coalesce(t.failures, 0), t.fault_kind, t.fault_facts,"
    " t.etag, t.last_modified, t.validated_url, r.rule FROM library.source s"
    " LEFT JOIN library.folder f ON f.id = s.folder LEFT JOIN source_state t ON t.source_id = s.id"
    " LEFT JOIN library.page_rule r ON r.source_id = s.id"
)
ORDER = " ORDER BY f.position IS NULL, f.position, s.position"
_TALLY = "SELECT source_id, total, unread, with_text FROM tally"
_TODAY = "SELECT count(*) FROM article INDEXED BY article_newest WHERE sorted_at >= ?"
_TODAY_OF = "SELECT count(*) FROM article INDEXED BY article_source WHERE source_id = ? AND sorted_at >= ?"


def sources(reads: ReadConnection) -> tuple[SourceState, ...]:
    """All sources, by folder and in the reader's order."""
    tallies = {row[0]: (row[2], row[1]) for row in reads.rows(_TALLY)}
    chosen, ways, elsewhere = choices.all_of(reads), routes.all_of(reads), routes.by_alternative(reads)
    keeping = keepings.all_of(reads)
    states = []
    for row in reads.rows(SOURCE + ORDER):
        source = source_of(row)
        wants_text, pictures, former_url = chosen.get(source.id, (True, None, None))
        choice = SourceChoice(
            source.interval, wants_text, pictures, *ways.get(source.id, routes.USUAL), keeping.get(source.id, Keeping())
        )
        unread, total = tallies.get(source.id, (0, 0))
        states.append(SourceState(source, health_of(row), unread, total, choice, former_url, source.id in elsewhere))
    return tuple(states)


def source(reads: ReadConnection, source_id: SourceId) -> Source | None:
    """The source of this id; None when there is none."""
    rows = reads.rows(f"{SOURCE} WHERE s.id = ?", (source_id,))
    return source_of(rows[0]) if rows else None


def source_by(reads: ReadConnection, name: str) -> Source | None:
    """The source of this id or address (as added, or the feed's); None when there is none."""
    number = int(name) if name.isascii() and name.isdigit() and len(name) < 16 else -1
    rows = reads.rows(f"{SOURCE} WHERE s.id = ?1 OR s.url = ?2 OR s.feed_url = ?2 LIMIT 1", (number, name))
    return source_of(rows[0]) if rows else None


def folders(reads: ReadConnection) -> tuple[str, ...]:
    """The names of the folders in the reader's order."""
    return tuple(row[0] for row in reads.rows("SELECT name FROM library.folder ORDER BY position, id"))


def counts(reads: ReadConnection, today_since: datetime) -> Counts:
    """Figures for the sidebar; of a source that is being removed nothing counts."""
    there = {row[0] for row in reads.rows("SELECT id FROM library.source")}
    tallies = reads.rows(_TALLY)
    standing = [row for row in tallies if row[0] in there]
    since = stamp(today_since)
    leaving = sum(reads.value(_TODAY_OF, (row[0], since)) or 0 for row in tallies if row[0] not in there)
    return Counts(
        total=sum(row[1] for row in standing),
        unread=sum(row[2] for row in standing),
        today=(reads.value(_TODAY, (since,)) or 0) - leaving,
        bookmarks=reads.value("SELECT count(*) FROM library.bookmark") or 0,
        unread_by_source={SourceId(row[0]): row[2] for row in standing if row[2]},
        offline_text=sum(row[3] for row in standing),
    )


def source_of(row: Row) -> Source:
    """The source in a row of SOURCE."""
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


def health_of(row: Row) -> Health:
    """How the source of a row of SOURCE fares."""
    fault = None if row[13] is None else Fault(FaultKind(row[13]), json.loads(row[14]))
    return Health(moment_or_none(row[9]), moment_or_none(row[10]), moment_or_none(row[11]), row[12], fault)
