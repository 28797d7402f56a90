"""Subscription lists (OPML 1.0, 1.1, 2.0): bytes in, outlines out; it must not fetch what they list.

Pages without a feed are links with a rule, as `export.opml` writes them; other links are nobody's subscription.
"""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from newsdesk.arabic.charset import decode, open_gzip
from newsdesk.domain.faults import FaultKind, failed
from newsdesk.domain.menu import ANY_LIST, Rule
from newsdesk.domain.outline import NAMESPACE, Outline
from newsdesk.domain.rule_text import of_text
from newsdesk.feeds import tree
from newsdesk.feeds.links import absolute
from newsdesk.feeds.names import split
from newsdesk.feeds.plain import plain

MOST_OUTLINES = 20_000
_LONGEST_NAME = 300


def read(document: bytes) -> tuple[tuple[Outline, ...], int]:
    """The subscriptions of a list in document order, doubles left out (the first stays), and how many outlines meant to
    be one but have no http(s) address. `folder` is the name of the outline that the subscription lies in, None at the
    top. At most 20,000. Raises Failed(NOT_OPML) for a document that is no list."""
    text = decode(open_gzip(document))
    root = tree.read(text) if "<" in text else None
    if root is None or split(str(root.tag))[1].lower() not in ("opml", "body", "outline"):
        raise failed(FaultKind.NOT_OPML)
    found: dict[str, Outline] = {}
    skipped = 0
    for element in root.iter("{*}outline", "{*}Outline", "{*}OUTLINE"):
        named = _attributes(element)
        rule = _rule(named)
        written = named.get("xmlurl", "") if rule is None else named.get("url", "")
        if not written:
            skipped += _is_meant_as_feed(named)
            continue
        url = absolute(written.replace("feed://", "http://", 1) if written.startswith("feed://") else written, "")
        if url is None:
            skipped += 1
        elif len(found) < MOST_OUTLINES:
            found.setdefault(url, replace(_outline(element, named, url), rule=rule))
    return tuple(found.values()), skipped


def _rule(named: dict[str, str]) -> Rule | None:
    """How the list of a page is found that a newsdesk wrote down; what is no rule of ours is its best list."""
    written = named.get(f"{{{NAMESPACE}}}rule") if named.get("type", "").lower() == "link" else None
    return None if written is None else of_text(written) or ANY_LIST


def _is_meant_as_feed(named: dict[str, str]) -> bool:
    return named.get("type", "").lower() in ("rss", "atom")


def _attributes(element: etree._Element) -> dict[str, str]:
    """Attributes by lower-case name: xmlUrl, XMLURL and xmlurl are all found."""
    return {str(name).lower(): str(value).strip() for name, value in element.items()}


def _outline(element: etree._Element, named: dict[str, str], url: str) -> Outline:
    parent = element.getparent()
    is_inside = parent is not None and split(str(parent.tag))[1].lower() == "outline"
    return Outline(
        title=_name(named) or url,
        url=url,
        site_url=absolute(named.get("htmlurl"), ""),
        folder=(_name(_attributes(parent)) or None) if is_inside and parent is not None else None,
        note=plain(named.get("description", ""))[:1000] or None,
    )


def _name(named: dict[str, str]) -> str:
    return plain(named.get("title") or named.get("text") or "")[:_LONGEST_NAME]
