"""Whether an item is the article that only part of its keys name: publishers use ids, links and titles again.

Pure: what is stored comes as `Facts`, nothing is read or written here.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit

from newsdesk.intake.jobs import PreparedItem
from newsdesk.store.moments import stamp

LIKE = 0.5  # share of the smaller text's words that both hold
VERY_LIKE = 0.75  # what titles must share when their texts do not
SAME_MOMENT = 60_000_000  # microseconds
ANOTHER_DAY = timedelta(hours=20) // timedelta(microseconds=1)
_WORD = re.compile(r"\w{3,}")  # shorter ones stand in every sentence
_OWN_ADDRESS = re.compile(r"\d{3}|[^/]{24}")  # a number, or words enough to be a headline
_MAYBE_OWN = re.compile(r"\d|[^/]{24}")
GUID, LINK, TITLE, TEXT = "g", "u", "t", "c"  # what a key begins with


@dataclass(frozen=True, slots=True)
class Facts:
    """What is stored of an article. `kinds`: the first letters of its keys; times in microseconds."""

    title: str
    summary: str
    url: str | None
    published: int | None
    fetched: int
    kinds: frozenset[str]


def kinds_of(keys: Collection[str]) -> frozenset[str]:
    """The kinds of these keys."""
    return frozenset(key[0] for key in keys)


def is_certain(item: PreparedItem, agreeing: frozenset[str]) -> bool:
    """Whether these keys name the article beyond doubt: two of them, or all that the item has, or its very words.

    Id and link together are one key when the link is no article's own (a front page, a section).
    """
    if TEXT in agreeing or agreeing >= kinds_of(item.keys):
        return True
    if agreeing == {GUID, LINK}:
        return _is_own(item.url, _MAYBE_OWN)
    return len(agreeing) > 1


def is_same(item: PreparedItem, known: Facts, agreeing: frozenset[str], fetched: int) -> bool:
    """Whether an item is that article although it agrees by these kinds of key only; `fetched`: when it came."""
    against = (kinds_of(item.keys) - agreeing) & known.kinds
    if not against or (item.summary and item.summary == known.summary) or _is_of_one_moment(item, known):
        return True
    if agreeing == {TITLE}:
        return _is_title_enough(item, known, fetched)
    by_text = _is_like(item.summary, known.summary)
    if _words(item.title) == _words(known.title):  # a column, or a publisher who dates everything anew
        return by_text is not False
    if by_text or _is_like(item.title, known.title, LIKE if by_text is None else VERY_LIKE):
        return True
    if agreeing == {LINK}:
        return _is_own(item.url)
    return GUID in agreeing and against == {TITLE} and item.published_at is None and known.published is None


def was_read(item: PreparedItem, agreeing: frozenset[str], published: int | None) -> bool:
    """Whether an item is one of which only a read mark is left, with the date beside its id; these kinds of key agree.

    In doubt it is: what was read does not become unread. Only an id alone, with another date, is used again.
    """
    if agreeing != {GUID} or is_certain(item, agreeing):
        return True
    apart = _apart(item, published)
    return apart is None or apart <= SAME_MOMENT


def _is_of_one_moment(item: PreparedItem, known: Facts) -> bool:
    apart = _apart(item, known.published)
    return apart is not None and apart <= SAME_MOMENT


def _apart(item: PreparedItem, published: int | None) -> int | None:
    """Microseconds between both dates; None where one is not known."""
    if item.published_at is None or item.has_vague_time or published is None:
        return None
    return abs(stamp(item.published_at) - published)


def _is_title_enough(item: PreparedItem, known: Facts, fetched: int) -> bool:
    """One title (of one day, where there are dates) under another link or id."""
    like = _is_like(item.summary, known.summary)
    if like is not None:
        return like
    return _path(item.url) == _path(known.url) or fetched - known.fetched < ANOTHER_DAY


def _is_like(first: str, second: str, share: float = LIKE) -> bool | None:
    """Whether the texts share that part of their words; None when one says too little."""
    one, other = set(_words(first)), set(_words(second))
    fewer = min(len(one), len(other))
    return None if fewer < 3 else len(one & other) >= share * fewer


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _is_own(url: str | None, mark: re.Pattern[str] = _OWN_ADDRESS) -> bool:
    """Whether an address looks like one article's rather than a front page's or a section's."""
    if url is None:
        return False
    parts = urlsplit(url)
    return bool(mark.search(f"{parts.path}?{parts.query}"))


def _path(url: str | None) -> str | None:
    return urlsplit(url).path.rstrip("/") if url else None
