"""In which zone a page prints its times: said by the page, else by its country; nothing is fetched or asked."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

_OF_COUNTRY = {
    "dz": "Africa/Algiers", "bh": "Asia/Bahrain", "eg": "Africa/Cairo", "iq": "Asia/Baghdad", "jo": "Asia/Amman",
    "kw": "Asia/Kuwait", "lb": "Asia/Beirut", "ly": "Africa/Tripoli", "ma": "Africa/Casablanca",
    "mr": "Africa/Nouakchott", "om": "Asia/Muscat", "ps": "Asia/Hebron", "qa": "Asia/Qatar", "sa": "Asia/Riyadh",
    "sd": "Africa/Khartoum", "so": "Africa/Mogadishu", "sy": "Asia/Damascus", "tn": "Africa/Tunis",
    "ae": "Asia/Dubai", "ye": "Asia/Aden", "dj": "Africa/Djibouti", "km": "Indian/Comoro", "ir": "Asia/Tehran",
    "tr": "Europe/Istanbul", "uk": "Europe/London", "gb": "Europe/London", "fr": "Europe/Paris",
    "de": "Europe/Berlin", "ru": "Europe/Moscow",
}  # fmt: skip
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}[-_]([A-Za-z]{2})\b")
_OFFSET = re.compile(r"T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?([+-])(\d\d):?(\d\d)$")
# Most Arab newsrooms stand two or three hours east of Greenwich; this is Mecca's time, which most of them print.
_UNSAID = timezone(timedelta(hours=3))


def zone_of(url: str, languages: list[str], printed: list[str]) -> tzinfo:
    """The zone of a page's times: the offset of the dates that it gives to machines (`printed`, ISO 8601), where they
    agree; else that of its country, told by its address or its language (`ar-EG`); else three hours east."""
    offsets = {(found[1], found[2], found[3]) for text in printed if (found := _OFFSET.search(text[:60]))}
    if len(offsets) == 1 and (sign_of := offsets.pop()) and sign_of[1:] != ("00", "00"):
        minutes = int(sign_of[1]) * 60 + int(sign_of[2])
        if minutes <= 14 * 60:
            return timezone(timedelta(minutes=-minutes if sign_of[0] == "-" else minutes))
    host = urlsplit(url).hostname or ""
    countries = [host.rpartition(".")[2]] + [found[1].lower() for text in languages if (found := _LANGUAGE.match(text))]
    for country in countries:
        if country in _OF_COUNTRY:
            try:
                return ZoneInfo(_OF_COUNTRY[country])
            except ZoneInfoNotFoundError:  # a system without a table of zones
                return _UNSAID
    return _UNSAID


def wall_clock(moment: datetime, zone: tzinfo) -> datetime:
    """What the clocks of the zone show at a moment, as if Greenwich's did."""
    return moment.astimezone(zone).replace(tzinfo=UTC)


def of_wall_clock(shown: datetime, zone: tzinfo) -> datetime:
    """The moment, in UTC, at which the clocks of the zone show this."""
    return shown.replace(tzinfo=zone).astimezone(UTC)
