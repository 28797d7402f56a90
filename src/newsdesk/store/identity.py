"""Finds out which items of a feed are known: any of an item's keys may tell, within its source, the strongest first.

It reads and decides; nothing is written here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from newsdesk.intake.jobs import PreparedItem
from newsdesk.store.index import Entry, bookmark_entry
from newsdesk.store.stores import Stores, listed

_KEYS = "SELECT key, article_id FROM item_key WHERE source_id = ? AND key IN (SELECT value FROM json_each(?))"
_SUMS = "SELECT id, content_sum, position FROM article WHERE id IN (SELECT value FROM json_each(?))"
_KEPT = (
    "SELECT key, bookmark, NULL, 0 FROM bookmark_key WHERE origin = ?1 AND key IN (SELECT value FROM json_each(?2))"
    " UNION ALL SELECT key, NULL, read_at, is_expired FROM read_mark"
    " WHERE origin = ?1 AND key IN (SELECT value FROM json_each(?2))"
)


@dataclass(frozen=True, slots=True)
class NewItem:
    """An item never seen. `bookmark`: the id its bookmark kept for it, `held`: what that has put into the search index;
    `read_at`: it was read before the cache was lost."""

    item: PreparedItem
    bookmark: int | None = None
    held: Entry | None = None
    read_at: int | None = None


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

    HTML counts only where there is no plain text: addresses of pictures often change while the words do not.
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
    )
    digest = blake2b("\x1f".join(said).encode("utf-8", "surrogatepass"), digest_size=8)
    return int.from_bytes(digest.digest(), "big", signed=True)


def sort_items(
    stores: Stores,
    source_id: int,
    origin: str,
    items: Sequence[PreparedItem],
    taken: set[int],
    *,
    is_page: bool = False,
) -> Sorted:
    """Tells new, changed and unchanged items apart; of a page also those that only moved, since its order is its
    editors'. `taken` are articles that this document has named already: a weaker key of another item does not name
    them again. Articles found are added to it."""
    items = [item if item.keys else _named_by_content(item) for item in items]
    keys = listed([key for item in items for key in item.keys])
    known: dict[str, int | None] = dict(stores.cache.rows(_KEYS, (source_id, keys)))
    sums = _sums(stores, known)
    strange = [item for item in items if not any(key in known for key in item.keys)]
    kept = _Kept(stores, origin, strange)
    new: list[NewItem] = []
    changed: list[tuple[int, PreparedItem]] = []
    missing: list[tuple[str, int, int]] = []
    expired: list[PreparedItem] = []
    moved: list[tuple[int, int]] = []
    for item in items:
        named = [known[key] for key in item.keys if key in known]
        article = next((found for found in named if found not in taken), 0)
        if named and article is None:
            expired.append(item)
        elif article:
            taken.add(article)
            missing.extend((key, place, article) for place, key in enumerate(item.keys) if key not in known)
            content, position = sums.get(article, (None, 0))
            if content != content_sum(item):
                changed.append((article, item))
            elif is_page and position != item.position:
                moved.append((item.position, article))
        elif len(named) == len(item.keys):
            continue  # every key is another item's: stored, it would be new again each time
        elif kept.is_expired(item):
            expired.append(item)
        else:
            new.append(kept.recognised(item))
    return Sorted(tuple(new), tuple(changed), tuple(missing), tuple(expired), tuple(moved))


def _named_by_content(item: PreparedItem) -> PreparedItem:
    """An item that shares every key with others is known by its words, or it would be new at every sync."""
    return replace(item, keys=(f"c:{content_sum(item):x}",))


def _sums(stores: Stores, known: dict[str, int | None]) -> dict[int, tuple[int, int]]:
    """The content sum and the position of each known article."""
    articles = {article for article in known.values() if article is not None}
    return {row[0]: row[1:] for row in stores.cache.rows(_SUMS, (listed(articles),))} if articles else {}


class _Kept:
    """What the library remembers of items that the cache does not know."""

    def __init__(self, stores: Stores, origin: str, items: Sequence[PreparedItem]) -> None:
        self._stores = stores
        self._bookmarks: dict[str, int] = {}
        self._read: dict[str, int] = {}
        self._expired: set[str] = set()
        if not items:
            return
        keys = listed([key for item in items for key in item.keys])
        for key, bookmark, read_at, is_expired in stores.library.rows(_KEPT, (origin, keys)):
            if bookmark is not None:
                self._bookmarks[key] = bookmark
            else:
                self._read[key] = read_at
                if is_expired:
                    self._expired.add(key)
        if self._bookmarks:
            self._leave_out_known()

    def is_expired(self, item: PreparedItem) -> bool:
        is_bookmarked = any(key in self._bookmarks for key in item.keys)
        return not is_bookmarked and any(key in self._expired for key in item.keys)

    def recognised(self, item: PreparedItem) -> NewItem:
        bookmark = next((self._bookmarks[key] for key in item.keys if key in self._bookmarks), None)
        if bookmark is not None:  # one id, one article
            self._bookmarks = {key: kept for key, kept in self._bookmarks.items() if kept != bookmark}
        read_at = next((self._read[key] for key in item.keys if key in self._read), None)
        held = None if bookmark is None else bookmark_entry(self._stores, bookmark)
        return NewItem(item, bookmark, held, read_at)

    def _leave_out_known(self) -> None:
        found = self._stores.cache.rows(_SUMS, (listed(set(self._bookmarks.values())),))
        there = {row[0] for row in found}
        self._bookmarks = {key: kept for key, kept in self._bookmarks.items() if kept not in there}
