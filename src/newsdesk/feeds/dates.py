"""Dates as publishers print them, to moments; it must not know which feed they stand in, nor ask a clock."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from newsdesk.feeds.date_words import AFTER_NOON, BEFORE_NOON, FOLDED, MONTHS, RELATIVE_DAYS, SPANS, ZONES

LONGEST = 160  # characters; no date is longer
_RFC822 = re.compile(
    r"(?:[A-Za-z]{2,9}\.?,? ?)?(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}[ -](\d{4}),? "
    r"(\d{1,2}):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)? ?(?:([+-])(\d\d):?(\d\d)|([A-Z]{1,4}))?"
)
_ENGLISH = {name: MONTHS[name] for name in MONTHS if len(name) == 3 and name.isascii()}
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s?:\s?(\d{2})(?:\s?:\s?(\d{2})(?:[.,]\d{1,9})?)?(?!\d)")
_OFFSET = re.compile(r"(?:(?:gmt|utc|z)\s?)?([+-])\s?(\d{1,2}):?(\d{2})?(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?[-/.]\s?(\d{1,2})(?:\s?[-/.]\s?(\d{1,2}))?(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?:t(\d\d)(\d\d)(\d\d)?)?(?!\d)")
_WORD = re.compile(r"\d+|[^\W\d_]+")
_AFTER_BOTH_CALENDARS = "الموافق"
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_NEVER_SET = (1970, 1, 1)  # what a publisher's program prints for a date it does not have


def parse_date(text: str, now: datetime) -> datetime | None:
    """The moment a printed date means, in UTC; None for what means none. A date without a zone is taken as UTC.

    Reads RFC 822/2822 and RFC 3339 and their broken forms, Arabic month names of the Levant, of Egypt and the Gulf and
    of the Maghreb, French and English names, Arabic-Indic and Persian digits, ص and م, «قبل ساعتين» (against `now`), a
    time alone (the last such moment before `now`). Numbers between slashes are day first. Linear in the text, which is
    cut at 160 characters.
    """
    quick = _RFC822.fullmatch(text)
    if quick is not None and (month := _ENGLISH.get(quick[2].lower())):
        when = _of_rfc822(quick, month)
        if when is not None:
            return when
    elif text[4:5] == "-" and 10 <= len(text) <= 32:
        when = _of_iso(text)
        if when is not None:
            return when
    return _of_words(text[:LONGEST], now)


def _of_rfc822(found: re.Match[str], month: int) -> datetime | None:
    _, _, year, hour, minute, second, sign, hours, minutes, zone = found.groups()
    offset = 0
    if sign:
        offset = (int(hours) * 60 + int(minutes)) * (-1 if sign == "-" else 1)
    elif zone and zone != "GMT":
        known = ZONES.get(zone.lower())
        if known is None and len(zone) > 2:
            return None
        offset = known or 0
    return _moment((int(year), month, int(found[1])), (int(hour), int(minute), int(second or 0)), offset)


def _of_iso(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text)
        if not _FIRST_YEAR <= when.year <= _LAST_YEAR or (when.year, when.month, when.day) == _NEVER_SET:
            return None
        return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _moment(day: tuple[int, int, int], time: tuple[int, int, int], offset: int) -> datetime | None:
    """The moment of a (year, month, day) and an (hour, minute, second), `offset` in minutes east of Greenwich; None for
    no such day or time."""
    year, hour = day[0], time[0]
    if not _FIRST_YEAR <= year <= _LAST_YEAR or day == _NEVER_SET or hour > 24 or abs(offset) > 15 * 60:
        return None
    try:
        when = datetime(*day, hour % 24, time[1], min(time[2], 59), tzinfo=UTC)
    except ValueError:
        return None
    return when - timedelta(minutes=offset - (24 * 60 if hour == 24 else 0))


def _of_words(text: str, now: datetime) -> datetime | None:
    text = " ".join(text.translate(FOLDED).lower().replace("ـ", "").split())
    _, with_hijri, gregorian = text.partition(_AFTER_BOTH_CALENDARS)
    text = gregorian if with_hijri else text
    clock = _CLOCK.search(text)
    rest = text if clock is None else f"{text[: clock.start()]} | {text[clock.end() :]}"
    offset, rest = _offset(rest, clock is not None)
    words = _WORD.findall(rest)
    day = _day(rest, words)
    hour, minute, second = _time(clock, words, rest)
    if hour < 0:
        return None
    if day is not None:
        return _moment(day, (hour, minute, second), offset)
    return _relative(words, clock is not None, (hour, minute, second), offset, now)


def _offset(rest: str, has_clock: bool) -> tuple[int, str]:
    """Minutes east of Greenwich that the zone says (0 for none), and the text without it."""
    after = rest.find("|")
    if not has_clock or after < 0:
        return 0, rest
    found = _OFFSET.search(rest, after)
    if found is not None and int(found[2]) <= 15 and not re.match(r"\s?[-/.]\s?\d", rest[found.end() :]):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        return (-minutes if found[1] == "-" else minutes), rest[: found.start()] + " " + rest[found.end() :]
    for word in _WORD.findall(rest[after:]):
        if word in ZONES:
            return ZONES[word], rest
    return 0, rest


def _time(clock: re.Match[str] | None, words: list[str], rest: str) -> tuple[int, int, int]:
    """Hour, minute, second; midnight for a date alone; an hour of -1 for a time that is none."""
    if clock is None:
        compact = _COMPACT.search(rest)
        return (int(compact[4]), int(compact[5]), int(compact[6] or 0)) if compact and compact[4] else (0, 0, 0)
    hour, minute, second = int(clock[1]), int(clock[2]), int(clock[3] or 0)
    if hour > 24 or minute > 59 or second > 61:
        return -1, 0, 0
    is_after = any(word in AFTER_NOON for word in words) or " p m" in " ".join(words)
    is_before = any(word in BEFORE_NOON for word in words) or " a m" in " ".join(words)
    if is_after and hour < 12:
        hour += 12
    elif is_before and not is_after and hour == 12:
        hour = 0
    return hour, minute, second


def _day(rest: str, words: list[str]) -> tuple[int, int, int] | None:
    """Year, month, day."""
    if found := _COMPACT.search(rest):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _YEAR_FIRST.search(rest):
        return int(found[1]), int(found[2]), int(found[3] or 1)
    if found := _DAY_FIRST.search(rest):
        day, month = int(found[1]), int(found[2])
        return (_year(found[3]), day, month) if month > 12 >= day else (_year(found[3]), month, day)
    return _day_of_named_month(words)


def _day_of_named_month(words: list[str]) -> tuple[int, int, int] | None:
    month = 0
    for place, word in enumerate(words):
        if word in MONTHS:
            month = MONTHS[word]
        elif place + 1 < len(words):
            month = MONTHS.get(f"{word} {words[place + 1]}", 0)
        if month:
            break
    if not month:
        return None
    numbers = [word for word in words if word.isdecimal() and len(word) <= 4]
    years = [word for word in numbers if len(word) == 4]
    days = [word for word in numbers if len(word) <= 2]
    if not days or (not years and len(days) < 2):
        return None
    return (int(years[0]) if years else _year(days[1])), month, int(days[0])


def _year(written: str) -> int:
    """A year of two digits as RFC 2822, section 4.3, reads it."""
    year = int(written)
    return year if len(written) > 2 else year + (2000 if year < 70 else 1900)


def _relative(
    words: list[str], has_clock: bool, time: tuple[int, int, int], offset: int, now: datetime
) -> datetime | None:
    now = now.astimezone(UTC)
    span = _span(words)
    if span is not None:
        return now - span
    days = next((RELATIVE_DAYS[word] for word in words if word in RELATIVE_DAYS), None)
    if days is None and not (has_clock and len(words) <= 3):
        return None
    there = (now + timedelta(minutes=offset)).replace(
        hour=time[0] % 24, minute=time[1], second=min(time[2], 59), microsecond=0
    )
    when = there - timedelta(minutes=offset, days=days or 0)
    if when > now:
        return when - timedelta(days=1) if days is None else (now if days == 0 else when)
    return when


def _span(words: list[str]) -> timedelta | None:
    """How long ago «قبل ساعتين», «منذ 3 أيام» or "5 minutes ago" is."""
    if not {"قبل", "منذ", "مند", "ago"} & set(words):
        return None
    for place, word in enumerate(words):
        if word in SPANS:
            count, length = SPANS[word]
            before = words[place - 1] if place else ""
            return length * (int(before[:4]) if before.isdecimal() else count)
    return timedelta() if "الان" in words or "لحظات" in words else None
