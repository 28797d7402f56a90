"""Finds the next page of an article that is split over several: only where address and link both say so."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from lxml.html import HtmlElement

from newsdesk.pages import places

MOST_PAGES = 12  # of one article
MOST_LINKS = 3000  # of one page that are looked at
_NEXT = re.compile(r"(?:الصفحة |page )?(?:التالي(?:ة)?|next(?: page)?|suivante?|بعدی)\s*[»›>→←‹«]*", re.IGNORECASE)
_PARAMETERS = frozenset(
    {"page", "p", "pg", "pagenum", "pageno", "paged", "part", "pn", "page_no", "page_number", "صفحة"}
)


def following(tree: HtmlElement, base_url: str, first_url: str, number: int) -> str | None:
    """The address of the article's page with this number; None when the page names none.

    It must be an http(s) address on the host of `first_url` that is the first page's with the number added, and named
    as the next page (HTML, rel=next) or by a link whose words are the number or "next": many sites use rel=next for
    the next article, which has another address.
    """
    if number > MOST_PAGES:
        return None
    for link in [*tree.iter("link"), *islice(tree.iter("a"), MOST_LINKS)]:
        href = link.get("href", "")
        if not href or str(number) not in href:
            continue
        said = "next" in link.get("rel", "").lower().split() or (link.tag == "a" and _names(link, number))
        if not said:
            continue
        url = places.absolute(href.strip(), base_url)
        if url is not None and is_page_of(url, first_url, number):
            return url
    return None


def _names(link: HtmlElement, number: int) -> bool:
    words = " ".join(link.text_content()[:60].split())
    digits = "".join(str(unicodedata.digit(letter, "")) for letter in words)
    return (digits == str(number) and len(words) <= 14) or bool(_NEXT.fullmatch(words))


def is_page_of(url: str, first_url: str, number: int) -> bool:
    """Whether this is the address of that page of the article at `first_url`.

    >>> is_page_of("https://a.example/news/7?page=2", "https://a.example/news/7", 2)
    True
    >>> is_page_of("https://a.example/news/7/2/", "https://a.example/news/7/", 2)
    True
    >>> is_page_of("https://a.example/news/8", "https://a.example/news/7", 8)
    False
    """
    first, other = urlsplit(first_url), urlsplit(url)
    if (other.hostname, other.port) != (first.hostname, first.port):
        return False
    asked, before = parse_qsl(other.query, keep_blank_values=True), parse_qsl(first.query, keep_blank_values=True)
    before = [pair for pair in before if pair[0].lower() not in _PARAMETERS or not pair[1].isdigit()]
    added = [pair for pair in asked if pair not in before]
    rest = [pair for pair in asked if pair in before]
    if sorted(rest) != sorted(before):
        return False
    path, beginning = other.path.rstrip("/"), first.path.rstrip("/")
    if path == beginning:
        return len(added) == 1 and added[0][0].lower() in _PARAMETERS and added[0][1] == str(number)
    stem, dot, ending = beginning.rpartition(".")
    if not dot or "/" in ending:
        stem, ending = beginning, ""
    tail = rf"(?:/|/page[/-]?|[-_,]|/p){number}"
    is_added = re.fullmatch(re.escape(beginning) + tail, path) or (
        bool(ending) and re.fullmatch(rf"{re.escape(stem)}(?:[-_,.]|[-_]p(?:age)?){number}\.{re.escape(ending)}", path)
    )
    return bool(is_added) and not added
