"""Finds articles by a question: which hold all of it, and where these are few, which hold some of it."""

# ruff: noqa: S608  queries are put together from constants; what a reader said is always a parameter

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace

from newsdesk.arabic.fold import fold
from newsdesk.arabic.question import Question
from newsdesk.domain.article import ArticleId
from newsdesk.domain.found import Place, SearchOrder
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
    " WHERE {behind} ORDER BY at DESC, id DESC LIMIT ?"
)
_PAST = (float("inf"), 0, 0)  # of a Place among those that follow the few that hold all
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
    """What was found, in order; `is_whole` is False when only the newest of all that answer were looked at. `rest`:
    behind which place there may be more."""

    hits: tuple[Hit, ...]
    is_whole: bool
    has_all: bool = True
    rest: Place | None = None

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
    return page(reads, question, known, order, limit)[0]


def page(
    reads: ReadConnection,
    question: Question,
    known: Lexicon,
    order: SearchOrder,
    limit: int,
    after: Place | None = None,
) -> tuple[tuple[Hit, ...], Place | None]:
    """The same behind a place, and the place behind which the next page begins, None after the last.

    A further page costs no more than the first. Where there are several, `limit` has to be WEIGHED at least.
    """
    if not question.groups:
        return _filtered(reads, question, limit, after) if question.has_filter else ((), None)
    is_past = after is not None and after.score == _PAST[0]
    whole = _holding_all(reads, question, known, order, limit, None if is_past else after)
    if len(whole.hits) >= limit or (after is not None and not is_past):
        return whole.first(limit), whole.rest
    first = 0 if after is None else after.number
    hits = whole.hits
    if any(known.endings.values()):
        hits = _with_beginning(reads, question, known, hits)
    hits = replace(whole, hits=hits).first(first + limit)
    if len(hits) < min(FEW, limit) and len(question.groups) > 1:
        hits += _some(reads, question, known, {hit.id for hit in hits}).first(first + limit - len(hits))
    return hits[first:], Place(len(hits), *_PAST) if len(hits) == first + limit else None


def _holding_all(
    reads: ReadConnection,
    question: Question,
    known: Lexicon,
    order: SearchOrder,
    limit: int,
    after: Place | None = None,
) -> Hits:
    match, is_whole = matching.all_of(question, known), not any(known.endings.values())
    if order is SearchOrder.DATE:
        dated = _matching(reads, question, match, order, limit, after)
        return replace(dated, is_whole=dated.is_whole and is_whole)
    matches = {group: matching.full_match(group, known) for group in question.groups}
    if is_whole and len(ranking.cheap(reads, matches)) == len(matches):
        weighed = _matching(reads, question, match, order, max(limit, WEIGHED), after)
    else:
        rows = _rows(reads, question, match, SearchOrder.DATE, ranking.RANKED)
        scores = ranking.plain_scores(reads, question, known, [row[1] for row in rows])
        ranked = sorted(rows, key=lambda row: (-scores[row[1]], -row[0], -row[1]))
        first = 0 if after is None else after.number
        best = ranked[first : first + max(limit, WEIGHED)]
        hits = tuple(Hit(ArticleId(row[1]), row[0], scores[row[1]]) for row in best)
        rest = Place(first + len(best), 0.0, 0, 0) if first + len(best) < len(ranked) else None
        weighed = Hits(hits, is_whole and len(rows) < ranking.RANKED, rest=rest)
    return replace(weighed, hits=_newer_first(weighed.hits)[:limit])


def _matching(
    reads: ReadConnection,
    question: Question,
    match: str,
    order: SearchOrder,
    most: int,
    after: Place | None = None,
) -> Hits:
    """Of the last arrivals that match, the first `most` in this order behind this place."""
    rows = _rows(reads, question, match, order, most, after)
    looked_at = rows[0][3] if rows else 0
    is_whole = looked_at < LOOKED_AT
    number = len(rows) + (0 if after is None else after.number)
    rest = Place(number, rows[-1][2], rows[-1][0], rows[-1][1]) if len(rows) == most and number < looked_at else None
    return Hits(tuple(Hit(ArticleId(row[1]), row[0], -row[2]) for row in rows), is_whole, rest=rest)


def _rows(
    reads: ReadConnection,
    question: Question,
    match: str,
    order: SearchOrder,
    most: int,
    after: Place | None = None,
) -> list[Row]:
    """Date, id, score of bm25 (the smaller, the better) and how many were looked at, of the first `most`."""
    condition, values = filters.of(reads, question).of_row("search.rowid")
    behind, place = _behind(order, after)
    sql = (
        f"WITH found (id, score) AS MATERIALIZED (SELECT rowid, {_SCORES[order]} FROM search WHERE search MATCH ?"
        f"{condition} ORDER BY rowid DESC LIMIT ?) SELECT at, id, score, (SELECT count(*) FROM found)"
        f" FROM ({_PLACES}) WHERE {behind} ORDER BY {_ORDERS[order]} LIMIT ?"
    )
    return reads.rows(sql, (match, *values, LOOKED_AT, *place, most))


def _behind(order: SearchOrder, after: Place | None) -> tuple[str, tuple[float, ...]]:
    """The condition of rows behind a place, and its values."""
    if after is None:
        return "1", ()
    if order is SearchOrder.DATE:
        return "(at, id) < (?, ?)", (after.at, after.id)
    return "(score, -at, -id) > (?, ?, ?)", (after.score, -after.at, -after.id)


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


def _filtered(
    reads: ReadConnection, question: Question, limit: int, after: Place | None
) -> tuple[tuple[Hit, ...], Place | None]:
    """The newest that a question means which asks for no word; pages of them go on to LOOKED_AT."""
    chosen = filters.of(reads, question)
    behind, place = _behind(SearchOrder.DATE, after)
    sql = _NEWEST.format(article=" AND ".join(chosen.article), bookmark=" AND ".join(chosen.bookmark), behind=behind)
    rows = reads.rows(sql, (*chosen.article_values, *chosen.bookmark_values, *place, limit + 1))
    number = min(len(rows), limit) + (0 if after is None else after.number)
    is_more, is_end = len(rows) > limit, number >= LOOKED_AT
    hits = Hits(tuple(Hit(ArticleId(row[1]), row[0]) for row in rows[:limit]), not (is_more and is_end)).first(limit)
    return hits, Place(number, 0.0, hits[-1].at, hits[-1].id) if is_more and not is_end else None


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
