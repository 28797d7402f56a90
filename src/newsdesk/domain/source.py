"""A source is something that publishes headlines: what the reader added, and how it fares."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NewType

from newsdesk.domain.faults import Fault
from newsdesk.domain.keeping import AS_FOR_ALL, Keeping

SourceId = NewType("SourceId", int)

DEFAULT_INTERVAL = timedelta(minutes=30)
DIRECT = "direct"  # instead of a proxy's address: none


class SourceKind(StrEnum):
    """How a source is read."""

    FEED = "feed"  # fetched from an address
    PAGE = "page"  # a page without a feed: its list of headlines is read by a rule
    FILE = "file"  # a local file, copied into the profile; a saved page is read by a rule, too
    GUIDE = "guide"  # newsdesk's own guide edition


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask again with, byte for byte (RFC 9110, sections 8.8.2 and 8.8.3)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What the reader added. `url` is the address as added; `feed_url` the one that is fetched."""

    id: SourceId
    kind: SourceKind
    url: str
    feed_url: str
    site_url: str | None
    title: str
    folder: str | None
    interval: timedelta
    added_at: datetime


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """What the reader chose for one source. `interval` between polls, None: as it is; `pictures` none, small or all,
    None: as for all sources. `proxy`: the address of one, DIRECT for none at all, None: as for all sources.
    `alternative_url` is asked when the feed's own address does not answer with a feed.
    `keeping`: how much of it is kept."""

    interval: timedelta | None = None
    wants_text: bool = True
    pictures: str | None = None
    proxy: str | None = None
    alternative_url: str | None = None
    keeping: Keeping = AS_FOR_ALL


@dataclass(frozen=True, slots=True)
class Health:
    """How the last fetches of a source went. Times are aware UTC; None means never."""

    last_attempt_at: datetime | None = None
    last_success_at: datetime | None = None
    next_due_at: datetime | None = None
    failures: int = 0
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class SourceState:
    """One row of the sources list. `former_url`: the address that was fetched before the publisher moved.
    `is_by_alternative`: the other address answered last."""

    source: Source
    health: Health
    unread: int
    total: int
    choice: SourceChoice = SourceChoice()
    former_url: str | None = None
    is_by_alternative: bool = False
