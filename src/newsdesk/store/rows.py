"""What the store answers besides the values of `domain`: results of writes, work that waits, the doctor's report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newsdesk.domain.article import ArticleId
from newsdesk.domain.changes import Changes
from newsdesk.domain.clock import SourceClock
from newsdesk.domain.menu import Rule
from newsdesk.domain.source import Health, Source, Validators


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving items did: ids of new articles and of those whose words changed, in document order."""

    added: tuple[ArticleId, ...] = ()
    updated: tuple[ArticleId, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class FeedFinish:
    """What is stored with the last slice of a feed. None leaves what is there; `feed_url`: where it moved for good.
    `zone` is the one that its stamps name, `minutes_east` that of the zone they were read in. `rule`: how a page's list
    is found from now on."""

    validators: Validators
    title: str | None
    site_url: str | None
    next_due_at: datetime | None
    feed_url: str | None = None
    zone: str | None = None
    minutes_east: int | None = None
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class DueSource:
    """A source that can be polled; `validators` are those of its present feed address, `rule` that of a page, `clock`
    what was learned of its own."""

    source: Source
    validators: Validators
    health: Health
    clock: SourceClock = field(default_factory=SourceClock)
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class AwaitingText:
    """An article whose page has not been read; `html` is the feed's own sanitised body, "" when it gave none."""

    article_id: ArticleId
    url: str
    source_url: str
    title: str
    html: str

    @property
    def name(self) -> ArticleId:
        """What `save_body` and `save_body_fault` call it."""
        return self.article_id


@dataclass(frozen=True, slots=True)
class AwaitingPicture:
    """A picture whose bytes have not been fetched; `source_url` is what the reader typed."""

    key: str
    url: str
    source_url: str

    @property
    def name(self) -> str:
        """What `save_picture` and `save_picture_fault` call it."""
        return self.key


@dataclass(frozen=True, slots=True)
class StoreReport:
    """One database: `problems` is empty when sound; `size` in bytes, its write-ahead log included."""

    name: str
    path: Path
    is_there: bool
    size: int = 0
    schema: int = 0
    known_schema: int = 0
    problems: tuple[str, ...] = ()
    rows: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DoctorReport:
    """Both databases. `is_full`: every page and the search index were read, not only the structure."""

    sqlite_version: str
    is_full: bool
    stores: tuple[StoreReport, ...]

    @property
    def is_sound(self) -> bool:
        """Whether no problem was found."""
        return not any(store.problems for store in self.stores)
