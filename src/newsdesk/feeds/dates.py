"""Dates as publishers print them, to moments; it must not know which feed they stand in, nor ask a clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import NamedTuple

from newsdesk.arabic.hijri import gregorian
from newsdesk.feeds.ago import last_such_day, moment_ago
from newsdesk.feeds.date_words import AFTER_NOON, BEFORE_NOON, FOLDED, HIJRI, MONTHS, ZONES
from newsdesk.feeds.zone_names import moment_in

LONGEST = 160  # characters; no date is longer
_RFC822 = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,? ?)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}[ -](\d{4}),? "
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)? ?(?:([+-])(\d\d):?(\d\d)|([A-Z]{1,4}))?"
)
_ENGLISH = {name: MONTHS[name] for name in MONTHS if len(name) == 3 and name.isascii()}
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s?[:h]\s?(\d{2})(?:\s?:\s?(\d{2})(?:[.,]\d{1,9})?)?(?!\d)")
_HOUR = re.compile(r"(?<![\d/.-])(\d{1,2})()()(?=\s?(?:صباحا|مساء|ظهرا|عصرا|فجرا|ليلا|am|pm)\b)")
_OFFSET = re.compile(r"(?:(?:gmt|utc|z)\s?)?([+-])\s?(\d{1,2}):?(\d{2})?(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{1,2}))?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:t?(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_DAY_AND_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s?/\s?(\d{1,2})(?!\d)")
_EPOCH = re.compile(r"[12]\d{9}(?:\d{3})?")  # seconds or milliseconds since 1970, from 2001 on
_WORD = re.compile(r"\d+|[^\W\d_]+")
_AFTER_BOTH_CALENDARS = "الموافق"
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_NEVER_SET = (1970, 1, 1)  # what a publisher's program prints for a date it does not have
_Day = tuple[int, int, int]


class Reading(NamedTuple):
    """What a printed date means. `at`: in UTC; `offset`: minutes east of Greenwich, None when it names no zone;
    `is_relative`: it was read against the moment of the fetch."""

    at: datetime
    offset: int | None = None
    is_relative: bool = False


def parse_date(text: str, now: datetime, zone: tzinfo = UTC) -> datetime | None:
    """The moment a printed date means, in UTC; None for what means none. See `read_date`."""
    found = read_date(text, now, zone)
    return None if found is None else found.at


def read_date(text: str, now: datetime, zone: tzinfo = UTC) -> Reading | None:
    """What a printed date means; None for what means none. A date that names no zone is one of `zone`.

    Reads RFC 822/2822 and RFC 3339 and their broken forms, Arabic month names of the Levant (the Syriac ones), of Egypt
    and the Gulf and of the Maghreb, Hijri dates, French and English names, Arabic-Indic and Persian digits, ص and م,
    «قبل ساعتين» (against `now`), a time alone (the last such moment before `now`). Numbers between slashes are day
    first. Linear in the text, which is cut at 160 characters.
    """
    quick = _RFC822.fullmatch(text)
    if quick is not None and (month := _ENGLISH.get(quick[2].lower())):
        found = _of_rfc822(quick, month, zone)
        if found is not None:
            return found
    elif text[4:5] == "-" and 10 <= len(text) <= 32:
        found = _of_iso(text, zone)
        if found is not None:
            return found
    return _of_words(text[:LONGEST], now, zone)


def _of_rfc822(found: re.Match[str], month: int, zone: tzinfo) -> Reading | None:
    _, _, year, hour, minute, second, sign, hours, minutes, named = found.groups()
    offset: int | None = None
    if sign:
        offset = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
    elif named:
        offset = ZONES.get(named.lower())
        if offset is None and len(named) > 2:
            return None
        offset = offset or 0
    return _reading((int(year), month, int(found[1])), (int(hour), int(minute), int(second or 0)), offset, zone)


def _of_iso(text: str, zone: tzinfo) -> Reading | None:
    try:
        when = datetime.fromisoformat(text)
        if not _FIRST_YEAR <= when.year <= _LAST_YEAR or (when.year, when.month, when.day) == _NEVER_SET:
            return None
        offset = when.utcoffset()
        if offset is None:
            return Reading(moment_in(zone, when))
        return Reading(when.astimezone(UTC), offset // timedelta(minutes=1))
    except (ValueError, OverflowError):
        return None


def _reading(day: _Day, time: _Day, offset: int | None, zone: tzinfo) -> Reading | None:
    """The moment of a (year, month, day) and an (hour, minute, second), `offset` in minutes east of Greenwich; None for
    no such day or time."""
    year, hour = day[0], time[0]
    if not _FIRST_YEAR <= year <= _LAST_YEAR or day == _NEVER_SET or hour > 24 or abs(offset or 0) > 15 * 60:
        return None
    try:
        when = datetime(*day, hour % 24, time[1], min(time[2], 59), tzinfo=UTC)
    except ValueError:
        return None
    if hour == 24:
        when += timedelta(days=1)
    if offset is not None:
        return Reading(when - timedelta(minutes=offset) if offset else when, offset)
    return Reading(when if zone is UTC else moment_in(zone, when.replace(tzinfo=None)))


def _of_words(text: str, now: datetime, zone: tzinfo) -> Reading | None:
    text = " ".join(text.translate(FOLDED).lower().replace("ـ", "").split())
    if _EPOCH.fullmatch(text):
        return Reading(datetime.fromtimestamp(int(text[:10]), UTC), 0)
    _, with_hijri, after = text.partition(_AFTER_BOTH_CALENDARS)
    text = after if with_hijri else text
    clock = _CLOCK.search(text) or _HOUR.search(text)
    rest = text if clock is None else f"{text[: clock.start()]} | {text[clock.end() :]}"
    offset, rest = _offset(rest, clock is not None)
    words = _WORD.findall(rest)
    day = _day(rest, words)
    time = _time(clock, words, rest)
    if time[0] < 0:
        return None
    if day is not None:
        return _reading(day, time, offset, zone)
    there = zone if offset is None else timezone(timedelta(minutes=offset))
    part = _without_year(rest, words)
    if part is not None:
        last = last_such_day(part, time, there, now)
        return None if last is None else Reading(last, offset, is_relative=True)
    ago = moment_ago(words, time if clock is not None else None, there, now.astimezone(UTC))
    return None if ago is None else Reading(ago, offset, is_relative=True)


def _offset(rest: str, has_clock: bool) -> tuple[int | None, str]:
    """Minutes east of Greenwich that the zone says (None for none), and the text without it."""
    after = rest.find("|")
    if not has_clock or after < 0:
        return None, rest
    found = _OFFSET.search(rest, after)
    if found is not None and int(found[2]) <= 15 and not re.match(r"\s?[-/.]\s?\d", rest[found.end() :]):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return (-minutes if found[1] == "-" else minutes), rest[: found.start()] + " " + rest[found.end() :]
    for word in _WORD.findall(rest[after:]):
        if word in ZONES:
            return ZONES[word], rest
    return None, rest


def _time(clock: re.Match[str] | None, words: list[str], rest: str) -> _Day:
    """Hour, minute, second; midnight for a date alone; an hour of -1 for a time that is none."""
    if clock is None:
        compact = _COMPACT.search(rest)
        return (int(compact[4]), int(compact[5]), int(compact[6] or 0)) if compact and compact[4] else (0, 0, 0)
    hour, minute, second = int(clock[1]), int(clock[2] or 0), int(clock[3] or 0)
    if hour > 24 or minute > 59 or second > 61:
        return -1, 0, 0
    # A single letter counts beside the clock only: «2017م» is a year of our calendar.
    beside = _WORD.findall(rest[rest.find("|") :])[:2]
    words = [word for word in words if len(word) > 1]
    is_before = any(word in BEFORE_NOON for word in words) or beside[:1] == ["ص"] or beside == ["a", "m"]
    is_before = is_before or "قبل الظهر" in rest
    is_after = any(word in AFTER_NOON for word in words) or beside[:1] == ["م"] or beside == ["p", "m"]
    is_after = is_after and "قبل الظهر" not in rest
    if is_after and hour < 12:
        hour += 12
    elif is_before and not is_after and hour == 12:
        hour = 0
    return hour, minute, second


def _day(rest: str, words: list[str]) -> _Day | None:
    """Year, month, day of our calendar."""
    if found := _COMPACT.search(rest):
        return int(found[1]), int(found[2]), int(found[3])
    numbers = None
    if found := _YEAR_FIRST.search(rest):
        numbers = int(found[1]), int(found[2]), int(found[3] or 1)
    elif found := _DAY_FIRST.search(rest):
        day, month = int(found[1]), int(found[2])
        numbers = (_year(found[3]), day, month) if month > 12 >= day else (_year(found[3]), month, day)
    if numbers is not None:
        return _of_hijri(numbers) or numbers
    ours = _of_named_month(words, MONTHS)
    if ours is not None:
        return ours
    hijri = _of_named_month(words, HIJRI)
    return _of_hijri(hijri) if hijri is not None else None


def _without_year(rest: str, words: list[str]) -> tuple[int, int] | None:
    """Month and day of our calendar where no year is printed."""
    if found := _DAY_AND_MONTH.search(rest):
        return int(found[2]), int(found[1])
    for place, word in enumerate(words):
        month = MONTHS.get(f"{word} {words[place + 1]}" if place + 1 < len(words) else "") or MONTHS.get(word)
        if month:
            days = [int(one) for one in (*words[:place][::-1], *words[place:]) if one.isdecimal() and len(one) <= 2]
            return (month, days[0]) if days else None
    return None


def _of_hijri(day: _Day) -> _Day | None:
    found = gregorian(*day)
    return (found.year, found.month, found.day) if found is not None else None


def _of_named_month(words: list[str], names: dict[str, int]) -> _Day | None:
    """Year, month, day around the name of a month: the numbers next to it count, for both calendars may be printed."""
    for place, word in enumerate(words):
        two = f"{word} {words[place + 1]}" if place + 1 < len(words) else ""
        month = names.get(two) or names.get(word)
        if month:
            break
    else:
        return None
    numbers = [one for one in words[place:] if one.isdecimal()]
    before = [one for one in words[:place] if one.isdecimal()]
    days = [one for one in (*before[:-3:-1], *numbers[:2]) if len(one) <= 2]
    years = [one for one in (*numbers[:3], *before[::-1]) if len(one) == 4]
    if not days or (not years and len(days) < 2):
        return None
    return (int(years[0]) if years else _year(days[1])), month, int(days[0])


def _year(written: str) -> int:
    """A year of two digits as RFC 2822, section 4.3, reads it."""
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < 70 else 1900)
