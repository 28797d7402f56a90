"""What may stay of foreign HTML, and the sanitiser that holds to it; knows no addresses and no structure."""

from __future__ import annotations

from functools import cache

import nh3

INLINE = frozenset({"a", "em", "strong", "b", "i", "u", "s", "sub", "sup", "code"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
TABLE = frozenset({"table", "thead", "tbody", "tr", "td", "th"})
BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "figure", "figcaption", "pre"}) | HEADINGS | TABLE
KEPT = INLINE | BLOCKS | {"img", "br", "hr"}
# Blocks whose bounds end a paragraph and that leave no other trace.
BOUNDS = frozenset(
    {
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "center",
        "address",
        "form",
        "fieldset",
        "legend",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "h1",
        "caption",
        "tfoot",
        "hgroup",
        "dir",
        "menu",
    }
)
# Elements of which not even the text is meant to be read.
DROPPED = frozenset(
    {
        "script",
        "style",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "applet",
        "template",
        "head",
        "title",
        "textarea",
        "select",
        "option",
        "button",
        "video",
        "audio",
        "canvas",
        "noframes",
        "noembed",
        "frameset",
        "xmp",
        "plaintext",
        "dialog",
        "datalist",
    }
)
_SOURCES = {"src", "srcset", "data-src", "data-srcset", "data-lazy-src", "data-lazy-srcset", "data-original"}
_ATTRIBUTES = {
    "*": {"dir", "lang"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}


@cache
def _rough() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(KEPT | BOUNDS),
        clean_content_tags=set(DROPPED),
        attributes={**_ATTRIBUTES, "img": _ATTRIBUTES["img"] | _SOURCES},
        url_schemes={"http", "https", "mailto", "newsdesk-picture"},
        link_rel=None,
    )


@cache
def _last() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(KEPT),
        clean_content_tags=set(DROPPED),
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto", "newsdesk-picture"},
        url_relative="deny",
        link_rel=None,
    )


def roughly(html: str) -> str:
    """Well-formed HTML of known elements, attributes quoted, addresses as written: fit to be read by tokens."""
    return _rough().clean(html)


def finally_safe(html: str) -> str:
    """The last step, always: out comes nothing but KEPT elements with the few attributes that they need."""
    return _last().clean(html)
