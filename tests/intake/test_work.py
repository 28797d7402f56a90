"""Each kind of job, through a real child."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest
from PIL import Image
from tests.intake.newspaper import SENTENCE, answers, item, page, photograph, rss
from tests.web.scripted import Scripted, answer

from newsdesk.domain.clock import SourceClock
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.outline import Outline
from newsdesk.domain.source import Validators
from newsdesk.intake.client import Intake
from newsdesk.intake.jobs import (
    FeedRead,
    FeedUnchanged,
    FetchFeed,
    FetchPage,
    FetchPicture,
    OpmlRead,
    PageRead,
    PictureRead,
    PictureWanted,
    ReadFeed,
    ReadOpml,
    Refused,
)


def one(intake: Intake, job: object) -> object:
    intake.submit(job)  # type: ignore[arg-type]
    return answers(intake, 1)[1]


def test_a_feed_comes_back_with_its_items(intake: Intake, server: Scripted) -> None:
    url = server.say("/feed", answer(rss(), 'ETag: "1"', "Cache-Control: max-age=60", "Content-Type: text/xml"))
    read = one(intake, FetchFeed(1, url))
    assert isinstance(read, FeedRead)
    assert (read.title, read.url, read.permanent_url) == ("صحيفة الاختبار", url, None)
    assert (read.validators, read.max_age, read.received) == (Validators('"1"'), 60, len(rss()))
    assert [(entry.title, entry.summary, entry.position) for entry in read.items] == [
        ("خبر رقم 1", "موجز قصير", 1),
        ("خبر رقم 2", "موجز قصير", 2),
    ]
    assert (read.items[0].html, read.items[0].has_full_text) == ("", False)


def test_a_304_says_unchanged(intake: Intake, server: Scripted) -> None:
    url = server.say("/feed", b"HTTP/1.1 304 Not Modified\r\n\r\n")
    sent = Validators('"1"', "yesterday")
    assert one(intake, FetchFeed(1, url, sent)) == FeedUnchanged(1, sent, None, 0, is_local=True, url=url)


def test_a_page_that_names_a_feed_leads_to_it(intake: Intake, server: Scripted) -> None:
    links = "".join(f"<link rel=alternate type=application/rss+xml href={path}>" for path in ("/empty", "/feed"))
    url = server.say("/", answer(page(head=links), "Content-Type: text/html"))
    server.say("/empty", answer(b"nothing", "Content-Type: text/plain"))
    server.say("/feed", answer(rss(), 'ETag: "1"'))
    read = one(intake, FetchFeed(1, url, is_discovering=True))
    assert isinstance(read, FeedRead)
    assert (read.url, read.validators) == (server.url("/feed"), Validators('"1"'))


def test_a_page_without_a_feed_or_a_list_says_so(intake: Intake, server: Scripted) -> None:
    url = server.say("/", answer(page(), "Content-Type: text/html"))
    for place in ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml"):
        server.say(place, answer(b"", status="404 Not Found"))
    assert one(intake, FetchFeed(1, url, is_discovering=True)) == Refused(
        1, Fault(FaultKind.NO_FEED_FOUND, {"address": url})
    )


def test_a_page_where_a_feed_was_is_no_feed(intake: Intake, server: Scripted) -> None:
    url = server.say("/", answer(page(), "Content-Type: text/html"))
    read = one(intake, FetchFeed(1, url))
    assert isinstance(read, Refused)
    assert (read.fault.kind, read.fault.facts["found"]) == (FaultKind.NOT_A_FEED, "html")


def test_a_page_on_this_machine_is_not_reached_by_a_public_page(intake: Intake, server: Scripted) -> None:
    url = server.say("/", answer(page()))
    read = one(intake, FetchPage(1, url, "https://news.example/", "x"))
    assert isinstance(read, Refused)
    assert read.fault.kind is FaultKind.REFUSED_ADDRESS
    assert server.connections == 0


def test_a_document_of_the_readers_own_is_read(intake: Intake) -> None:
    read = one(intake, ReadFeed(1, "file:///home/reader/feed.xml", rss()))
    assert isinstance(read, FeedRead)
    assert len(read.items) == 2


def test_dates_are_read_by_what_was_learned_of_the_sources_clock(intake: Intake, server: Scripted) -> None:
    entry = "<item><title>أ</title><pubDate>{}</pubDate></item>"
    dates = ("2026-11-24 14:30", "Tue, 24 Nov 2026 14:30:00 +0300")
    document = f"<rss><channel><title>ج</title>{''.join(map(entry.format, dates))}</channel></rss>".encode()
    url = server.say("/feed", answer(document, "Content-Type: text/xml"))
    read = one(intake, FetchFeed(1, url, clock=SourceClock("Asia/Dubai", 60)))
    assert isinstance(read, FeedRead)
    assert (read.zone, read.minutes_east) == ("+180", 180)
    assert [entry.published_at for entry in read.items] == [datetime(2026, 11, 24, 10, 30, tzinfo=UTC)] * 2


def test_a_page_tells_its_zone(intake: Intake, server: Scripted) -> None:
    head = '<meta property="article:published_time" content="2026-11-24T10:00:00+03:00">'
    url = server.say("/a", answer(page(head=head), "Content-Type: text/html; charset=utf-8"))
    read = one(intake, FetchPage(1, url, server.url("/feed"), "عنوان الخبر"))
    assert isinstance(read, PageRead)
    assert read.zone == "+180"


def test_an_article_comes_back_with_text_and_pictures(intake: Intake, server: Scripted) -> None:
    head = f'<meta property="og:image" content="{server.url("/lead.jpg")}">'
    url = server.say("/a", answer(page(head=head), "Content-Type: text/html; charset=utf-8"))
    read = one(intake, FetchPage(1, url, server.url("/feed"), "عنوان الخبر"))
    assert isinstance(read, PageRead)
    assert read.text.count("قالت مصادر محلية") == 18
    assert "عنوان الخبر" not in read.text
    assert "الرئيسية" not in read.text
    assert [picture.url for picture in read.pictures] == [server.url("/lead.jpg")]
    assert read.html.startswith(f'<figure><img src="newsdesk-picture:{read.pictures[0].key}"')
    assert "اعيد فتحه" in read.search_body


def test_a_feeds_own_longer_text_is_kept_with_its_pictures(intake: Intake, server: Scripted) -> None:
    url = server.say("/a", answer(page(), "Content-Type: text/html"))
    picture = PictureWanted("0" * 24, "https://news.example/p.jpg", "")
    own = f'<p><img src="newsdesk-picture:{picture.key}" alt=""></p><p>{SENTENCE * 60}</p>'
    read = one(intake, FetchPage(1, url, url, "x", own, (picture,)))
    assert isinstance(read, PageRead)
    assert read.text == (SENTENCE * 60).strip()
    assert read.pictures == (picture,)
    assert picture.key in read.html


def test_a_feeds_own_text_without_pictures_gets_the_pages(intake: Intake, server: Scripted) -> None:
    head = f'<meta property="og:image" content="{server.url("/lead.jpg")}">'
    url = server.say("/a", answer(page(head=head), "Content-Type: text/html"))
    read = one(intake, FetchPage(1, url, url, "x", f"<p>{SENTENCE * 60}</p>"))
    assert isinstance(read, PageRead)
    assert [picture.url for picture in read.pictures] == [server.url("/lead.jpg")]
    assert read.html.startswith(f'<figure><img src="newsdesk-picture:{read.pictures[0].key}"')
    assert read.html.endswith("</p>")


def test_a_page_without_an_article_has_no_text(intake: Intake, server: Scripted) -> None:
    url = server.say("/a", answer(b"<html><body><p>hello</p></body></html>", "Content-Type: text/html"))
    assert one(intake, FetchPage(1, url, url, "x")) == Refused(1, Fault(FaultKind.NO_TEXT, {"address": url}))


def test_a_picture_comes_back_small(intake: Intake, server: Scripted) -> None:
    url = server.say("/p", answer(photograph()))
    read = one(intake, FetchPicture(1, url, url))
    assert isinstance(read, PictureRead)
    assert (read.media_type, read.width, read.height) == ("image/jpeg", 1120, 630)
    assert Image.open(io.BytesIO(read.data)).size == (1120, 630)


def test_what_is_no_picture_is_refused_with_its_address(intake: Intake, server: Scripted) -> None:
    url = server.say("/p", answer(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    assert one(intake, FetchPicture(1, url, url)) == Refused(1, Fault(FaultKind.NOT_A_PICTURE, {"address": url}))


def test_a_subscription_list_is_read(intake: Intake) -> None:
    document = b'<opml version="2.0"><body><outline text="T" xmlUrl="https://news.example/feed"/></body></opml>'
    read = one(intake, ReadOpml(1, document))
    assert isinstance(read, OpmlRead)
    assert read.outlines == (Outline("T", "https://news.example/feed"),)


def test_too_many_requests_says_how_long(intake: Intake, server: Scripted) -> None:
    url = server.say("/feed", answer(b"", "Retry-After: 77", status="429 Slow down"))
    read = one(intake, FetchFeed(1, url))
    assert isinstance(read, Refused)
    assert read.retry_after == 77


@pytest.mark.parametrize(
    ("letters", "ending", "is_full"), [(1200, ".", True), (1200, " […]", False), (400, ".", False)]
)
def test_a_feeds_own_text_is_full_when_it_is_long_and_ends(
    intake: Intake, letters: int, ending: str, is_full: bool
) -> None:
    text = (SENTENCE * 20)[:letters].strip() + ending
    document = rss(items=item(1).replace("</item>", f"<c:encoded>{text}</c:encoded></item>")).replace(
        b"<rss ", b'<rss xmlns:c="http://purl.org/rss/1.0/modules/content/" '
    )
    read = one(intake, ReadFeed(1, "file:///x", document))
    assert isinstance(read, FeedRead)
    assert read.items[0].text == text
    assert read.items[0].html == f"<p>{text}</p>"
    assert read.items[0].has_full_text is is_full


def split(server: Scripted, path: str, number: int, *, next_path: str = "") -> str:
    """A page of a split article, which names the next."""
    text = "".join(f"<p>صفحة {number} فقرة {place} {SENTENCE * 3}</p>" for place in range(4))
    pager = f"<a href='{next_path}'>{number + 1}</a>" if next_path else ""
    return server.say(path, answer(page(body=text + pager), "Content-Type: text/html"))


def test_the_pages_of_a_split_article_are_joined(intake: Intake, server: Scripted) -> None:
    url = split(server, "/a", 1, next_path="/a?page=2")
    split(server, "/a?page=2", 2, next_path="/a?page=3")
    split(server, "/a?page=3", 3)
    read = one(intake, FetchPage(1, url, url, "عنوان الخبر"))
    assert isinstance(read, PageRead)
    assert [read.text.count(f"صفحة {number} فقرة") for number in (1, 2, 3)] == [4, 4, 4]
    assert read.received > 2000


def test_a_split_article_whose_next_page_fails_keeps_what_came(intake: Intake, server: Scripted) -> None:
    url = split(server, "/a", 1, next_path="/a?page=2")
    server.say("/a?page=2", answer(b"", status="500 Broken"))
    read = one(intake, FetchPage(1, url, url, "عنوان الخبر"))
    assert isinstance(read, PageRead)
    assert read.text.count("صفحة 1 فقرة") == 4


def test_a_wall_does_not_replace_an_article(intake: Intake, server: Scripted) -> None:
    wall = "<p>نستخدم نحن وشركاؤنا ملفات تعريف الارتباط لتحسين تجربتك. بالضغط على موافق فإنك تقبل جميع الملفات.</p>" * 4
    url = server.say("/a", answer(page(body=wall), "Content-Type: text/html"))
    assert one(intake, FetchPage(1, url, url, "x")) == Refused(1, Fault(FaultKind.NO_TEXT, {"address": url}))


def test_an_address_that_leads_to_a_login_has_no_text(intake: Intake, server: Scripted) -> None:
    server.say("/account/login?back=a", answer(page(), "Content-Type: text/html"))
    url = server.say("/a", b"HTTP/1.1 302 Found\r\nLocation: /account/login?back=a\r\nContent-Length: 0\r\n\r\n")
    assert one(intake, FetchPage(1, url, url, "x")) == Refused(1, Fault(FaultKind.NO_TEXT, {"address": url}))
