"""Feeds: bytes in, values out, by one door. It must not fetch, sanitise or store; only the intake imports it."""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from newsdesk.arabic.charset import decode, open_gzip
from newsdesk.domain.clock import UNKNOWN, SourceClock
from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.domain.feed import Feed
from newsdesk.feeds import tree
from newsdesk.feeds.atom import read_atom
from newsdesk.feeds.dating import Dates, settled, zone_of
from newsdesk.feeds.json_feed import read_json
from newsdesk.feeds.names import split
from newsdesk.feeds.repair import strip_head
from newsdesk.feeds.rss import read_rss

__all__ = ["parse"]

_RSS_ROOTS = frozenset({"rss", "rdf", "channel"})
_FEED = re.compile(r"<(?:[A-Za-z][\w.-]{0,30}:)?(?:rss|rdf|feed|channel|entry)[\s>]", re.IGNORECASE)
_HTML = re.compile(
    r"<(?:!doctype\s{1,10}html|html|head|body|title|meta|script|table|div|h1|br|b|p)[\s/>]", re.IGNORECASE
)


def parse(document: bytes, *, url: str, content_type: str | None, now: datetime, clock: SourceClock = UNKNOWN) -> Feed:
    """The feed in a document: RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0 or JSON Feed 1.0, 1.1, whatever its content type says.

    `url` is where the document was found, `content_type` the header as sent, `now` (aware) the moment of the fetch,
    `clock` what has been learned of the source's: its dates are read and put right by it. A document that is cut short
    or ill-formed is read as far as it goes; at most 2,000 items, in document order. Raises Failed(NOT_A_FEED) with
    `found` html, empty, text, xml, json or binary.
    """
    dates = Dates(now, zone_of(clock))
    return settled(_read(open_gzip(document), content_type, url, dates), dates, clock, url)


def _read(document: bytes, content_type: str | None, url: str, dates: Dates) -> Feed:
    root = tree.read_well_formed(document)
    if root is not None and (feed := _of_tree(root, url, dates)) is not None:
        return feed
    text = strip_head(decode(document, content_type))
    if not text.strip():
        raise failed(FaultKind.NOT_A_FEED, address=url, found="empty")
    if text[0] in "{[":
        return read_json(text, url=url, dates=dates)
    if _is_html(text):
        raise failed(FaultKind.NOT_A_FEED, address=url, found="html")
    root = tree.read(text)
    feed = _of_tree(root, url, dates) if root is not None else None
    if feed is None:
        raise _no_feed(text, url)
    return feed


def _of_tree(root: etree._Element, url: str, dates: Dates) -> Feed | None:
    """The feed of a tree, None when it is some other document."""
    local = split(str(root.tag))[1].lower().rpartition(":")[2]
    if local in _RSS_ROOTS:
        return read_rss(root, url=url, dates=dates)
    if local in ("feed", "entry"):
        return read_atom(root, url=url, dates=dates)
    if local == "html":
        return None
    for wanted in ("{*}rss", "{*}RDF", "{*}channel"):
        for found in root.iter(wanted):
            return read_rss(found, url=url, dates=dates)
    for found in root.iter("{*}feed"):
        return read_atom(found, url=url, dates=dates)
    return None


def _is_html(text: str) -> bool:
    """Whether a document begins as a page: leading comments are skipped, and so is what a broken server printed before
    a feed ("<b>Warning</b>: ...<?xml")."""
    start = _first_tag(text)
    if _HTML.match(text, start) is None:
        return False
    is_page = text[start : start + 5].lower() == "<html" or text[start : start + 14].lower() == "<!doctype html"
    return is_page or _FEED.search(text, start, start + 4000) is None


def _first_tag(text: str) -> int:
    """Where the first markup that is no comment and no processing instruction begins."""
    at = max(0, text.find("<"))
    for opener, closer in (("<!--", "-->"), ("<?", "?>")) * 20:
        if text.startswith(opener, at):
            end = text.find(closer, at)
            at = text.find("<", end) if end >= 0 else -1
            if at < 0:
                return 0
    return at


def _no_feed(text: str, url: str) -> Failed:
    head = text[:2000]
    if "\x00" in head or head.count("\ufffd") > 20:
        found = "binary"
    else:
        found = "xml" if re.match(r"<[?!]?[A-Za-z]", head) else "text"
    return failed(FaultKind.NOT_A_FEED, address=url, found=found)
