"""What a reader asks for, as a value: words, phrases, what must not stand there, and which articles are meant.

A slip of syntax is no error: what is not understood is looked for as it was written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from newsdesk.arabic.fold import fold

LONGEST = 1000  # characters that are read
MOST_TERMS = 64

_PIECE = (
    r"(?P<sign>[-\u2212\u2013](?=\S))?(?:(?P<name>[^\W\d_]+):)?"
    r"(?:[\"\u201c\u201d\u201e\u00ab](?P<quoted>[^\"\u201c\u201d\u201e\u00ab\u00bb]*)[\"\u201c\u201d\u00bb]|(?P<bare>\S+))"
)
_STEERING = "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_OR = frozenset({"OR", "أو", "او", "|"})
_SOURCE = frozenset({"source", "من"})
_SINCE = frozenset({"since", "منذ"})
_UNTIL = frozenset({"until", "حتي"})
_DAYS = {"today": 0, "اليوم": 0, "yesterday": 1, "امس": 1}
# Words that questions are made of and that tell no article from another.
_SMALL = """
من في علي الي عن ما هو هي هم ماذا متي اين كم كيف لماذا هل اي ايه التي الذي الذين كان كانت يكون تكون ان انه انها او و
ثم مع هذا هذه ذلك تلك تم قد لقد لا لم لن ليس به بها له لها فيه فيها منه منها عليه عليها اليه اليها بين بعد قبل عند
منذ كل بعض غير حيث اذا عام سنه احد اسم اسماء لدي حول خلال وما ومن وفي وهو وهي فما بم مما فيما the a an of in on at
to and or is are was were what who when where which how many much did do does for by with
"""
_EMPTY_WORDS = frozenset(_SMALL.split())


@dataclass(frozen=True, slots=True)
class Term:
    """Folded words that stand together; of the last one a beginning is enough when `is_beginning`."""

    words: tuple[str, ...]
    is_exact: bool = False
    is_beginning: bool = False

    @property
    def is_empty_word(self) -> bool:
        """Whether it is a word of questions that tells nothing."""
        return not self.is_exact and len(self.words) == 1 and self.words[0] in _EMPTY_WORDS


Group = tuple[Term, ...]
"""Terms of which one is enough."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: every group must be met, nothing of `without` may be. Days are the reader's, both included."""

    groups: tuple[Group, ...] = ()
    without: Group = ()
    source: str = ""
    since: date | None = None
    until: date | None = None
    is_bookmarked: bool = False
    is_unread: bool = False
    in_title: bool = False
    as_typed: tuple[str, ...] = ()

    @property
    def has_filter(self) -> bool:
        """Whether it names which articles are meant, besides their words."""
        return bool(self.source or self.since or self.until or self.is_bookmarked or self.is_unread)


def whole(question: Question) -> Question:
    """The same with words that must stand whole: no longer typed, none of them is a beginning.

    >>> [term.is_beginning for group in whole(read("غزة", date(2026, 11, 24))).groups for term in group]
    [False]
    """
    groups = tuple(tuple(replace(term, is_beginning=False) for term in group) for group in question.groups)
    return replace(question, groups=groups)


@dataclass(slots=True)
class _Reading:
    """A question while it is read."""

    today: date
    groups: list[Group] = field(default_factory=list)
    without: list[Term] = field(default_factory=list)
    filters: dict[str, str | date | bool] = field(default_factory=dict)
    typed: list[str] = field(default_factory=list)
    joins: bool = False  # the next term is another choice of the last group


