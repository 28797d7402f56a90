"""HTML to plain text, for places where markup is never shown."""

from __future__ import annotations

import re
from html import unescape

from newsdesk.arabic.bidi import clean

_LINE_ENDS = re.compile(
    r"<br>|<hr>|</(?:p|h[2-6]|li|blockquote|figcaption|pre|tr|figure)>|<(?:ul|ol|table|p|blockquote)>"
)
_CELL_ENDS = re.compile(r"</t[dh]>")
_TAG = re.compile(r"</?[a-z][^>\"]*(?:\"[^\"]*\"[^>\"]*)*>")
_ANY_TAG = re.compile(r"</?[A-Za-z!?][^<>]*>?")
_INLINE_TAG = re.compile(
    r"</?(?:a|b|i|u|s|em|strong|span|font|sub|sup|mark|small|big|abbr)(?:\s[^<>]*)?>", re.IGNORECASE
)
LONGEST = 100_000  # letters of a summary that are looked at


def text_of(html: str) -> str:
    """The text of sanitised HTML: one paragraph a line."""
    broken = _CELL_ENDS.sub(" ", _LINE_ENDS.sub("\n", html))
    text = unescape(_TAG.sub("", broken)).replace("\u200b", "")
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def quickly_plain(html: str) -> str:
    """The text of foreign HTML on one line. Not for HTML that holds scripts, styles or comments."""
    text = html[:LONGEST]
    if "<" in text:
        text = _ANY_TAG.sub(" ", _INLINE_TAG.sub("", text))
    if "&" in text:
        text = unescape(text)
    return clean(" ".join(text.split()))
