"""Feeds: bytes in, values out, by one door. It must not fetch, sanitise or store; only the intake imports it."""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.domain.feed import Feed
from newsdesk.feeds import tree
from newsdesk.feeds.atom import read_atom
from newsdesk.feeds.charset import decode, open_gzip
from newsdesk.feeds.json_feed import read_json
from newsdesk.feeds.names import split
from newsdesk.feeds.repair import strip_head
from newsdesk.feeds.rss import read_rss

__all__ = ["parse"]

_RSS_ROOTS = frozenset({"rss", "rdf", "channel"})
_FEED = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(?:rss|rdf|feed|channel|entry)[\s>]", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s{1,10}html|html|head|body|title|meta|script|table|div|p)[\s>]", re.IGNORECASE)


def parse(document: bytes, *, url: str, content_type: str | None, now: datetime) -> Feed:
    """The feed in a document: RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0 or JSON Feed 1.0, 1.1, whatever its content type says.

    `url` is where the document was found, `content_type` the header as sent, `now` (aware) the moment of the fetch. A
    document that is cut short or ill-formed is read as far as it goes; at most 2,000 items, in document order. Raises
    Failed(NOT_A_FEED) with `found` html, empty, text, xml, json or binary.
    """
    text = strip_head(decode(open_gzip(document), content_type))
    if not text.strip():
        raise failed(FaultKind.NOT_A_FEED, address=url, found="empty")
    if text[0] in "{[":
        return read_json(text, url=url, now=now)
    if _is_html(text):
        raise failed(FaultKind.NOT_A_FEED, address=url, found="html")
    root = tree.read(text)
    if root is None:
        raise _no_feed(text, url)
    return _of_tree(root, text, url, now)


def _of_tree(root: etree._Element, text: str, url: str, now: datetime) -> Feed:
    local = split(str(root.tag))[1].lower().rpartition(":")[2]
    if local in _RSS_ROOTS:
        return read_rss(root, url=url, now=now)
    if local in ("feed", "entry"):
        return read_atom(root, url=url, now=now)
    for wanted in ("{*}rss", "{*}RDF", "{*}channel"):
        for found in root.iter(wanted):
            return read_rss(found, url=url, now=now)
    for found in root.iter("{*}feed"):
        return read_atom(found, url=url, now=now)
    raise _no_feed(text, url)


def _is_html(text: str) -> bool:
    found = _HTML.match(text) or _HTML.search(text, 0, 2000)
    if found is None:
        return False
    feed = _FEED.search(text, 0, 4000)
    return feed is None or found.start() < feed.start()


def _no_feed(text: str, url: str) -> Failed:
    head = text[:2000]
    if "\x00" in head or head.count("\ufffd") > 20:
        found = "binary"
    elif head.startswith("<") and (found_xml := re.match(r"<[?!]?[A-Za-z]", head)):
        found = "xml" if found_xml else "text"
    else:
        found = "text"
    return failed(FaultKind.NOT_A_FEED, address=url, found=found)
