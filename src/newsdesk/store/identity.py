"""Finds out which items of a feed are known: any of an item's keys may tell, within its source, the strongest first.

An article that only part of its keys name is looked at closer (`likeness`). Nothing is written here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b

from newsdesk.intake.jobs import PreparedItem
from newsdesk.store.likeness import GUID, Facts, is_certain, is_same
from newsdesk.store.moments import stamp
from newsdesk.store.remembered import NewItem, Remembered, is_recent
from newsdesk.store.stores import Stores, listed

_KEYS = "SELECT key, article_id FROM item_key WHERE source_id = ? AND key IN (SELECT value FROM json_each(?))"
_FACTS = (
    "SELECT id, title, summary, url, published_at, fetched_at FROM article WHERE id IN (SELECT value FROM json_each(?))"
)
_KINDS = (
    "SELECT article_id, substr(key, 1, 1) FROM item_key"
    " WHERE article_id IN (SELECT value FROM json_each(?)) AND source_id = ?"
)
_SUMS = "SELECT id, content_sum, position FROM article WHERE id IN (SELECT value FROM json_each(?))"
NEW, REPEATED = 0, -1  # in the place of an article's id


@dataclass(frozen=True, slots=True)
class Sorted:
    """A slice of a feed, told apart. `missing_keys` are (key, strength, article) that a known article lacks, `moved`
    (position, article) of what stands elsewhere on its page now."""

    new: tuple[NewItem, ...]
    changed: tuple[tuple[int, PreparedItem], ...]
    missing_keys: tuple[tuple[str, int, int], ...]
    expired: tuple[PreparedItem, ...]
    moved: tuple[tuple[int, int], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.missing_keys or self.expired or self.moved)


def content_sum(item: PreparedItem) -> int:
    """Sixty-four bits of all that the feed says about an article, its place aside; equal sums cost no write.

    HTML counts only where there is no plain text: addresses of pictures often change while the words do not. A date
    that was read against the moment of the fetch counts not at all: «two hours ago» is another one each time.
    """
    said = (
        item.title,
        item.url or "",
        item.author or "",
        "" if item.has_vague_time else str(item.published_at),  # «قبل ساعتين» says another moment at each fetch
        "" if item.has_vague_time else item.time_text or "",
        item.summary,
        item.text or item.html,
        str(item.has_full_text),
        *(("breaking",) if item.is_breaking else ()),
    )
    digest = blake2b("\x1f".join(said).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True)


@dataclass(slots=True)
class Document:
    """What is known of a document whose slices are being stored. `taken` are articles that it has named already;
    `leads` how far in the future, in microseconds, the dates of its new items lay."""

    fetched_at: datetime
    taken: set[int] = field(default_factory=set)
    leads: list[int] = field(default_factory=list)


def sort_items(
    stores: Stores,
    source_id: int,
    origin: str,
    items: Sequence[PreparedItem],
    document: Document,
    *,
    is_page: bool = False,
) -> Sorted:
    """Tells new, changed and unchanged items apart; of a page also those that only moved, since its order is its
    editors'. An article that the document has named already is not named again
    by a weaker key of another item. Articles found are added to `document.taken`."""
    items = [item if item.keys else _named_by_content(item) for item in items]
    keys = listed([key for item in items for key in item.keys])
    known: dict[str, int | None] = dict(stores.cache.rows(_KEYS, (source_id, keys)))
    articles = _match(stores, source_id, items, known, document)
    sums = _sums(stores, known)
    fresh = [item for item, found in zip(items, articles, strict=True) if found == NEW]
    kept = Remembered(stores, origin, fresh, known.keys(), document.fetched_at)
    new: list[NewItem] = []
    changed: list[tuple[int, PreparedItem]] = []
    missing: list[tuple[str, int, int]] = []
    expired: list[PreparedItem] = []
    moved: list[tuple[int, int]] = []
    for item, article in zip(items, articles, strict=True):
        if article is None:
            expired.append(item)
        elif article > 0:
            missing.extend((key, place, article) for place, key in enumerate(item.keys) if key not in known)
            content, position = sums.get(article, (None, 0))
            if content != content_sum(item):
                changed.append((article, item))
            elif is_page and position != item.position:
                moved.append((item.position, article))
        elif article == REPEATED:
            continue  # stored, it would be new again each time
        elif kept.is_expired(item):
            expired.append(item)
        else:
            new.append(kept.recognised(item))
    return Sorted(tuple(new), tuple(changed), tuple(missing), tuple(expired), tuple(moved))


def _match(
    stores: Stores,
    source_id: int,
    items: Sequence[PreparedItem],
    known: dict[str, int | None],
    document: Document,
) -> list[int | None]:
    """For each item its article, NEW, REPEATED (its keys are all those of others) or None for one that has expired.

    What is certain is settled first, so that a doubtful item does not take another one's article.
    """
    found: list[int | None] = [NEW] * len(items)
    doubtful: list[tuple[int, dict[int | None, frozenset[str]]]] = []
    for place, item in enumerate(items):
        votes = _votes(item, known, document.taken)
        if votes is None:
            found[place] = REPEATED
            continue
        best = next((one for one, kinds in votes.items() if is_certain(item, kinds)), NEW)
        found[place] = best
        if best == NEW and votes:
            doubtful.append((place, votes))
        elif best:
            document.taken.add(best)
    facts = _facts(stores, source_id, {one for _, votes in doubtful for one in votes if one is not None})
    for place, votes in doubtful:
        found[place] = _settled(items[place], votes, facts, document)
    fresh: set[str] = set()
    for place, item in enumerate(items):
        if found[place] == NEW:
            found[place] = REPEATED if fresh.issuperset(item.keys) else NEW
            fresh.update(item.keys)
    return found


def _votes(
    item: PreparedItem, known: dict[str, int | None], taken: set[int]
) -> dict[int | None, frozenset[str]] | None:
    """Which articles the item's keys name, None for expired ones, and by which kinds of key, most kinds first; None
    when every key is one of an article that another item of this document is."""
    kinds: dict[int | None, set[str]] = {}
    free = 0
    for key in item.keys:
        article = known.get(key, NEW)
        if article is None or article not in taken:
            free += 1
            if article != NEW:
                kinds.setdefault(article, set()).add(key[0])
    if not free:
        return None
    by_weight = sorted(kinds.items(), key=lambda one: (-len(one[1]), one[0] is None))
    return {article: frozenset(agreeing) for article, agreeing in by_weight}


def _settled(
    item: PreparedItem, votes: dict[int | None, frozenset[str]], facts: dict[int, Facts], document: Document
) -> int | None:
    for article, agreeing in votes.items():
        if article is None:
            if agreeing != {GUID} or not is_recent(item, document.fetched_at):
                return None
        elif (
            article not in document.taken
            and article in facts
            and is_same(item, facts[article], agreeing, stamp(document.fetched_at))
        ):
            document.taken.add(article)
            return article
    return NEW


def _facts(stores: Stores, source_id: int, articles: set[int]) -> dict[int, Facts]:
    if not articles:
        return {}
    kinds: dict[int, set[str]] = {}
    for article, kind in stores.cache.rows(_KINDS, (listed(articles), source_id)):
        kinds.setdefault(article, set()).add(kind)
    rows = stores.cache.rows(_FACTS, (listed(articles),))
    return {
        article: Facts(title, summary, url, published, fetched, frozenset(kinds.get(article, ())))
        for article, title, summary, url, published, fetched in rows
    }


def _named_by_content(item: PreparedItem) -> PreparedItem:
    """An item that shares every key with others is known by its words, or it would be new at every sync."""
    return replace(item, keys=(f"c:{content_sum(item):x}",))


def _sums(stores: Stores, known: dict[str, int | None]) -> dict[int, tuple[int, int]]:
    """The content sum and the position of each known article."""
    articles = {article for article in known.values() if article is not None}
    return {row[0]: row[1:] for row in stores.cache.rows(_SUMS, (listed(articles),))} if articles else {}
