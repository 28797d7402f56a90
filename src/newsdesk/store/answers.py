"""Makes of what was found what a reader is shown: headlines with a piece of text and the places of the words."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from newsdesk.arabic import highlight, question
from newsdesk.arabic.fold import fold, is_dropped
from newsdesk.arabic.highlight import Sought
from newsdesk.arabic.loosening import Demand, looser
from newsdesk.arabic.question import Question
from newsdesk.domain.article import ArticleId, Headline
from newsdesk.domain.found import Found, FoundPage, Place, SearchOrder, Suggestion
from newsdesk.store import headlines, matching, ranking, search
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
        return self.page(query, limit, order).found

    def page(self, query: str, limit: int, order: SearchOrder, after: Place | None = None) -> FoundPage:
        """The same behind a place."""
        asked, known = self._read(query)
        hits, rest = search.page(self._reads, asked, known, order, limit, after)
        texts = self._texts(hits)
        rows = {row.id: row for row in headlines.by_id(self._reads, [hit.id for hit in hits])}
        sought = matching.sought(asked, known)
        answers = [_answer(asked, sought, hit, rows[hit.id], texts.get(hit.id, "")) for hit in hits if hit.id in rows]
        if order is SearchOrder.RELEVANCE:
            whole = sorted((answer for answer in answers if answer.has_all), key=lambda answer: -answer.score)
            answers = [*whole, *(answer for answer in answers if not answer.has_all)]
        return FoundPage(tuple(answers), rest)

    def excerpts(self, query: str, articles: Sequence[ArticleId]) -> tuple[Found, ...]:
        """Of these articles pieces with the words of a question that are meant whole; all that exist, in this order."""
        asked = question.whole(question.read(query, datetime.now().astimezone().date()))
        sought = matching.sought(asked, search.lexicon(self._reads, asked, self._spellings.names(), self._vocabulary))
        hits = [Hit(article, 0) for article in articles]
        texts = self._texts(hits)
        rows = headlines.by_id(self._reads, articles)
        return tuple(_answer(asked, sought, Hit(row.id, 0), row, texts.get(row.id, "")) for row in rows)

    def headlines(self, query: str, limit: int) -> tuple[Headline, ...]:
        """The newest headlines of what holds all words, without snippets."""
        asked, known = self._read(query)
        hits = search.found(self._reads, asked, known, SearchOrder.DATE, limit)
        return headlines.by_id(self._reads, [hit.id for hit in hits if hit.has_all])

    def suggestions(self, query: str) -> tuple[Suggestion, ...]:
        """Other questions that find something, for one that finds nothing: spelt otherwise, or asking for less."""
        respelt = " ".join(map(self._respelt, query.split()))
        others = [("spelling", respelt)] if respelt != " ".join(query.split()) else []
        others += [(kind.value, words) for kind, words in looser(query, datetime.now().astimezone().date())]
        found = [Suggestion(kind, words) for kind, words in others if self.headlines(words, 1)]
        least = [one for one in found if one.kind != Demand.ALL]
        return tuple(least or found)

    def _respelt(self, word: str) -> str:
        """The word, or the one most like it in the letters of an article, when it is plain and no article holds it."""
        folded = fold(word)
        if not word.isalpha() or len(folded) < 4 or ranking.count(self._reads, f'"{folded}"', 1):
            return word
        near = self._vocabulary.nearest(folded)
        for found in self.find(near, 1, SearchOrder.DATE) if near else ():
            for text, hits in ((found.headline.title, found.title_hits), (found.snippet, found.hits)):
                for start, end in hits:
                    if fold(text[start:end]) == near:
                        return "".join(letter for letter in text[start:end] if not is_dropped(letter))
        return near or word

    def sought(self, query: str) -> Sought:
        """What is highlighted in articles that the query finds."""
        return matching.sought(*self._read(query))

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
