"""Writes the items of a feed: new articles with marks, bodies, keys and index entries, and what changed in old ones.

Every function here works inside the caller's transaction on the cache.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from newsdesk.domain.article import ArticleId
from newsdesk.intake.jobs import PictureWanted, PreparedItem
from newsdesk.store import index
from newsdesk.store.database import Database
from newsdesk.store.identity import Sorted, content_sum
from newsdesk.store.index import Entry
from newsdesk.store.moments import sorting_stamp, stamp_or_none
from newsdesk.store.packing import pack
from newsdesk.store.remembered import NewItem
from newsdesk.store.stores import listed

NO_TEXT, SHORT_TEXT, TEXT = 0, 1, 2  # article.text_state
HEADLINE_ONLY, WITH_TEXT, WITH_PICTURES = 0, 1, 2  # article.offline


def _insert(table: str, *columns: str, otherwise: str = "") -> str:
    """The INSERT for these columns, as SQLAlchemy would compile it (a test compares), without its import; `otherwise`:
    what to do where a row is there, as SQLite's "OR IGNORE"."""
    places = ", ".join("?" * len(columns))
    verb = f"INSERT {otherwise}" if otherwise else "INSERT"
    return f"{verb} INTO {table} ({', '.join(columns)}) VALUES ({places})"


_ARTICLE = (
    *("id", "source_id", "sorted_at", "published_at", "fetched_at", "position", "offline", "text_state"),
    *("text_retry_at", "content_sum", "search_sum", "title", "url", "author", "time_text", "summary", "is_breaking"),
)
INSERT_ARTICLE = _insert("article", *_ARTICLE)
INSERT_MARK = _insert("mark", "article_id", "source_id", "sorted_at", "is_read", "read_at")
INSERT_BODY = _insert("body", "article_id", "html", "text")
# A key that a new article has is no longer another's: its publisher uses it again.
TAKE_KEY = _insert("item_key", "source_id", "key", "strength", "article_id", otherwise="OR REPLACE")
INSERT_KEY = _insert("item_key", "source_id", "key", "strength", "article_id", otherwise="OR IGNORE")
INSERT_PLACE = _insert("article_picture", "article_id", "ordinal", "key", "url", "alt")
INSERT_WANTED = _insert("picture", "key", "state", "retry_at", otherwise="OR IGNORE")
INSERT_UNCOPIED = _insert("uncopied_mark", "article_id", otherwise="OR IGNORE")
# A read article of which another key is known now: its mark is copied by that, too.
COPY_AGAIN = "INSERT OR IGNORE INTO uncopied_mark SELECT article_id FROM mark WHERE article_id = ? AND is_read = 1"
SET_BODY = INSERT_BODY + " ON CONFLICT (article_id) DO UPDATE SET html = excluded.html, text = excluded.text"

# Of these pictures those that no article names.
DROP_UNUSED = (
    "DELETE FROM picture WHERE key IN (SELECT value FROM json_each(?))"
    " AND NOT EXISTS (SELECT 1 FROM article_picture ap WHERE ap.key = picture.key)"
)

_WHOLE = (
    "UPDATE article SET offline = 2 WHERE id = ? AND text_state = 2 AND offline < 2 AND NOT EXISTS"
    " (SELECT 1 FROM article_picture ap JOIN picture p ON p.key = ap.key WHERE ap.article_id = article.id"
    " AND p.state IN (0, 3))"
)
_UPDATE = (
    "UPDATE article SET title = ?, url = ?, author = ?, published_at = ?, time_text = ?, summary = ?, position = ?,"
    " is_breaking = ?, content_sum = ?, search_sum = ?, text_state = ?, offline = ? WHERE id = ?"
)
_OLD = (
    "SELECT a.title, a.summary, a.text_state, a.offline, a.search_sum, coalesce(plain(b.text), ''), a.published_at,"
    " a.time_text FROM article a LEFT JOIN body b ON b.article_id = a.id WHERE a.id = ?"
)


@dataclass(frozen=True, slots=True)
class Written:
    """What a slice did. `touched` are articles of which only details changed that are no words."""

    added: tuple[ArticleId, ...] = ()
    updated: tuple[ArticleId, ...] = ()
    touched: tuple[ArticleId, ...] = ()


def write_slice(cache: Database, source_id: int, found: Sorted, fetched: int) -> Written:
    """Writes what `identity` told apart; `fetched` is the stamp of the whole document."""
    added = _add(cache, source_id, found.new, fetched)
    updated: list[ArticleId] = []
    touched: list[ArticleId] = []
    for article, item in found.changed:
        (updated if _update(cache, article, item) else touched).append(ArticleId(article))
    cache.many(INSERT_KEY, [(source_id, key, strength, article) for key, strength, article in found.missing_keys])
    cache.many(COPY_AGAIN, [(article,) for article in {article for *_, article in found.missing_keys}])
    cache.many("UPDATE article SET position = ? WHERE id = ?", found.moved)
    cache.many(
        INSERT_KEY,
        [(source_id, key, place, None) for item in found.expired for place, key in enumerate(item.keys)],
    )
    return Written(added, tuple(updated), tuple(touched))


def place_pictures(cache: Database, article: int, pictures: Sequence[PictureWanted], *, are_wanted: bool) -> None:
    """Replaces which pictures an article names; wanted ones are fetched when they are not on disk. Those that nothing
    names any more leave it."""
    before = {row[0] for row in cache.rows("SELECT key FROM article_picture WHERE article_id = ?", (article,))}
    cache.write("DELETE FROM article_picture WHERE article_id = ?", (article,))
    cache.many(INSERT_PLACE, _places(article, pictures))
    gone = before - {picture.key for picture in pictures}
    if gone:
        cache.write(DROP_UNUSED, (listed(gone),))
    if are_wanted:
        cache.many(INSERT_WANTED, [(picture.key, 0, 0) for picture in pictures])


