"""The list of headlines on a page: found, told apart from what surrounds it, and found again later."""

# ruff: noqa: E501 - markup is read as the page has it

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import pytest
from tests.feeds.menus_measure import averages, corpus_rows, figures, own_rows
from tests.feeds.shapes import NAV, SHAPES, Desk, cards, front_page, grid, most_read, views, whole

from newsdesk.domain.clock import SourceClock
from newsdesk.domain.menu import Rule
from newsdesk.feeds import menus
from newsdesk.feeds.menus import Offer

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
URL = "https://paper.example/latest"


def offers(html: str, url: str = URL) -> list[Offer]:
    return menus.offers(html.encode(), menus.Origin(url, "text/html; charset=utf-8", NOW))


def follow(html: str, offer: Offer) -> Offer | None:
    return menus.follow(html.encode(), offer.rule, menus.Origin(URL, "text/html; charset=utf-8", NOW))


def titles(offer: Offer | None) -> list[str]:
    return [] if offer is None else [item.title for item in offer.feed.items]


# --- what is found ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_the_first_list_is_the_pages_own(shape: Callable[[Desk], str]) -> None:
    desk = Desk(7)
    html = shape(desk)
    precision, recall, in_order = figures(html.encode(), URL, desk.titles)
    assert (precision >= 0.9, recall >= 0.9, in_order) == (True, True, True)


def test_precision_and_recall_on_our_own_pages_are_095_on_average() -> None:
    assert min(averages(own_rows(2))) >= 0.95


@pytest.mark.parametrize("is_moved", [False, True])
def test_precision_and_recall_on_the_pages_of_the_corpus_are_095_on_average(corpus: Path, is_moved: bool) -> None:
    assert min(averages(corpus_rows(corpus, is_moved=is_moved))) >= 0.95


def test_a_page_offers_three_lists_at_most_and_they_differ() -> None:
    html = front_page(Desk(3))
    found = offers(html)
    assert 2 <= len(found) <= 3
    assert len({tuple(titles(offer)) for offer in found}) == len(found)
    assert [offer.rule.count for offer in found] == [len(titles(offer)) for offer in found]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "<html></html>",
        "نص قصير",
        "<html><body><p>الموقع تحت الصيانة</p><a href=/>الصفحة الرئيسية للموقع</a></body>",
        NAV,
    ],
)
def test_a_page_without_a_list_offers_none(html: str) -> None:
    assert offers(html) == []


def test_a_most_read_list_is_not_the_pages_own_however_long() -> None:
    words = Desk(6)
    news = "".join(f"<li><a href=/n/{n + 1000}>{words.listed()[0]}</a></li>" for n in range(8))
    read = "".join(f"<li><a href=/n/{n + 3000}>{words.title()}</a></li>" for n in range(14))
    page = whole(
        f"{NAV}<div><section><b>الأكثر مشاهدة</b><ol>{read}</ol></section><section><ul>{news}</ul></section></div>"
    )
    assert titles(offers(page)[0]) == words.titles


def test_most_read_stories_are_on_the_list_once() -> None:
    desk = Desk(5)
    html = cards(desk)
    found = titles(offers(html)[0])
    assert html.count(desk.titles[0]) > 2
    assert found.count(desk.titles[0]) == 1


def test_a_story_of_picture_and_headline_links_is_one_item_with_time_and_teaser() -> None:
    desk = Desk(2)
    item = offers(cards(desk))[0].feed.items[0]
    assert item.title == desk.titles[0]
    assert item.url is not None
    assert item.url.startswith("https://paper.example/news/")
    assert item.time_text is not None
    assert "مؤتمر صحفي" in item.summary_html
    assert (item.published_at or NOW).date().isoformat() == "2026-10-31" or item.published_at is not None
    assert item.is_time_vague is False


