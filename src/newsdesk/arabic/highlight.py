"""Where the words of a search stand in a text as it was published; knows nothing of how they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.arabic.fold import fold, fold_map

Hits = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of a text around its first hit; `hits` are places in the piece, in code points."""

    text: str
    hits: Hits


def hits(text: str, words: str) -> Hits:
    """Start and end, in code points of the original, of each word that a search for `words` found, in order.

    Words must match whole, the last one may be a beginning, as in the search itself.

    >>> text = "قالَ مُحَمَّدٌ للمـدرسـة"
    >>> [text[start:end] for start, end in hits(text, "محمد")], hits(text, "قال مدرسه")
    (['مُحَمَّدٌ'], ((0, 4),))
    """
    *whole, beginning = fold(words).split() or [""]
    if not beginning:
        return ()
    folded = fold_map(text)
    found: list[tuple[int, int]] = []
    place = 0
    for word in folded.text.split(" "):
        if word.startswith(beginning) or word in whole:
            length = len(word) if word in whole else len(beginning)
            end = folded.offsets[place + length - 1] + 1
            start = folded.offsets[place]
            if not found or start >= found[-1][1]:  # ﷺ and ¼ are several words in one place
                found.append((start, _end_of_marks(text, end)))
        place += len(word) + 1
    return tuple(found)


def snippet(text: str, words: str, width: int = 160) -> Snippet:
    """At most `width` letters of the text around its first hit, cut between words; its beginning when nothing hits.

    >>> snippet("واحد اثنان ثلاثة أربعة خمسة ستة", "أربعه", 18)
    Snippet(text='…ثلاثة أربعة خمسة…', hits=((7, 12),))
    """
    if len(text) <= width:
        return Snippet(text, hits(text, words))
    all_hits = hits(text, words)
    centre = sum(all_hits[0]) // 2 if all_hits else 0
    start = min(max(0, centre - width // 2), len(text) - width)
    end = start + width
    if start > 0:
        start = _after_space(text, start, all_hits[0][0])
    if end < len(text):
        end = _before_space(text, end, all_hits[0][1] if all_hits else start)
    before, after = "…" if start > 0 else "", "…" if end < len(text) else ""
    moved = len(before) - start
    inside = tuple((first + moved, last + moved) for first, last in all_hits if first >= start and last <= end)
    return Snippet(f"{before}{text[start:end]}{after}", inside)


def _after_space(text: str, start: int, limit: int) -> int:
    space = text.find(" ", start, limit)
    return start if space < 0 else space + 1


def _before_space(text: str, end: int, limit: int) -> int:
    space = text.rfind(" ", limit, end)
    return end if space < 0 else space


def _end_of_marks(text: str, end: int) -> int:
    """Past the marks and the tatweel that belong to the letter before `end`."""
    while end < len(text) and fold(f"ب{text[end]}ب") == "بب":
        end += 1
    return end
