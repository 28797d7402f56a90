"""A sync that was asked for, and what whoever carries it out needs of the thread that it runs on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from newsdesk.domain.budget import Budget
from newsdesk.domain.changes import News, Progress
from newsdesk.domain.orders import SyncReport
from newsdesk.domain.source import SourceId
from newsdesk.intake.jobs import Delivery, FeedRead, IconRead, Job
from newsdesk.sync.writer import Writer

if TYPE_CHECKING:
    from random import Random

    from newsdesk.store.reads import Reads


@dataclass(frozen=True, slots=True)
class Wish:
    """A sync asked for. No `sources`: all. `is_by_hand`: polls at once what has not said Retry-After. `brought`:
    answers that have come already, by the probe that found the line back. `is_line_proven`: faults are the sources'."""

    sources: tuple[SourceId, ...] | None = None
    is_by_hand: bool = False
    headlines_only: bool = False
    answer: Future[SyncReport] = field(default_factory=Future)
    on_progress: Callable[[Progress], None] | None = None
    brought: Mapping[SourceId, Delivery] = field(default_factory=dict)
    is_line_proven: bool = False


@dataclass(frozen=True, slots=True)
class Looked:
    """What an address said when the reader looked at it: adding it within minutes does not ask again. `typed` is what
    was typed, `url` the address of it that answered, `document` the file's bytes of a file, `icon` that of its
    site once somebody asked for it."""

    typed: str
    url: str
    read: FeedRead
    at: datetime
    document: bytes | None = None
    icon: IconRead | None = None


class Thread(Protocol):
    """What a cycle needs of the engine that runs it."""

    reads: Reads
    writer: Writer
    chance: Random
    clock: Callable[[], datetime]
    announce: Callable[[News], None]
    files: Path
    budget: Budget
    has_told_outage: bool

    cleared_hosts: frozenset[str]
    looked: Looked | None  # what was looked at last

    def line_went(self, wish: Wish, portal: str | None) -> None: ...
    @property
    def is_spent(self) -> bool: ...
    def ask(self, make: Callable[[int], Job], hear: Callable[[Delivery], None]) -> None: ...
    def stop_cycle(self) -> None: ...
    def post(self, call: Callable[[], None]) -> None: ...
    @property
    def has_wishes(self) -> bool: ...