def test_times_glued_to_headlines_are_cut_off_and_read_in_the_zone_of_the_site() -> None:
    lines = ("09:477 أسرى في سجون الاحتلال", "12:5313 يوما عاشها الطفل سند", "12:42147 مستوطنًا يقتحمون الأقصى",
             "٢٣:٠٥١٢ قتيلا في انهيار بناية", "قبل ساعتين: الخارجية تنفي الخبر")  # fmt: skip
    rows = "".join(f"<li><a href=/n/{1000 + n}>{line}</a></li>" for n, line in enumerate(lines))
    (offer,) = offers(f"<html><body><ul>{rows}</ul></body></html>", "https://paper.example.ae/")
    assert [(item.time_text, item.title) for item in offer.feed.items] == [
        ("09:47", "7 أسرى في سجون الاحتلال"),
        ("12:53", "13 يوما عاشها الطفل سند"),
        ("12:42", "147 مستوطنًا يقتحمون الأقصى"),
        ("٢٣:٠٥", "١٢ قتيلا في انهيار بناية"),
        ("قبل ساعتين", "الخارجية تنفي الخبر"),
    ]
    moments = [item.published_at for item in offer.feed.items]
    assert moments == [datetime(2026, 11, day, hour, minute, tzinfo=UTC) for day, hour, minute in
                       ((24, 5, 47), (24, 8, 53), (24, 8, 42), (23, 19, 5), (24, 10, 0))]  # fmt: skip
    assert all(item.is_time_vague for item in offer.feed.items)
    assert [item.position for item in offer.feed.items] == [1, 2, 3, 4, 5]


def test_a_clock_below_the_heading_of_a_day_is_of_that_day() -> None:
    def rows(start: int) -> str:
        words = Desk(start)
        clocks = ("09:10", "23:40", "07:05")
        return "".join(
            f"<li><b>{clock}</b> <a href=/n/{start + n}>{words.title()}</a></li>" for n, clock in enumerate(clocks)
        )

    page = "".join(f"<h3>{day}</h3><ul>{rows(start)}</ul>" for day, start in (
        ("الثلاثاء 24 نوفمبر 2026", 1000), ("الاثنين 23 نوفمبر 2026", 2000), ("الأحد 22 نوفمبر 2026", 3000)))  # fmt: skip
    (offer,) = offers(f"<html><body><div>{page}</div></body></html>")
    found = [item.published_at.strftime("%d %H:%M") for item in offer.feed.items if item.published_at]
    # 23:40 of today has not been yet: the day's heading cannot mean it, so it is the last such moment.
    assert found == [
        "24 06:10",
        "23 20:40",
        "24 04:05",
        "23 06:10",
        "23 20:40",
        "23 04:05",
        "22 06:10",
        "22 20:40",
        "22 04:05",
    ]
    assert [item.is_time_vague for item in offer.feed.items] == [False, True] + [False] * 7
    assert {item.time_text for item in offer.feed.items} == {"09:10", "23:40", "07:05"}


def test_a_saved_page_is_read_at_the_address_it_was_saved_from() -> None:
    desk = Desk(9)
    html = views(desk).replace("</head>", "<link rel=canonical href=https://real.example/latest></head>")
    item = offers(html, "file:///home/reader/page.html")[0].feed.items[0]
    assert (item.url or "").startswith("https://real.example/news/")


def test_a_saved_page_that_names_no_address_still_lists_its_headlines() -> None:
    desk = Desk(9)
    found = offers(views(desk), "file:///home/reader/page.html")[0].feed.items
    assert [item.title for item in found] == desk.titles
    assert {item.url for item in found} == {None}


@pytest.mark.parametrize(("path", "title"), [("/", "صحيفة الاختبار"), ("/sport", "رياضة | صحيفة الاختبار")])
def test_a_front_page_is_called_as_its_site_and_a_section_as_itself(path: str, title: str) -> None:
    head = "<meta property=og:site_name content='صحيفة الاختبار'><title>رياضة | صحيفة الاختبار</title></head>"
    html = re.sub("<title>.*?</title></head>", head, views(Desk(2)))
    assert offers(html, f"https://paper.example{path}")[0].feed.title == title


