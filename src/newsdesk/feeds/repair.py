"""Ill-formed XML to well-formed XML, as far as it goes and in one pass; it must not know what a feed's fields mean.

Only documents that a strict parser has refused come here. No DOCTYPE is left afterwards: simple entities that it
declared are opened out here, so no parser behind this module ever sees an entity of the document's own.
"""

from __future__ import annotations

import html
import re
from html.entities import html5

_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(?:rss|rdf|feed|channel|opml|entry)[\s>]", re.IGNORECASE)
_REFERENCE = re.compile(r"&(#\d{1,7};|#[xX][0-9A-Fa-f]{1,6};|[A-Za-z][\w.-]{0,40};)?")
_ENTITY = re.compile(
    r"<!ENTITY\s{1,20}([A-Za-z][\w.-]{0,40})\s{1,20}(?:\"([^\"<>]{0,200})\"|'([^'<>]{0,200})')\s{0,20}>"
)
_MARKUP = re.compile(r"<(?:!\[CDATA\[|!--|[!?]|(/?)([A-Za-z_][\w.:-]{0,80})([^<>]{0,8000})>)")
_ATTRIBUTE = re.compile(r"([A-Za-z_][\w.:-]{0,80})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]{1,2000}))")
_C1_REFERENCE = re.compile(r"&#(?:1(?:2[89]|[34]\d|5\d)|[xX]0{0,4}[89][0-9A-Fa-f]);")
_LONGEST_ENTITY = 200  # characters
_DEEPEST = 200  # libxml2 itself stops at 256

_ITEMS = frozenset({"item", "entry"})
_FRAMES = frozenset(("rss", "rdf:rdf", "feed", "channel", "item", "entry", "items", "opml", "body", "outline"))
_SHORT_FIELDS = frozenset(
    {
        "title",
        "link",
        "guid",
        "pubdate",
        "category",
        "id",
        "published",
        "updated",
        "name",
        "language",
        "dc:date",
        "dc:creator",
    }
)
# Fields that hold text. A tag inside one is the publisher's unescaped HTML, to be kept as text.
_TEXT_FIELDS = (
    _SHORT_FIELDS
    | {"description", "content", "content:encoded", "encoded", "fulltext", "summary", "subtitle", "tagline", "comments"}
    | {"issued", "modified", "created", "uri", "email", "language", "copyright", "generator", "dc:title", "dc:subject"}
    | {"dc:description", "dc:identifier", "media:title", "media:description"}
    | {"itunes:summary", "itunes:subtitle", "itunes:author"}
)
# Start tags that no HTML contains: meeting one means that the field before it was never closed.
_NEVER_HTML = (
    (_FRAMES - {"body"})
    | {"description", "guid", "pubdate", "content:encoded", "enclosure", "updated", "published", "issued", "modified"}
    | {"dc:creator", "dc:date", "dc:subject", "media:content", "media:thumbnail", "itunes:author"}
)


def mend(text: str) -> str:
    """A well-formed document with the same content: XML 1.0 characters only, no DOCTYPE, every tag closed.

    "a & b" keeps its ampersand, `&nbsp;` becomes its character, HTML left bare inside a text field is escaped, an
    unclosed CDATA section ends with its element, a document that was cut short is closed without its last, half item.
    Linear in the length of the text.
    """
    text = _CONTROLS.sub("", text)
    start = _ROOT.search(text)
    entities = _declared_entities(text[: start.start()]) if start else {}
    return _Mending(text, start.start() if start else 0, entities).whole()


def strip_head(text: str) -> str:
    """The text without byte order mark, leading blanks and XML declaration (untrue once the text is decoded)."""
    text = text.lstrip("\ufeff \t\r\n\x00")
    if text.startswith("<?xml"):
        end = text.find("?>", 0, 2000)
        if end > 0:
            return text[end + 2 :]
    return text


def _declared_entities(head: str) -> dict[str, str]:
    """Entities of the document's own whose value holds no markup and names no unknown entity; at most 300."""
    found: dict[str, str] = {}
    for name, first, second in _ENTITY.findall(head)[:300]:
        written = _REFERENCE.sub(lambda one: found.get((one[1] or "")[:-1], one[0]), first or second)
        value = html.unescape(written)
        if len(value) <= _LONGEST_ENTITY and ("&" not in value or value == "&"):
            found[name] = value
    return found


def modern(text: str) -> str:
    """The text with references to C1 controls as they were meant: `&#146;` is the apostrophe of windows-1252."""
    return _C1_REFERENCE.sub(lambda found: html.unescape(found[0]), text) if "&#1" in text or "&#x" in text else text


