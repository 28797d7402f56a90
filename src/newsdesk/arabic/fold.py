"""The search form of a text: one spelling for what readers hold to be the same word; knows nothing of any index.

Each character folds by itself, whatever stands beside it, so that the fast way and the map of offsets cannot disagree.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

FOLDING_VERSION = 1
"""Grows when any text folds differently; an index made with another version must be built anew."""

# NFKD has already taken hamza and madda off أ إ آ ؤ ئ; these are the letters that it leaves apart.
_LETTERS = str.maketrans(
    {
        "ٱ": "ا", "ٲ": "ا", "ٳ": "ا",
        "ى": "ي", "ی": "ي", "ې": "ي", "ے": "ي",
        "ة": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ە": "ه",
        "ک": "ك", "ڪ": "ك", "گ": "ك", "ڭ": "ك", "ݣ": "ك",
        "پ": "ب", "چ": "ج", "ژ": "ز", "ۆ": "و", "ۇ": "و",
        "ڤ": "ف", "ڥ": "ف", "ڢ": "ف", "ڨ": "ق", "ڧ": "ق",
        "ـ": "", "ٴ": "", "ۥ": "", "ۦ": "",  # tatweel, high hamza, small waw and yeh
        "ʾ": "", "ʿ": "", "ʼ": "",  # hamza and ayn as transliteration writes them
    }
)  # fmt: skip


def _fold_character(character: str) -> str:
    """What one character becomes: folded letters and digits, a space, or nothing."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    if "\ufb50" <= character <= "\ufefe":
        apart = apart.lstrip()  # the isolated forms of marks decompose into a space and the mark
    kept = unicodedata.normalize("NFC", "".join(map(_fold_part, apart)).translate(_LETTERS))
    return f" {kept.strip()} " if " " in kept.strip() else kept


def _fold_part(part: str) -> str:
    kind = unicodedata.category(part)
    if kind == "Nd":
        return str(unicodedata.decimal(part))
    if kind[0] in "LN":
        return part
    return "" if kind[0] == "M" or kind == "Cf" else " "


MOST_KEPT = 1 << 15  # characters; 4 MB when full, which no honest text does


class _Table(dict[str, str]):
    """Folded characters, worked out when first met; bounded, for a hostile text may hold every character there is."""

    def __missing__(self, character: str) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        folded = self[character] = _fold_character(character)
        return folded


_FOLDED = _Table()

# What nearly all Arabic news is made of, beside letters that stay. A chain of `str.replace` goes through these several
# times faster than `str.translate`; whatever is left over after it is rare and goes through the table, run by run.
_REPLACED = tuple((common, _FOLDED[common]) for common in 'أإآىةؤئ\n.،:"-()/؟!,«»–؛%٠١٢٣٤٥٦٧٨٩')
_DROPPED = "ًٌٍَُِّْـ"
_PLAIN = re.compile("[ ءابتثجحخدذرزسشصضطظعغفقكلمنهويa-z0-9]*")
_LEFT_OVER = re.compile("[^ ءابتثجحخدذرزسشصضطظعغفقكلمنهويa-z0-9]+")
_SPACES = re.compile("  +")


def fold(text: str) -> str:
    """The search form: folded words with one space between them, none around.

    >>> fold("الرَّحمٰن"), fold("مـحـمـد"), fold("أُمّة إلى آخر")
    ('الرحمن', 'محمد', 'امه الي اخر')
    >>> fold("مسؤول ورئيس مستشفى"), fold("ایران و کابل"), fold("ڤيديو")
    ('مسوول ورييس مستشفي', 'ايران و كابل', 'فيديو')
    >>> fold("٢٠٢٦ ۱۴۰۵"), fold("ﻣﺤﻤﺪ ﷺ"), fold("Élysée, ÜBER")
    ('2026 1405', 'محمد صلي الله عليه وسلم', 'elysee uber')
    >>> fold("  «قال»:\\u200f لا! ")
    'قال لا'
    """
    if _PLAIN.fullmatch(text):  # a single word mostly is
        return _SPACES.sub(" ", text).strip(" ") if " " in text else text
    for common, folded in _REPLACED:
        text = text.replace(common, folded)
    for mark in _DROPPED:
        if mark in text:  # to delete what is not there costs six times as much as to look
            text = text.replace(mark, "")
    if not _PLAIN.fullmatch(text):
        text = _LEFT_OVER.sub(_fold_match, text)
    return _SPACES.sub(" ", text).strip(" ")


