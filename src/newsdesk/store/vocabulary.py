"""The words of the newest articles: what a beginning most likely means, and how many rows it would have FTS5 read.

FTS5 answers a beginning by reading and merging all that begins so before it gives the first row: 40 ms for three
letters in 100,000 articles, 400 ms for one. A common beginning is therefore asked for by what it mostly begins.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from difflib import get_close_matches
from heapq import nsmallest

from newsdesk.arabic.fold import fold
from newsdesk.arabic.stem import MARK, stem
from newsdesk.store.connection import ReadConnection

TITLES = 2000  # newest articles whose headlines are read
TEXTS = 300  # newest of these whose texts are read, too
BEGUN = 1000  # letters of a text
RENEWED = 500  # new articles after which the words are gathered again
STEMMED = 3  # letters from which on a beginning of a stem is meant, too
JOINED = 5  # letters that a stem may lack before it
ALIKE, LIKENESS = 3, 0.75
WORDS = 40  # for which a beginning may stand
DEAR = 10_000  # rows that FTS5 may merge for a beginning, some 5 ms each time that it is asked for

_TITLES = "SELECT id, title FROM article ORDER BY id DESC LIMIT ?"
_TEXTS = (
    "SELECT a.id, substr(coalesce(nullif(plain(b.text), ''), a.summary), 1, ?) FROM article a"
    " LEFT JOIN body b ON b.article_id = a.id ORDER BY a.id DESC LIMIT ?"
)


class Vocabulary:
    """Gathered when first needed, and anew after some hundred articles."""

    def __init__(self, reads: ReadConnection) -> None:
        self._reads = reads
        self._last = -1
        self._read = 1
        self._counts: dict[str, int] = {}
        self._in_texts: dict[str, int] = {}
        self._places: dict[str, int] = {}  # among all words, the commonest first
        self._words: list[str] = []
        self._all = " "

    def endings(self, beginning: str) -> tuple[str, ...]:
        """Words and marked stems that begin so, commonest first; none when the beginning may be asked for itself."""
        last = int(self._reads.value("SELECT max(id) FROM main.article") or 0)
        if not self._last <= last < self._last + RENEWED:
            self._gather(last)
        words = self._beginning(beginning)
        stems = self._stems(beginning) if len(beginning) >= STEMMED else {}
        met = sum(map(self._in_texts.__getitem__, words)) + sum(stems.values())
        if met * last / self._read <= DEAR:
            return ()
        commonest = nsmallest(WORDS, words, key=self._places.__getitem__)  # a letter begins thousands
        begun = {word: self._in_texts[word] for word in commonest} | stems
        return tuple(sorted(begun, key=lambda word: (-begun[word], -self._counts.get(word, 0), word))[:WORDS])

    def nearest(self, word: str) -> str:
        """The commonest of the words that are most like a folded word which no article holds; "" when none is."""
        last = int(self._reads.value("SELECT max(id) FROM main.article") or 0)
        if self._last < 0 or not self._last <= last < self._last + RENEWED:
            self._gather(last)
        alike = get_close_matches(word, [one for one in self._words if abs(len(one) - len(word)) < 3], ALIKE, LIKENESS)
        return max(alike, key=lambda one: (one[:1] == word[:1], self._counts[one]), default="")

    def _beginning(self, letters: str) -> list[str]:
        first = bisect_left(self._words, letters)
        last = bisect_left(self._words, letters + "\U0010ffff", first)
        return self._words[first:last]

    def _stems(self, letters: str) -> dict[str, int]:
        """Marked stems that begin so, with the number of texts that hold a word of it."""
        found: Counter[str] = Counter()
        at = self._all.find(letters)
        while at >= 0:
            start, end = self._all.rfind(" ", 0, at) + 1, self._all.find(" ", at)
            word = self._all[start:end]
            if 0 < at - start <= JOINED and (one := stem(word)).startswith(letters):
                found[MARK + one] += self._in_texts[word]
            at = self._all.find(letters, end)
        return found

    def _gather(self, last: int) -> None:
        texts = self._reads.rows(_TEXTS, (BEGUN, TEXTS))
        in_texts: Counter[str] = Counter()
        for _, text in texts:
            in_texts.update(set(fold(text).split()))
        counts = Counter(in_texts)
        for _, title in self._reads.rows(_TITLES, (TITLES,)):
            counts.update(set(fold(title).split()))
        self._last, self._read = last, max(1, len(texts))
        self._counts, self._words = counts, sorted(counts)
        self._in_texts = {word: in_texts.get(word, 0) for word in self._words}
        ordered = sorted(self._words, key=lambda word: (-self._in_texts[word], -counts[word]))
        self._places = {word: place for place, word in enumerate(ordered)}
        self._all = f" {' '.join(self._words)} "
