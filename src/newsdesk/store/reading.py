"""Marks articles read or unread, in the cache or in the bookmark that is all there is of one."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from newsdesk.domain.article import ArticleId
from newsdesk.domain.changes import Changes
from newsdesk.domain.source import SourceId
from newsdesk.store import bookmarks
from newsdesk.store.moments import stamp
from newsdesk.store.stores import Stores, listed

MARKED_AT_ONCE = 4000  # marks set in one transaction; of fewer each writes the same pages of its indexes again

_OTHERWISE = (
    "SELECT article_id, source_id FROM mark WHERE article_id IN (SELECT value FROM json_each(?)) AND is_read <> ?"
)
_GONE = "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT article_id FROM mark)"
_SET = "UPDATE mark SET is_read = ?, read_at = ? WHERE article_id IN (SELECT value FROM json_each(?))"
_UNCOPIED = "INSERT OR IGNORE INTO uncopied_mark SELECT value FROM json_each(?)"


def set_read(stores: Stores, ids: Collection[ArticleId], read_at: datetime | None) -> Changes:
    """Marks articles read at that moment, or unread when it is None; those that were so already stay as they are."""
    cache, touched = stores.cache, set()
    changed: list[ArticleId] = []
    wanted = list(dict.fromkeys(ids))
    is_read = int(read_at is not None)
    for start in range(0, len(wanted), MARKED_AT_ONCE):
        part = listed(sorted(wanted[start : start + MARKED_AT_ONCE]))  # neighbours lie on the same pages
        gone = [row[0] for row in cache.rows(_GONE, (part,))]
        if gone:
            changed += [ArticleId(number) for number in bookmarks.set_read(stores, gone, read_at)]
        rows = cache.rows(_OTHERWISE, (part, is_read))
        if not rows:
            continue
        at, these = None if read_at is None else stamp(read_at), [ArticleId(row[0]) for row in rows]
        with cache.transaction():
            cache.write(_SET, (is_read, at, listed(these)))
            cache.write(_UNCOPIED, (listed(these),))
        changed += these
        touched |= {SourceId(row[1]) for row in rows}
    return Changes(updated=tuple(changed), sources=tuple(sorted(touched)))