def _fold_match(match: re.Match[str]) -> str:
    return "".join(map(_FOLDED.__getitem__, match[0]))


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `offsets[i]` is the place in the original of what became `text[i]`, in code points."""

    text: str
    offsets: tuple[int, ...]


def fold_map(text: str) -> Folded:
    """As `fold`, with the way back; about twenty times slower, for what is on the screen.

    >>> fold_map("مُحَمَّد!")
    Folded(text='محمد', offsets=(0, 2, 4, 7))
    """
    letters: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        for letter in _FOLDED[character]:
            if letter != " " or (letters and letters[-1] != " "):
                letters.append(letter)
                offsets.append(offset)
    if letters and letters[-1] == " ":
        del letters[-1], offsets[-1]
    return Folded("".join(letters), tuple(offsets))


_DROPPED_HERE, _SEVERAL = "\0", "\1"  # control characters fold to spaces, so neither is a letter of any folded text
_RUN = re.compile("[^ ]+")


class _Aligned(dict[int, str]):
    """What stands for a character where the folded text keeps the length of the original."""

    def __missing__(self, code: int) -> str:
        if len(self) >= MOST_KEPT:
            self.clear()
        folded = _FOLDED[chr(code)] or _DROPPED_HERE
        folded = folded.strip() or " "
        kept = self[code] = folded if len(folded) == 1 else _SEVERAL
        return kept


_ALIGNED = _Aligned()


class Spot(NamedTuple):
    """A folded word where it stands in the original: from `start` on, each letter in its place, dropped ones as \\0.

    Where a character became several letters, `ends` says instead where the letters end.
    """

    word: str
    start: int
    spread: str
    ends: tuple[int, ...] = ()

    def end_of(self, length: int) -> int:
        """The place in the original, in code points, behind the first `length` letters of the word."""
        if self.ends:
            return self.ends[length - 1]
        if len(self.spread) == len(self.word):
            return self.start + length
        place = -1
        for _ in range(length):
            place += 1
            while self.spread[place] == _DROPPED_HERE:
                place += 1
        return self.start + place + 1


def spots(text: str, cores: tuple[str, ...] = ()) -> Iterator[Spot]:
    """The words of `fold(text)` in order, with their places; ten times as fast as `fold_map`.

    With `cores`, words that hold none of these may be left out, which is faster still.

    >>> [(spot.word, spot.start, spot.end_of(len(spot.word))) for spot in spots("يا مُحَمَّد!")]
    [('يا', 0, 2), ('محمد', 3, 11)]
    """
    aligned = text.translate(_ALIGNED)
    if cores and _SEVERAL not in aligned:
        yield from _spots_with(aligned, cores)
        return
    for run in _RUN.finditer(aligned):
        spread = run[0]
        if _SEVERAL in spread:
            yield from _mapped(text[run.start() : run.end()], run.start())
            continue
        word = spread.replace(_DROPPED_HERE, "")
        if word:
            start = run.start() + len(spread) - len(spread.lstrip(_DROPPED_HERE))
            yield Spot(word, start, spread.lstrip(_DROPPED_HERE))


def _spots_with(aligned: str, cores: tuple[str, ...]) -> Iterator[Spot]:
    """The words that hold one of these: searched for without the dropped letters, whose number leads the way back."""
    kept, dropped = aligned, list[int]()
    if _DROPPED_HERE in aligned:
        kept = aligned.replace(_DROPPED_HERE, "")
        dropped = [run.start() - number for number, run in enumerate(re.finditer(_DROPPED_HERE, aligned))]
    ahead = {core: at for core in cores if (at := kept.find(core)) >= 0}
    while ahead:
        at = min(ahead.values())
        start, end = kept.rfind(" ", 0, at) + 1, kept.find(" ", at)
        end = len(kept) if end < 0 else end
        first, last = start, end
        if dropped:
            first, last = start + bisect_right(dropped, start), end + bisect_right(dropped, end - 1)
        yield Spot(kept[start:end], first, aligned[first:last])
        for core in [core for core, place in ahead.items() if place < end]:
            ahead[core] = kept.find(core, end)
            if ahead[core] < 0:
                del ahead[core]


def is_dropped(character: str) -> bool:
    """Whether folding leaves nothing of it: a mark, tatweel, a sign that steers direction."""
    return not _FOLDED[character]


def _mapped(run: str, start: int) -> Iterator[Spot]:
    """The words of a run in which one character becomes several: the slow way, as if each letter were one's own."""
    folded = fold_map(run)
    place = 0
    for word in folded.text.split(" "):
        offsets = folded.offsets[place : place + len(word)]
        if word:
            yield Spot(word, start + offsets[0], "", tuple(start + offset + 1 for offset in offsets))
        place += len(word) + 1
