"""A foreign page in, a safe body out; the last step is always the sanitiser. Knows no network and no store."""

from __future__ import annotations

import re

from newsdesk.arabic.bidi import clean
from newsdesk.pages.allow import BLOCKS, BOUNDS, finally_safe, roughly
from newsdesk.pages.body import Body
from newsdesk.pages.plain_text import quickly_plain, text_of
from newsdesk.pages.shape import Shaper
from newsdesk.pages.tame import tame

__all__ = ["Body", "extract", "plain", "sanitise"]

LONGEST = 1_000_000  # letters of HTML; no article is longer
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
_PARAGRAPH_END = re.compile(rf"(<(?:br|img|/?(?:{'|'.join(sorted(BLOCKS | BOUNDS))}))(?:\s[^<>]*)?>)")
_UNREADABLE = re.compile(r"<(?:script|style|!--|!\[|\?|svg|math|iframe|title|textarea|select|object)", re.IGNORECASE)


def sanitise(html: str, *, base_url: str) -> Body:
    """What may stay of foreign HTML, in one plain shape; addresses are resolved against `base_url`.

    Doing it twice changes nothing.
    """
    rough = roughly(tame(html[:LONGEST]))
    if _CONTROLS.search(rough):
        # An isolate ends with its paragraph (Unicode Standard Annex 9, BD9), and a paragraph here with its block.
        rough = "".join(map(clean, _PARAGRAPH_END.split(rough)))
    shaper = Shaper(base_url)
    safe = finally_safe(shaper.shape(rough))
    return Body(safe, text_of(safe), tuple(p for p in shaper.pictures.values() if not p.url.startswith("newsdesk-")))


def plain(html: str) -> str:
    """The text of a summary on one line; nothing of it may be shown as HTML."""
    if not html:
        return ""
    if _UNREADABLE.search(html):
        return " ".join(sanitise(html, base_url="https://localhost/").text.split())
    return quickly_plain(html)


def extract(document: bytes, *, url: str, content_type: str | None, title: str) -> Body:
    """The article of a page with its lead picture. Raises Failed(NO_TEXT) for a page without one."""
    from newsdesk.pages.reading import read_article

    return read_article(document, url=url, content_type=content_type, title=title).body
