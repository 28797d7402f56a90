"""Which address is the next page of an article, and what its pages give together."""

from __future__ import annotations

import pytest
from lxml.html import document_fromstring
from tests.intake.newspaper import SENTENCE, page

from newsdesk.pages import sanitise
from newsdesk.pages.following import MOST_PAGES, following, is_page_of
from newsdesk.pages.reading import joined, read_article, tells_more

FIRST = "https://news.example/politics/77"


def next_of(links: str, number: int = 2, first: str = FIRST) -> str | None:
    return following(document_fromstring(f"<html><body>{links}</body></html>"), first, first, number)


@pytest.mark.parametrize(
    ("links", "found"),
    [
        ("<link rel=next href='?page=2'>", FIRST + "?page=2"),
        ("<a rel=next href=/politics/77/2>التالي</a>", FIRST + "/2"),
        ("<a href=/politics/77/1>1</a><a href=/politics/77/2>2</a>", FIRST + "/2"),
        ("<a href='/politics/77?page=2'>٢</a>", FIRST + "?page=2"),
        ("<a href='/politics/77/page/2'>الصفحة التالية »</a>", FIRST + "/page/2"),
        ("<link rel=next href=/politics/78>", None),
        ("<a rel=next href='/politics/78?page=2'>التالي</a>", None),
        ("<a href='https://other.example/politics/77?page=2'>2</a>", None),
        ("<a href='/politics/77?page=2'>اقرأ المزيد</a>", None),
        ("<a href='/politics/77?comment=2'>2</a>", None),
        ("<a href='/politics/77?page=3'>3</a>", None),
        ("<a href='javascript:go(2)'>2</a>", None),
        ("<a href='file:///politics/77?page=2'>2</a>", None),
        ("", None),
    ],
)
def test_only_a_link_to_the_same_article_s_next_number_is_its_next_page(links: str, found: str | None) -> None:
    assert next_of(links) == found


@pytest.mark.parametrize(
    ("url", "first", "number", "is_one"),
    [
        ("https://a.example/story_2.html", "https://a.example/story.html", 2, True),
        ("https://a.example/story-p2.html", "https://a.example/story.html", 2, True),
        ("https://a.example/x?id=7&page=2", "https://a.example/x?id=7", 2, True),
        ("https://a.example/x?id=8&page=2", "https://a.example/x?id=7", 2, False),
        ("https://a.example/x?page=2", "https://a.example/x?page=1", 2, True),
        ("https://a.example/x?page=2&utm=1", "https://a.example/x", 2, False),
        ("https://a.example:8080/x?page=2", "https://a.example/x", 2, False),
        ("https://a.example/x/comment-page-2", "https://a.example/x", 2, False),
    ],
)
def test_addresses_of_later_pages_have_the_number_added(url: str, first: str, number: int, is_one: bool) -> None:
    assert is_page_of(url, first, number) is is_one


def test_no_article_has_pages_without_end() -> None:
    assert next_of(f"<link rel=next href='?page={MOST_PAGES + 1}'>", MOST_PAGES + 1) is None


def test_pages_are_joined_and_what_they_repeat_comes_once() -> None:
    repeated = f"<p>مقدمة تتكرر في كل صفحة: {SENTENCE * 2}</p>"
    one, two = (sanitise(f"{repeated}<p>{text} {SENTENCE * 3}</p>", base_url=FIRST) for text in ("أولا", "ثانيا"))
    text = joined((one, two), FIRST).text
    assert (text.count("مقدمة"), text.count("أولا"), text.count("ثانيا")) == (1, 1, 1)


def test_the_same_page_again_tells_nothing_more() -> None:
    one = sanitise(f"<p>{SENTENCE * 9}</p>", base_url=FIRST)
    assert not tells_more(one, (one,))
    assert tells_more(one, ())


def test_a_page_names_the_next_one() -> None:
    document = page(head="<link rel=next href='?page=2'>")
    article = read_article(document, url=FIRST, content_type=None, title="عنوان الخبر")
    assert article.next_url == FIRST + "?page=2"


def test_a_port_that_is_none_is_no_page() -> None:
    assert next_of("<link rel=next href='http://news.example:99999/politics/77?page=2'>") is None
