"""What one committed write touched, and the other news that the desk tells its listeners."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.article import ArticleId
from newsdesk.domain.faults import Fault
from newsdesk.domain.source import SourceId


@dataclass(frozen=True, slots=True)
class Changes:
    """Ids touched by one commit. `everything` asks listeners to read anew what they show."""

    added: tuple[ArticleId, ...] = ()
    updated: tuple[ArticleId, ...] = ()
    removed: tuple[ArticleId, ...] = ()
    sources: tuple[SourceId, ...] = ()
    source_list: bool = False
    everything: bool = False
    icons: tuple[SourceId, ...] = ()  # of these sources
    searches: bool = False  # the reader's saved searches

    def __bool__(self) -> bool:
        some = self.added or self.updated or self.removed or self.sources or self.icons
        return bool(some or self.source_list or self.everything or self.searches)


class Stage:
    """What a sync is busy with."""

    HEADLINES = "headlines"
    TEXTS = "texts"
    ICONS = "icons"
    PICTURES = "pictures"
    CLEANING = "cleaning"  # old articles leave
    PREPARING = "preparing"  # no sync at all: an older store is brought to today's schema; ends with `done` of `total`
    DONE = "done"


class Unready:
    """Why nothing can be read of the stores yet, where nobody refused them."""

    MAKING = "making"  # there are none
    PREPARING = "preparing"  # they are of an older newsdesk, and are being brought to today's schema


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a sync is: `done` of `total` sources (stage headlines), texts, icons, pictures, old articles or steps."""

    stage: str
    done: int
    total: int
    new: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the reader should be told once, quietly. `key` is a message key of `texts` with `facts` filled in."""

    key: str
    facts: dict[str, str | int | float]
    fault: Fault | None = None


News = Changes | Progress | Notice