def test_a_page_is_read_by_the_clock_that_was_learned_of_it_and_tells_its_own() -> None:
    """As feeds are: the zone of stamps that name none, and stamps that are always wrong by the same."""
    rows = "".join(
        f"<li><time datetime=2026-11-24T1{n}:00:00+02:00></time><a href=/n/100{n}>وزير المالية يلتقي {n} مزارعين</a></li>"
        for n in range(4)
    )
    page = whole(f"{NAV}<ul>{rows}</ul>").encode()
    origin = menus.Origin(URL, None, NOW, SourceClock("+240", 60))
    (offer,) = menus.offers(page, origin)
    assert (offer.feed.zone, offer.feed.minutes_east) == ("+120", 120)
    assert [item.published_at for item in offer.feed.items] == [
        datetime(2026, 11, 24, 7 + n, tzinfo=UTC) for n in range(4)
    ]
    text = "13:49وزير المالية يلتقي المزارعين\n09:477 قرى تتقاسم مولدا\n02:43سوق السمك يفتح ليلا\n"
    (offer,) = menus.offers(text.encode(), origin)
    assert offer.feed.items[0].published_at == datetime(2026, 11, 24, 9, 49, tzinfo=UTC)


# --- lists for machines --------------------------------------------------------------------------------------------------


def told(document: object, body: str = "<div id=app></div>") -> str:
    script = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False)
    return whole(f'{body}<script type="application/ld+json">{script}</script><script>load()</script>')


STORIES = [
    ("وزير المالية يلتقي المزارعين", "/n/1001"),
    ("سوق السمك يفتح ليلا", "/n/1002"),
    ("7 قرى بلا ماء اليوم", "/n/1003"),
]
CRUMBS = {
    "@type": "BreadcrumbList",
    "itemListElement": [{"@type": "ListItem", "name": "أخبار محلية وعربية", "item": f"/s/{n}"} for n in range(5)],
}


@pytest.mark.parametrize(
    "document",
    [
        {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "name": name, "url": url} for name, url in STORIES]},
        {"@graph": [CRUMBS, *({"@type": ["NewsArticle"], "headline": name, "url": url} for name, url in STORIES)]},
        [
            {"@type": "ItemList", "itemListElement": [
                {"@type": "ListItem", "item": {"@type": "NewsArticle", "headline": name, "mainEntityOfPage": {"@id": url}}}
                for name, url in [*STORIES, STORIES[0]]
            ]}
        ],
    ],
    ids=["a list of links", "articles", "a list of articles"],
)  # fmt: skip
def test_a_page_whose_list_a_script_fetches_is_read_as_machines_are_told(document: object) -> None:
    html = told(document)
    (offer,) = offers(html)
    assert [(item.title, item.url) for item in offer.feed.items] == [
        (name, f"https://paper.example{url}") for name, url in STORIES
    ]
    assert offer.rule == Rule("data", 3)
    assert follow(html, offer) == offer


def test_what_machines_are_told_of_a_story_is_its_date_and_teaser() -> None:
    stories = [
        {"@type": "NewsArticle", "headline": name, "url": url, "datePublished": "2026-11-24T10:00:00+03:00",
         "description": "تفاصيل <b>الخبر</b> &amp; ما وراءه"} for name, url in STORIES
    ]  # fmt: skip
    item = offers(told(stories))[0].feed.items[0]
    assert (item.published_at, item.is_time_vague) == (datetime(2026, 11, 24, 7, tzinfo=UTC), False)
    assert item.summary_html == "تفاصيل الخبر &amp; ما وراءه"


@pytest.mark.parametrize(
    "document",
    [
        {"@type": "NewsArticle", "headline": STORIES[0][0], "url": STORIES[0][1]},
        CRUMBS,
        "{not JSON",
        "[" * 100_000,
        [{"@type": "NewsArticle", "headline": n, "url": {"x": n}} for n in range(5)],
        [{"@type": {"x": 1}, "headline": name, "url": url} for name, url in STORIES],
        [{"@type": "NewsArticle", "headline": name, "url": f"javascript:x({url})"} for name, url in STORIES],
    ],
    ids=["one article", "a path", "no JSON", "a deep one", "wrong values", "a wrong kind", "no addresses"],
)
def test_what_machines_are_told_is_not_always_a_list(document: object) -> None:
    assert offers(told(document)) == []


