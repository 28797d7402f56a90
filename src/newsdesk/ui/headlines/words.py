"""The words of headline rows: times, days, and what a screen reader says; it must not know how they are painted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsdesk.domain.article import Offline

if TYPE_CHECKING:
    from newsdesk.domain.article import Headline
    from newsdesk.texts import Texts


class RowWords:
    """Lives on the UI thread. `now` gives the moment in the reader's zone."""

    def __init__(self, texts: Texts, now: Callable[[], datetime]) -> None:
        self._texts = texts
        self._now = now
        self._days: dict[int, str] = {}
        self._today = 0

    def say(self, key: str) -> str:
        """A sentence without facts."""
        return self._texts.say(key)

    def count(self, key: str, number: int) -> str:
        """A sentence that counts."""
        return self._texts.count(key, number)

    def time(self, headline: Headline) -> str:
        """The time of day of a headline."""
        return self._texts.time(self._here(headline.sorted_at))

    def day(self, headline: Headline) -> str:
        """The heading of a headline's day: «اليوم · الثلاثاء», «أمس · الاثنين», then the date."""
        return self.name_of(self._here(headline.sorted_at))

    def name_of(self, moment: datetime) -> str:
        """The heading of this moment's day."""
        today = self._now().date()
        if today.toordinal() != self._today:
            self._days.clear()
            self._today = today.toordinal()
        number = moment.date().toordinal()
        known = self._days.get(number)
        if known is None:
            known = self._days[number] = self._name(moment, self._today - number)
        return known

    def when(self, moment: datetime) -> str:
        """Day and time of a moment, as in a by-line."""
        return self._texts.moment(moment)

    def spoken(self, headline: Headline) -> str:
        """What a screen reader says of a row: title, source, time, state."""
        say = self._texts.say
        states = [say("spoken.read" if headline.is_read else "spoken.unread")]
        if headline.is_bookmarked:
            states.append(say("spoken.bookmarked"))
        if headline.offline is not Offline.HEADLINE:
            states.append(say("spoken.offline"))
        parts = [headline.title, headline.source_title, self.when(headline.sorted_at), *states]
        return say("spoken.comma").join(part for part in parts if part)

    def midnight(self) -> datetime:
        """When the reader's day began."""
        return self._now().replace(hour=0, minute=0, second=0, microsecond=0)

    def _name(self, moment: datetime, days_ago: int) -> str:
        if days_ago in (0, 1):
            key = "heading.today" if days_ago == 0 else "heading.yesterday"
            return self._texts.say(key, weekday=self._texts.say(f"weekday.{moment.weekday()}"))
        return self._texts.day(moment)

    def _here(self, moment: datetime) -> datetime:
        return moment.astimezone(self._now().tzinfo)


def next_midnight(now: datetime) -> timedelta:
    """How long until the reader's day ends."""
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return tomorrow - now
