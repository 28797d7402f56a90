"""The feeds that a page names."""

from __future__ import annotations

from newsdesk.feeds.discovery import feed_links

URL = "https://news.example/ar/"


def links(head: str, url: str = URL) -> list[str]:
    return feed_links(
        f"<!DOCTYPE html><html><head>{head}</head><body><p>x</p></body></html>".encode(), url, "text/html"
    )


def test_feeds_come_absolute_in_the_pages_order() -> None:
    head = (
        '<link rel="stylesheet" href="a.css"><link rel=alternate type=application/rss+xml href=rss.xml>'
        '<LINK REL="Alternate" TYPE="application/atom+xml; charset=utf-8" HREF="//cdn.example/atom?a=1&amp;b=2">'
    )
    assert links(head) == ["https://news.example/ar/rss.xml", "https://cdn.example/atom?a=1&b=2"]


def test_feeds_of_comments_come_last() -> None:
    head = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{href}">'
        for title, href in (("تعليقات", "/c"), ("Comments feed", "/comments/feed"), ("الأخبار", "/feed"))
    )
    assert links(head)[0] == "https://news.example/feed"


def test_what_is_no_feed_is_passed_over() -> None:
    head = (
        '<link rel="alternate" hreflang="en" href="/en"><link rel="alternate stylesheet" type="text/xml" href="/s.xsl">'
        '<link rel="alternate" type="application/json" href="/wp-json/1">'
        '<!-- <link rel="alternate" type="application/rss+xml" href="/old"> -->'
        '<link rel="alternate" type="application/rss+xml" href="javascript:x">'
    )
    assert links(head) == []


def test_a_base_address_in_the_page_counts() -> None:
    assert links('<base href="/x/"><link rel="alternate" type="application/rss+xml" href="f">') == [
        "https://news.example/x/f"
    ]
