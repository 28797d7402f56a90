"""Takes out of foreign HTML what makes its parser slow and what no reader misses; changes nothing in ordinary pages."""

from __future__ import annotations

import re
from html import escape

from newsdesk.pages.plain_text import quickly_plain

SUSPICIOUS = 2000  # tags; below, nothing can be deep
DEEPEST = 2000  # elements inside each other: the parser's time grows with the square
_INLINE_DATA = re.compile(r"data:[a-z]{0,20}/[a-z0-9.+-]{0,40}[;,][^\"'\s<>)]{100,}", re.IGNORECASE)
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{20000,}>?")
_LONG_VALUE = re.compile(r"=\s*+(?:\"[^\"<]{20000,}+\"?|'[^'<]{20000,}+'?)")
# The parser writes a text of n signs with k ampersands or no-break spaces in time that grows with n times k.
_LONG_TEXT = re.compile(r"[^<]{8000}[^<&\s]*+")
_SEAM = "<wbr>"  # ends a text, says nothing, and is left out; in a comment, a script or a value it changes nothing
# Elements that stand open until they are closed; those left out here are void or close themselves.
_NESTING = re.compile(
    r"<(/?)(?!(?:p|li|t[drh]|d[td]|br|hr|img|option|input|meta|link|wbr|source|col|area|base|embed|param|track|path|use"
    r"|circle|rect|line|polygon|polyline|ellipse|stop)[\s/>])[A-Za-z]",
    re.IGNORECASE,
)


def tame(html: str) -> str:
    """The same HTML without pictures written out inside it and without tags of a length that is no tag's; long texts
    cut into several that mean the same.

    HTML nested deeper than any page is turned into its plain text.
    """
    if "data:" in html:
        html = _INLINE_DATA.sub("data:,", html)
    if len(html) > 20000:
        html = _LONG_VALUE.sub('=""', _LONG_TAG.sub("", html))
        html = _LONG_TEXT.sub(rf"\g<0>{_SEAM}", html)
    return escape(quickly_plain(html)) if _is_too_deep(html) else html


def _is_too_deep(html: str) -> bool:
    if html.count("<") < SUSPICIOUS:
        return False
    depth = 0
    for closing in _NESTING.findall(html):
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEEPEST:
            return True
    return False
