"""Both forms of a text that the index holds, by words met before: what makes an index of a whole archive anew."""

from __future__ import annotations

from newsdesk.arabic.fold import fold
from newsdesk.arabic.stem import marked_stems

MOST_KEPT = 1 << 16  # words; a hostile text may hold any number of them


def forms(text: str) -> tuple[str, str]:
    """`fold(text)` and `marked_stems` of that, each with a blank before it, quickly where most words were met before.

    Each character folds by itself and blanks fold to blanks, so the words may be folded one by one.

    >>> forms("قال «وزير» العدل: ")
    ('قال وزير العدل', ' ‹عدل')
    >>> forms(" - ")
    ('', '')
    """
    met = [*map(_FORMS.__getitem__, text.split())]
    folded = [word for word, _ in met]
    # Hardly any text has signs that stand alone: to look is cheaper than to filter.
    words = " ".join(filter(None, folded) if "" in folded else folded)
    return words, "".join([stems for _, stems in met])


class _Forms(dict[str, tuple[str, str]]):
    """The folded form and the marked stems of what stands between two blanks, worked out when first met."""

    def __missing__(self, word: str) -> tuple[str, str]:
        if len(self) >= MOST_KEPT:
            self.clear()
        folded = fold(word)
        stems = marked_stems(folded)
        found = self[word] = (folded, f" {stems}" if stems else "")
        return found


_FORMS = _Forms()
