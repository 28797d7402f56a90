"""Decides which breaking news the reader is told of: fresh, once a story, not at night, not from who cries wolf.

It must not know how a notification is shown.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsdesk.arabic import names
from newsdesk.arabic.breaking import labelled
from newsdesk.arabic.stories import LASTS, Stories
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.settings.paths import resource

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from pathlib import Path

    from newsdesk.domain.article import ArticleId, Headline
    from newsdesk.domain.source import SourceId
    from newsdesk.store.reads import Reads

FRESH = timedelta(hours=1)  # an alert is worth no longer
BEFORE = 2000  # headlines of earlier hours that are looked at when it begins
AT_ONCE = 200  # headlines of one commit that are looked at
JUDGED = 100  # of a source's newest headlines
LEAST = 20  # headlines before a source is judged
WOLF = 0.1  # a source with a larger share of breaking news loses its alerts


def is_breaking(headline: Headline) -> bool:
    """Whether a headline says so at its head, or its publisher beside it."""
    return headline.is_breaking or labelled(headline.title).is_breaking


def cries_wolf(reads: Reads, source: SourceId) -> bool:
    """Whether more than a tenth of a source's newest headlines say that they are breaking."""
    newest = reads.headlines(Shelf(ShelfKind.SOURCE, source=source), None, JUDGED).headlines
    return len(newest) >= LEAST and sum(map(is_breaking, newest)) > WOLF * len(newest)


def criers(reads: Reads) -> tuple[str, ...]:
    """The names of the sources whose alerts are lost for now."""
    states = reads.sources()
    return tuple(s.source.title or s.source.url for s in states if cries_wolf(reads, s.source.id))


class Alerts:
    """Lives on the asker thread, which calls it for one commit after the other."""

    def __init__(self, own_names: Path) -> None:
        tables = [_text(path) for path in (resource("name-variants.txt"), own_names)]
        self._stories = Stories(names.variants(tables))
        self._has_begun = False

    def begin(self, reads: Reads, now: datetime) -> None:
        """Takes what was breaking before this moment for told: a start repeats nothing."""
        if not self._has_begun:
            self._has_begun = True
            for one in reversed(reads.headlines(Shelf(ShelfKind.ALL), None, BEFORE).headlines):
                if is_breaking(one) and one.fetched_at < now and now - one.sorted_at <= LASTS:
                    self._stories.take(one.title, one.sorted_at)

    def told(self, reads: Reads, ids: Sequence[ArticleId], now: datetime) -> tuple[Headline, ...]:
        """What the reader is to be told of these articles, which are new; the oldest first."""
        rows = sorted(reads.headlines_by_id(ids[-AT_ONCE:]), key=lambda row: row.sorted_at)
        fresh = [row for row in rows if is_breaking(row) and now - row.sorted_at <= FRESH]
        lost = {source for source in {row.source_id for row in fresh} if cries_wolf(reads, source)}
        return tuple(row for row in fresh if row.source_id not in lost and self._stories.take(row.title, row.sorted_at))


def _text(path: Path) -> str:
    """A table of names; one that cannot be read is none."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(names.LONGEST)
    except OSError:
        return ""
