"""A page's HTML as a tree of elements, in time that grows with its length only; it must not know what pages mean.

It does not follow the HTML standard's tree builder to the letter: what closes what is kept, tables are not rearranged.
Attributes beyond forty, elements beyond 100,000 and depth beyond 200 add nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from newsdesk.feeds.plain import opened

LONGEST = 6_000_000  # characters
MOST_ELEMENTS = 100_000
DEEPEST = 200
_MOST_ATTRIBUTES = 40
_LONGEST_VALUE = 4096

_MARKUP = re.compile(r"<(?:(!--)|([!?])|(/?)([A-Za-z][A-Za-z0-9:-]{0,30}))")
_ATTRIBUTE = re.compile(r"[\s/]*+([^\s=<>\"'/]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'<>]++)))?+", re.DOTALL)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr")
)
_RAW = {
    tag: re.compile(rf"</{tag}[\s/>]", re.IGNORECASE)
    for tag in ("script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes")
}
_ENDS_PARAGRAPH = frozenset(
    [
        *("address", "article", "aside", "blockquote", "center", "details", "dialog", "dir", "div", "dl", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr"),
        *("main", "menu", "nav", "ol", "p", "pre", "search", "section", "table", "ul"),
    ]
)
_CLOSES: dict[str, tuple[frozenset[str], frozenset[str]]] = {  # tag: (what it closes, what it does not look beyond)
    "li": (frozenset({"li"}), frozenset({"ul", "ol", "menu"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "tr": (frozenset({"tr", "td", "th"}), frozenset({"table"})),
    "td": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "th": (frozenset({"td", "th"}), frozenset({"table", "tr"})),
    "tbody": (frozenset({"tbody", "thead", "tr", "td", "th"}), frozenset({"table"})),
    "option": (frozenset({"option"}), frozenset({"select"})),
    "a": (frozenset({"a"}), frozenset({"td", "th", "table"})),
}
_INLINE = frozenset(("b", "big", "code", "em", "font", "i", "s", "small", "span", "strike", "strong", "tt", "u"))
_CELLS = frozenset({"table", "td", "th", "caption"})


class Element:
    """An element: its tag in lower case, its attributes, what is inside (elements and text), and its parent."""

    __slots__ = ("inside", "parent", "said", "tag")

    def __init__(self, tag: str, said: dict[str, str], parent: Element | None) -> None:
        self.tag = tag
        self.said = said
        self.parent = parent
        self.inside: list[Element | str] = []

    @property
    def children(self) -> list[Element]:
        """The elements inside, without the text."""
        return [one for one in self.inside if isinstance(one, Element)]

    @property
    def names(self) -> list[str]:
        """Its id and its classes, in lower case."""
        own = self.said.get("id", "").lower().split()
        return own + self.said.get("class", "").lower().split()

    def up(self) -> Iterator[Element]:
        """Itself, its parent, and so on to the root."""
        at: Element | None = self
        while at is not None:
            yield at
            at = at.parent

    def walk(self) -> Iterator[Element]:
        """Itself and every element inside, in document order."""
        yield self
        waiting = [iter(self.inside)]  # not the elements themselves: whoever stops early pays for no more than he saw
        while waiting:
            one = next(waiting[-1], None)
            if one is None:
                waiting.pop()
            elif isinstance(one, Element):
                yield one
                waiting.append(iter(one.inside))


class _Builder:
    def __init__(self) -> None:
        self.root = Element("#", {}, None)
        self._open = [self.root]
        self._count: Counter[str] = Counter()
        self._unopened: Counter[str] = Counter()
        self.made = 0

    def text(self, text: str) -> None:
        if text:
            self._open[-1].inside.append(opened(text) if "&" in text else text)

    def start(self, tag: str, said: dict[str, str]) -> None:
        if tag in _ENDS_PARAGRAPH and self._open[-1].tag == "p":
            self._pop()
        closing = _CLOSES.get(tag)
        if closing is not None and any(self._count[name] for name in closing[0]):
            self._close(*closing)
        element = Element(tag, said, self._open[-1])
        self._open[-1].inside.append(element)
        self.made += 1
        if tag in _VOID:
            return
        if len(self._open) >= DEEPEST:
            self._unopened[tag] += 1
            return
        self._open.append(element)
        self._count[tag] += 1

    def end(self, tag: str) -> None:
        if self._unopened[tag]:
            self._unopened[tag] -= 1
            return
        if not self._count[tag]:
            return
        for place in range(len(self._open) - 1, 0, -1):
            there = self._open[place].tag
            if there == tag:
                while len(self._open) > place:
                    self._pop()
                return
            if tag in _INLINE and there not in _INLINE and there != "a":
                return
            if there in _CELLS and tag not in _CELLS and tag not in {"tr", "tbody", "thead", "tfoot", "html", "body"}:
                return

    def _close(self, wanted: frozenset[str], boundary: frozenset[str]) -> None:
        found = 0
        for place in range(len(self._open) - 1, 0, -1):
            there = self._open[place].tag
            if there in boundary:
                break
            if there in wanted:
                found = place
        while found and len(self._open) > found:
            self._pop()

    def _pop(self) -> None:
        self._count[self._open.pop().tag] -= 1


def read_page(text: str) -> Element:
    """The root of a page's tree (its tag is "#"). Never raises; scripts and styles are left out, comments too."""
    text = text[:LONGEST]
    builder = _Builder()
    at = 0
    while builder.made < MOST_ELEMENTS and (found := _MARKUP.search(text, at)) is not None:
        builder.text(text[at : found.start()])
        at = found.end()
        is_comment, is_declaration, is_end, name = found.groups()
        if is_comment or is_declaration:
            closer = "-->" if is_comment else ">"
            end = text.find(closer, at)
            at = len(text) if end < 0 else end + len(closer)
            continue
        tag = name.lower()
        said, at = _attributes(text, at)
        if is_end:
            builder.end(tag)
            continue
        builder.start(tag, said)
        if tag in _RAW:
            at = _raw(builder, tag, text, at)
    if builder.made < MOST_ELEMENTS:
        builder.text(text[at:])
    return builder.root


def _raw(builder: _Builder, tag: str, text: str, at: int) -> int:
    """Takes what stands in an element that holds no markup; only a title's is kept."""
    closing = _RAW[tag].search(text, at)
    end = len(text) if closing is None else closing.start()
    if tag == "title":
        builder.text(text[at:end][:1000])
    builder.end(tag)
    if closing is None:
        return end
    last = text.find(">", closing.start())
    return len(text) if last < 0 else last + 1


def _attributes(text: str, at: int) -> tuple[dict[str, str], int]:
    """The attributes that begin at `at`, the first of each name, and where the tag ends."""
    said: dict[str, str] = {}
    while (found := _ATTRIBUTE.match(text, at)) is not None:
        at = found.end()
        if len(said) < _MOST_ATTRIBUTES:
            value = next((one for one in found.groups()[1:] if one is not None), "")[:_LONGEST_VALUE]
            said.setdefault(found[1].lower()[:60], opened(value) if "&" in value else value)
    end = text.find(">", at)
    following = text.find("<", at)
    if 0 <= following < end:  # a tag that never ends is none: what follows is read as markup
        return said, following
    return said, len(text) if end < 0 else end + 1
