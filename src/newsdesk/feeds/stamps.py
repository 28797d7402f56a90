"""Times printed beside headlines or glued to them; it must not know where on a page they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import pairwise

from newsdesk.feeds.block_words import PLAY_MARKS
from newsdesk.feeds.date_words import AFTER_NOON, BEFORE_NOON, FOLDED, MONTHS, RELATIVE_DAYS, SPANS, ZONES
from newsdesk.feeds.dates import parse_date

LONGEST = 70  # letters of a printed time with its words («آخر تحديث: …»)
_PART_OF_DAY = r"(?:\s?(?:صباحا|صباحاً|مساء|مساءً|ظهرا|ظهراً|ص|م|am|pm|AM|PM)(?![^\W\d_]))?"
_CLOCK = rf"(?:[01]?\d|2[0-3])\s?[:：∶]\s?[0-5]\d(?:[:：∶][0-5]\d(?!\d))?{_PART_OF_DAY}"
_UNIT = (
    r"(?:ثانيتين|ثانية|ثوان[يٍ]?|دقيقتين|دقيقة|دقائق|ساعتين|ساعات|ساعة|يومين|أيام|ايام|يوما|يوم|أسبوعين|اسبوعين"
    r"|أسبوع|اسبوع|أسابيع|اسابيع|شهرين|أشهر|اشهر|شهر|لحظات)"
)
_AGO = rf"(?:قبل|منذ|مند)\s+(?:نحو\s+)?(?:\d{{1,3}}\s*)?{_UNIT}(?:\s+واحدة)?"
_DAY = r"(?:\d{4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,2}|\d{1,2}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{4})"
_NAMED_DAY = r"\d{1,2}\s+[^\W\d_]{3,9}(?:\s+(?:الثاني|الأول|الاول|ثاني|أول|اول))?[،,]?\s+\d{4}"
_BREAK = r"[\s|\-–—·•،,]"
_ANY_DAY = rf"(?:{_DAY}|{_NAMED_DAY})"
_FIRST = re.compile(
    rf"\s*(?:{_ANY_DAY}(?:{_BREAK}{{0,4}}{_CLOCK})?|{_CLOCK}(?:{_BREAK}{{1,4}}{_ANY_DAY})?|{_AGO})(?:{_BREAK}|:(?=\s))*"
)
_LAST = re.compile(rf"{_BREAK}*((?:{_ANY_DAY}{_BREAK}{{0,4}})?{_CLOCK}|{_CLOCK}{_BREAK}{{1,4}}{_ANY_DAY}|{_AGO})\s*$")
_LENGTH = re.compile(rf"\s*[{PLAY_MARKS}]\ufe0f?\s*{_CLOCK}(?:{_BREAK}|:(?=\s))*")
_CLOCK_ONLY = re.compile(rf"\s*{_CLOCK}\s*")
_MINUTES = re.compile(r"\s*(\d{1,2})[:：∶](\d\d)\s*")
_LOOKS_LIKE_TIME = re.compile(r"\d|قبل|منذ|مند|أمس|امس|اليوم|الآن|الان|ago\b|yesterday", re.IGNORECASE)
_MOST_WORDS = 14
_WORD = re.compile(r"\d+|[^\W\d_]+")
_WORDS = frozenset(  # what may stand in a printed time, folded as `date_words` folds
    [part for name in MONTHS for part in name.split()]
    + [*BEFORE_NOON, *AFTER_NOON, *ZONES, *RELATIVE_DAYS, *SPANS, "a", "p", "t", "z"]
    + [
        "قبل",
        "منذ",
        "مند",
        "نحو",
        "حوالي",
        "ago",
        "about",
        "الان",
        "لحظات",
        "واحده",
        "قليل",
        "الساعه",
        "ساعه",
        "الموافق",
        "بتوقيت",
        "توقيت",
        "محلي",
        "المحلي",
        "at",
        "on",
        "في",
        "يوم",
        "بتاريخ",
        "ه",
    ]
    + [
        "السبت",
        "الاحد",
        "الاثنين",
        "الثلاثاء",
        "الاربعاء",
        "الخميس",
        "الجمعه",
        "saturday",
        "sunday",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
    ]
    + [
        "friday",
        "sat",
        "sun",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "شهر",
        "شهرين",
        "اشهر",
        "محرم",
        "صفر",
        "ربيع",
        "الاول",
        "الاخر",
        "الثاني",
        "جمادي",
        "الاولي",
        "الاخره",
        "رجب",
    ]
    + ["شعبان", "رمضان", "شوال", "ذو", "ذي", "القعده", "الحجه"]
)
_WESTERN = {base + digit: str(digit) for base in (0x660, 0x6F0) for digit in range(10)}
_FRAME = re.compile(
    r"^\s*(?:آخر تحديث|اخر تحديث|تاريخ النشر|نشر في|نشر بتاريخ|نُشر في|نشر|تم النشر|التاريخ|بتاريخ|updated|published"
    r"|last update[d]?|posted on)\s*[:：|\-]?\s*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A printed time read. `is_vague`: it does not name its day by date («13:49», «قبل ساعتين», or nothing)."""

    at: datetime | None
    is_vague: bool


