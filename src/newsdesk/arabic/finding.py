"""Where words stand in a page, whichever way they are spelt; knows nothing of how a place is shown."""

from __future__ import annotations

from newsdesk.arabic.fold import Folded, fold
from newsdesk.arabic.highlight import Hits

MOST = 5000


def places(text: str, folded: Folded, words: str) -> Hits:
    """Start and end, in code points of `text`, of each place where these words stand, parts of words too, in order.

    `folded` is `fold_map(text)`, made once for many searches. At most `MOST` places; none for words of signs alone.

    >>> from newsdesk.arabic.fold import fold_map
    >>> text = "قالت المدرسةُ: مـدرسـه أُولى"
    >>> [text[start:end] for start, end in places(text, fold_map(text), "مدرسة")]
    ['مدرسةُ', 'مـدرسـه']
    """
    wanted = fold(words)
    found: list[tuple[int, int]] = []
    at = folded.text.find(wanted) if wanted else -1
    while at >= 0 and len(found) < MOST:
        last = at + len(wanted) - 1
        after = last + 1
        end = folded.offsets[last] + 1
        limit = folded.offsets[after] if after < len(folded.offsets) else len(text)
        while end < limit and fold(f"ب{text[end]}ب") == "بب":  # marks and tatweel belong to the letter before them
            end += 1
        found.append((folded.offsets[at], end))
        at = folded.text.find(wanted, after)
    return tuple(found)
