"""What the library remembers of items that the cache does not know: bookmarks, read marks, what retention removed."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime, timedelta

from newsdesk.intake.jobs import PreparedItem
from newsdesk.store.index import Entry, bookmark_entry
from newsdesk.store.likeness import GUID, Facts, is_certain, is_same, kinds_of, was_read
from newsdesk.store.moments import stamp
from newsdesk.store.stores import Stores, listed

_KEPT = (
    "SELECT key, bookmark, NULL, 0, NULL FROM bookmark_key"
    " WHERE origin = ?1 AND key IN (SELECT value FROM json_each(?2))"
    " UNION ALL SELECT key, NULL, read_at, is_expired, published_at FROM read_mark"
    " WHERE origin = (SELECT id FROM read_origin WHERE url = ?1) AND key IN (SELECT value FROM json_each(?2))"
)
_FACTS = (
    "SELECT b.title, b.summary, b.url, b.published_at, b.fetched_at, k.key FROM bookmark b"
    " JOIN bookmark_key k ON k.bookmark = b.id WHERE b.id = ?"
)
_THERE = "SELECT id FROM article WHERE id IN (SELECT value FROM json_each(?))"
RECENT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item never seen. `bookmark`: the id its bookmark kept for it, `held`: what that has put into the search index;
    `read_at`: it was read before the cache was lost; `is_uncopied`: the library does not know that by all its keys, or
    has some of them for another article."""

    item: PreparedItem
    bookmark: int | None = None
    held: Entry | None = None
    read_at: int | None = None
    is_uncopied: bool = False


class Remembered:
    """What is known of these items of one source, fetched at that moment. Keys that the cache has for other articles
    (`taken`) say nothing: what the library remembers by them is remembered of those."""

    def __init__(
        self,
        stores: Stores,
        origin: str,
        items: Sequence[PreparedItem],
        taken: Set[str],
        fetched_at: datetime,
    ) -> None:
        self._stores = stores
        self._taken = taken
        self._fetched_at = fetched_at
        self._bookmarks: dict[str, int] = {}
        self._read: dict[str, tuple[int, int | None]] = {}  # by key: when, and the date beside it
        self._expired: set[str] = set()  # keys
        if not items:
            return
        keys = listed([key for item in items for key in item.keys if key not in taken])
        for key, bookmark, read_at, is_expired, published in stores.library.rows(_KEPT, (origin, keys)):
            if bookmark is not None:
                self._bookmarks[key] = bookmark
            elif is_expired:
                self._expired.add(key)
            else:
                self._read[key] = (read_at, published)
        if self._bookmarks:
            self._leave_out_known()

    def is_expired(self, item: PreparedItem) -> bool:
        """Whether retention removed it, as certainly as keys alone can tell."""
        agreeing = kinds_of([key for key in item.keys if key in self._expired])
        if not agreeing or any(key in self._bookmarks for key in item.keys):
            return False
        return agreeing != {GUID} or is_certain(item, agreeing) or not is_recent(item, self._fetched_at)

    def recognised(self, item: PreparedItem) -> NewItem:
        """The item with what is remembered of it."""
        bookmark = self._bookmark(item)
        if bookmark is not None:  # one id, one article
            self._bookmarks = {key: kept for key, kept in self._bookmarks.items() if kept != bookmark}
        held = None if bookmark is None else bookmark_entry(self._stores, bookmark)
        read_at = self._read_at(item)
        copied = sum(key in self._read for key in item.keys)
        is_copied = copied == (0 if read_at is None else len(item.keys)) and not any(
            key in self._taken for key in item.keys
        )
        return NewItem(item, bookmark, held, read_at, not is_copied)

    def _bookmark(self, item: PreparedItem) -> int | None:
        """The bookmark of this item; one of which only part of the keys agree is looked at closer."""
        votes: dict[int, set[str]] = {}
        for key in item.keys:
            if key in self._bookmarks:
                votes.setdefault(self._bookmarks[key], set()).add(key[0])
        for bookmark, kinds in sorted(votes.items(), key=lambda one: (-len(one[1]), one[0])):
            agreeing = frozenset(kinds)
            if is_certain(item, agreeing) or self._is_same(item, bookmark, agreeing):
                return bookmark
        return None

    def _is_same(self, item: PreparedItem, bookmark: int, agreeing: frozenset[str]) -> bool:
        rows = self._stores.library.rows(_FACTS, (bookmark,))
        title, summary, url, published, fetched, _ = rows[0]
        facts = Facts(title, summary, url, published, fetched, kinds_of([row[5] for row in rows]))
        return is_same(item, facts, agreeing, stamp(self._fetched_at))

    def _read_at(self, item: PreparedItem) -> int | None:
        """When the item was read, as certainly as keys and a date can tell."""
        found = [(key, *self._read[key]) for key in item.keys if key in self._read]
        if not found:
            return None
        _, read_at, published = found[0]
        return read_at if was_read(item, kinds_of([key for key, *_ in found]), published) else None

    def _leave_out_known(self) -> None:
        found = self._stores.cache.rows(_THERE, (listed(set(self._bookmarks.values())),))
        there = {row[0] for row in found}
        self._bookmarks = {key: kept for key, kept in self._bookmarks.items() if kept not in there}


def is_recent(item: PreparedItem, fetched_at: datetime) -> bool:
    """Whether an item is too young to be one that was kept until it expired: its id is used again."""
    return item.published_at is not None and not item.has_vague_time and fetched_at - item.published_at < RECENT
