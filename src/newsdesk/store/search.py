"""Finds articles by a question: which hold all of it, and where these are few, which hold some of it."""

# ruff: noqa: S608  queries are put together from constants; what a reader said is always a parameter

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace

from newsdesk.arabic.fold import fold
from newsdesk.arabic.question import Question
from newsdesk.domain.article import ArticleId
from newsdesk.domain.found import SearchOrder
from newsdesk.store import filters, matching, ranking
from newsdesk.store.connection import ReadConnection, Row
from newsdesk.store.matching import Lexicon, Names
from newsdesk.store.vocabulary import Vocabulary

# The newest of so many that arrived last: a word that stands in every article would have all of them sorted.
LOOKED_AT = 5000
FEW = 10  # when fewer hold all words, those that hold some follow
WEIGHED = 200  # of the best, so many are looked at more closely
BEGINNINGS = 500  # articles with the other words whose texts are looked through for a common beginning
TITLE, BODY = 1.5, 1.0  # how much more a word in the headline counts
MOST = 0.3  # how much the share of the words counts beside their rarity; 1 and more lost questions of the corpus
NEWNESS, HALVED = 0.05, 30 * 86_400_000_000  # what the newest gains, and after how long (µs) half of it is gone
COMMONER = 8  # a word so much rarer than what is left without its first letter is taken for the two joined
COUNTED = 200

