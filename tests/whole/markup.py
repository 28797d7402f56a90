"""Looks for active markup in stored HTML, with two parsers that are not newsdesk's way in: html5lib and lxml."""

from __future__ import annotations

import re
from collections.abc import Iterator

import html5lib
from lxml.html import fragment_fromstring

ELEMENTS = frozenset(
    [
        "a",
        "em",
        "strong",
        "b",
        "i",
        "u",
        "s",
        "sub",
        "sup",
        "code",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "figure",
        "figcaption",
        "pre",
        "img",
        "br",
        "hr",
    ]
)
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
ADDRESS = re.compile(r"(?:https?://[^\s<>\"\\]+|mailto:[^\s<>\"\\]*)", re.IGNORECASE)
PICTURE = re.compile(r"newsdesk-picture:[0-9a-f]{24}")


def active(html: str) -> Iterator[str]:
    """What in stored HTML could act, load or open anything, as a sentence; nothing for safe HTML."""
    for parser, elements in (("lxml", _by_lxml(html)), ("html5lib", _by_html5lib(html))):
        for tag, attributes in elements:
            yield from (f"{parser}: {said}" for said in _judged(tag, attributes))


def _judged(tag: str, attributes: dict[str, str]) -> Iterator[str]:
    if tag not in ELEMENTS:
        yield f"element {tag}"
    for name, value in attributes.items():
        if name not in ATTRIBUTES.get(tag, set()) | {"dir", "lang"}:
            yield f"attribute {name} of {tag}"
        elif (name == "href" and not ADDRESS.fullmatch(value)) or (name == "src" and not PICTURE.fullmatch(value)):
            yield f"address {value[:80]!r} of {tag}"


def _by_lxml(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    for element in fragment_fromstring(html, create_parent="div").iterdescendants():
        yield str(element.tag), {str(name): str(value) for name, value in element.attrib.items()}


def _by_html5lib(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    tree = html5lib.parseFragment(html, treebuilder="etree", namespaceHTMLElements=False)
    for element in tree.iter():
        if element is not tree:
            yield str(element.tag), {str(name): str(value) for name, value in element.attrib.items()}
