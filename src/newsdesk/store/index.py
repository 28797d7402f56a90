"""Keeps the search index in step: folded words and, behind them, the marked stems of those that have another stem.

The index holds no text: a row leaves it by giving the same words again.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from newsdesk.arabic.fold import FOLDING_VERSION, fold
from newsdesk.arabic.forms import forms
from newsdesk.arabic.stem import STEM_VERSION, marked_stems
from newsdesk.domain.faults import Failed
from newsdesk.store.database import Database
from newsdesk.store.stores import Stores
from newsdesk.store.watch import UNWATCHED, Watch

BATCH = 500  # articles read at once
LETTERS = 3_000_000  # indexed anew at once: each time leaves a segment, and many cost more to merge than to write
PENDING, PENDING_ANEW = (
    1 << 20,
    1 << 23,
)  # bytes that FTS5 gathers before it writes a segment: its own, and while making anew
# Each step of a merge writes the first page of every segment anew that it takes from: those of many segments cost more
# than what is merged. So segments are merged sixteen at a time, as soon as there are so many of one size.
FAN = 16
NARROW = 4  # in quiet moments: words take a tenth less room, and what left the index none, once they are merged
MERGED = 16  # pages written by one step of a merge, some 3 ms
_ADD = "INSERT INTO search (rowid, title, body) VALUES (?, ?, ?)"
_ADD_ALL = (
    "INSERT INTO search (rowid, title, body) SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'),"
    " json_extract(value, '$[2]') FROM json_each(?)"
)
_SET_PENDING = "INSERT INTO search (search, rank) VALUES ('hashsize', ?)"
_SET_FAN = "INSERT INTO search (search, rank) VALUES ('usermerge', ?)"
_REMOVE = "INSERT INTO search (search, rowid, title, body) VALUES ('delete', ?, ?, ?)"
STALE = "stale"
VERSION = f"{FOLDING_VERSION}.{STEM_VERSION}"


@dataclass(frozen=True, slots=True)
class Entry:
    """The folded words of an article or of a bookmark whose article is gone."""

    id: int
    title: str
    body: str

    @property
    def sum(self) -> int:
        """Tells whether folding the stored text again would give the words that stand in the index."""
        return zlib.crc32(self.body.encode(), zlib.crc32(self.title.encode()))

    @property
    def row(self) -> tuple[int, str, str]:
        """What the index is given. Stems come last, so that a phrase never runs through them."""
        title, body = marked_stems(self.title), marked_stems(self.body)
        return (
            self.id,
            f"{self.title} {title}" if title else self.title,
            f"{self.body} {body}" if body else self.body,
        )


def folded(article: int, title: str, text: str, summary: str) -> Entry:
    """The entry that stored text makes: the body is the text, without one the summary."""
    return Entry(article, fold(title), fold(text or summary))


def add(cache: Database, entries: Sequence[Entry]) -> None:
    """Puts in entries whose ids are not in the index. In order of id: anything else makes FTS5 flush each time."""
    cache.many(_ADD, sorted(entry.row for entry in entries))


def remove(cache: Database, entry: Entry, known_sum: int) -> None:
    """Takes an entry out. Were its words not those that were put in, the index is made anew at the next opening."""
    if entry.sum != known_sum:
        cache.set_meta("index_version", STALE)
    cache.write(_REMOVE, entry.row)


def settle(cache: Database, fan: int = FAN) -> bool:
    """One step, some pages, of merging the segments that transactions have left, `fan` or more at a time; whether
    there were so many."""
    with cache.transaction():
        if cache.value("SELECT v FROM search_config WHERE k = 'usermerge'") != fan:
            cache.write(_SET_FAN, (fan,))
        before = cache.connection.total_changes
        cache.write("INSERT INTO search (search, rank) VALUES ('merge', ?)", (MERGED,))
        # FTS5 tells a merge that did nothing by fewer than two changed rows (SQLite FTS5, section 6.8).
        return cache.connection.total_changes - before >= 2


def keep_pace(cache: Database) -> None:
    """A step of merging after each transaction that left a segment: what comes in is merged as fast, and no step ever
    meets hundreds of them. What was written before stands, whatever becomes of the step."""
    with contextlib.suppress(Failed):
        settle(cache)


def bookmark_entry(stores: Stores, bookmark: int) -> Entry | None:
    """What a bookmark's own copy puts into the index once its article is gone; None when there is no such bookmark."""
    rows = stores.library.rows("SELECT title, text, summary FROM bookmark WHERE id = ?", (bookmark,))
    return folded(bookmark, *rows[0]) if rows else None