# Of marks, not of articles: they are read five times as fast, and their copy of the date never changes.
_PLACES = (
    " SELECT m.sorted_at AS at, m.article_id AS id, found.score AS score FROM found"
    " CROSS JOIN mark m ON m.article_id = found.id CROSS JOIN library.source s ON s.id = m.source_id"
    " UNION ALL SELECT b.sorted_at, b.id, found.score FROM found CROSS JOIN library.bookmark b ON b.id = found.id"
    " WHERE NOT EXISTS (SELECT 1 FROM article a JOIN library.source s ON s.id = a.source_id WHERE a.id = b.id)"
)
_ORDERS = {SearchOrder.DATE: "at DESC, id DESC", SearchOrder.RELEVANCE: "score, at DESC, id DESC"}
_SCORES = {SearchOrder.DATE: "0.0", SearchOrder.RELEVANCE: f"bm25(search, {TITLE}, {BODY})"}
_NEWEST = (
    "SELECT at, id, 0.0 FROM (SELECT a.sorted_at AS at, a.id AS id FROM article a JOIN library.source s"
    " ON s.id = a.source_id WHERE {article} UNION ALL SELECT b.sorted_at, b.id FROM library.bookmark b WHERE {bookmark}"
    " AND NOT EXISTS (SELECT 1 FROM article a JOIN library.source s ON s.id = a.source_id WHERE a.id = b.id))"
    " ORDER BY at DESC, id DESC LIMIT ?"
)
_BODIES = (
    "SELECT j.value, a.title || ' ' || coalesce(nullif(plain(b.text), ''), a.summary) FROM json_each(?) j"
    " JOIN article a ON a.id = j.value LEFT JOIN body b ON b.article_id = a.id"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found. `score` is larger for what fits better, 0 when only the date counts.

    `is_of_all` is False when only the newest of all that answer were looked at.
    """

    id: ArticleId
    at: int
    score: float = 0.0
    has_all: bool = True
    is_of_all: bool = True


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, in order; `is_whole` is False when only the newest of all that answer were looked at."""

    hits: tuple[Hit, ...]
    is_whole: bool
    has_all: bool = True

    def first(self, number: int) -> tuple[Hit, ...]:
        """At most so many, each with the marks of them all."""
        hits = self.hits[:number]
        if self.is_whole and self.has_all:
            return hits
        return tuple(replace(hit, is_of_all=self.is_whole, has_all=self.has_all) for hit in hits)


def lexicon(reads: ReadConnection, question: Question, names: Names, vocabulary: Vocabulary) -> Lexicon:
    """What is known about the words of this question: a word hardly ever met may be a commoner one with a particle."""
    also: dict[str, tuple[str, ...]] = {}
    for word in matching.joined_words(question):
        rest, met = word, _count(reads, word)
        while len(rest) > 3 and rest[0] in matching.JOINED:
            rest = rest[1:]
            if _count(reads, rest) > COMMONER * met:
                also[word] = (rest,)
                break
    beginning = matching.beginning(question)
    return Lexicon(names, also, {beginning: vocabulary.endings(beginning)} if beginning else {})


def found(reads: ReadConnection, question: Question, known: Lexicon, order: SearchOrder, limit: int) -> tuple[Hit, ...]:
    """Articles and bookmarks in this order; those that hold only some of the words follow when few hold all."""
    if not question.groups:
        return _filtered(reads, question, limit) if question.has_filter else ()
    whole = _holding_all(reads, question, known, order, limit)
    if any(known.endings.values()):
        hits = whole.hits if len(whole.hits) >= limit else _with_beginning(reads, question, known, whole.hits)
        whole = Hits(hits, is_whole=False)
    hits = whole.first(limit)
    if len(hits) >= min(FEW, limit) or len(question.groups) < 2:
        return hits
    return hits + _some(reads, question, known, {hit.id for hit in hits}).first(limit - len(hits))


def _holding_all(reads: ReadConnection, question: Question, known: Lexicon, order: SearchOrder, limit: int) -> Hits:
    match = matching.all_of(question, known)
    if order is SearchOrder.DATE:
        return _matching(reads, question, match, order, limit)
    matches = {group: matching.full_match(group, known) for group in question.groups}
    if not any(known.endings.values()) and len(ranking.cheap(reads, matches)) == len(matches):
        weighed = _matching(reads, question, match, order, max(limit, WEIGHED))
    else:
        rows = _rows(reads, question, match, SearchOrder.DATE, ranking.RANKED)
        scores = ranking.plain_scores(reads, question, known, [row[1] for row in rows])
        best = sorted(rows, key=lambda row: (-scores[row[1]], -row[0], -row[1]))[: max(limit, WEIGHED)]
        hits = tuple(Hit(ArticleId(row[1]), row[0], scores[row[1]]) for row in best)
        weighed = Hits(hits, len(rows) < ranking.RANKED)
    return replace(weighed, hits=_newer_first(weighed.hits)[:limit])


def _matching(reads: ReadConnection, question: Question, match: str, order: SearchOrder, most: int) -> Hits:
    """Of the last arrivals that match, the first `most` in this order."""
    rows = _rows(reads, question, match, order, most)
    is_whole = not rows or rows[0][3] < LOOKED_AT
    return Hits(tuple(Hit(ArticleId(row[1]), row[0], -row[2]) for row in rows), is_whole)


def _rows(reads: ReadConnection, question: Question, match: str, order: SearchOrder, most: int) -> list[Row]:
    """Date, id, score of bm25 (the smaller, the better) and how many were looked at, of the first `most`."""
    condition, values = filters.of(reads, question).of_row("search.rowid")
    sql = (
        f"WITH found (id, score) AS MATERIALIZED (SELECT rowid, {_SCORES[order]} FROM search WHERE search MATCH ?"
        f"{condition} ORDER BY rowid DESC LIMIT ?) SELECT at, id, score, (SELECT count(*) FROM found)"
        f" FROM ({_PLACES}) ORDER BY {_ORDERS[order]} LIMIT ?"
    )
    return reads.rows(sql, (match, *values, LOOKED_AT, most))


def _newer_first(hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """By score, to which the newer add a little."""
    newest = max((hit.at for hit in hits), default=0)
    weighed = [replace(hit, score=hit.score * (1 + NEWNESS * 0.5 ** ((newest - hit.at) / HALVED))) for hit in hits]
    return tuple(sorted(weighed, key=lambda hit: (-hit.score, -hit.at, -hit.id)))


def _some(reads: ReadConnection, question: Question, known: Lexicon, without: set[ArticleId]) -> Hits:
    """Those that hold some of the words: by relevance, more of the words counting more.

    Where words stand in very many articles, the rarer ones choose: they tell more, and bm25 would count them all.
    """
    telling = matching.telling(question)
    matches = {group: matching.group_match(group, known) for group in telling}
    cheap = ranking.cheap(reads, matches)
    match = matching.any_of(question, cheap or telling, known)
    if cheap:
        weighed = _matching(reads, question, match, SearchOrder.RELEVANCE, WEIGHED)
        best = _newer_first(weighed.hits)
    else:
        weighed = _matching(reads, question, match, SearchOrder.DATE, ranking.RANKED)
        best = tuple(replace(hit, score=1.0) for hit in weighed.hits)
    held: Counter[int] = Counter()
    for one in matches.values():
        held.update(ranking.within(reads, f"({match}) AND {one}", [hit.id for hit in best]))
    hits = (hit for hit in best if hit.id not in without)
    ordered = sorted(hits, key=lambda hit: -hit.score * (held[hit.id] / len(telling)) ** MOST)
    return Hits(tuple(ordered), weighed.is_whole and len(cheap) == len(telling), has_all=False)


def _filtered(reads: ReadConnection, question: Question, limit: int) -> tuple[Hit, ...]:
    """The newest that a question means which asks for no word."""
    chosen = filters.of(reads, question)
    sql = _NEWEST.format(article=" AND ".join(chosen.article), bookmark=" AND ".join(chosen.bookmark))
    rows = reads.rows(sql, (*chosen.article_values, *chosen.bookmark_values, limit))
    return tuple(Hit(ArticleId(row[1]), row[0]) for row in rows)


def _with_beginning(
    reads: ReadConnection, question: Question, known: Lexicon, hits: tuple[Hit, ...]
) -> tuple[Hit, ...]:
    """Besides these, articles with the other words that hold a word with the beginning, whichever it is."""
    beginning = matching.beginning(question)
    others = tuple(group for group in question.groups if not any(beginning in term.words for term in group))
    if not others or question.in_title:
        return hits
    rest = replace(question, groups=others)
    held = {hit.id for hit in hits}
    more = _matching(reads, rest, matching.all_of(rest, known), SearchOrder.DATE, BEGINNINGS).hits
    texts = reads.rows(_BODIES, (json.dumps([hit.id for hit in more if hit.id not in held]),))
    begun = {article for article, text in texts if f" {beginning}" in f" {fold(text)}"}
    return (*hits, *(hit for hit in more if hit.id in begun))


def _count(reads: ReadConnection, word: str) -> int:
    """In how many articles the word stands just so; not counted further than is needed."""
    return ranking.count(reads, f'"{word}"', COUNTED)
