"""One line of plain text out of what a publisher wrote into a title or a name; it must not know where it came from."""

from __future__ import annotations

import html
import re

LONGEST_TITLE = 4000  # characters; the window cuts where it shows, storing cuts only what no headline can be
_CONTROLS = dict.fromkeys([*range(9), *range(14, 28), *range(127, 133), *range(134, 160), 0xFFFE, 0xFFFF])
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_MAIL_AND_NAME = re.compile(r"^\s{0,9}\S{1,200}@\S{1,200}\s{1,9}\(([^()]{1,300})\)\s{0,9}$")
_NAME_AND_MAIL = re.compile(
    r"^\s{0,9}([^<>()@]{1,300}?)\s{0,9}[<(](?:mailto:)?[^\s<>()]{1,200}@[^\s<>()]{1,200}[>)]\s{0,9}$"
)
_TAG = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|blink|blockquote|body|br|center|cite|code|del|dfn|div|em|figcaption|figure|font|h[1-6]|hr|html|i|img|ins"
    r"|kbd|li|mark|nobr|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup|svg|table|tbody|td|th|time|tr|tt|u|ul|video|wbr)"
    r"(?:[\s/][^<>]*)?>",
    re.IGNORECASE,
)
_BREAKS = re.compile(r"<(?:br|p|div|li|h[1-6]|tr|td|hr)\b", re.IGNORECASE)


def fold_space(text: str) -> str:
    """The text on one line, runs of white space as one space, without control characters."""
    return " ".join(text.translate(_CONTROLS).split()) if not text.isprintable() or "  " in text else text.strip()


def plain(text: str, *, rounds: int = 3) -> str:
    """Plain text of a title that may hold HTML, also escaped twice ("&amp;quot;" is a quote), on one line.

    >>> plain("&lt;b&gt;عاجل&lt;/b&gt; &amp;quot;نص&amp;quot;")
    'عاجل "نص"'
    >>> plain("1 < 2 & 3")
    '1 < 2 & 3'
    """
    if len(text) > LONGEST_TITLE * 8:
        text = text[: LONGEST_TITLE * 8]
    for _ in range(rounds):
        before = text
        if "<" in text:
            text = strip_tags(text)
        if "&" in text:
            text = opened(text)
        if text == before:
            break
    if "<" in text:
        text = strip_tags(text)
    return fold_space(text).strip("\ufffd ")[:LONGEST_TITLE]


def opened(text: str) -> str:
    """The text with its character references opened once; what only looks like one ("AT&T;") stays."""
    return _REFERENCE.sub(lambda found: html.unescape(found[0]), text)


def strip_tags(text: str) -> str:
    """The text without tags of HTML; tags that end a line leave a space; "a < b" stays."""
    return _TAG.sub(lambda found: " " if _BREAKS.match(found[0].replace("</", "<", 1)) else "", text)


def person(text: str) -> str | None:
    """A name as it is shown: "editor@news.example (Editor)" and "Editor <editor@news.example>" are "Editor"."""
    text = plain(text[:1000])
    if "@" in text:
        found = _MAIL_AND_NAME.match(text) or _NAME_AND_MAIL.match(text)
        if found:
            text = found[1].strip()
    return text or None
