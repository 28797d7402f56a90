"""The label of breaking news at the head of a headline: عاجل and its like; knows nothing of how it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from newsdesk.arabic.fold import fold

LABEL = "عاجل"
_HEAD = 40  # letters at the head among which the label must stand, marks and signs included

# A label, bare or in brackets, is set off by a sign; the hashtag is one by itself. عاجلًا and «العاجل» are words.
_WORDS = "(?:خبر[ _]|أنباء[ _]|نبأ[ _])?عاجل(?:ة)?"
_PATTERN = (
    r"^[\s\u200e\u200f🔴🚨⚡❗‼️🛑]*"
    rf"(?:\#{_WORDS}(?=[\s:：|،\-–—_/.…!]|$)|[\[(【«]\s*{_WORDS}\s*[\])】»]|{_WORDS}(?=\s*(?:[:：|،/!]|[-–—]|\.{{2,3}}|…)))"
    r"[\s\u200e\u200f:：|،\-–—_/.…!🔴🚨⚡❗‼️🛑]*"
)


# What publishers call the category, or the class of the strip that runs across their page.
_CATEGORIES = frozenset(
    {
        "عاجل",
        "خبر عاجل",
        "اخبار عاجله",
        "الاخبار العاجله",
        "عاجل الان",
        "نبا عاجل",
        "breaking",
        "breaking news",
        "breakingnews",
        "breaking ticker",
        "breaking news ticker",
        "news ticker breaking",
        "breaking bar",
        "breaking news bar",
        "urgent",
        "urgent news",
        "شريط عاجل",
        "الشريط العاجل",
    }
)


def is_category(name: str) -> bool:
    """Whether a category, or a class of a page, says that what stands in it is breaking news.

    >>> is_category("أخبار عاجلة"), is_category(" Breaking-News "), is_category("أخبار الرياضة")
    (True, True, False)
    """
    return len(name) <= _HEAD and _is_category(name)


@lru_cache(maxsize=2048)  # a paper's categories are few
def _is_category(name: str) -> bool:
    return " ".join(fold(name).split()) in _CATEGORIES


@dataclass(frozen=True, slots=True)
class Labelled:
    """A headline with its label taken off: `title` is the rest, to the letter as published."""

    title: str
    is_breaking: bool


@lru_cache(maxsize=2048)
def labelled(title: str) -> Labelled:
    """The headline without the label at its head; the whole headline when there is none, or nothing else.

    >>> labelled("عاجل | إغلاق الميناء"), labelled("#عاجل: 3 جرحى")
    (Labelled(title='إغلاق الميناء', is_breaking=True), Labelled(title='3 جرحى', is_breaking=True))
    >>> labelled("خبر عاجل.. زلزال"), labelled("(عاجل) بيان")
    (Labelled(title='زلزال', is_breaking=True), Labelled(title='بيان', is_breaking=True))
    >>> labelled("عاجلًا أم آجلًا يعود القطار").is_breaking, labelled("عاجل").title
    (False, 'عاجل')
    """
    if LABEL not in title[:_HEAD]:
        return Labelled(title, False)
    found = re.match(_PATTERN, title)
    if found is None:
        is_alone = re.fullmatch(rf"\W*{_WORDS}\W*", title) is not None
        return Labelled(title, is_alone)
    rest = title[found.end() :]
    return Labelled(rest, True) if rest.strip() else Labelled(title, True)
