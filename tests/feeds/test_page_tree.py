"""A page's tree: what closes what, and time that grows with the page only, whichever way it is hostile."""

# ruff: noqa: E501 - markup is read as the page has it

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.feeds.shapes import Desk
from tests.growing import MOST, growth

from newsdesk.domain.menu import Place, Rule
from newsdesk.feeds import menus
from newsdesk.feeds.page_tree import DEEPEST, MOST_ELEMENTS, Element, read_page

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
DESK = Desk(1)
LINES = [DESK.title() for _ in range(50)]


def outline(element: Element) -> str:
    """The tree as brackets: tags and text."""
    parts = [one.strip() if isinstance(one, str) else outline(one) for one in element.inside]
    inside = " ".join(part for part in parts if part)
    return f"{element.tag}({inside})" if inside else element.tag


@pytest.mark.parametrize(
    ("html", "tree"),
    [
        ("<ul><li>1<li>2<ul><li>3</ul><li>4</ul>", "#(ul(li(1) li(2 ul(li(3))) li(4)))"),
        ("<dl><dt>1<dd>2<dt>3<dd>4</dl>5", "#(dl(dt(1) dd(2) dt(3) dd(4)) 5)"),
        ("<table><tr><td>1<td>2<tr><td><table><tr><td>3</table>4</table>", "#(table(tr(td(1) td(2)) tr(td(table(tr(td(3))) 4))))"),
        ("<p>1<p>2<div>3</div>", "#(p(1) p(2) div(3))"),
        ("<a href=/1>1<a href=/2>2</a>", "#(a(1) a(2))"),
        ("<div><span>1</div>2</span>3", "#(div(span(1)) 2 3)"),
        ("<b><div>1</b>2</div>", "#(b(div(1 2)))"),
        ("<td>1</div>2</td>", "#(td(1 2))"),
        ("<br>1<img src=x>2</br>", "#(br 1 img 2)"),
        ("1<!-- <a> -->2<script>'<a>'</script>3<style>a>b</style>", "#(1 2 script 3 style)"),
        ("<a href='/x?a=1&amp;b=2' title=\"a > b\">1</a>", "#(a(1))"),
        ("1 < 2 <3", "#(1 < 2 <3)"),
        ("<a href=/1 <b>2</b>", "#(a(b(2)))"),
    ],
)  # fmt: skip
def test_the_tree_is_what_a_browser_would_show(html: str, tree: str) -> None:
    assert outline(read_page(html)) == tree


def test_attributes_are_read_in_any_quotes_and_once() -> None:
    (link,) = read_page("<A HREF='/x?a=1&amp;b=2' title=\"a > b\" data-n=5 href=/y hidden>").children
    assert link.said == {"href": "/x?a=1&b=2", "title": "a > b", "data-n": "5", "hidden": ""}


def test_depth_and_number_of_elements_are_bounded() -> None:
    root = read_page("<div>" * 5000 + "x" + "</div>" * 5000 + "<p>y")
    assert max(sum(1 for _ in one.up()) for one in root.walk()) <= DEEPEST + 1
    assert sum(1 for _ in read_page("<br>" * (MOST_ELEMENTS + 500)).walk()) == MOST_ELEMENTS + 1


def link(number: int) -> str:
    return f"<a href=/n/{number}>{LINES[number % 50]}</a>"


FAMILIES: dict[str, Callable[[int], str]] = {
    "attributes of a tag": lambda n: "<a " + " ".join(f"a{i}=x" for i in range(n)) + ">",
    "attributes of one name": lambda n: "<a " + "class=x " * n + ">",
    "tags cut off": lambda n: "<html>" + "<a" * n,
    "openers": lambda n: "<html>" + "<" * n,
    "open tags": lambda n: "<html>" + "<div>" * n,
    "open inline tags": lambda n: "<html>" + "<b><i>" * n,
    "list items never closed": lambda n: "<ul>" + "<li>x" * n,
    "nested lists": lambda n: "<ul><li>" * n,
    "stray end tags": lambda n: "<html>" + "<div>" * 190 + "</p></span></b>" * n,
    "end tags that cross": lambda n: "<html>" + "<div><span>" * n + "</span></div>" * n,
    "comment openers": lambda n: "<html>" + "<!--" * n,
    "declaration openers": lambda n: "<html>" + "<!" * n,
    "quotes never closed": lambda n: "<html>" + "<a b=\"'" * n,
    "scripts never closed": lambda n: "<html>" + "<script>" * n,
    "scripts": lambda n: "<html>" + "<script></script>" * n,
    "references": lambda n: "<html>" + "&amp;&#x41;&" * n,
    "long number": lambda n: "<html>&#" + "9" * n + ";",
    "links of one list": lambda n: "<html><ul>" + "".join(f"<li>{link(i)}</li>" for i in range(n // 10)),
    "links of one address": lambda n: "<html><ul>" + "<li><a href=/n/1>خبر من عدة كلمات</a></li>" * (n // 10),
    "links in one element": lambda n: "<html><div>" + "".join(map(link, range(n // 10))),
    "links each deeper": lambda n: "<html>" + "".join(f"<div>{link(i)}" for i in range(n // 10)),
    "links of many kinds": lambda n: "<html>" + "".join(f"<div class=c{i}><p>{link(i)}</p></div>" for i in range(n // 10)),
    "pictures with links": lambda n: "<html><div>" + "".join(f"<a href=/p/{i}><img src=x></a>" for i in range(n // 5)),
    "a link around all": lambda n: f"<html>{link(1)}{link(2)}{link(3)}<a href=/x>" + "<div>كلمات في سطر " * n,
    "headings": lambda n: "<html>" + "".join(f"<h2>{link(i)}</h2><a href=/w/{i}>اسم الكاتب هنا</a>" for i in range(n // 20)),
    "many small lists": lambda n: "<html><div>" + "".join(f"<i></i><section><p>{link(i)}</p><p>{link(i + 1)}</p></section>" for i in range(n // 20)),
    "clocks": lambda n: "<html><ul>" + "<li>" + "12:00 " * n,
    "a text of clocks": lambda n: "13:49خبر من كلمات\n" * (n // 5),
    "a text of digits": lambda n: ("1" * 1000 + ":" + "\n") * (n // 1000),
    "scripts for machines": lambda n: "<html>" + "<script type=application/ld+json>[" * n + "</script>",
    "stories for machines": lambda n: "<html><script type=application/ld+json>[" + '{"@type":"NewsArticle","url":"/1","name":"خبر من كلمات"},' * (n // 10) + "1]</script>",
    "lists for machines": lambda n: "<html><script type=application/ld+json>" + '{"@type":"ItemList","x":[' * 200 + "1," * n + "1" + "]}" * 200 + "</script>",
    "messages": lambda n: "<div class=tgme_widget_message data-post=ab/1><div class=tgme_widget_message_text>x</div></div>" * (n // 50),
}  # fmt: skip


def seconds(html: str) -> float:
    """CPU time of finding the lists of a page and following a rule on it, the best of two."""
    document = html.encode()
    rule = Rule("links", 20, tuple(Place("div/ul/li/h3/a", ("list",)) for _ in range(20)))
    best = 60.0
    for _ in range(2):
        start = time.process_time()
        menus.offers(document, menus.Origin("https://a.example/", None, NOW))
        menus.follow(document, rule, menus.Origin("https://a.example/", None, NOW))
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("family", FAMILIES)
def test_twice_the_page_takes_about_twice_the_time(family: str) -> None:
    make = FAMILIES[family]
    assert growth(lambda n: seconds(make(n)), shortest=1_250, longest=20_000) <= MOST