def test_a_list_that_readers_see_counts_more_than_one_for_machines() -> None:
    desk = Desk(22)
    html = told([{"@type": "NewsArticle", "headline": name, "url": url} for name, url in STORIES], cards(desk))
    assert [offer.rule.shape for offer in offers(html)] == ["links"] * len(offers(html))
    assert titles(offers(html)[0]) == desk.titles


# --- lengths of videos --------------------------------------------------------------------------------------------------

LENGTHS = ["1:37", "02:15", "0:45", "12:08", "3:02", "1:10"]


def videos(beside: Callable[[str], str], before: str = "") -> str:
    """A page of cards with a picture, a length, and a headline with `before` it."""
    desk = Desk(21)
    rows = []
    for number, length in enumerate(LENGTHS):
        title, address = desk.listed()
        rows.append(
            f"<li><img src=/i{number}.jpg>{beside(length)}<h3><a href={address}>{before.format(length)}{title}</a></h3></li>"
        )
    return whole(f"{NAV}<ul class=grid>{''.join(rows)}</ul>")


@pytest.mark.parametrize(
    "html",
    [
        videos(lambda length: f"<span class=video-duration>{length}</span>"),
        videos(lambda length: f"<span>▶</span><span>{length}</span>"),
        videos(lambda length: f"<b>▶ {length}</b>"),
        videos(lambda _: "", "▶ {} "),
        videos(lambda length: f"<span>{length}</span>"),
    ],
    ids=["named", "beside a sign", "with a sign", "glued with a sign", "in no order"],
)
def test_the_length_of_a_video_is_no_time(html: str) -> None:
    items = offers(html)[0].feed.items
    assert [item.time_text for item in items] == [None] * len(LENGTHS)
    assert all(item.published_at is None and not item.title.startswith(("▶", "1:37")) for item in items)


def test_beside_a_length_the_time_that_says_more_is_the_time() -> None:
    items = offers(videos(lambda length: f"<span>{length}</span><i>فيديو</i><span>قبل ساعتين</span>"))[0].feed.items
    assert [item.time_text for item in items] == ["قبل ساعتين"] * len(LENGTHS)


@pytest.mark.parametrize(
    "clocks",
    [["13:49", "09:47", "13:46", "09:45", "02:43", "13:41"], ["9:41", "9:12", "8:55", "7:30", "1:02", "23:50"]],
    ids=["in no order", "without zeros"],
)
def test_times_beside_pictures_stay_times(clocks: list[str]) -> None:
    html = videos(lambda length: f"<span>{clocks[LENGTHS.index(length)]}</span>")
    assert [item.time_text for item in offers(html)[0].feed.items] == clocks


# --- the page as plain text --------------------------------------------------------------------------------------------


def test_a_page_as_text_gives_its_menu_in_order_and_the_open_article() -> None:
    text = (
        'Menu\n13:49وزير المالية يلتقي وفد "اتحاد" المزارعين\n09:477 قرى تتقاسم مولدا واحدا\n02:43سوق السمك يفتح ليلا\n\n'
        'وزير المالية يلتقي وفد "اتحاد" المزارعين\n\nقال الوزير اليوم كذا وكذا.\n\nوأضاف في البيان ما يلي.\n'
    )
    (offer,) = offers(text, "file:///home/reader/page.txt")
    assert offer.rule.shape == "text"
    assert [(item.time_text, item.title) for item in offer.feed.items] == [
        ("13:49", 'وزير المالية يلتقي وفد "اتحاد" المزارعين'),
        ("09:47", "7 قرى تتقاسم مولدا واحدا"),
        ("02:43", "سوق السمك يفتح ليلا"),
    ]
    assert [(item.is_whole, item.content_html.count("<p>")) for item in offer.feed.items] == [
        (True, 2),
        (False, 0),
        (False, 0),
    ]


