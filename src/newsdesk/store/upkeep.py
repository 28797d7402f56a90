"""Keeps the stores small and their copies fresh, a few milliseconds at a time: removed sources, old articles, marks."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.domain.article import ArticleId
from newsdesk.store import bookmarks, icons, index, read_copies, showing
from newsdesk.store.articles import DROP_UNUSED
from newsdesk.store.read_copies import ReadCopy
from newsdesk.store.stores import Stores, listed

SLICE = 20  # articles removed in one transaction; folding long texts again is what takes the time
MARKS = 200  # read marks copied in one transaction

_REMOVED = (
    "SELECT a.id, a.title, coalesce(plain(b.text), ''), a.summary, a.search_sum FROM article a"
    " LEFT JOIN body b ON b.article_id = a.id WHERE a.id IN (SELECT value FROM json_each(?))"
)
_KEYS = (
    "SELECT k.source_id, k.key, m.read_at, a.published_at FROM item_key k JOIN mark m ON m.article_id = k.article_id"
    " JOIN article a ON a.id = k.article_id WHERE k.article_id IN (SELECT value FROM json_each(?))"
)
_COUNT = (
    "INSERT INTO removal (day, source_id, reason, articles) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (day, source_id, reason) DO UPDATE SET articles = articles + excluded.articles"
)


def copy_marks(stores: Stores) -> bool:
    """Copies up to 200 changed read marks to the library, by all their keys; whether more are waiting."""
    waiting = [row[0] for row in stores.cache.rows("SELECT article_id FROM uncopied_mark LIMIT ?", (MARKS,))]
    if waiting:
        read_copies.copy(stores, waiting)
        with stores.cache.transaction():
            stores.cache.many("DELETE FROM uncopied_mark WHERE article_id = ?", [(article,) for article in waiting])
    return len(waiting) == MARKS


def sweep(stores: Stores) -> tuple[ArticleId, ...]:
    """Removes some articles of sources that are no longer there; empty when none is left."""
    sources = {row[0] for row in stores.library.rows("SELECT id FROM source")}
    for (source_id,) in stores.cache.rows("SELECT source_id FROM source_state ORDER BY source_id"):
        if source_id in sources:
            continue
        rows = stores.cache.rows("SELECT id FROM article WHERE source_id = ? LIMIT ?", (source_id, SLICE))
        if rows:
            return _remove(stores, [row[0] for row in rows], keeps_tombstones=False)
        with stores.cache.transaction():
            stores.cache.write("DELETE FROM item_key WHERE source_id = ?", (source_id,))
            showing.forget(stores.cache, source_id)
            stores.cache.write("DELETE FROM source_clock WHERE source_id = ?", (source_id,))
            icons.forget(stores.cache, source_id)
            stores.cache.write("DELETE FROM source_record WHERE source_id = ?", (source_id,))
            stores.cache.write("DELETE FROM source_state WHERE source_id = ?", (source_id,))
    return ()


def expire(stores: Stores, articles: Sequence[int], counted: Sequence[tuple[str, int, str, int]]) -> None:
    """Removes these articles; all their keys stay in both databases, so that they do not come back, also when their
    publisher gives them other ids. `counted`: day, source, reason and number, written with it."""
    origins = dict(stores.library.rows("SELECT id, url FROM source"))
    keys = stores.cache.rows(_KEYS, (listed(articles),))
    with stores.changing_library() as library:
        read_copies.put(
            library,
            [
                ReadCopy(origins[source], key, read_at or 0, published, is_expired=True)
                for source, key, read_at, published in keys
                if source in origins
            ],
        )
    _remove(stores, articles, keeps_tombstones=True, counted=counted)


def keep_marks_of_bookmarks(stores: Stores, source_id: int) -> None:
    """Copies the marks of a source's bookmarks, read and breaking, before its articles go: afterwards the copy is all
    there is."""
    rows = stores.library.rows("SELECT id FROM bookmark WHERE source_id = ?", (source_id,))
    read_copies.copy(stores, [row[0] for row in rows])
    bookmarks.keep_breaking(stores, [row[0] for row in rows])


def _remove(
    stores: Stores,
    articles: Sequence[int],
    *,
    keeps_tombstones: bool,
    counted: Sequence[tuple[str, int, str, int]] = (),
) -> tuple[ArticleId, ...]:
    """Takes articles out of the cache with all that hangs on them; a bookmark's copy takes their place in the index."""
    cache = stores.cache
    rows = cache.rows(_REMOVED, (listed(articles),))
    kept = [index.bookmark_entry(stores, bookmark) for bookmark in sorted(stores.bookmarked(articles))]
    keys = cache.rows(
        "SELECT DISTINCT key FROM article_picture WHERE article_id IN (SELECT value FROM json_each(?))",
        (listed(articles),),
    )
    named = [(row[0],) for row in rows]
    with cache.transaction():
        for *stored, search_sum in rows:
            index.remove(cache, index.folded(*stored), search_sum)
        index.add(cache, [entry for entry in kept if entry is not None])
        if keeps_tombstones:
            cache.many("UPDATE item_key SET article_id = NULL WHERE article_id = ?", named)
        else:
            cache.many("DELETE FROM item_key WHERE article_id = ?", named)
        cache.many("DELETE FROM uncopied_mark WHERE article_id = ?", named)
        cache.many("DELETE FROM article WHERE id = ?", named)  # mark, body and places go with it
        cache.many(_COUNT, counted)
        cache.write(DROP_UNUSED, (listed([row[0] for row in keys]),))
    index.keep_pace(cache)
    return tuple(ArticleId(row[0]) for row in rows)
