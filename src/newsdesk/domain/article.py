"""An Article is what was published; a Mark is what the reader did to it; a Headline is a row of a list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from newsdesk.domain.source import SourceId

ArticleId = NewType("ArticleId", int)


class Offline(StrEnum):
    """How much of an article is on disk."""

    HEADLINE = "headline"
    TEXT = "text"
    FULL = "full"  # its pictures too, or it has none


class Mark(StrEnum):
    """What a reader can do to an article. Marks are set, never toggled."""

    READ = "read"
    BOOKMARKED = "bookmarked"


@dataclass(frozen=True, slots=True)
class Headline:
    """One row of a list: no body. `sorted_at` is the earlier of published and fetched; `position` counts from 1.
    `is_breaking`: its publisher says so beside the title, which may say it, too (arabic/breaking.py)."""

    id: ArticleId
    title: str
    url: str | None
    source_id: SourceId
    source_title: str
    author: str | None
    published_at: datetime | None
    time_text: str | None
    fetched_at: datetime
    sorted_at: datetime
    position: int
    is_read: bool
    is_bookmarked: bool
    offline: Offline
    summary: str
    is_breaking: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that an article names; `key` is its cache identifier, `is_stored` whether its bytes are on disk."""

    key: str
    url: str
    alt: str
    is_stored: bool = False
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """A whole article as kept on disk. `html` is sanitised ("" without text), its pictures `newsdesk-picture:KEY`."""

    headline: Headline
    html: str
    text: str
    pictures: tuple[Picture, ...] = ()
