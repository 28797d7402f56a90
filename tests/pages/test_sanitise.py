"""What stays of foreign HTML, and in which shape."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from newsdesk.pages import Body, plain, sanitise
from newsdesk.pages.allow import KEPT, finally_safe
from newsdesk.pages.shape import CELLS, PARAGRAPH, PICTURES, TABLE_DEPTH, WORD

BASE = "https://news.example/politics/1"
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}


def safe(html: str) -> Body:
    """The body, after everything that holds for every body has been checked."""
    body = sanitise(html, base_url=BASE)
    assert sanitise(body.html, base_url=BASE).html == body.html
    tree = fragment_fromstring(body.html, create_parent="div")
    for element in tree.iterdescendants():
        assert element.tag in KEPT
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()) | {"dir", "lang"}
        assert re.match(r"https?://|mailto:", element.get("href", "https://"))
        assert re.fullmatch(r"newsdesk-picture:[0-9a-f]{24}", element.get("src", "newsdesk-picture:" + "0" * 24))
    assert all(re.match("https?://", picture.url) for picture in body.pictures)
    return body


def html(foreign: str) -> str:
    return safe(foreign).html


@pytest.mark.parametrize(
    ("foreign", "kept"),
    [
        ("نص بلا وسوم", "<p>نص بلا وسوم</p>"),
        ("٢ > ١ & more", "<p>٢ &gt; ١ &amp; more</p>"),
        ("<p>أ</p>ب<p>ج</p>", "<p>أ</p><p>ب</p><p>ج</p>"),
        ("<div><div>أ</div>ب<br><br>ج</div>", "<p>أ</p><p>ب</p><p>ج</p>"),
        ("أ<br>ب<br>", "<p>أ<br>ب</p>"),
        ("<p>&nbsp;</p><p> <b> </b></p><ul></ul>", ""),
        ("<h1>أ</h1><h2>ب</h2>", "<h2>أ</h2><h2>ب</h2>"),
        ("<b>أ<p>ب</p>ج</b>", "<p><b>أ</b></p><p><b>ب</b></p><p><b>ج</b></p>"),
        ("<p>أ <b>ب </b>ج</p>", "<p>أ <b>ب</b> ج</p>"),
        ("<span style='x'><font color=red>أ</font></span>", "<p>أ</p>"),
        ("<form action=/x><p>أ</p><input name=q><button>بحث</button></form>", "<p>أ</p>"),
        ("<ul><li>أ<li>ب<ul><li>ج</ul></ul>", "<ul><li>أ</li><li>ب<ul><li>ج</li></ul></li></ul>"),
        ("<li>أ", "<p>أ</p>"),
        ("<blockquote>أ</blockquote>", "<blockquote><p>أ</p></blockquote>"),
        ("<pre>  x\n\ty</pre>", "<pre>  x\n\ty</pre>"),
        ("<div dir=ltr><p>x</p>y</div>", '<p dir="ltr">x</p><p dir="ltr">y</p>'),
        ("<p lang=fa dir=bogus>x</p>", '<p lang="fa">x</p>'),
        ("<script>x()</script><style>p{}</style>أ<svg><text>x</text></svg><math>y</math>", "<p>أ</p>"),
        ("<iframe src=//x>y</iframe><object>z</object><template>t</template>أ", "<p>أ</p>"),
        ("<table><caption>ع</caption><tr><td colspan=2 onclick=x>أ</table>", None),
        ("أ\u202eب\u2066ج", "<p>أبج</p>"),
        ("أ\u202aب\u202cج \u2067د", "<p>أبج د</p>"),
        ("<p>\u2067أ</p><p>ب\u2069</p>", "<p>أ</p><p>ب</p>"),
        ("<p>\u2068CNN\u2069 أ</p>", "<p>\u2068CNN\u2069 أ</p>"),
        ("می\u200cخواهم \u200d ال\u200e1\u200f \u061c5", "<p>می\u200cخواهم \u200d ال\u200e1\u200f \u061c5</p>"),
        ("<b>\u2066أ</b>ب\u2069", "<p><b>\u2066أ</b>ب\u2069</p>"),
        ("&#x202e;أ&#0;", None),
        ("<custom-thing>أ</custom-thing>", "<p>أ</p>"),
        ("<a name=x>أ</a><a href='#top'>ب</a>", "<p>أب</p>"),
    ],
)
def test_foreign_html_takes_one_plain_shape(foreign: str, kept: str | None) -> None:
    got = html(foreign)
    if kept is not None:
        assert got == kept
    assert "\u202e" not in got


@pytest.mark.parametrize(
    ("href", "kept"),
    [
        ("/a?x=1&amp;y=2", "https://news.example/a?x=1&amp;y=2"),
        ("//other.example/a", "https://other.example/a"),
        ("HTTP://Other.example/", "http://Other.example/"),
        ("mailto:desk@news.example", "mailto:desk@news.example"),
        ("خبر جديد", "https://news.example/politics/%20"),
        ("javascript:alert(1)", None),
        ("java\nscript:alert(1)", None),
        ("  JaVaScRiPt:alert(1)", None),
        ("data:text/html,x", None),
        ("file:///etc/passwd", None),
        ("newsdesk:delete-all", None),
        ("vbscript:x", None),
        ("http://[", None),
        ("http://x:99999/", None),
    ],
)
def test_links_are_absolute_and_lead_to_the_web_or_a_mailbox(href: str, kept: str | None) -> None:
    got = html(f'<a href="{href}">رابط</a>')
    found = re.search(r'href="([^"]*)"', got)
    if kept is None:
        assert got == "<p>رابط</p>"
    elif "%20" not in kept:
        assert found is not None
        assert found[1] == kept
    else:
        assert found is not None
        assert " " not in found[1]


@pytest.mark.parametrize(
    ("markup", "url"),
    [
        ("<img src=/p.jpg>", "https://news.example/p.jpg"),
        ("<img src='data:image/gif;base64,R0lG' data-src=/p.jpg>", "https://news.example/p.jpg"),
        ("<img src=/placeholder.gif data-lazy-src=/p.jpg>", "https://news.example/p.jpg"),
        ("<img srcset='/s.jpg 300w, /m.jpg 900w, /l.jpg 3000w'>", "https://news.example/m.jpg"),
        ("<picture><source srcset=/x.webp><img src=/p.jpg></picture>", "https://news.example/p.jpg"),
        ("<img src=/p.jpg width=1 height=1>", None),
        ("<img src=/p.jpg height=0>", None),
        ("<img src=/p.svg>", None),
        ("<img src='file:///etc/passwd'>", None),
        ("<img src=https://stats.wordpress.com/b.gif?x>", None),
        ("<img>", None),
    ],
)
def test_pictures_are_named_by_key_and_trackers_are_dropped(markup: str, url: str | None) -> None:
    body = safe(f"<p>أ</p>{markup}")
    assert [picture.url for picture in body.pictures] == ([url] if url else [])
    assert body.html.count("<img") == (1 if url else 0)


def test_a_picture_that_comes_twice_is_shown_once() -> None:
    body = safe("<img src=/p.jpg alt='لقطة'><noscript><img src=/p.jpg></noscript><img src=/p.jpg>")
    assert body.html.count("<img") == 1
    assert body.pictures[0].alt == "لقطة"


def test_no_picture_s_words_reorder_what_follows() -> None:
    body = safe("<p>أ<img src=/p.jpg alt='\u202eب\u2067ج'>\u2069</p>")
    assert body.pictures[0].alt == "بج"
    assert "\u2069" not in body.html


def test_captions_stay_with_their_pictures() -> None:
    assert re.fullmatch(
        r'<figure><img src="newsdesk-picture:\w{24}" alt=""><figcaption>تعليق</figcaption></figure>',
        html("<figure><div><img src=/p.jpg></div><figcaption>تعليق</figcaption></figure>"),
    )


def test_the_text_has_one_paragraph_a_line() -> None:
    body = safe("<h2>عنوان</h2><p>أ<br>ب</p><ul><li>ج<li>د</ul><table><tr><td>١<td>٢</table><p>x &amp; y</p>")
    assert body.text == "عنوان\nأ\nب\nج\nد\n١ ٢\nx & y"


def test_the_last_step_alone_lets_nothing_active_through() -> None:
    hostile = "<form><script>x()</script><a href='javascript:x()' onclick=x()>أ</a><img src='file:///x'></form><svg>"
    assert finally_safe(hostile) == "<a>أ</a><img>"


# --- bounds ----------------------------------------------------------------------------------------------------------


def test_a_long_word_can_be_broken() -> None:
    got = html("م" * 3 * WORD)
    assert max(map(len, re.findall("م+", got))) == WORD
    assert safe("م" * 3 * WORD).text.count("م") == 3 * WORD


def test_a_word_longer_than_a_paragraph_fills_several() -> None:
    got = html("م" * 20 * WORD)
    assert max(map(len, re.findall("<p>(.*?)</p>", got))) <= PARAGRAPH
    assert got.count("م") == 20 * WORD


def test_rules_in_a_row_are_one() -> None:
    assert html("أ<hr><hr><p></p><hr>ب<hr>") == "<p>أ</p><hr><p>ب</p><hr>"


def test_a_long_paragraph_is_split_after_a_sentence() -> None:
    body = safe("<p>" + "جملة قصيرة جدا. " * 2000 + "</p>")
    paragraphs = re.findall("<p>(.*?)</p>", body.html)
    assert len(paragraphs) > 5
    assert all(len(paragraph) <= PARAGRAPH for paragraph in paragraphs)
    assert all(paragraph.endswith(".") for paragraph in paragraphs)
    assert body.text.count("جملة") == 2000


def test_tables_are_nested_and_filled_within_bounds() -> None:
    deep = html("<table><tr><td>" * 40 + "أ")
    assert 0 < deep.count("<table") <= TABLE_DEPTH
    wide = safe("<table>" + "<tr><td>أ<td>ب" * CELLS + "</table>")
    assert "<td" not in wide.html
    assert wide.text.count("أ") == CELLS


def test_pictures_are_bounded() -> None:
    assert len(safe("".join(f"<img src=/{number}.jpg>" for number in range(500))).pictures) == PICTURES


@pytest.mark.parametrize(
    "hostile",
    [
        "<div>" * 100_000,
        "<zz>" * 100_000,
        "<p " + " ".join(f"a{number}=1" for number in range(100_000)) + ">x",
        "<blockquote><ul><li>" * 1000 + "x",
        "<b><i>" * 20_000 + "x",
        "<" * 100_000,
        "<!--" * 50_000,
        "<table><tr><td>" * 2000,
        "<svg><p>" * 20_000,
        '<a href="' * 20_000,
        "<img srcset='" + "a 1x, " * 50_000 + "'>",
    ],
    ids=lambda text: text[:20],
)
def test_hostile_structure_costs_little(hostile: str) -> None:
    import time

    began = time.process_time()
    safe(hostile)
    plain(hostile)
    assert time.process_time() - began < 2.0


# --- summaries -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("foreign", "text"),
    [
        ("نص", "نص"),
        ("<p>أ</p><p>ب</p>", "أ ب"),
        ("أ<b>ب</b>ج", "أبج"),
        ("٢ < ٣ و ٤ > ١", "٢ < ٣ و ٤ > ١"),
        ("x &amp; y &lt;b&gt;", "x & y <b>"),
        ("<script>alert(1)</script>أ<!-- ب -->", "أ"),
        ("<img src=x onerror=alert(1)>أ", "أ"),
        ("أ\u202eب", "أب"),
        ("", ""),
    ],
)
def test_a_summary_is_plain(foreign: str, text: str) -> None:
    assert plain(foreign) == text


# --- anything --------------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    [f"<{tag}>" for tag in sorted(KEPT | {"div", "span", "section", "h1", "caption", "dl", "dd", "svg", "form"})]
    + [f"</{tag}>" for tag in sorted(KEPT | {"div", "span", "section", "h1", "caption"})]
    + [
        '<a href="/x">',
        '<img src="/y.jpg">',
        "<td colspan=3>",
        "<p dir=rtl>",
        "نص",
        "a b",
        " ",
        "&nbsp;",
        "&lt;",
        "\n\n",
    ]
)


@settings(max_examples=300, deadline=None, database=None)
@given(st.lists(_PIECES, max_size=30))
def test_any_soup_of_tags_is_safe_and_settles_at_once(pieces: list[str]) -> None:
    safe("".join(pieces))


@settings(max_examples=200, deadline=None, database=None)
@given(st.text(max_size=200))
def test_any_text_is_safe_and_settles_at_once(text: str) -> None:
    safe(text)
    plain(text)


@pytest.mark.corpus
@pytest.mark.parametrize(
    "name", ["dompurify", "xss_payloads", "article_html", "feedparser_sanitize", "naughty_strings", "titles"]
)
def test_nothing_hostile_of_the_corpus_is_left(corpus: Path, name: str) -> None:
    lines = (corpus / "hostile" / f"{name}.jsonl").read_text("utf-8").strip().split("\n")
    assert lines
    for line in lines:
        for value in json.loads(line).values():
            if isinstance(value, str):
                safe(value)