def test_the_page_that_the_project_grew_from_gives_fifteen_headlines(corpus: Path) -> None:
    page = corpus / "pages" / "origin.txt"
    (offer,) = menus.offers(page.read_bytes(), menus.Origin(page.as_uri(), None, NOW))
    items = offer.feed.items
    assert [item.time_text for item in items] == (
        [
            "13:49",
            "09:47",
            "13:46",
            "09:45",
            "02:43",
            "13:41",
            "01:37",
            "00:31",
            "12:59",
            "12:55",
            "12:53",
            "12:51",
            "12:45",
            "12:44",
            "12:42",
        ]
    )
    assert [items[place].title.split()[0] for place in (1, 10, 14)] == ["7", "13", "147"]
    # What stands below the menu has eight paragraphs: the headline once more, which no body repeats, and seven of text.
    below = [line for line in page.read_text(encoding="utf-8").split("\n")[16:] if line]
    assert len(below) == 8
    assert below[0] == items[0].title
    assert items[0].content_html == "".join(f"<p>{escape(line, quote=False)}</p>" for line in below[1:])
    assert [item.content_html for item in items[1:]] == [""] * 14
    assert all(item.published_at is not None and item.published_at <= NOW for item in items)


# --- found again -------------------------------------------------------------------------------------------------------


def churned(html: str) -> str:
    """The same page after a build that renamed every class and id."""
    return re.sub(r"(class|id)=('[^']*'|[^\s>]+)", lambda found: f"{found[1]}=x{abs(hash(found[2])) % 9973}q", html)


@pytest.mark.parametrize("shape", [cards, front_page, grid, views], ids=lambda shape: shape.__name__)
def test_the_rule_holds_when_all_class_names_change(shape: Callable[[Desk], str]) -> None:
    desk = Desk(11)
    html = shape(desk)
    rule = offers(html)[0]
    again = follow(churned(html), rule)
    assert titles(again) == desk.titles
    assert again is not None
    assert again.rule == rule.rule


def test_the_list_that_the_reader_chose_is_followed_and_not_the_best() -> None:
    html = front_page(Desk(4))
    second = offers(html)[1]
    again = follow(html, second)
    assert titles(again) == titles(second)
    assert again is not None
    assert again.rule == second.rule


def test_a_rebuilt_page_gets_a_new_rule() -> None:
    desk = Desk(12)
    html = cards(desk)
    rule = offers(html)[0]
    rows = "".join(
        f"<li><h2><a href=/story/{70000 + n}>{title}</a></h2><span>{n + 1} يونيو 2026</span></li>"
        for n, title in enumerate(desk.titles)
    )
    rebuilt = whole(f"{NAV}<section><ul>{rows}</ul></section>{most_read(desk)}")
    again = follow(rebuilt, rule)
    assert titles(again) == desk.titles
    assert again is not None
    assert again.rule != rule.rule
    assert follow(rebuilt, again) == again


def test_an_emptied_page_gives_nothing() -> None:
    rule = offers(cards(Desk(13)))[0]
    assert follow(whole(NAV + "<p>نعود بعد قليل</p>"), rule) is None


def test_a_story_whose_class_or_badge_says_breaking_is_marked() -> None:
    words = Desk(9)
    marks = {1: "<span class=urgent>الآن</span>", 3: "<b>عاجل</b>"}
    rows = "".join(f"<li>{marks.get(n, '')}<a href=/n/{n + 1000}>{words.listed()[0]}</a></li>" for n in range(8))
    (first, *_) = offers(whole(f"{NAV}<ul>{rows}</ul>"))
    assert [number for number, item in enumerate(first.feed.items) if item.is_breaking] == [1, 3]


def test_a_strip_of_breaking_news_is_known_by_the_class_around_it() -> None:
    words = Desk(9)
    rows = "".join(f"<li><a href=/n/{n + 1000}>{words.listed()[0]}</a></li>" for n in range(8))
    (strip, *_) = offers(whole(f"{NAV}<div class='bar breaking-news-ticker'><div><ul>{rows}</ul></div></div>"))
    assert all(item.is_breaking for item in strip.feed.items)
    (usual, *_) = offers(whole(f"{NAV}<div class='bar news-ticker'><div><ul>{rows}</ul></div></div>"))
    assert not any(item.is_breaking for item in usual.feed.items)
