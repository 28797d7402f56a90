"""Feeds made-up documents to everything that reads foreign bytes, and says how many and what was found.

    python -m tests.whole.fuzz [--seconds N] [--seed S] [--only NAME]

Sound documents are cut, doubled and spiced by hypothesis, which also makes what fails as short as it can. A finding is
an exception that is no Fault, a broken promise (sanitising twice equals once, nothing active is left, …), or a document
that costs more CPU than SLOW.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from html import escape

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from tests.feeds import shapes
from tests.feeds.test_posts import channel, message
from tests.hostile import feeds as hostile_feeds
from tests.hostile import images, pages, snippets
from tests.whole.markup import active

from newsdesk.arabic import charset
from newsdesk.arabic.bidi import clean
from newsdesk.arabic.fold import fold, fold_map
from newsdesk.domain.faults import Failed
from newsdesk.domain.rule_text import as_text, of_text
from newsdesk.feeds import dates, menus, opml, parse
from newsdesk.feeds.discovery import feed_links
from newsdesk.intake.prepare import prepare
from newsdesk.pages import LONGEST as LONGEST_HTML
from newsdesk.pages import extract, places, plain, sanitise
from newsdesk.pages.following import is_page_of
from newsdesk.pages.trim import trim
from newsdesk.pictures import HEAVIEST, HIGHEST, WIDEST, shrink

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
URL = "https://news.example/politics/1"
SLOW = 3.0  # CPU seconds for one document; the intake's own limit is 5
LONGEST = 60_000  # bytes of a sample; what is larger is a matter of the growth tests
ROUND = 150  # documents of a target before the next one has its turn


# --- what is made ----------------------------------------------------------------------------------------------------

SPICE = [
    *(b"<", b">", b"&", b'"', b"'", b"]]>", b"<![CDATA[", b"<!--", b"-->", b"<?", b"</", b"/>", b"&#0;", b"&#x202e;"),
    *(b"&lt;script&gt;", b"<script>", b"<svg>", b"<math>", b"<table>", b"<td>", b"<p>", b"</p>", b"<li>", b"<br>", b"<a href="),
    *(b"<img src=", b"javascript:", b"data:", b"file:///", b"//", b"\\", b"\0", b"\xff", b"\xfe\xff", b"\xc0\xbc", b"\xd9"),
    *(b"\xe2\x80\xae", b"\xe2\x81\xa7", b"\xe2\x81\xa9", b"xml:base=", b"<item>", b"</item>", b"<entry>", b"<title>", b"{", b"}"),
    *(b"[", b"]", b":", b",", b"null", b"1e999", b"-1", b"99999999999999999999", "ع".encode(), "٢٠٢٦".encode(), b"\n\n", b" " * 50),
]  # fmt: skip
_EDITS = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 40),
        st.one_of(st.sampled_from(SPICE), st.binary(max_size=6)),
        st.integers(1, 4),
    ),
    max_size=8,
)


def spiced(samples: list[bytes]) -> st.SearchStrategy[bytes]:
    """Samples with some bytes taken out, others put in, once or several times."""

    def made(sample: bytes, edits: list[tuple[float, int, bytes, int]]) -> bytes:
        for place, gone, spice, times in edits:
            at = int(place * len(sample))
            sample = sample[:at] + spice * times + sample[at + gone :]
        return sample

    return st.builds(made, st.sampled_from(samples), _EDITS)


@cache
def feed_samples() -> list[bytes]:
    return [body for _, body, _ in hostile_feeds.documents() if len(body) < LONGEST]


@cache
def page_samples() -> list[bytes]:
    return [body for _, body, _ in pages.documents() if len(body) < LONGEST]


@cache
def snippet_samples() -> list[bytes]:
    return [html.encode("utf-8", "replace") for _, html in snippets.snippets() if len(html) < LONGEST]


@cache
def image_samples() -> list[bytes]:
    sound = [images.picture(kind) for kind in images.FORMATS]
    return sound + [body for _, body in images.documents() if len(body) < LONGEST]


GLUED = "Menu\n13:49وزير المالية يلتقي المزارعين\n09:477 قرى تتقاسم مولدا واحدا\nقبل ساعتين سوق السمك يفتح ليلا\n12:5313 يوما بلا ماء\n"


@cache
def menu_samples() -> list[bytes]:
    """Pages with lists of headlines: every shape, a channel, pages as text, and the pages of articles."""
    made = [page.html.encode() for page in shapes.pages(1)]
    posts = channel(*(message(n, f"خبر رقم {n} من الميناء<br>نص", "2026-11-24T09:00:00+00:00") for n in range(4)))
    open_text = f"{GLUED}\nوزير المالية يلتقي المزارعين\n\nقال الوزير كذا.\n"
    told = ",".join(f'{{"@type":"NewsArticle","headline":"خبر رقم {n} من الميناء","url":"/n/{n}"}}' for n in range(4))
    machine = f'<html><body><script type="application/ld+json">[{told}]</script></body></html>'.encode()
    return (
        [one for one in made if len(one) < LONGEST]
        + [machine] * 3
        + [posts] * 3
        + [open_text.encode()] * 4
        + page_samples()[:20]
    )


DATES = [
    *("Tue, 24 Nov 2026 12:00:00 GMT", "2026-11-24T12:00:00+03:00", "٢٤ تشرين الثاني ٢٠٢٦ ٠٩:٢٢ مساء", "قبل ساعتين", "09:47"),
    *("24 Nov 26 9:5 AM", "الثلاثاء 14 جمادى الآخرة 1448", "2026/11/24", "1764000000", "امس 5:30 م", "Novembre 24, 2026"),
]  # fmt: skip
OPML = b'<opml version="2.0"><body><outline text="T"><outline text="x" xmlUrl="https://a.example/feed"/></outline></body></opml>'
MENU_OPML = [
    OPML.replace(
        b"</body>",
        f'<outline type="link" text="x" url="https://a.example/" xmlns:n="urn:newsdesk:opml" n:rule="{rule}"/></body>'.encode(),
    )
    for rule in ("[]", escape('["links", 3, [["main/ul/li/a", ["list"]]]]'))
]
ADDRESSES = [*snippets.ADDRESSES.values(), "https://a.example/x?page=2", "/x/2", "?p=3", "story_2.html", "#top"]


# --- what is promised ------------------------------------------------------------------------------------------------


def check_feed(document: bytes) -> None:
    try:
        feed = parse(document, url=URL, content_type=None, now=NOW)
    except Failed:
        return
    for item in prepare(feed):
        assert not list(active(item.html))
        assert clean(item.title) == item.title
        assert "\n" not in item.title + item.summary
        assert item.published_at is None or item.published_at.tzinfo is not None


def check_charset(document: bytes) -> None:
    for content_type in (None, "text/xml; charset=windows-1256", "text/html; charset=utf-16"):
        charset.decode(document, content_type).encode("utf-8", "surrogatepass")
    feed_links(document, URL, None)


def check_date(text: str) -> None:
    read = dates.parse_date(text, NOW)
    assert read is None or read.tzinfo is not None


def check_opml(document: bytes) -> None:
    try:
        outlines, skipped = opml.read(document)
    except Failed:
        return
    assert skipped >= 0
    assert all(outline.url for outline in outlines)


def check_menus(document: bytes) -> None:
    found = menus.offers(document, menus.Origin(URL, None, NOW))
    assert len(found) <= menus.MOST_OFFERS
    for offer in found:
        assert 0 < len(offer.feed.items) <= menus.MOST_ITEMS
        assert of_text(as_text(offer.rule)) == offer.rule
        as_text(offer.rule).encode()
        again = menus.follow(document, offer.rule, menus.Origin(URL, None, NOW))
        assert again is not None
        assert again.rule == offer.rule
        for item in offer.feed.items:
            assert item.url is None or item.url.startswith(("http://", "https://"))
            assert item.published_at is None or not item.is_time_vague or item.published_at <= NOW
        for prepared in prepare(offer.feed):
            assert clean(prepared.title) == prepared.title
            assert not list(active(prepared.html))
    menus.open_titles(document, None)


def check_sanitiser(document: bytes) -> None:
    html = document.decode("utf-8", "replace")
    body = sanitise(html, base_url=URL)
    if len(body.html) <= LONGEST_HTML:  # what is longer is cut once more
        assert sanitise(body.html, base_url=URL).html == body.html
    assert not list(active(body.html))
    trimmed = sanitise(trim(body.html, ["خبر"]), base_url=URL)
    assert not list(active(trimmed.html))
    assert "<" not in plain("<p>نص</p>")
    plain(html)


def check_page(document: bytes) -> None:
    try:
        body = extract(document, url=URL, content_type=None, title="خبر")
    except Failed:
        return
    if len(body.html) <= LONGEST_HTML:
        assert sanitise(body.html, base_url=URL).html == body.html
    assert not list(active(body.html))


def check_picture(data: bytes) -> None:
    try:
        small = shrink(data)
    except Failed:
        return
    assert 0 < small.width <= WIDEST
    assert 0 < small.height <= HIGHEST
    assert len(small.data) <= HEAVIEST


def check_address(address: str) -> None:
    for found in (places.link(address, URL), places.absolute(address, URL), places.picture({"src": address}, URL)):
        assert found is None or found.startswith(("http://", "https://", "mailto:", "newsdesk-picture:"))
    is_page_of(places.absolute(address, URL) or URL, URL, 2)


def check_text(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold_map(text).text == fold(text)
    assert clean(clean(text)) == clean(text)


_WORDS = st.text(
    alphabet=st.one_of(st.characters(), st.sampled_from("\u202a\u202e\u2066\u2068\u2069\u200f\u0640لا أ٣"))
)
TARGETS: dict[str, tuple[Callable[..., None], Callable[[], st.SearchStrategy[object]]]] = {
    "feeds": (check_feed, lambda: spiced(feed_samples())),
    "charset": (check_charset, lambda: spiced(feed_samples()[:40] + page_samples()[:10])),
    "dates": (check_date, lambda: st.one_of(_spiced_text(DATES), st.text(max_size=60))),
    "headlines": (check_menus, lambda: spiced(menu_samples())),
    "opml": (check_opml, lambda: spiced([OPML, *MENU_OPML])),
    "sanitiser": (check_sanitiser, lambda: spiced(snippet_samples())),
    "pages": (check_page, lambda: spiced(page_samples())),
    "pictures": (check_picture, lambda: spiced(image_samples())),
    "addresses": (check_address, lambda: _spiced_text(ADDRESSES)),
    "letters": (check_text, lambda: _WORDS),
}


def _spiced_text(samples: list[str]) -> st.SearchStrategy[str]:
    return spiced([sample.encode() for sample in samples]).map(lambda made: made.decode("utf-8", "replace"))


# --- the run ---------------------------------------------------------------------------------------------------------


@dataclass
class Tally:
    """How often each target was run, and what was found."""

    executions: dict[str, int] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)


def run(seconds: float, start: int = 0, only: str | None = None, documents: int = ROUND) -> Tally:
    """All targets in turn, `documents` each, until the time is over, once at least; what found something rests."""
    tally = Tally(dict.fromkeys(TARGETS, 0))
    ends_at, number = time.monotonic() + seconds, start
    left = {name: target for name, target in TARGETS.items() if only in (None, name)}
    while left:
        for name, (check, strategy) in list(left.items()):
            try:
                _round(name, check, strategy(), number, documents, tally)
            except Exception as found:  # noqa: BLE001 - that is what is looked for
                notes = " ".join(getattr(found, "__notes__", []))
                tally.findings.append(f"{name}: {type(found).__name__}: {str(found)[:500]} {notes[:1500]}")
                del left[name]
            if number > start and time.monotonic() > ends_at:
                return tally
        number += 1
        if time.monotonic() > ends_at:
            return tally
    return tally


def _round(
    name: str,
    check: Callable[..., None],
    strategy: st.SearchStrategy[object],
    number: int,
    documents: int,
    tally: Tally,
) -> None:
    @seed(number)
    @settings(
        max_examples=documents,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(strategy)
    def once(made: object) -> None:
        tally.executions[name] += 1
        began = time.process_time()
        check(made)
        took = time.process_time() - began
        assert took < SLOW, f"{took:.1f} s of CPU"

    once()


def main() -> int:
    """Prints the tally; 1 when something was found."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--seconds", type=float, default=60.0)
    reader.add_argument("--seed", type=int, default=0)
    reader.add_argument("--only", choices=sorted(TARGETS))
    chosen = reader.parse_args()
    tally = run(chosen.seconds, chosen.seed, chosen.only)
    for name, count in tally.executions.items():
        print(f"{name:10} {count:7} executions")
    print(f"{sum(tally.executions.values())} executions, {len(tally.findings)} findings")
    print("\n\n".join(tally.findings))
    return 1 if tally.findings else 0


if __name__ == "__main__":
    sys.exit(main())
