"""Makes of what was found what a reader is shown: headlines with a piece of text and the places of the words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from newsdesk.arabic import highlight, question
from newsdesk.arabic.highlight import Sought
from newsdesk.arabic.question import Question
from newsdesk.domain.article import Headline
from newsdesk.domain.found import Found, SearchOrder
from newsdesk.store import headlines, matching, search
from newsdesk.store.connection import ReadConnection
from newsdesk.store.matching import Lexicon
from newsdesk.store.search import Hit
from newsdesk.store.spellings import Spellings
from newsdesk.store.vocabulary import Vocabulary

AS_TYPED = 1.25  # what an article gains that holds the words in the very letters that were typed
_TEXTS = (
    "SELECT j.value, coalesce(nullif(plain(b.text), ''), a.summary) FROM json_each(?) j"
    " JOIN article a ON a.id = j.value LEFT JOIN body b ON b.article_id = a.id"
)
_COPIES = (
    "SELECT b.id, coalesce(nullif(b.text, ''), b.summary) FROM library.bookmark b"
    " WHERE b.id IN (SELECT value FROM json_each(?))"
)


class Answers:
    """Answers questions; keeps the words of the newest articles."""

    def __init__(self, reads: ReadConnection, spellings: Spellings) -> None:
        self._reads = reads
        self._spellings = spellings
        self._vocabulary = Vocabulary(reads)

    def find(self, query: str, limit: int, order: SearchOrder) -> tuple[Found, ...]:
        """At most `limit` articles in this order, with snippets."""
        asked, known = self._read(query)
        hits = search.found(self._reads, asked, known, order, limit)
        texts = self._texts(hits)
        rows = {row.id: row for row in headlines.by_id(self._reads, [hit.id for hit in hits])}
        sought = matching.sought(asked, known)
        answers = [_answer(asked, sought, hit, rows[hit.id], texts.get(hit.id, "")) for hit in hits if hit.id in rows]
        if order is SearchOrder.RELEVANCE:
            whole = sorted((answer for answer in answers if answer.has_all), key=lambda answer: -answer.score)
            return (*whole, *(answer for answer in answers if not answer.has_all))
        return tuple(answers)

    def headlines(self, query: str, limit: int) -> tuple[Headline, ...]:
        """The newest headlines of what holds all words, without snippets."""
        asked, known = self._read(query)
        hits = search.found(self._reads, asked, known, SearchOrder.DATE, limit)
        return headlines.by_id(self._reads, [hit.id for hit in hits if hit.has_all])

    def _read(self, query: str) -> tuple[Question, Lexicon]:
        asked = question.read(query, datetime.now().astimezone().date())
        return asked, search.lexicon(self._reads, asked, self._spellings.names(), self._vocabulary)

    def _texts(self, hits: Sequence[Hit]) -> dict[int, str]:
        ids = json.dumps([hit.id for hit in hits])
        found: dict[int, str] = dict(self._reads.rows(_COPIES, (ids,)))
        return found | dict(self._reads.rows(_TEXTS, (ids,)))


def _answer(asked: Question, sought: Sought, hit: Hit, row: Headline, text: str) -> Found:
    piece = highlight.snippet(text, sought)
    is_as_typed = all(word in row.title or word in text for word in asked.as_typed)
    score = round(hit.score * (AS_TYPED if is_as_typed else 1.0), 6)
    return Found(row, piece.text, piece.hits, highlight.hits(row.title, sought), score, hit.has_all, hit.is_of_all)