class _Mending:
    """One pass over one document. Lives for a single call of `mend`."""

    def __init__(self, text: str, start: int, entities: dict[str, str]) -> None:
        self._text = text
        self._at = start
        self._entities = entities
        self._out: list[str] = []
        self._open: list[str] = []
        self._places: dict[str, int] = {}
        self._last_item = -1  # where in the output the item that is open began
        self._has_whole_item = False
        self._left_out = 0  # open elements that lie too deep to be written

    def whole(self) -> str:
        text, size = self._text, len(self._text)
        while self._at < size:
            found = _MARKUP.search(text, self._at)
            if found is None:
                # a tag cut off by the end of the document says nothing
                cut = text.rfind("<", self._at)
                self._write_text(text[self._at : cut if cut >= 0 and size - cut < 8000 else size])
                break
            self._write_text(text[self._at : found.start()])
            self._at = found.end()
            self._take(found)
            if not self._open and self._out:
                break  # the root is closed: what follows is not the document
        self._drop_cut_item()
        self._close(len(self._open))
        return "".join(self._out)

    def _drop_cut_item(self) -> None:
        """An item that the end of the document cut in two is left to the next fetch: half a headline is a wrong one."""
        for depth, name in enumerate(reversed(self._open), 1):
            if name.lower() in _ITEMS and self._has_whole_item:
                del self._out[self._last_item :]
                del self._open[-depth:]
                return

    def _take(self, found: re.Match[str]) -> None:
        opener = found[0]
        if opener == "<![CDATA[":
            self._take_cdata()
        elif opener == "<!--":
            self._skip_to("-->")
        elif opener in ("<!", "<?"):
            self._skip_to(">")
        elif found[1]:
            self._take_end(found)
        else:
            self._take_start(found)

    def _find(self, mark: str) -> int:
        """Where `mark` comes next, -1 never. A place found before is asked for again only once it is passed: else a
        document of nothing but openers would be searched to its end for each of them."""
        place = self._places.get(mark)
        if place is None or 0 <= place < self._at:
            place = self._places[mark] = self._text.find(mark, self._at)
        return place

    def _skip_to(self, mark: str) -> None:
        place = self._find(mark)
        if place >= 0:
            self._at = place + len(mark)

    def _take_cdata(self) -> None:
        end = self._find("]]>")
        own_end = self._find(f"</{self._open[-1]}>") if self._open else -1
        next_opening = self._text.find("<![CDATA[", self._at, end) if end >= 0 else -1
        if end >= 0 and next_opening < 0:
            self._write_verbatim(self._text[self._at : end])
            self._at = end + 3
        elif own_end >= 0:  # unclosed: it ends with its element
            self._write_verbatim(self._text[self._at : own_end])
            self._at = own_end
        else:
            self._write_verbatim(self._text[self._at :])
            self._at = len(self._text)

    def _write_verbatim(self, text: str) -> None:
        if self._open:
            self._out.append(text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))

    def _write_text(self, text: str) -> None:
        if text and self._open:
            if "&" in text:
                text = _REFERENCE.sub(self._reference, text)
            self._out.append(text.replace("<", "&lt;").replace("]]>", "]]&gt;"))

    def _reference(self, found: re.Match[str]) -> str:
        name = found[1]
        if name is None:
            return "&amp;"
        if name in ("amp;", "lt;", "gt;", "quot;", "apos;"):
            return found[0]
        value = self._entities.get(name[:-1])
        if value is None:
            value = html.unescape(found[0]) if name.startswith("#") else html5.get(name)
        if value is None:
            return "&amp;" + name
        return html.escape(_CONTROLS.sub("", value))

    def _take_start(self, found: re.Match[str]) -> None:
        name = found[2]
        low = name.lower()
        if self._open and self._open[-1].lower() in _TEXT_FIELDS:
            inner = self._open[-1].lower()
            is_next_field = low in _NEVER_HTML or (inner in _SHORT_FIELDS and low in _TEXT_FIELDS and low != inner)
            if not is_next_field:
                self._write_verbatim(self._opened_out(found[0]))
                return
            self._close(1)
        if low in _ITEMS:
            self._close_nested(low)
            self._last_item = len(self._out)
        attributes = found[3]
        is_empty = attributes.endswith("/")
        if len(self._open) >= _DEEPEST and not is_empty:
            self._left_out += 1
            return
        self._out.append(
            f"<{name}{self._attributes(attributes[:-1] if is_empty else attributes)}{'/' if is_empty else ''}>"
        )
        if not is_empty:
            self._open.append(name)

    def _opened_out(self, markup: str) -> str:
        """Bare HTML as it was meant: the references in its attributes are the document's, so they are opened once."""
        return markup if "&" not in markup else html.unescape(_REFERENCE.sub(self._reference, markup))

    def _close_nested(self, low: str) -> None:
        """An item that begins inside an item was never closed."""
        for depth, name in enumerate(reversed(self._open[-8:]), 1):
            if name.lower() == low:
                self._close(depth)
                return

    def _attributes(self, written: str) -> str:
        parts: list[str] = []
        seen: set[str] = set()
        for name, double, single, bare in _ATTRIBUTE.findall(written):
            if name not in seen:
                seen.add(name)
                value = (
                    _REFERENCE.sub(self._reference, double or single or bare)
                    .replace('"', "&quot;")
                    .replace("<", "&lt;")
                )
                parts.append(f' {name}="{value}"')
        return "".join(parts)

    def _take_end(self, found: re.Match[str]) -> None:
        low = found[2].lower()
        inner = self._open[-1].lower() if self._open else ""
        if inner in _TEXT_FIELDS and low != inner and low not in _FRAMES:
            if inner not in _SHORT_FIELDS or inner == "title":
                self._write_verbatim(found[0])
            return
        if self._left_out and low not in _ITEMS:
            self._left_out -= 1
            return
        for depth, name in enumerate(reversed(self._open), 1):
            if name.lower() == low:
                self._close(depth)
                self._has_whole_item = self._has_whole_item or low in _ITEMS
                return

    def _close(self, count: int) -> None:
        for _ in range(count):
            self._out.append(f"</{self._open.pop()}>")
