"""Zones of sources: what a country's clocks show, and which country an address or a language tag names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# Countries with one zone and news in Arabic, or beside them: IANA name, minutes where the system knows no zones.
_COUNTRIES: dict[str, tuple[str, int]] = {
    "sa": ("Asia/Riyadh", 180), "ye": ("Asia/Aden", 180), "kw": ("Asia/Kuwait", 180), "bh": ("Asia/Bahrain", 180),
    "qa": ("Asia/Qatar", 180), "iq": ("Asia/Baghdad", 180), "ae": ("Asia/Dubai", 240), "om": ("Asia/Muscat", 240),
    "jo": ("Asia/Amman", 180), "sy": ("Asia/Damascus", 180), "lb": ("Asia/Beirut", 120), "ps": ("Asia/Gaza", 120),
    "eg": ("Africa/Cairo", 120), "sd": ("Africa/Khartoum", 120), "ss": ("Africa/Juba", 120),
    "ly": ("Africa/Tripoli", 120), "tn": ("Africa/Tunis", 60), "dz": ("Africa/Algiers", 60),
    "ma": ("Africa/Casablanca", 60), "mr": ("Africa/Nouakchott", 0), "dj": ("Africa/Djibouti", 180),
    "km": ("Indian/Comoro", 180), "td": ("Africa/Ndjamena", 60),
    "tr": ("Europe/Istanbul", 180), "ir": ("Asia/Tehran", 210), "il": ("Asia/Jerusalem", 120),
    "gb": ("Europe/London", 0), "uk": ("Europe/London", 0), "fr": ("Europe/Paris", 60), "de": ("Europe/Berlin", 60),
    "it": ("Europe/Rome", 60), "ru": ("Europe/Moscow", 180), "pk": ("Asia/Karachi", 300),
    "so": ("Africa/Mogadishu", 180),
}  # fmt: skip
_READ = 512 * 1024  # bytes of a page
_STAMP = re.compile(
    rb"(?:published_time|datePublished|datetime)[\"']{0,2}\s{0,4}(?:content\s{0,4}=|=|:)\s{0,4}[\"']"
    rb"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?([+-])(\d\d):?(\d\d)[\"']"
)
_OFFSET = re.compile(r"T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?([+-])(\d\d):?(\d\d)$")
_NAMED = dict(_COUNTRIES.values())


def zone_named(name: str | None) -> tzinfo | None:
    """The zone of a stored name: "Asia/Riyadh" or minutes east of Greenwich ("+180"). None for a name of neither."""
    if not name:
        return None
    if name[0] in "+-":
        return timezone(timedelta(minutes=int(name))) if name[1:].isdecimal() and int(name[1:]) <= 900 else None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # a system without zones: summer time is lost
        minutes = _NAMED.get(name)
        return None if minutes is None else timezone(timedelta(minutes=minutes))


def country_zone(url: str | None, language: str | None) -> str | None:
    """The name of the zone of the country in which a source seems to be: by the end of its host, else by its
    language's region ("ar-EG"); None when neither tells."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        host = ""
    region = (language or "").replace("_", "-").lower().partition("-")[2]
    for country in (host.rpartition(".")[2], region):
        if country in _COUNTRIES:
            return _COUNTRIES[country][0]
    return None


def page_zone(document: bytes) -> str | None:
    """The zone that a page's own stamps name most often ("+180"), Greenwich aside; None when they name none. Only what
    a program wrote counts: published_time, datePublished, the datetime of a time element."""
    offsets = Counter(_STAMP.findall(document[:_READ]))
    if not offsets:
        return None
    sign, hours, minutes = offsets.most_common(1)[0][0]
    east = int(hours) * 60 + int(minutes)
    return name_of(-east if sign == b"-" else east) if 0 < east <= 14 * 60 else None


def agreed_zone(printed: Iterable[str]) -> str | None:
    """The zone that dates written for machines (ISO 8601) name ("+180") where they agree, Greenwich aside; None where
    they do not, or name none."""
    offsets = {(found[1], found[2], found[3]) for text in printed if (found := _OFFSET.search(text[:60]))}
    if len(offsets) != 1:
        return None
    sign, hours, minutes = offsets.pop()
    east = int(hours) * 60 + int(minutes)
    return name_of(-east if sign == "-" else east) if 0 < east <= 14 * 60 else None


def minutes_east(zone: tzinfo, at: datetime) -> int:
    """How many minutes the zone's clocks are ahead of Greenwich at that moment."""
    offset = at.astimezone(zone).utcoffset() or timedelta()
    return offset // timedelta(minutes=1)


def name_of(minutes: int) -> str:
    """The stored name of a fixed number of minutes east of Greenwich."""
    return f"{minutes:+d}"


def moment_in(zone: tzinfo, local: datetime) -> datetime:
    """The moment, in UTC, at which the zone's clocks show this naive time."""
    return local.replace(tzinfo=zone).astimezone(UTC)
