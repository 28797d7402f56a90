"""Where a long paragraph is cut and which attributes a block keeps; pure, knows no document."""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"[.!?؟…۔]\s")
_RUN = re.compile(r"[^\s\u200b]+")
_LETTER = re.compile(r"&[a-z]+;|.", re.DOTALL)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,3}")


def breakable(text: str, longest: int) -> str:
    """The same escaped text with a zero-width space after each `longest` letters of a word that is longer."""

    def broken(found: re.Match[str]) -> str:
        if len(found[0]) <= longest:
            return found[0]
        letters = _LETTER.findall(found[0])
        parts = ("".join(letters[start : start + longest]) for start in range(0, len(letters), longest))
        return "\u200b".join(parts)

    return _RUN.sub(broken, text)


def cut(text: str, room: int, *, is_first: bool) -> int:
    """Where to end a paragraph that grows too long: after a sentence, else at a space or where a word may break; 0:
    before all of it."""
    room = max(room, 0)
    ends = [found.end() for found in _SENTENCE.finditer(text, 0, room)]
    if ends and (is_first is False or ends[-1] > room // 2):
        return ends[-1]
    space = max(text.rfind(" ", 0, room), text.rfind("\u200b", 0, room))
    if space > 0:
        return space
    if not is_first:
        return 0
    spaces = [place for place in (text.find(" ", room), text.find("\u200b", room)) if place >= 0]
    return min(spaces, default=len(text))


def cut_line(text: str, room: int) -> int:
    """Where to end preformatted text that has room for so many letters: after a line, else after a word, else anywhere
    but in a reference; its length when it fits, 0: before all of it."""
    if len(text) <= room:
        return len(text)
    if room <= 0:
        return 0
    end = max(text.rfind("\n", 0, room), text.rfind(" ", 0, room) if "\n" not in text[:room] else -1) + 1
    if end:
        return end
    reference = text.rfind("&", max(room - 8, 0), room)
    return reference if reference >= 0 and ";" not in text[reference:room] else room


def kept(attributes: dict[str, str], direction: str, tag: str) -> str:
    """The attributes that this block keeps, as markup with a space in front; "" for none."""
    kept = f' dir="{direction}"' if direction else ""
    language = attributes.get("lang", "")
    if language and _LANGUAGE.fullmatch(language):
        kept += f' lang="{language}"'
    if tag in {"td", "th"}:
        for name in ("colspan", "rowspan"):
            span = attributes.get(name, "")
            if span.isascii() and span.isdigit() and 1 < int(span[:4]) <= 50 and len(span) <= 3:
                kept += f' {name}="{span}"'
    return kept
