"""The direction of text and the invisible characters that steer it (Unicode Standard Annex 9); knows nothing of Qt."""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal
from unicodedata import bidirectional

Direction = Literal["rtl", "ltr"]

RIGHT_TO_LEFT_ISOLATE = "\u2067"
FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"

# Patterns stay text until they are first used: to compile all of them would take 3 ms of every start.
_OPENING = "\u2066\u2067\u2068"
# An Arabic text may hold many Latin words; a Latin one hardly ever holds Arabic.
RTL_SHARE = 0.3

_UNWANTED = "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff\ufffe\uffff]+"
_ISOLATES = f"[{_OPENING}{POP_ISOLATE}\n\r\x85\u2029]"


def base_direction(text: str) -> Direction:
    """Which way a headline or paragraph runs, by the share of its letters; "rtl" when it has none.

    >>> base_direction("Netanyahu يلتقي ترامب في واشنطن"), base_direction("G7 leaders meet"), base_direction("2026")
    ('rtl', 'ltr', 'rtl')
    """
    leftward = rightward = 0
    for character, times in Counter(text).items():  # each letter once: to compile classes of letters takes longer
        kind = bidirectional(character)
        leftward += times if kind in ("R", "AL") else 0
        rightward += times if kind == "L" else 0
    return "rtl" if leftward >= RTL_SHARE * (leftward + rightward) else "ltr"


def isolate(text: str) -> str:
    """The text between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE, so that it cannot reorder its neighbours.

    >>> isolate("CNN") == "\\u2068CNN\\u2069"
    True
    """
    return f"{FIRST_STRONG_ISOLATE}{clean(text)}{POP_ISOLATE}"


def isolate_name(text: str) -> str:
    """The same for a name, which lies as its letters do in lists: one that only begins in Latin runs leftward.

    >>> isolate_name("BBC عربي") == "\\u2067BBC عربي\\u2069", isolate_name("CNN") == isolate("CNN")
    (True, True)
    """
    first = next((kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), "")
    isolated = isolate(text)
    return RIGHT_TO_LEFT_ISOLATE + isolated[1:] if first == "L" and base_direction(text) == "rtl" else isolated


def clean(text: str) -> str:
    """The text without what could hide or reorder it: overrides, embeddings, isolates without a partner in their
    paragraph, control characters but tab and line ends, and what no UTF-8 file can hold.

    Left and right marks, the Arabic letter mark and the two joiners belong to good spelling and stay.

    >>> clean("\\u202eabc\\u202c لا\\u2069\\x07"), clean("\\u2067نعم\\u2069") == "\\u2067نعم\\u2069"
    ('abc لا', True)
    """
    if text.isprintable():  # nothing invisible in it: nearly always
        return text
    text = re.sub(_UNWANTED, "", text)
    lonely: set[int] = set()
    opened: list[int] = []
    for match in re.finditer(_ISOLATES, text):
        if match[0] in _OPENING:
            opened.append(match.start())
        elif match[0] != POP_ISOLATE:  # the end of a paragraph closes all
            lonely.update(opened)
            opened.clear()
        elif opened:
            opened.pop()
        else:
            lonely.add(match.start())
    lonely.update(opened)
    return "".join(letter for place, letter in enumerate(text) if place not in lonely) if lonely else text
