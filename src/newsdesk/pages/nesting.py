"""What may stand in what in an article's shape, and a block that stands open."""

from __future__ import annotations

from newsdesk.pages.allow import HEADINGS

PARAGRAPHS = frozenset({"p", "pre", "figcaption"}) | HEADINGS  # they hold text and no blocks
HOLDERS = PARAGRAPHS | {"li", "td", "th"}
IMPLIED = {"ul": "li", "ol": "li", "table": "tr", "thead": "tr", "tbody": "tr", "tr": "td"}
PARENTS = {
    "li": frozenset({"ul", "ol"}),
    "thead": frozenset({"table"}),
    "tbody": frozenset({"table"}),
    "tr": frozenset({"table", "thead", "tbody"}),
    "td": frozenset({"tr"}),
    "th": frozenset({"tr"}),
}


class Block:
    """One open block; written when something is in it, so that empty ones leave no trace."""

    __slots__ = ("has_content", "is_open", "is_written", "length", "markup", "tag")

    def __init__(self, tag: str, markup: str) -> None:
        self.tag = tag
        self.markup = markup
        self.is_written = False
        self.is_open = True
        self.has_content = False
        self.length = 0
