"""The feeds that a page names in its head, and where others may lie; it must not fetch them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from newsdesk.arabic.charset import decode, open_gzip
from newsdesk.feeds.links import absolute, join_base

_HEAD = 512 * 1024  # characters of a page that are searched
_MOST = 20
_COMMON = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml"]
_MOST_PLACES = 8
_WITHOUT_FEEDS = frozenset({"t.me", "telegram.me"})
# A scan and no HTML parser: libxml2's takes time in the square of a tag's attributes.
_TAG = re.compile(r"<!--|<(link|base)\b((?:[^<>\"']|\"[^\"<]{0,2000}\"|'[^'<]{0,2000}'){0,4000}+)>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:-]{1,40})\s{0,20}=\s{0,20}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]{1,2000}))")
_TYPES = frozenset(
    {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/rss"}
    | {
        "application/x.atom+xml",
        "application/x-atom+xml",
        "application/atom",
        "application/xml",
        "application/x-rss+xml",
    }
    | {"text/rss+xml", "text/atom+xml", "text/xml", "text/rss", "text/atom"}
)
_COMMENTS = re.compile(r"comments?\b|replies|تعليق", re.IGNORECASE)


def feed_links(document: bytes, url: str, content_type: str | None) -> list[str]:
    """Addresses of the feeds that a page names by `link rel=alternate` (HTML, section 4.6.7.1), absolute http(s), best
    first: in the page's order, feeds of comments last. Empty when it names none; at most 20."""
    found: dict[str, bool] = {}
    for said, base in links(document, url, content_type):
        if _names_a_feed(said):
            address = absolute(said.get("href"), base)
            if address is not None and address not in found and len(found) < _MOST:
                found[address] = bool(_COMMENTS.search(f"{address[:500]} {said.get('title', '')[:200]}"))
    return sorted(found, key=lambda address: found[address])


def common_places(url: str) -> list[str]:
    """Addresses at which a page's feed often lies though it does not say so, likeliest first, at most eight. Of a page
    below a section only places below it: the feed of the whole site is not what was asked for."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return []
    if parts.hostname in _WITHOUT_FEEDS:
        return []
    folder = parts.path if parts.path.endswith("/") else parts.path + "/"
    is_file = "." in parts.path.rpartition("/")[2]
    is_front = parts.path.count("/") <= 1 or (parts.path.endswith("/") and parts.path.count("/") == 2)
    places = (
        [] if is_file or folder == "/" or parts.query else [f"{folder}{name}" for name in ("feed", "rss", "rss.xml")]
    )
    if is_front:
        places += _COMMON
    found = [absolute(place, f"{parts.scheme}://{parts.netloc}/") for place in places[:_MOST_PLACES]]
    return [place for place in found if place is not None and place != url]


def links(document: bytes, url: str, content_type: str | None) -> Iterator[tuple[dict[str, str], str]]:
    """The link tags in the first half million characters of a page, each as its attributes and the address that its own
    is relative to."""
    text = decode(open_gzip(document), content_type)[:_HEAD]
    base, is_based = url, False
    for tag, said in _tags(text):
        if tag == "link":
            yield said, base
        elif not is_based and said.get("href"):
            base, is_based = join_base(url, said["href"]), True


def _tags(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The link and base tags outside comments, each with its attributes."""
    at = 0
    while (found := _TAG.search(text, at)) is not None:
        at = found.end()
        if found[1] is None:
            end = text.find("-->", at)
            at = end if end >= 0 else len(text)
            continue
        said: dict[str, str] = {}
        for name, double, single, bare in _ATTRIBUTE.findall(found[2]):
            said.setdefault(name.lower(), html.unescape(double or single or bare).strip())
        yield found[1].lower(), said


def _names_a_feed(said: dict[str, str]) -> bool:
    kind = said.get("type", "").partition(";")[0].strip().lower()
    relations = said.get("rel", "").lower().split()
    return kind in _TYPES and ("alternate" in relations or "feed" in relations) and "stylesheet" not in relations
