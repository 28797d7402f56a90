"""Dates that are said against the moment of reading: «قبل ساعتين», «أمس 10:00», a weekday, a time alone."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from newsdesk.feeds.date_words import COUNTS, HIJRI, JUST_NOW, RELATIVE_DAYS, SPANS, WEEKDAYS
from newsdesk.feeds.zone_names import moment_in

_AGO = frozenset({"قبل", "منذ", "مند", "ago"})
_HALF, _QUARTER = frozenset({"ونصف", "نصف"}), frozenset({"وربع", "ربع"})


def moment_ago(words: list[str], time: tuple[int, int, int] | None, zone: tzinfo, now: datetime) -> datetime | None:
    """The moment (UTC, never after `now`) that folded words and a clock, None without one, mean at `now`; None for
    words that mean none."""
    span = span_ago(words)
    if span is not None:
        return now - span
    days = _days(words)
    weekday = next((WEEKDAYS[word] for word in words if word in WEEKDAYS), None)
    if days is None and (time is None or len(words) > 5 or any(word.isdecimal() or word in HIJRI for word in words)):
        return None
    hour, minute, second = time or (0, 0, 0)
    there = now.astimezone(zone).replace(tzinfo=None)
    local = there.replace(hour=hour % 24, minute=minute, second=min(second, 59), microsecond=0)
    if days is None and weekday is not None:
        days = (there.weekday() - weekday) % 7
    when = moment_in(zone, local - timedelta(days=days or 0))
    if when <= now:
        return when
    if days is None:
        return moment_in(zone, local - timedelta(days=1))
    return now if weekday is None or days else moment_in(zone, local - timedelta(days=7))


def last_such_day(day: tuple[int, int], time: tuple[int, int, int], zone: tzinfo, now: datetime) -> datetime | None:
    """The last moment up to `now` that has this month and day and this time in the zone; None for no such day."""
    year = now.astimezone(zone).year
    for tried in range(year, year - 9, -1):  # nine years hold a 29 February
        try:
            when = moment_in(zone, datetime(tried, *day, time[0] % 24, time[1], min(time[2], 59)))  # noqa: DTZ001
        except ValueError:
            continue
        if when <= now:
            return when
    return None


def _days(words: list[str]) -> int | None:
    for place, word in enumerate(words):
        if word in RELATIVE_DAYS:
            is_one_more = RELATIVE_DAYS[word] == 1 and place > 0 and words[place - 1] in ("اول", "قبل")
            return RELATIVE_DAYS[word] + is_one_more
    return None


def span_ago(words: list[str]) -> timedelta | None:
    """How long ago «قبل ساعتين», «منذ ساعة ونصف», «قبل ثلاثة أيام» or "5 minutes ago" is; None for none of these."""
    if not _AGO & set(words):
        return timedelta() if JUST_NOW & set(words) else None
    whole: timedelta | None = None
    for place, word in enumerate(words):
        # Two units are joined by «و»: «ساعة و10 دقائق», «ساعة وعشر دقائق».
        span = SPANS.get(word) or SPANS.get(word.removeprefix("و"))
        if span is None:
            continue
        count, length = span
        before = words[place - 1] if place else ""
        times = int(before[:4]) if before.isdecimal() else COUNTS.get(before.removeprefix("و"), count)
        after = words[place + 1] if place + 1 < len(words) else ""
        part = length * (0.5 if before in _HALF else 0.25 if before in _QUARTER else times)
        part += length * (0.5 if after in _HALF else 0.25 if after in _QUARTER else 0)
        whole = part if whole is None else whole + part
    if whole is None:
        return timedelta() if JUST_NOW & set(words) else None
    return min(whole, timedelta(days=36500))
