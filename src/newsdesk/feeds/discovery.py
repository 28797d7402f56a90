"""The feeds that a page names in its head; it must not fetch them, nor guess addresses."""

from __future__ import annotations

import re

from lxml import etree

from newsdesk.feeds.charset import decode, open_gzip
from newsdesk.feeds.links import absolute, join_base

_HEAD = 512 * 1024  # characters of a page that are searched
_MOST = 20
_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/feed+json",
        "application/rdf+xml",
        "application/x.atom+xml",
    }
    | {
        "application/x-atom+xml",
        "application/rss",
        "application/atom",
        "text/rss+xml",
        "text/atom+xml",
        "text/xml",
        "application/xml",
    }
)
_COMMENTS = re.compile(r"comments?\b|/comments/|replies|تعليقات|تعليق", re.IGNORECASE)


def feed_links(document: bytes, url: str, content_type: str | None) -> list[str]:
    """Addresses of the feeds that a page names by `link rel=alternate` (HTML, section 4.6.7.1), absolute http(s), best
    first: in the page's order, feeds of comments last. Empty when it names none; at most 20."""
    text = decode(open_gzip(document), content_type)[:_HEAD]
    if "<link" not in text and "<LINK" not in text and "<Link" not in text:
        return []
    root = _page(text)
    if root is None:
        return []
    base = url
    for element in root.iter("base"):
        base = join_base(url, element.get("href"))
        break
    found: dict[str, bool] = {}
    for link in root.iter("link"):
        address = _feed_address(link, base)
        if address is not None and address not in found and len(found) < _MOST:
            found[address] = bool(_COMMENTS.search(f"{address[:500]} {(link.get('title') or '')[:200]}"))
    return sorted(found, key=lambda address: found[address])


def _page(text: str) -> etree._Element | None:
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _feed_address(link: etree._Element, base: str) -> str | None:
    kind = (link.get("type") or "").partition(";")[0].strip().lower()
    relations = (link.get("rel") or "").lower().split()
    if kind in _TYPES and ("alternate" in relations or "feed" in relations) and "stylesheet" not in relations:
        return absolute(link.get("href"), base)
    return None
