"""Pages without a feed, through a real child: what is asked for, in which order, and what comes back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.feeds.shapes import Desk, cards, views, whole
from tests.intake.newspaper import SENTENCE, answers, rss
from tests.press import Press

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.intake.client import Intake
from newsdesk.intake.jobs import FeedRead, FetchFeed, MenusFound, ReadFeed, Refused

COMMON = ["/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml"]


def one(intake: Intake, job: object) -> object:
    intake.submit(job)  # type: ignore[arg-type]
    return answers(intake, 1)[1]


def asked(press: Press) -> list[str]:
    return [request.path for request in press.requests]


def test_a_page_without_a_feed_comes_back_with_its_lists(intake: Intake, press: Press) -> None:
    desk = Desk(1)
    url = press.publish("/", cards(desk), "text/html; charset=utf-8")
    found = one(intake, FetchFeed(1, url, is_discovering=True))
    assert isinstance(found, MenusFound)
    best = found.menus[0]
    assert [item.title for item in best.items] == desk.titles
    assert [item.position for item in best.items] == list(range(1, len(desk.titles) + 1))
    assert best.rule is not None
    assert (best.url, best.title) == (url, "أخبار | صحيفة الاختبار")
    assert best.validators.etag is not None
    assert asked(press) == ["/", *COMMON]


def test_a_feed_in_a_common_place_is_taken_and_the_rest_is_not_asked(intake: Intake, press: Press) -> None:
    url = press.publish("/", cards(Desk(1)), "text/html")
    press.publish("/feed", "<!doctype html><html><body>لا توجد</body></html>", "text/html")
    press.publish("/rss", rss())
    found = one(intake, FetchFeed(1, url, is_discovering=True))
    assert isinstance(found, FeedRead)
    assert (found.url, found.rule) == (press.url("/rss"), None)
    assert asked(press) == ["/", "/feed", "/rss"]


def test_the_feed_of_the_whole_site_is_not_taken_for_a_section(intake: Intake, press: Press) -> None:
    url = press.publish("/news/section/sport", cards(Desk(1)), "text/html")
    press.publish("/feed", rss())
    assert isinstance(one(intake, FetchFeed(1, url, is_discovering=True)), MenusFound)
    assert asked(press) == [f"/news/section/sport{place}" for place in ("", "/feed", "/rss", "/rss.xml")]


def test_a_feed_that_a_page_names_and_that_is_gone_leads_to_the_page(intake: Intake, press: Press) -> None:
    page = cards(Desk(1)).replace("</head>", "<link rel=alternate type=application/rss+xml href=/old></head>")
    url = press.publish("/", page, "text/html")
    assert isinstance(one(intake, FetchFeed(1, url, is_discovering=True)), MenusFound)
    assert asked(press) == ["/", "/old", *COMMON]


def test_a_feed_that_a_page_names_and_that_fails_for_now_is_the_answer(intake: Intake, press: Press) -> None:
    page = cards(Desk(1)).replace("</head>", "<link rel=alternate type=application/rss+xml href=/busy></head>")
    url = press.publish("/", page, "text/html")
    press.refuse("/busy", 500)
    refused = one(intake, FetchFeed(1, url, is_discovering=True))
    assert isinstance(refused, Refused)
    assert refused.fault.kind is FaultKind.SERVER_ERROR
    assert asked(press) == ["/", "/busy"]


def test_a_host_that_asks_for_patience_is_asked_for_no_more_places(intake: Intake, press: Press) -> None:
    url = press.publish("/", cards(Desk(1)), "text/html")
    press.refuse("/feed", 429, retry_after=60)
    assert isinstance(one(intake, FetchFeed(1, url, is_discovering=True)), MenusFound)
    assert asked(press) == ["/", "/feed"]


def test_a_rule_is_followed_with_validators(intake: Intake, press: Press) -> None:
    desk = Desk(1)
    url = press.publish("/", views(desk), "text/html")
    found = one(intake, FetchFeed(1, url, is_discovering=True))
    assert isinstance(found, MenusFound)
    first = found.menus[0]
    intake.submit(FetchFeed(2, url, rule=first.rule))
    again = answers(intake, 1)[2]
    assert again == replace(first, job=2)
    intake.submit(FetchFeed(3, url, first.validators, rule=first.rule))
    assert type(answers(intake, 1)[3]).__name__ == "FeedUnchanged"


def test_a_page_without_headlines_any_more_is_refused(intake: Intake, press: Press) -> None:
    url = press.publish("/", views(Desk(1)), "text/html")
    found = one(intake, FetchFeed(1, url, is_discovering=True))
    assert isinstance(found, MenusFound)
    press.publish("/", whole("<p>نعود بعد قليل</p>"), "text/html")
    intake.submit(FetchFeed(2, url, rule=found.menus[0].rule))
    assert answers(intake, 1)[2] == Refused(2, Fault(FaultKind.NO_HEADLINES, {"address": url}))


def test_a_saved_page_gives_its_list_and_the_open_article(intake: Intake) -> None:
    desk = Desk(1)
    page = views(desk)
    article = (
        f"<article><h1>{desk.titles[3]}</h1>" + "".join(f"<p>{n} {SENTENCE * 3}</p>" for n in range(6)) + "</article>"
    )
    document = page.replace("</body>", f"{article}</body>").encode()
    found = one(intake, ReadFeed(1, "file:///home/reader/page.html", document, is_discovering=True))
    assert isinstance(found, MenusFound)
    items = found.menus[0].items
    assert [item.title for item in items] == desk.titles
    assert [item.has_full_text for item in items] == [place == 3 for place in range(len(items))]
    assert items[3].text.count(SENTENCE.strip()) == 18


@pytest.mark.parametrize(("document", "found"), [(b"a few words", "text"), (b"<html><body>x</body></html>", "html")])
def test_a_file_that_is_neither_feed_nor_page_of_news_says_what_it_is(
    intake: Intake, document: bytes, found: str
) -> None:
    refused = one(intake, ReadFeed(1, "file:///home/reader/x", document, is_discovering=True))
    assert isinstance(refused, Refused)
    assert (refused.fault.kind, refused.fault.facts["found"]) == (FaultKind.NOT_A_FEED, found)
