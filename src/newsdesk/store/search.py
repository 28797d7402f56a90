"""Finds articles by a question: which hold all of it, and where these are few, which hold some of it."""

# ruff: noqa: S608  queries are put together from constants; what a reader said is always a parameter

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsdesk.arabic.fold import fold
from newsdesk.arabic.question import Group, Question
from newsdesk.domain.article import ArticleId
from newsdesk.domain.found import SearchOrder
from newsdesk.store import filters, matching
from newsdesk.store.connection import ReadConnection
from newsdesk.store.matching import LEAST_BEGINNING, Lexicon, Names

# The newest of so many that arrived last: a word that stands in every article would have all of them sorted.
LOOKED_AT = 5000
FEW = 10  # when fewer hold all words, those that hold some follow
WEIGHED = 200  # of the best, so many are looked at more closely
TITLES = 2000  # newest headlines looked through for a beginning of one or two letters
TITLE, BODY = 1.5, 1.0  # how much more a word in the headline counts
MOST = 0.3  # how much the share of the words counts beside their rarity; 1 and more lost questions of the corpus
NEWNESS, HALVED = 0.05, 30 * 86_400_000_000  # what the newest gains, and after how long (µs) half of it is gone
COMMONER = 8  # a word so much rarer than what is left without its first letter is taken for the two joined
COUNTED = 200

_PLACES = (
    " SELECT a.sorted_at AS at, a.id AS id, found.score AS score FROM found CROSS JOIN article a ON a.id = found.id"
    " CROSS JOIN library.source s ON s.id = a.source_id"
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
_TITLES = (
    "SELECT a.sorted_at, a.id, a.title FROM article a CROSS JOIN library.source s ON s.id = a.source_id"
    " ORDER BY a.sorted_at DESC, a.id DESC LIMIT ?"
)


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that was found. `score` is larger for what fits better, 0 when only the date counts."""

    id: ArticleId
    at: int
    score: float = 0.0
    has_all: bool = True


def lexicon(reads: ReadConnection, question: Question, names: Names) -> Lexicon:
    """What is known about the words of this question: a word hardly ever met may be a commoner one with a particle."""
    also: dict[str, tuple[str, ...]] = {}
    for word in matching.joined_words(question):
        rest, met = word, _count(reads, word)
        while len(rest) > 3 and rest[0] in matching.JOINED:
            rest = rest[1:]
            if _count(reads, rest) > COMMONER * met:
                also[word] = (rest,)
                break
    return Lexicon(names, also)


def found(reads: ReadConnection, question: Question, known: Lexicon, order: SearchOrder, limit: int) -> tuple[Hit, ...]:
    """Articles and bookmarks in this order; those that hold only some of the words follow when few hold all."""
    if not question.groups:
        return _filtered(reads, question, limit) if question.has_filter else ()
    beginning = _short_beginning(question)
    whole = _matching(reads, question, matching.all_of(question, known), order, limit)
    if beginning:
        whole = _with_beginnings(reads, beginning, whole, limit)
    telling = matching.telling(question)
    if len(whole) >= min(FEW, limit) or len(question.groups) < 2:
        return whole
    some = _some(reads, question, telling, known, {hit.id for hit in whole})
    return (*whole, *some[: limit - len(whole)])


def _matching(reads: ReadConnection, question: Question, match: str, order: SearchOrder, limit: int) -> tuple[Hit, ...]:
    condition, values = filters.of(reads, question).of_row("search.rowid")
    sql = (
        f"WITH found (id, score) AS MATERIALIZED (SELECT rowid, {_SCORES[order]} FROM search WHERE search MATCH ?"
        f"{condition} ORDER BY rowid DESC LIMIT ?){_PLACES} ORDER BY {_ORDERS[order]} LIMIT ?"
    )
    is_weighed = order is SearchOrder.RELEVANCE
    rows = reads.rows(sql, (match, *values, LOOKED_AT, max(limit, WEIGHED) if is_weighed else limit))
    hits = [Hit(ArticleId(row[1]), row[0], -row[2]) for row in rows]
    return tuple(_newer_first(hits)[:limit] if is_weighed else hits)


def _newer_first(hits: list[Hit]) -> list[Hit]:
    """By score, to which the newer add a little."""
    newest = max((hit.at for hit in hits), default=0)
    weighed = [replace(hit, score=hit.score * (1 + NEWNESS * 0.5 ** ((newest - hit.at) / HALVED))) for hit in hits]
    return sorted(weighed, key=lambda hit: (-hit.score, -hit.at, -hit.id))


def _some(
    reads: ReadConnection, question: Question, telling: Sequence[Group], known: Lexicon, without: set[ArticleId]
) -> tuple[Hit, ...]:
    """Those that hold some of the words: by relevance, more of the words counting more."""
    match = matching.any_of(question, telling, known)
    best = _matching(reads, question, match, SearchOrder.RELEVANCE, WEIGHED)
    hits = [replace(hit, has_all=False) for hit in best if hit.id not in without]
    if not hits:
        return ()
    ids = {hit.id for hit in hits}
    held: Counter[int] = Counter()
    for group in telling:
        rows = reads.rows(
            "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?",
            (matching.group_match(group, known), min(ids), max(ids)),
        )
        held.update(row[0] for row in rows if row[0] in ids)
    return tuple(sorted(hits, key=lambda hit: -hit.score * (held[hit.id] / len(telling)) ** MOST))


def _filtered(reads: ReadConnection, question: Question, limit: int) -> tuple[Hit, ...]:
    """The newest that a question means which asks for no word."""
    chosen = filters.of(reads, question)
    sql = _NEWEST.format(article=" AND ".join(chosen.article), bookmark=" AND ".join(chosen.bookmark))
    rows = reads.rows(sql, (*chosen.article_values, *chosen.bookmark_values, limit))
    return tuple(Hit(ArticleId(row[1]), row[0]) for row in rows)


def _short_beginning(question: Question) -> str:
    """The one or two letters that are all there is of a question; "" otherwise."""
    if len(question.groups) != 1 or question.has_filter or question.without:
        return ""
    term = question.groups[0][-1]
    is_short = term.is_beginning and len(term.words[-1]) < LEAST_BEGINNING
    return term.words[-1] if is_short and len(question.groups[0]) == 1 else ""


def _with_beginnings(reads: ReadConnection, beginning: str, whole: tuple[Hit, ...], limit: int) -> tuple[Hit, ...]:
    """Of the newest headlines those with a word that begins so, and the articles that hold it as a word."""
    hits = {hit.id: hit for hit in whole}
    for at, article, title in reads.rows(_TITLES, (TITLES,)):
        if article not in hits and f" {beginning}" in f" {fold(title)}":
            hits[ArticleId(article)] = Hit(ArticleId(article), at)
    return tuple(sorted(hits.values(), key=lambda hit: (-hit.score, -hit.at, -hit.id))[:limit])


def _count(reads: ReadConnection, word: str) -> int:
    """In how many articles the word stands just so; not counted further than is needed."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    return int(reads.value(sql, (f'"{word}"', COUNTED)) or 0)
