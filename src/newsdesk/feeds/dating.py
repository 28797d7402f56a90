"""The dates of one document: read against its source's clock, and what they tell about that clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from newsdesk.domain.clock import SourceClock
from newsdesk.domain.feed import Feed, Item
from newsdesk.feeds.dates import Reading, parse_date, read_date
from newsdesk.feeds.zone_names import agreed_zone, country_zone, minutes_east, name_of, zone_named


class Dates:
    """Reads the dates of one document, those without a zone as of `zone`. Not shared between threads."""

    def __init__(self, now: datetime, zone: tzinfo = UTC) -> None:
        self.now = now
        self.zone = zone
        self.offsets: Counter[int] = Counter()
        self.has_unzoned = False

    def read(self, text: str) -> Reading | None:
        """What a printed date means, None for what means none."""
        found = read_date(text, self.now, self.zone)
        if found is not None:
            if found.offset is None:
                self.has_unzoned = True
            elif found.offset:
                self.offsets[found.offset] += 1
        return found

    def own_zone(self) -> str | None:
        """The zone that the document's own stamps name most often, Greenwich aside: that is printed by those, too, who
        do not know their zone. None when no stamp names one."""
        return name_of(self.offsets.most_common(1)[0][0]) if self.offsets else None


# Most Arab newsrooms stand two or three hours east of Greenwich; this is Mecca's time, which most of them print.
_PAGES = timezone(timedelta(hours=3))


@dataclass(frozen=True, slots=True)
class PageZone:
    """`own`: the zone that a page's own dates for machines name, None for none. `zone`: that of the times it prints.
    `is_told`: whether anything told it."""

    own: str | None
    zone: tzinfo
    is_told: bool


def zone_of_page(url: str, languages: Sequence[str], printed: Sequence[str], clock: SourceClock) -> PageZone:
    """The zone of a page's times: its own, else the learned one, else its country's, told by its address or its
    languages (`ar-EG`), else three hours east. `printed`: its dates for machines."""
    own = agreed_zone(printed)
    countries = (country_zone(None, language) for language in languages)
    name = own or clock.zone or country_zone(url, None) or next((zone for zone in countries if zone), None)
    found = zone_named(name)
    return PageZone(own, found or _PAGES, found is not None)


def dated(feed: Feed, zone: PageZone, now: datetime, clock: SourceClock) -> Feed:
    """A page's list with its dates as the source's clock means them, and what they tell about that clock."""
    east = minutes_east(zone.zone, now) if zone.is_told else None
    return replace(feed, items=_corrected_items(feed.items, clock), zone=zone.own, minutes_east=east)


def zone_of(clock: SourceClock) -> tzinfo:
    """The zone of a source's stamps that name none, as far as it has been learned."""
    return zone_named(clock.zone) or UTC


def settled(feed: Feed, dates: Dates, clock: SourceClock, url: str) -> Feed:
    """The feed with its dates as the source's clock means them.

    Where stamps name no zone, theirs is the one that other stamps of the document name, else the learned one, else the
    one of the country that the address or the language names, else Greenwich.
    """
    own = dates.own_zone()
    name = own or clock.zone or country_zone(url, None) or country_zone(feed.site_url, feed.language)
    zone = zone_named(name) or UTC
    items = feed.items
    if dates.has_unzoned and minutes_east(zone, dates.now) != minutes_east(dates.zone, dates.now):
        items = tuple(_read_again(item, dates.now, zone) for item in items)
    items = _corrected_items(items, clock)
    return replace(feed, items=items, zone=own, minutes_east=minutes_east(zone, dates.now) if name else None)


def _read_again(item: Item, now: datetime, zone: tzinfo) -> Item:
    if item.time_text is None or item.published_at is None:
        return item
    return replace(item, published_at=parse_date(item.time_text, now, zone))


def _corrected_items(items: tuple[Item, ...], clock: SourceClock) -> tuple[Item, ...]:
    if not clock.correction:
        return items
    return tuple(_corrected(item, timedelta(minutes=clock.correction)) for item in items)


def _corrected(item: Item, correction: timedelta) -> Item:
    if item.published_at is None or item.is_time_vague:
        return item
    return replace(item, published_at=item.published_at - correction)
