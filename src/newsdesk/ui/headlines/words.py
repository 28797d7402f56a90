"""The words of headline rows: times, days, and what a screen reader says; it must not know how they are painted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

from newsdesk.arabic.breaking import labelled
from newsdesk.domain.article import Offline

if TYPE_CHECKING:
    from newsdesk.domain.article import Headline
    from newsdesk.domain.found import Found
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

    def hint(self, headline: Headline, zone: str | None) -> str:
        """What resting the mouse on a row says: when it was published by the source's own clock, else as printed."""
        there = _zone_named(zone)
        if there is not None and headline.published_at is not None:
            moment = headline.published_at.astimezone(there)
            east = moment.utcoffset() or timedelta()
            hours, minutes = divmod(round(east.total_seconds() / 60), 60)
            name = f"UTC{hours:+d}" + (f":{minutes:02d}" if minutes else "")
            return self._texts.say("list.own-time", when=self._texts.moment(moment, there), zone=name)
        printed = (headline.time_text or "").replace("<", "‹")[:80]  # a hint reads mark-up
        return self._texts.say("list.printed-time", when=printed) if printed else ""

    def day_and_time(self, headline: Headline) -> str:
        """The same with its day, for lists that have no days."""
        return self.when(headline.sorted_at)

    def spoken(self, headline: Headline, why: Found | None = None) -> str:
        """What a screen reader says of a row: title, source, time, state; of what was found the piece of its text."""
        say = self._texts.say
        states = [say("spoken.read" if headline.is_read else "spoken.unread")]
        if headline.is_bookmarked:
            states.append(say("spoken.bookmarked"))
        if headline.offline is not Offline.HEADLINE:
            states.append(say("spoken.offline" if headline.offline is Offline.FULL else "spoken.offline-text"))
        found = labelled(headline.title)
        label = say("list.breaking") if found.is_breaking else ""
        if headline.is_breaking and not label:  # nothing stands before a headline that its publisher did not put there
            states.append(say("list.breaking"))
        if why is not None:
            states += [why.snippet, "" if why.has_all else say("spoken.some-words")]
        parts = [label, found.title, headline.source_title, self.when(headline.sorted_at), *states]
        return say("spoken.comma").join(part for part in parts if part)

    def held(self, headline: Headline) -> str:
        """What resting the mouse on the sign of a row says: how much of the article is on disk."""
        return self._texts.say(f"offline.{headline.offline}")

    def group(self, why: Found | None) -> str:
        """The heading of what holds only some of the words that were looked for; "" of all else."""
        return "" if why is None or why.has_all else self.say("found.some-words")

    def seconds_until(self, moment: datetime) -> float:
        """How long it is until then; negative when it has passed."""
        return (moment - self._now()).total_seconds()

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


def _zone_named(name: str | None) -> tzinfo | None:
    """The zone of an IANA name or of minutes east ("+180"); None for none and for one that is not known here."""
    if not name:
        return None
    if name[0] in "+-":
        return timezone(timedelta(minutes=int(name)))
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone, or no table of zones on this machine
        return None


def next_midnight(now: datetime) -> timedelta:
    """How long until the reader's day ends."""
    tomorrow = (now + timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
    return tomorrow - now
