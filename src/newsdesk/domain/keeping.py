"""How long articles stay: what the reader chose for all sources, or for one of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Keeping:
    """How much is kept: days since a source last showed an article, articles, megabytes of their texts. 0: without
    limit; None, of one source: as for all. Days and limits of one source hold in place of those for all."""

    days: int | None = None
    articles: int | None = None
    megabytes: int | None = None


EVERYTHING = Keeping(0, 0, 0)
AS_FOR_ALL = Keeping()


class Reason(StrEnum):
    """Why an article was removed."""

    DAYS = "days"
    ARTICLES = "articles"
    MEGABYTES = "megabytes"


@dataclass(frozen=True, slots=True)
class Removal:
    """How many articles of a source (its id) went on a day (UTC, ISO 8601), and why."""

    day: str
    source: int
    reason: Reason
    articles: int
