"""Time grows with the length of a hostile document and no faster, whichever way it is made."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.growing import MOST, growth

from newsdesk.domain.faults import Failed
from newsdesk.feeds import opml, parse
from newsdesk.feeds.discovery import feed_links

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
START = "<rss version='2.0'><channel><title>ع</title><item><title>"
ATOM = (
    "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://a.example/'><entry xml:base='b/'><content type='html'>"
)

FAMILIES: dict[str, Callable[[int], str]] = {
    "openers": lambda n: START + "<" * n,
    "tags cut off": lambda n: START + "<a" * n,
    "open tags": lambda n: START + "<b>" * n,
    "comment openers": lambda n: START + "<!--" * n,
    "CDATA openers": lambda n: START + "<![CDATA[" * n,
    "CDATA openers, one end": lambda n: START + "<![CDATA[" * n + "]]>",
    "instruction openers": lambda n: START + "<?" * n,
    "DOCTYPE openers": lambda n: "<!DOCTYPE " * n + START,
    "entities declared": lambda n: (
        "<!DOCTYPE r [" + "".join(f'<!ENTITY e{i} "x">' for i in range(n)) + "]>" + START + "&e5;"
    ),
    "entity bomb": lambda n: (
        '<!DOCTYPE r [<!ENTITY a0 "xx">'
        + "".join(f'<!ENTITY a{i + 1} "&a{i};&a{i};">' for i in range(n // 100))
        + "]>"
        + START
        + "&a90;" * n
    ),
    "ampersands": lambda n: START + "&a" * n,
    "items never closed": lambda n: "<rss><channel>" + "<item><title>x" * n,
    "items nested": lambda n: "<rss><channel>" + "<item>" * n + "</item>" * n + "</channel></rss>",
    "divs nested": lambda n: START + "</title><description>" + "<div>" * n + "</div>" * n,
    "stray end tags": lambda n: START + "x" + "</b>" * n,
    "attributes": lambda n: "<rss><channel><item " + " ".join(f"a{i}='x'" for i in range(n)) + "/></channel></rss>",
    "an author of dots": lambda n: START + "x</title><author>" + "a." * n + "</author></item></channel></rss>",
    "an author of blanks": lambda n: START + "x</title><author>a" + " " * n + "@</author></item></channel></rss>",
    "a date of numbers": lambda n: START + "x</title><pubDate>" + "1 " * n + "</pubDate></item></channel></rss>",
    "code pages mixed": lambda n: START + "خبر\udcc7\udce1" * n + "</title></item></channel></rss>",
    "letters of another code page": lambda n: START + "\udcc7\udce1 " * n + "</title></item></channel></rss>",
    "letters encoded twice": lambda n: START + "Ø®Ø¨Ø± " * n + "</title></item></channel></rss>",
    "plain items": lambda n: "<rss><channel>" + "<item><title>خبر</title></item>" * (n // 10) + "</channel></rss>",
    "items without zones": lambda n: (
        "<rss><channel>" + "<item><pubDate>2026-11-24 10:00</pubDate></item>" * (n // 10) + "</channel></rss>"
    ),
    "items with spans": lambda n: (
        "<rss><channel>" + "<item><pubDate>قبل 3 ساعات</pubDate></item>" * (n // 10) + "</channel></rss>"
    ),
    "many links": lambda n: START + "x</title>" + "<link>http://a.example/</link>" * n + "</item></channel></rss>",
    "escaped tags in a title": lambda n: START + "&lt;b " * n + "</title></item></channel></rss>",
    "escaped references in a title": lambda n: START + "&amp;amp;amp;" * n + "</title></item></channel></rss>",
    "addresses in content": lambda n: ATOM + "&lt;a href=" * n + "</content></entry></feed>",
    "quotes": lambda n: '<rss><channel><item x="' + "'\"" * n,
    "JSON nested": lambda n: '{"items":' + "[" * n,
    "link tags": lambda n: "<link rel=alternate type=application/rss+xml href=a>" * n,
    "link tags cut off": lambda n: '<link a="' * n + ">",
    "link of words": lambda n: "<link " + "a " * n,
    "blanks": lambda n: " " * n,
}


def seconds(document: bytes) -> float:
    """CPU time of everything that reads a foreign document here, the best of three."""
    best = 60.0
    for _ in range(3):
        start = time.process_time()
        for reading in (
            lambda: parse(document, url="https://a.example/", content_type=None, now=NOW),
            lambda: opml.read(document),
            lambda: feed_links(document, "https://a.example/", None),
        ):
            try:
                reading()
            except Failed:
                continue
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_document_takes_about_twice_the_time(family: str) -> None:
    make = FAMILIES[family]
    assert growth(lambda n: seconds(make(n).encode("utf-8", "surrogateescape")), shortest=5_000, longest=80_000) <= MOST


def test_there_are_twenty_families_at_least() -> None:
    assert len(FAMILIES) >= 20
