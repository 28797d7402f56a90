"""What saved searches hold: the newest of what answers, how much of it is unread, and which articles are followed.

Nothing is kept beside the index. What is read is bounded whatever the archive holds: of the articles that arrived last
with the words so many are looked through, and of these so many stand on the shelf.
"""

# ruff: noqa: S608  queries are put together from constants; what a reader said is always a parameter

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from newsdesk.arabic import question
from newsdesk.arabic.highlight import Sought
from newsdesk.arabic.question import Question
from newsdesk.domain.article import ArticleId
from newsdesk.domain.searches import SavedSearch, SearchId, SearchState
from newsdesk.domain.shelf import Cursor, HeadlinePage
from newsdesk.store import filters, headlines, matching, search
from newsdesk.store.connection import ReadConnection
from newsdesk.store.headlines import NEWER_THAN_ALL, WAS_READ
from newsdesk.store.moments import stamp
from newsdesk.store.spellings import Spellings
from newsdesk.store.vocabulary import Vocabulary

SHOWN = 5000  # articles on a shelf
LOOKED_THROUGH = 50_000  # newest arrivals with the words, where the question says more than words
SPREAD = 50  # numbers between the first and the last of some articles, for each of them, that are read in one go

_EVERY = "SELECT id, name, query, is_followed, position FROM library.saved_search ORDER BY position, id"
_HAS_ARTICLE = "EXISTS (SELECT 1 FROM article a JOIN library.source s ON s.id = a.source_id WHERE a.id = b.id)"
# The same of articles and of bookmarks whose article is gone.
_UNREAD = (
    "SELECT (SELECT count(*) FROM found CROSS JOIN mark m ON m.article_id = found.id AND m.is_read = 0"
    " CROSS JOIN library.source s ON s.id = m.source_id)"
    " + (SELECT count(*) FROM found CROSS JOIN library.bookmark b ON b.id = found.id"
    f" WHERE NOT {_HAS_ARTICLE} AND NOT {WAS_READ})"
)
_PLACES = (
    "SELECT m.sorted_at AS at, m.article_id AS id FROM found CROSS JOIN mark m ON m.article_id = found.id"
    " CROSS JOIN library.source s ON s.id = m.source_id"
    " UNION ALL SELECT b.sorted_at, b.id FROM found CROSS JOIN library.bookmark b ON b.id = found.id"
    f" WHERE NOT {_HAS_ARTICLE}"
)
_NEWEST = f"SELECT id FROM ({_PLACES}) WHERE (at, id) < (?, ?) ORDER BY at DESC, id DESC LIMIT ?"
_NO_WORDS = (
    "SELECT id FROM (SELECT id FROM article ORDER BY sorted_at DESC, id DESC LIMIT ?)"
    " UNION SELECT id FROM library.bookmark"
)


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question as SQL: the rows that answer it are the CTE `found`."""

    hits: str
    condition: str
    values: tuple[Any, ...]
    later: tuple[Any, ...]
    most: int = SHOWN

    def sql(self, query: str) -> str:
        """The query over all that answers."""
        return (
            f"WITH hit (id) AS MATERIALIZED ({self.hits}),"
            f" found (id) AS MATERIALIZED (SELECT id FROM hit WHERE 1{self.condition} LIMIT {self.most}) {query}"
        )

    def all_values(self, *more: Any) -> tuple[Any, ...]:
        """What belongs to its question marks, then more."""
        return (*self.values, *self.later, *more)


class Shelved:
    """Answers for saved searches from one connection; `today` is the reader's."""

    def __init__(self, reads: ReadConnection, spellings: Spellings) -> None:
        self._reads = reads
        self._spellings = spellings
        self._vocabulary = Vocabulary(reads)

    def every(self) -> tuple[SavedSearch, ...]:
        """All saved searches in the reader's order."""
        return every(self._reads)

    def states(self) -> tuple[SearchState, ...]:
        """All of them with their unread figures."""
        return tuple(SearchState(one, self.unread(one)) for one in self.every())

    def unread(self, saved: SavedSearch) -> int:
        """How many of the articles on its shelf are unread."""
        asked = self._asked(saved.query)
        return 0 if asked is None else int(self._reads.value(asked.sql(_UNREAD), asked.all_values()) or 0)

    def sought(self, query: str) -> Sought:
        """What is highlighted of a question whose words are meant whole."""
        read = _read(query)
        return matching.sought(read, search.lexicon(self._reads, read, self._spellings.names(), self._vocabulary))

    def ids(self, saved: SearchId | None, after: Cursor | None = None, limit: int = SHOWN) -> tuple[ArticleId, ...]:
        """The newest articles of a shelf behind this place, newest first; none for a search that is gone."""
        asked = next((self._asked(one.query) for one in self.every() if one.id == saved), None)
        if asked is None:
            return ()
        at = NEWER_THAN_ALL if after is None else (stamp(after.at), after.id)
        rows = self._reads.rows(asked.sql(_NEWEST), asked.all_values(*at, limit))
        return tuple(ArticleId(row[0]) for row in rows)

    def page(self, saved: SearchId | None, after: Cursor | None, limit: int) -> HeadlinePage:
        """A page of a shelf, beginning after the cursor."""
        rows = headlines.by_id(self._reads, self.ids(saved, after, limit))
        return HeadlinePage(rows, Cursor(rows[-1].sorted_at, rows[-1].id) if len(rows) == limit else None)

    def on_shelf(self, saved: SearchId | None, ids: Collection[ArticleId]) -> set[ArticleId]:
        """Which of these articles a saved search finds, however old they are."""
        queries = [one.query for one in self.every() if one.id == saved]
        return self._answering(queries[0], ids) if queries else set()

    def followed_among(self, ids: Collection[ArticleId]) -> set[ArticleId]:
        """Which of these articles a search that is followed finds, however old they are."""
        found: set[ArticleId] = set()
        for one in self.every():
            if one.is_followed and len(found) < len(ids):
                found |= self._answering(one.query, [article for article in ids if article not in found])
        return found

    # --- inside

    def _asked(self, query: str, among: Collection[ArticleId] | None = None) -> _Asked | None:
        """The question of all articles or of these; None when it asks for nothing."""
        read = _read(query)
        if not read.groups and not read.has_filter:
            return None
        condition, values = filters.of(self._reads, read).of_row("hit.id")
        if not read.groups:
            if among is not None:
                wanted = json.dumps(list(among))
                return _Asked("SELECT value FROM json_each(?)", condition, (wanted,), tuple(values), -1)
            return _Asked(_NO_WORDS, condition, (LOOKED_THROUGH,), tuple(values))
        known = search.lexicon(self._reads, read, self._spellings.names(), self._vocabulary)
        hits = "SELECT rowid FROM search WHERE search MATCH ?"
        match = matching.all_of(read, known)
        if among is not None:
            return _among(hits, match, condition, tuple(values), among)
        if read.is_bookmarked:  # there are few, and they may be old
            hits += " AND rowid IN (SELECT id FROM library.bookmark)"
        most = LOOKED_THROUGH if read.has_filter else SHOWN
        return _Asked(f"{hits} ORDER BY rowid DESC LIMIT ?", condition, (match, most), tuple(values))

    def _answering(self, query: str, ids: Collection[ArticleId]) -> set[ArticleId]:
        asked = self._asked(query, ids) if ids else None
        if asked is None:
            return set()
        wanted = json.dumps(list(ids))
        sql = asked.sql("SELECT id FROM found WHERE id IN (SELECT value FROM json_each(?))")
        return {ArticleId(row[0]) for row in self._reads.rows(sql, asked.all_values(wanted))}


def every(reads: ReadConnection) -> tuple[SavedSearch, ...]:
    """All saved searches in the reader's order."""
    return tuple(SavedSearch(SearchId(row[0]), row[1], row[2], bool(row[3]), row[4]) for row in reads.rows(_EVERY))


def _among(hits: str, match: str, condition: str, values: tuple[Any, ...], ids: Collection[ArticleId]) -> _Asked:
    """The question of these articles: read in one go where they lie together, else one by one."""
    first, last = min(ids), max(ids)
    if last - first <= SPREAD * len(ids):
        return _Asked(f"{hits} AND rowid BETWEEN ? AND ?", condition, (match, first, last), values, -1)
    each = "SELECT j.value FROM json_each(?) j CROSS JOIN search ON search.rowid = j.value WHERE search MATCH ?"
    return _Asked(each, condition, (json.dumps(list(ids)), match), values, -1)


def _read(query: str) -> Question:
    return question.whole(question.read(query, datetime.now().astimezone().date()))