def read(query: str, today: date) -> Question:
    """The question that a reader wrote; without groups and filters when it holds no word.

    >>> day = date(2026, 11, 24)
    >>> [group[0].words for group in read('غزة "وقف إطلاق النار"', day).groups]
    [('غزه',), ('وقف', 'اطلاق', 'النار')]
    >>> asked = read("مصر أو تونس -كرة من:الجزيرة منذ:2026-11 is:unread", day)
    >>> [[term.words for term in group] for group in asked.groups], asked.without[0].words
    ([[('مصر',), ('تونس',)]], ('كره',))
    >>> asked.source, asked.since, asked.is_unread
    ('الجزيره', datetime.date(2026, 11, 1), True)
    >>> [group[0].words for group in read("since:soon", day).groups]
    [('since',), ('soon',)]
    """
    parts = pieces(query)
    reading = _Reading(today)
    for place, piece in enumerate(parts):
        _read_piece(reading, piece, is_last=place == len(parts) - 1)
    if not reading.groups and reading.without and not reading.filters:
        # Everything but a word is a slip: a hyphen that was meant as one.
        reading.groups, reading.without = [(term,) for term in reading.without], []
    groups = tuple(reading.groups[:MOST_TERMS])
    filters: dict[str, object] = dict(reading.filters)
    return Question(groups, tuple(reading.without[:MOST_TERMS]), as_typed=tuple(reading.typed), **filters)  # type: ignore[arg-type]


def pieces(query: str) -> list[re.Match[str]]:
    """The words and phrases of a question as they were written: groups `sign`, `name`, `quoted`, `bare`."""
    return list(re.finditer(_PIECE, re.sub(_STEERING, "", query[:LONGEST])))


def _read_piece(reading: _Reading, piece: re.Match[str], *, is_last: bool) -> None:
    quoted, bare = piece["quoted"], piece["bare"]
    if piece["name"] and not piece["sign"] and _read_filter(reading, fold(piece["name"]), fold(quoted or bare or "")):
        return
    if bare in _OR and not piece["name"] and not piece["sign"] and reading.groups and not is_last:
        reading.joins = True
        return
    # A name that means nothing here is a word like any other.
    words = tuple(fold(piece[0] if piece["name"] else quoted if quoted is not None else bare).split())
    if not words:
        return
    is_exact = quoted is not None and not piece["name"]
    if piece["sign"]:
        reading.without.append(Term(words, is_exact=is_exact))
        return
    reading.typed.append((quoted if is_exact else piece[0]).strip())
    ends_open = is_last and not is_exact and " " not in fold(f"ا{piece[0][-1]}ا")
    if is_exact or (reading.joins and len(words) > 1):
        _choose(reading, Term(words, is_exact=is_exact, is_beginning=ends_open))
        return
    for place, word in enumerate(words, 1):
        _choose(reading, Term((word,), is_beginning=ends_open and place == len(words)))


def _choose(reading: _Reading, term: Term) -> None:
    if reading.joins:
        reading.groups[-1] = (*reading.groups[-1], term)
        reading.joins = False
    else:
        reading.groups.append((term,))


def _read_filter(reading: _Reading, name: str, value: str) -> bool:
    """Whether name and value, both folded, are a filter; it is then noted."""
    if name in _SOURCE and value:
        reading.filters["source"] = value
    elif name in _SINCE and (days := _days(value, reading.today)):
        reading.filters["since"] = days[0]
    elif name in _UNTIL and (days := _days(value, reading.today)):
        reading.filters["until"] = days[1]
    elif name == "is" and value in {"bookmarked", "unread"}:
        reading.filters[f"is_{value}"] = True
    elif (name, value) in {("in", "title"), ("في", "العنوان")}:
        reading.filters["in_title"] = True
    else:
        return False
    return True


def _days(value: str, today: date) -> tuple[date, date] | None:
    """First and last day of a year, month or day: «2026», «2026 11», «2026 11 24» (folded), today or yesterday."""
    if value in _DAYS:
        day = today - timedelta(days=_DAYS[value])
        return day, day
    parts = value.split(" ")
    if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdecimal() and len(part) <= 4 for part in parts):
        return None
    year, month, day_of_month = (*map(int, parts), 0, 0)[:3]
    if not 1900 <= year < 3000:
        return None
    try:
        first = date(year, month if len(parts) > 1 else 1, day_of_month if len(parts) > 2 else 1)
        if len(parts) == 3:
            return first, first
        after = date(year + 1, 1, 1) if len(parts) == 1 or month == 12 else date(year, month + 1, 1)
    except ValueError:
        return None
    return first, after - timedelta(days=1)
