"""The HTML inside an element, as a string; it must not judge it: sanitising comes later and elsewhere."""

from __future__ import annotations

import re
from html import escape

from lxml import etree

from newsdesk.feeds.links import absolute, join_base
from newsdesk.feeds.names import split

_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track"))
_ADDRESSES = frozenset({"href", "src", "poster", "cite"})
_WRITTEN_ADDRESS = re.compile(
    r"\b(href|src|poster)(\s{0,8}=\s{0,8})(?:\"([^\"<>]{0,2000})\"|'([^'<>]{0,2000})')", re.IGNORECASE
)


def inner(element: etree._Element, base: str | None = None, outer: str = "") -> str:
    """The content of an element as HTML: its own text when it has no children (it is HTML already, escaped or in
    CDATA), else its children written out. `base` makes relative addresses absolute, None leaves them; those below an
    xml:base of a child's own are always resolved, where that is relative against `outer`."""
    if not len(element):
        text = element.text or ""
        return resolved(text, base) if base is not None and "=" in text else text
    return _written(element, base, outer)


def text_of(element: etree._Element) -> str:
    """All text inside an element, without its tags."""
    return element.text or "" if not len(element) else "".join(str(part) for part in element.itertext())


def resolved(html: str, base: str) -> str:
    """The HTML with the addresses of links and pictures absolute against `base`; those that mean nothing stay."""

    def replacement(found: re.Match[str]) -> str:
        address = found[3] if found[3] is not None else found[4]
        if address.startswith(("http:", "https:", "#", "mailto:", "data:")):
            return found[0]
        meant = absolute(address.replace("&amp;", "&"), base)
        return found[0] if meant is None else f'{found[1]}{found[2]}"{escape(meant)}"'

    return _WRITTEN_ADDRESS.sub(replacement, html)


def _written(element: etree._Element, base: str | None, outer: str) -> str:
    """Children as HTML, without recursion: elements nest as deep as a publisher likes."""
    out = [escape(element.text or "", quote=False)]
    bases = [base]
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if node is element or not isinstance(node.tag, str):
            continue
        local = split(node.tag)[1].lower()
        if event == "start":
            bases.append(_base_in(node, bases[-1], outer))
            out.append(f"<{local}{_attributes(node, bases[-1])}>")
            if node.text:
                out.append(escape(node.text, quote=False))
        else:
            bases.pop()
            if local not in _VOID:
                out.append(f"</{local}>")
            if node.tail:
                out.append(escape(node.tail, quote=False))
    return "".join(out)


def _base_in(node: etree._Element, base: str | None, outer: str) -> str | None:
    own = node.get(_BASE)
    return base if own is None else join_base(base or outer, own)


def _attributes(node: etree._Element, base: str | None) -> str:
    parts = []
    for name, value in node.items():
        if name == _BASE:
            continue  # resolved here; in HTML it would mean nothing
        local = split(str(name))[1].lower()
        text = str(value)
        if base is not None and local in _ADDRESSES and not text.startswith("#"):
            text = absolute(text, base) or text
        parts.append(f' {local}="{escape(text)}"')
    return "".join(parts)
