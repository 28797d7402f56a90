"""Where the words of a search stand in a text as it was published; knows nothing of how they are shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from newsdesk.arabic.fold import Spot, fold, is_dropped, spots
from newsdesk.arabic.stem import stem

PIECE = 300  # letters looked through at once
OVERLAP = 100  # of the next piece, into which a phrase may run
Hits = tuple[tuple[int, int], ...]
MOST_KEPT = 1 << 12  # words: the same ones stand in snippet after snippet


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text around its first hit; `hits` are places in the piece, in code points."""

    text: str
    hits: Hits


@dataclass(frozen=True, slots=True)
class Sought:
    """What counts as found, all of it folded: whole words, beginnings, stems, and phrases of several words."""

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    stems: frozenset[str] = frozenset()
    phrases: frozenset[tuple[str, ...]] = frozenset()


def sought(words: str) -> Sought:
    """Words that must match whole, the last one by its beginning."""
    *whole, beginning = fold(words).split() or [""]
    return Sought(frozenset(whole), (beginning,) if beginning else ())


def hits(text: str, words: str | Sought) -> Hits:
    """Start and end, in code points of the original, of each word that a search for `words` found, in order.

    >>> text = "قالَ مُحَمَّدٌ للمـدرسـة"
    >>> [text[start:end] for start, end in hits(text, "محمد")], hits(text, "قال مدرسه")
    (['مُحَمَّدٌ'], ((0, 4),))
    """
    return tuple(_each_hit(text, sought(words) if isinstance(words, str) else words))


def _each_hit(text: str, wanted: Sought) -> Iterator[tuple[int, int]]:
    lengths = _lengths(wanted)
    if not lengths.cores:
        return
    inside: Iterable[Spot] = spots(text, () if wanted.phrases else lengths.cores)
    in_phrases: frozenset[int] = frozenset()
    if wanted.phrases:
        inside = list(inside)
        in_phrases = _in_phrases([spot.word for spot in inside], wanted.phrases)
    last = 0
    for number, spot in enumerate(inside):
        length = len(spot.word) if number in in_phrases else lengths[spot.word]
        # ﷺ and ¼ are several words in one place.
        if length and spot.start >= last:
            last = _end_of_marks(text, spot.end_of(length))
            yield spot.start, last


class _Lengths(dict[str, int]):
    """How many letters of a folded word are found, 0 when it is not: worked out when the word is first met.

    `cores` are letters of which every word that counts as found holds some: to look for these costs next to nothing.
    """

    def __init__(self, wanted: Sought) -> None:
        super().__init__()
        self._wanted = wanted
        self.cores = _cores(wanted)

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_KEPT:
            self.clear()
        length = self[word] = _length(word, self._wanted, self.cores)
        return length


@lru_cache(maxsize=8)
def _lengths(wanted: Sought) -> _Lengths:
    return _Lengths(wanted)


def _cores(wanted: Sought) -> tuple[str, ...]:
    """A stem stands in its word, but for the teh marbuta that may have been put behind it."""
    first = {phrase[0] for phrase in wanted.phrases if phrase}
    stems = {found.removesuffix("ه") for found in wanted.stems}
    cores = sorted({*wanted.words, *wanted.beginnings, *stems, *first}, key=len)
    kept: list[str] = []
    for core in cores:
        if core and not any(other in core for other in kept):
            kept.append(core)
    return tuple(kept)


def _length(word: str, wanted: Sought, cores: tuple[str, ...]) -> int:
    if not any(core in word for core in cores):
        return 0
    if word in wanted.words:
        return len(word)
    found = stem(word) if wanted.stems else word
    if found in wanted.stems:
        return len(word)
    for beginning in wanted.beginnings:
        if word.startswith(beginning):
            return len(beginning)
        if found != word and found.startswith(beginning):
            return len(word)
    return 0


def _in_phrases(inside: list[str], phrases: frozenset[tuple[str, ...]]) -> frozenset[int]:
    return frozenset(
        place
        for phrase in phrases
        for start in range(len(inside) - len(phrase) + 1)
        if tuple(inside[start : start + len(phrase)]) == phrase
        for place in range(start, start + len(phrase))
    )


def snippet(text: str, words: str | Sought, width: int = 160) -> Snippet:
    """At most `width` letters of the text around its first hit, cut between words; its beginning when nothing hits.

    >>> snippet("واحد اثنان ثلاثة أربعة خمسة ستة", "أربعه", 18)
    Snippet(text='…ثلاثة أربعة خمسة…', hits=((7, 12),))
    """
    wanted = sought(words) if isinstance(words, str) else words
    if len(text) <= width:
        return Snippet(text, hits(text, wanted))
    first, last = _first_hit(text, wanted)
    centre = (first + last) // 2
    start = min(max(0, centre - width // 2), len(text) - width)
    end = start + width
    if start > 0:
        start = _after_space(text, start, first)
    if end < len(text):
        end = _before_space(text, end, max(start, last))
    before, after = "…" if start > 0 else "", "…" if end < len(text) else ""
    piece = text[start:end]
    moved = len(before)
    inside = tuple((one + moved, other + moved) for one, other in hits(piece, wanted))
    return Snippet(f"{before}{piece}{after}", inside)


def nearer(piece: Snippet, before: int) -> Snippet:
    """The same for a narrow place: at most `before` letters, cut between words, ahead of its first hit.

    >>> nearer(Snippet("واحد اثنان ثلاثة أربعة خمسة", ((17, 22),)), 8)
    Snippet(text='…ثلاثة أربعة خمسة', hits=((7, 12),))
    """
    first = piece.hits[0][0] if piece.hits else 0
    if first <= before + 1:  # the ellipsis that there may be
        return piece
    start = _after_space(piece.text, first - before, first)
    moved = start - 1
    return Snippet(f"…{piece.text[start:]}", tuple((one - moved, other - moved) for one, other in piece.hits))


def _first_hit(text: str, wanted: Sought) -> tuple[int, int]:
    """Where the first hit stands, (0, 0) without one. Piece by piece: what follows it is not looked at."""
    start, overlap = 0, OVERLAP if wanted.phrases else 0
    while start < len(text):
        end = start + PIECE
        end = len(text) if end >= len(text) else _before_space(text, end, start + 1)
        for first, last in _each_hit(text[start : end + overlap], wanted):
            return first + start, last + start
        start = end
    return 0, 0


def _after_space(text: str, start: int, limit: int) -> int:
    space = text.find(" ", start, limit)
    return start if space < 0 else space + 1


def _before_space(text: str, end: int, limit: int) -> int:
    space = text.rfind(" ", limit, end)
    return end if space < 0 else space


def _end_of_marks(text: str, end: int) -> int:
    """Past the marks and the tatweel that belong to the letter before `end`."""
    while end < len(text) and is_dropped(text[end]):
        end += 1
    return end
