"""Counts what came over the line, by day and source; knows neither budget nor reader."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Literal

from newsdesk.domain.metering import Metered
from newsdesk.domain.source import SourceId
from newsdesk.store.connection import ReadConnection
from newsdesk.store.database import Database

KEPT = timedelta(days=62)  # two months and no more: it is no diary
Kind = Literal["feeds", "pages", "pictures"]

_COUNT = (
    "INSERT INTO meter (day, source_id, feeds, pages, pictures) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (day, source_id) DO UPDATE SET feeds = feeds + excluded.feeds, pages = pages + excluded.pages,"
    " pictures = pictures + excluded.pictures"
)
_DAYS = (
    "SELECT m.day, m.source_id, s.title, m.feeds, m.pages, m.pictures FROM meter m"
    " LEFT JOIN library.source s ON s.id = m.source_id WHERE m.day >= ? ORDER BY m.day DESC,"
    " m.feeds + m.pages + m.pictures DESC, m.source_id"
)


def count(cache: Database, source_id: int, kind: Kind, received: int, now: datetime) -> None:
    """Adds bytes to those of today, inside the caller's transaction."""
    if received > 0:
        sizes = (received if kind == one else 0 for one in ("feeds", "pages", "pictures"))
        cache.write(_COUNT, (day_of(now), source_id, *sizes))


def forget_old(cache: Database, now: datetime) -> None:
    """Drops days of long ago, inside the caller's transaction."""
    cache.write("DELETE FROM meter WHERE day < ?", (day_of(now - KEPT),))


def received_today(reads: ReadConnection, now: datetime) -> int:
    """Bytes of all kinds that came today (UTC)."""
    found: int = reads.value("SELECT sum(feeds + pages + pictures) FROM meter WHERE day = ?", (day_of(now),)) or 0
    return found


def metered(reads: ReadConnection, since: datetime) -> tuple[Metered, ...]:
    """What came, day by day, newest first, and within a day the largest first."""
    return tuple(
        Metered(day, SourceId(source), title, *sizes)
        for day, source, title, *sizes in reads.rows(_DAYS, (day_of(since),))
    )


def day_of(now: datetime) -> str:
    """The day (UTC) as it is stored."""
    return f"{now.astimezone(UTC):%Y-%m-%d}"
