"""What the store answers besides the values of `domain`: results of writes, work that waits, the doctor's report."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from newsdesk.domain.article import ArticleId
from newsdesk.domain.changes import Changes
from newsdesk.domain.clock import SourceClock
from newsdesk.domain.menu import Rule
from newsdesk.domain.source import Health, Source, SourceId, Validators


@dataclass(frozen=True, slots=True)
class Saved:
    """What saving items did: ids of new articles and of those whose words changed, in document order."""

    added: tuple[ArticleId, ...] = ()
    updated: tuple[ArticleId, ...] = ()
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class FeedFinish:
    """What is stored with the last slice of a feed. None leaves what is there; `feed_url`: its address from now on.
    `zone` is the one that its stamps name, `minutes_east` that of the zone they were read in. `rule`: how a page's list
    is found from now on. `validated_url`: who gave the validators; the feed's address when None. `moved_to`: where
    nothing but permanent redirects led. `is_local`: no public machine answered. `received`: bytes on the line.
    `is_alternative`: the source's other address answered. `told_at`: what the answering machine's clock said, where it
    is another machine than ours. `pictures`: addresses of those by which the feed shows itself."""

    validators: Validators
    title: str | None
    site_url: str | None
    next_due_at: datetime | None
    feed_url: str | None = None
    zone: str | None = None
    minutes_east: int | None = None
    rule: Rule | None = None
    validated_url: str | None = None
    moved_to: str | None = None
    is_local: bool = False
    received: int = 0
    is_alternative: bool = False
    told_at: datetime | None = None
    pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueSource:
    """A source that can be polled; `validators` were given by `validated_url` with a whole document at `validated_at`
    or after it, `rule` is that of a page, `clock` what was learned of its own. `is_local`: no public machine ever
    answered for it. `proxy` and `alternative_url` as in SourceChoice."""

    source: Source
    validators: Validators
    health: Health
    clock: SourceClock = field(default_factory=SourceClock)
    rule: Rule | None = None
    validated_url: str | None = None
    validated_at: datetime | None = None
    is_local: bool = False
    proxy: str | None = None
    alternative_url: str | None = None


@dataclass(frozen=True, slots=True)
class AwaitingText:
    """An article whose page has not been read; `html` is the feed's own sanitised body, "" when it gave none."""

    article_id: ArticleId
    url: str
    source_url: str
    title: str
    html: str
    is_local: bool = False
    proxy: str | None = None

    @property
    def name(self) -> ArticleId:
        """What `save_body` and `save_body_fault` call it."""
        return self.article_id


@dataclass(frozen=True, slots=True)
class AwaitingPicture:
    """A picture whose bytes have not been fetched; `source_url` is what the reader typed, `size` what was chosen for
    this source."""

    key: str
    url: str
    source_url: str
    is_local: bool = False
    size: str | None = None
    proxy: str | None = None

    @property
    def name(self) -> str:
        """What `save_picture` and `save_picture_fault` call it."""
        return self.key


@dataclass(frozen=True, slots=True)
class AwaitingIcon:
    """A source whose site may be asked for its icon; `url` is the page that may name it, `pictures` are addresses of
    those by which its feed shows itself. `others`: sources of the same site that share it; `is_page_known`: the page
    has been read and named none."""

    source: SourceId
    url: str
    source_url: str
    is_local: bool = False
    proxy: str | None = None
    pictures: tuple[str, ...] = ()
    others: tuple[AwaitingIcon, ...] = ()
    is_page_known: bool = False

    @property
    def sources(self) -> tuple[SourceId, ...]:
        """All that it is asked for."""
        return (self.source, *(other.source for other in self.others))

    @property
    def name(self) -> str:
        """Told apart from articles and pictures."""
        return f"icon {self.source}"


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