def split_stamp(text: str) -> tuple[str | None, str]:
    """The time at the beginning or the end of a headline as printed (None for none), and the headline without it.

    A clock has two digits for its minutes, so what follows them belongs to the headline:

    >>> split_stamp("09:477 أسرى في سجون الاحتلال")
    ('09:47', '7 أسرى في سجون الاحتلال')
    >>> split_stamp("١٢:٥٣١٣ يوما عاشها الطفل سند")
    ('١٢:٥٣', '١٣ يوما عاشها الطفل سند')
    >>> split_stamp("قبل ساعتين - الخارجية تنفي")
    ('قبل ساعتين', 'الخارجية تنفي')

    Behind the sign for playing stands how long a video is:

    >>> split_stamp("▶ 1:37 الخارجية تنفي")
    (None, 'الخارجية تنفي')
    """
    western = text.translate(_WESTERN)  # letter for letter: places found in it are places in the text
    if (length := _LENGTH.match(western)) and any(letter.isalpha() for letter in text[length.end() :]):
        return None, text[length.end() :].strip(" \t\n|-–—·•،,:")
    found = _FIRST.match(western)
    if found and (rest := text[found.end() :].strip()):
        if any(letter.isalpha() for letter in rest):
            return text[: found.end()].strip(" \t\n|-–—·•،,:"), rest
        return None, text
    if found is None:
        last = _LAST.search(western, max(0, len(text) - LONGEST))
        if last and (rest := text[: last.start()].strip()):
            return text[last.start(1) : last.end(1)].strip(), rest
    return None, text


def is_stamp(text: str, now: datetime) -> bool:
    """Whether a piece of text is a printed time and nothing else."""
    text = text.strip()
    if not 3 <= len(text) <= LONGEST or not _LOOKS_LIKE_TIME.search(text) or text[0] in PLAY_MARKS:
        return False
    text = _FRAME.sub("", text)
    words = _WORD.findall(text.translate(FOLDED).lower())
    if len(words) > _MOST_WORDS or not all(word.isdecimal() or word in _WORDS for word in words):
        return False
    return parse_date(text, now) is not None


def is_glued(text: str) -> bool:
    """Whether a line begins with a clock, as the lines of a menu do when a page is saved as text."""
    found = _CLOCK_ONLY.match(text.translate(_WESTERN))
    return found is not None and any(letter.isalpha() for letter in text[found.end() :])


def is_clock(text: str) -> bool:
    """Whether a printed time is a time of the day and nothing more."""
    return _CLOCK_ONLY.fullmatch(text.translate(_WESTERN)) is not None


def are_lengths(printed: Sequence[str]) -> bool:
    """Whether what is printed beside pictures are lengths of videos and no times: minutes and seconds («1:37»), three
    at least, one without a leading zero, no part of the day, and in no order, while times fall, but for one midnight.
    """
    found = [_MINUTES.fullmatch(text.translate(_WESTERN)) for text in printed]
    if len(found) < 3 or None in found or not any(one is not None and len(one[1]) == 1 for one in found):
        return False
    minutes = [int(one[1]) * 60 + int(one[2]) for one in found if one is not None]
    return sum(after > before for before, after in pairwise(minutes)) > 1


def resolve(stamp: str | None, now: datetime, zone: tzinfo) -> Moment:
    """What a printed time means on a page whose clocks stand in `zone`. A time without a day is the last such moment
    before `now`, so it never lies in the future."""
    if not stamp:
        return Moment(None, is_vague=True)
    stamp = _FRAME.sub("", stamp)
    at = parse_date(stamp, now, zone)
    if at is None:
        return Moment(None, is_vague=True)
    is_vague = not names_a_day(stamp)
    return Moment(min(at, now) if is_vague else at, is_vague)


def names_a_day(stamp: str) -> bool:
    """Whether a printed time says of which day it is, by a date."""
    folded = stamp.translate(FOLDED)
    return re.search(r"\d{4}|\d{1,2}\s?[-/.]\s?\d{1,2}", folded) is not None