def complete(cache: Database, articles: Sequence[int]) -> None:
    """Marks those of these articles as whole whose text is there and whose wanted pictures all are."""
    cache.many(_WHOLE, [(article,) for article in articles])


def _add(cache: Database, source_id: int, new: Sequence[NewItem], fetched: int) -> tuple[ArticleId, ...]:
    if not new:
        return ()
    free = _next_id(cache)
    articles: list[tuple[int, NewItem]] = []
    for one in new:
        articles.append((free if one.bookmark is None else one.bookmark, one))
        free += one.bookmark is None
    _remove_bookmark_entries(cache, new)
    entries = [Entry(article, one.item.search_title, one.item.search_body) for article, one in articles]
    stamps = [_stamps(one.item, fetched) for one in new]
    cache.many(
        INSERT_ARTICLE,
        [
            _article_row(article, source_id, one.item, entry.sum, times)
            for (article, one), entry, times in zip(articles, entries, stamps, strict=True)
        ],
    )
    cache.many(
        INSERT_MARK,
        [
            (article, source_id, times[0], int(one.read_at is not None), one.read_at)
            for (article, one), times in zip(articles, stamps, strict=True)
        ],
    )
    _add_bodies(cache, articles)
    cache.many(
        TAKE_KEY,
        [(source_id, key, place, article) for article, one in articles for place, key in enumerate(one.item.keys)],
    )
    cache.many(INSERT_UNCOPIED, [(article,) for article, one in articles if one.is_uncopied])
    index.add(cache, entries)
    return tuple(ArticleId(article) for article, _ in articles)


def _remove_bookmark_entries(cache: Database, new: Sequence[NewItem]) -> None:
    """A re-fetched article takes over the place in the index that its bookmark's copy held meanwhile."""
    for one in new:
        if one.bookmark is not None and one.held is not None:
            index.remove(cache, one.held, one.held.sum)


def _add_bodies(cache: Database, articles: Sequence[tuple[int, NewItem]]) -> None:
    said = [(article, one.item) for article, one in articles if one.item.html or one.item.text]
    cache.many(INSERT_BODY, [(article, pack(item.html), pack(item.text)) for article, item in said])
    pictured = [(article, one.item) for article, one in articles if one.item.pictures]
    cache.many(INSERT_PLACE, [row for article, item in pictured for row in _places(article, item.pictures)])
    whole = [(article, item) for article, item in pictured if item.has_full_text]
    cache.many(INSERT_WANTED, [(picture.key, 0, 0) for _, item in whole for picture in item.pictures])
    complete(cache, [article for article, _ in whole])


def _article_row(
    article: int, source_id: int, item: PreparedItem, search_sum: int, times: tuple[int, int | None, int]
) -> tuple[Any, ...]:
    state = _state(item)
    offline = HEADLINE_ONLY if state < TEXT else WITH_TEXT if item.pictures else WITH_PICTURES
    sorted_at, published, fetched = times
    return (
        *(article, source_id, sorted_at, published, fetched, item.position, offline, state, 0),
        *(content_sum(item), search_sum, item.title, item.url, item.author, item.time_text, item.summary),
        int(item.is_breaking),
    )


def _update(cache: Database, article: int, item: PreparedItem) -> bool:
    """Whether its words changed: headline, summary or text. Read state and place in the lists stay."""
    title, summary, state, offline, search_sum, text, *date = cache.rows(_OLD, (article,))[0]
    replaces_body = item.has_full_text or state < TEXT
    new_text = item.text if replaces_body else text
    new_state = _state(item) if replaces_body else state
    before = index.folded(article, title, text, summary)
    after = index.folded(article, item.title, new_text, item.summary)
    if replaces_body and (item.html or item.text or text):
        cache.write(SET_BODY, (article, pack(item.html), pack(item.text)))
        place_pictures(cache, article, item.pictures, are_wanted=item.has_full_text)
        offline = WITH_TEXT if new_state == TEXT else HEADLINE_ONLY
    if before != after or before.sum != search_sum:
        index.remove(cache, before, search_sum)
        index.add(cache, [after])
    if not item.has_vague_time or date[0] is None:  # else the first reading holds
        date = [stamp_or_none(item.published_at), item.time_text]
    values = (item.title, item.url, item.author, *date, item.summary)
    sums = (content_sum(item), after.sum)
    cache.write(_UPDATE, (*values, item.position, int(item.is_breaking), *sums, new_state, offline, article))
    complete(cache, [article])
    return bool((title, summary, text) != (item.title, item.summary, new_text))


def _state(item: PreparedItem) -> int:
    if item.has_full_text:
        return TEXT
    return SHORT_TEXT if item.html or item.text else NO_TEXT


def _stamps(item: PreparedItem, fetched: int) -> tuple[int, int | None, int]:
    published = stamp_or_none(item.published_at)
    return sorting_stamp(published, fetched, item.position), published, fetched


def _places(article: int, pictures: Sequence[PictureWanted]) -> list[tuple[int, int, str, str, str]]:
    return [(article, place, picture.key, picture.url, picture.alt) for place, picture in enumerate(pictures)]


def _next_id(cache: Database) -> int:
    """The first id never given: AUTOINCREMENT's own count, which a rebuilt cache starts above every bookmark."""
    given: int | None = cache.value("SELECT seq FROM sqlite_sequence WHERE name = 'article'")
    return (given or 0) + 1
