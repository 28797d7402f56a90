"""What a search answers: a headline, why it was found and how well it fits."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from newsdesk.domain.article import Headline

Places = tuple[tuple[int, int], ...]
"""Start and end of each, in code points."""


class SearchOrder(StrEnum):
    """In which order a search answers."""

    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Another question, that finds something where one found nothing. `kind`: spelling, or a Demand left out."""

    kind: str
    query: str


@dataclass(frozen=True, slots=True)
class Found:
    """One article that was found. `snippet` is a piece of its text around the first hit, in the letters as published.

    `hits` and `title_hits` are start and end of the words found, in code points of the snippet and of the title.
    `score` is larger for what fits better; 0 where nothing was weighed. `has_all` is False for what holds only some of
    the words: such come last. `is_of_all` is False when more articles answer than were looked at: it is one of the
    newest.
    """

    headline: Headline
    snippet: str
    hits: Places
    title_hits: Places
    score: float
    has_all: bool = True
    is_of_all: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page of results ends: how many came so far, and the last of them as the store orders them."""

    number: int
    score: float
    at: int
    id: int


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of results. `rest`: behind which place more may be found; None on the last page."""

    found: tuple[Found, ...]
    rest: Place | None
