"""Sources as a subscription list."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from newsdesk.domain.menu import ANY_LIST, Place, Rule
from newsdesk.domain.outline import Outline
from newsdesk.domain.source import DEFAULT_INTERVAL, Source, SourceId, SourceKind
from newsdesk.export.opml import opml
from newsdesk.feeds import opml as reading

NEWS = Source(
    SourceId(1),
    SourceKind.FEED,
    "https://paper.example/",
    "https://paper.example/feed?a=1&b=2",
    "https://paper.example/",
    'صحيفة "الميناء" <اليومية> & ملحقها',
    None,
    DEFAULT_INTERVAL,
    datetime(2026, 11, 24, tzinfo=UTC),
)


def outlines(document: str) -> list[dict[str, str]]:
    root = etree.fromstring(document.encode())
    assert (root.tag, root.get("version")) == ("opml", "2.0")
    return [dict(outline.attrib) for outline in root.iterfind(".//outline[@xmlUrl]")]


def test_a_source_is_written_whole() -> None:
    assert outlines(opml([NEWS], {})) == [
        {
            "type": "rss",
            "text": NEWS.title,
            "title": NEWS.title,
            "xmlUrl": NEWS.feed_url,
            "htmlUrl": "https://paper.example/",
        }
    ]


def test_sources_stand_in_their_folders_in_order() -> None:
    sources = [replace(NEWS, folder=folder, title=title) for folder, title in ((None, "أ"), ("شام", "ب"), ("شام", "ت"))]
    root = etree.fromstring(opml(sources, {}).encode())
    assert [outline.get("text") for outline in root.iterfind("body/outline")] == ["أ", "شام"]
    assert [outline.get("text") for outline in root.iterfind("body/outline/outline")] == ["ب", "ت"]


def test_local_files_and_the_guide_stay_at_home() -> None:
    assert outlines(opml([replace(NEWS, kind=SourceKind.FILE), replace(NEWS, kind=SourceKind.GUIDE)], {})) == []


def test_a_title_that_xml_cannot_hold_still_makes_a_document() -> None:
    sources = [replace(NEWS, title="أ\x00\x0b\ud800ب\nت", site_url=None), replace(NEWS, title="")]
    titles = [outline["text"] for outline in outlines(opml(sources, {}))]
    assert titles == ["أب\nت", "https://paper.example/"]


def test_a_page_without_a_feed_comes_back_with_its_rule_and_folder() -> None:
    rule = Rule("links", 15, (Place("main/ul/li/a", ("أخبار", 'a"b<c&d')), Place("main/h2/a")))
    page = replace(NEWS, kind=SourceKind.PAGE, feed_url="https://paper.example/news?a=1&b=2", folder="شام")
    bare = replace(page, id=SourceId(2), feed_url="https://other.example/", title="بلا قاعدة", folder=None)
    written = opml([NEWS, bare, page], {page.id: rule})
    assert reading.read(written.encode()) == (
        (
            Outline(NEWS.title, NEWS.feed_url, NEWS.site_url),
            Outline("بلا قاعدة", "https://other.example/", rule=ANY_LIST),
            Outline(page.title, page.feed_url, None, "شام", rule=rule),
        ),
        0,
    )


def test_readers_that_know_feeds_only_find_the_feeds_and_a_link() -> None:
    """OPML 2.0: a link has the type "link" and an attribute `url`; attributes of others stand in a namespace."""
    root = etree.fromstring(opml([NEWS, replace(NEWS, kind=SourceKind.PAGE)], {}).encode())
    feed, page = root.iterfind(".//outline")
    assert feed.get("xmlUrl") == NEWS.feed_url
    assert (page.get("type"), page.get("url"), page.get("xmlUrl")) == ("link", NEWS.feed_url, None)
    assert [name for name in page.attrib if ":" in name] == ["{urn:newsdesk:opml}rule"]