def bring_up_to_date(stores: Stores, watch: Watch = UNWATCHED) -> bool:
    """Makes the index anew when it was never made, was made by other rules or is stale; whether it was.

    A program that is closing leaves it stale: the next opening begins anew, and what the reader did is written at once.
    """
    if stores.cache.meta("index_version") == VERSION:
        return False
    cache = stores.cache
    held = (cache.value("SELECT 1 FROM article LIMIT 1"), stores.library.value("SELECT 1 FROM bookmark LIMIT 1"))
    with cache.transaction():
        cache.write("INSERT INTO search (search) VALUES ('delete-all')")
        cache.set_meta("index_version", STALE if any(held) else VERSION)
        if any(held):
            cache.write(_SET_PENDING, (PENDING_ANEW,))
    if not any(held):
        return True
    if not _add_articles(cache, watch):
        return True
    _add_bookmarks(stores)
    with cache.transaction():
        cache.write(_SET_PENDING, (PENDING,))
        cache.set_meta("index_version", VERSION)
    return True


def _add_articles(cache: Database, watch: Watch) -> bool:
    """Whether all could be added. The next articles are folded while SQLite, which holds no lock of the interpreter,
    takes in those before them.

    One statement for each transaction: FTS5 writes a segment at the end of either.
    """
    with ThreadPoolExecutor(1) as folding:
        rows = _next_articles(cache, -1)
        ahead = folding.submit(_forms_of, rows)
        while rows:
            if watch.is_stopping():
                return False
            rows = _next_articles(cache, rows[-1][0])
            made = ahead.result()
            ahead = folding.submit(_forms_of, rows)
            with cache.transaction():
                cache.write(_ADD_ALL, (made.entries,))
                cache.many("UPDATE article SET search_sum = ? WHERE id = ?", made.sums)
    return True


def _next_articles(cache: Database, after: int) -> list[tuple[Any, ...]]:
    """Articles with some LETTERS of text in all; none when there are no more."""
    found: list[tuple[Any, ...]] = []
    letters = 0
    while letters < LETTERS and (rows := cache.rows(_ARTICLES, (found[-1][0] if found else after, BATCH))):
        found += rows
        letters += sum(len(title) + len(text or summary) for _, title, text, summary, _ in rows)
    return found


class _Made(NamedTuple):
    """The rows of some articles as JSON, and the sums that differ from those that are known, with the article."""

    entries: str
    sums: list[tuple[int, int]]


def _forms_of(rows: Sequence[tuple[Any, ...]]) -> _Made:
    """The same rows as `add(folded(...))` would give, by way of the words that were met before."""
    entries: list[str] = []  # one by one: nobody gets the interpreter while it writes a whole list of them
    sums: list[tuple[int, int]] = []
    for article, title, text, summary, known_sum in rows:
        words, stems = forms(title)
        body, body_stems = forms(text or summary)
        entries.append(f"[{article},{encode_basestring(words + stems)},{encode_basestring(body + body_stems)}]")
        made = zlib.crc32(body.encode(), zlib.crc32(words.encode()))
        if made != known_sum:
            sums.append((made, article))
    return _Made(f"[{','.join(entries)}]", sums)


def _add_bookmarks(stores: Stores) -> None:
    after = -1
    while rows := stores.library.rows(_BOOKMARKS, (after, BATCH)):
        after = rows[-1][0]
        entries = [
            folded(*row) for row in rows if stores.cache.value("SELECT 1 FROM article WHERE id = ?", row[:1]) is None
        ]
        with stores.cache.transaction():
            add(stores.cache, entries)


_ARTICLES = (
    "SELECT a.id, a.title, coalesce(plain(b.text), ''), a.summary, a.search_sum FROM article a"
    " LEFT JOIN body b ON b.article_id = a.id WHERE a.id > ? ORDER BY a.id LIMIT ?"
)
_BOOKMARKS = "SELECT id, title, text, summary FROM bookmark WHERE id > ? ORDER BY id LIMIT ?"
