"""Pages without a feed as sources, the whole path: add, sync, list; new headlines, rebuilt pages, empty ones."""

# ruff: noqa: E501 - markup is read as the page has it

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.feeds.shapes import NAV, cards, front_page, glued, whole
from tests.feeds.shapes import Desk as Words
from tests.press import Press
from tests.sync.conftest import PATIENCE, headlines

from newsdesk.app.compose import Profile
from newsdesk.desk import Desk
from newsdesk.domain.article import Headline
from newsdesk.domain.faults import FaultKind
from newsdesk.domain.orders import Added, AddSource, ImportOpml, RemoveSource
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import SourceKind
from newsdesk.export.opml import opml
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads

ALL = Shelf(ShelfKind.ALL)
HTML = "text/html; charset=utf-8"


def listed(desk: Desk) -> list[Headline]:
    """The headlines in the page's own order."""
    return sorted(desk.headlines(ALL).headlines, key=lambda headline: headline.position)


def rows(lines: list[str], start: int = 5000) -> str:
    """A page of glued times: the newest first, addresses that stay with their headline."""
    items = "".join(f"<li><a href=/n/{start + len(lines) - n}>{line}</a></li>" for n, line in enumerate(lines))
    return whole(f"{NAV}<ul>{items}</ul>")


def add(desk: Desk, address: str) -> Added:
    answer = desk.carry_out(AddSource(address))
    assert isinstance(answer, Added), answer
    return answer


def test_a_page_becomes_a_source_with_its_headlines_in_its_own_order(desk: Desk, press: Press) -> None:
    words = Words(1)
    url = press.publish("/", cards(words), HTML)
    added = add(desk, url)
    (state,) = desk.sources()
    assert (state.source.id, state.source.kind, state.source.url) == (added.sources[0], SourceKind.PAGE, url)
    headlines = listed(desk)
    assert [headline.title for headline in headlines] == words.titles
    assert [headline.position for headline in headlines] == list(range(1, len(words.titles) + 1))
    assert {headline.time_text is not None for headline in headlines} == {True}


def test_new_headlines_on_top_are_added_and_the_old_ones_stay_as_they_were(desk: Desk, press: Press) -> None:
    lines = [
        "13:49وزير المالية يلتقي المزارعين",
        "09:477 قرى تتقاسم مولدا واحدا",
        "02:43سوق السمك يفتح ليلا",
        "00:10قطار الساحل يعود إلى الخدمة",
    ]
    url = press.publish("/", rows(lines), HTML)
    add(desk, url)
    before = {headline.title: headline for headline in listed(desk)}
    assert {headline.time_text for headline in before.values()} == {"13:49", "09:47", "02:43", "00:10"}
    assert all(h.published_at is not None and h.published_at <= h.fetched_at for h in before.values())
    press.publish("/", rows(["14:05عاجل: فتح الطريق الساحلي", "14:0113 حافلة جديدة للمدارس", *lines]), HTML)
    report = headlines(desk)
    assert [(outcome.status, outcome.new) for outcome in report.sources] == [("new", 2)]
    after = listed(desk)
    assert len(after) == 6
    assert [headline.title for headline in after][:2] == ["عاجل: فتح الطريق الساحلي", "13 حافلة جديدة للمدارس"]
    assert [headline.position for headline in after] == [1, 2, 3, 4, 5, 6]
    kept = {headline.title: headline for headline in after if headline.title in before}
    assert {title: (h.id, h.published_at, h.time_text) for title, h in kept.items()} == {
        title: (h.id, h.published_at, h.time_text) for title, h in before.items()
    }
    assert [(outcome.status, outcome.new, outcome.updated) for outcome in headlines(desk).sources] == [
        ("unchanged", 0, 0)
    ]


def test_how_long_ago_in_words_keeps_its_first_reading(desk: Desk, press: Press) -> None:
    def page(hours: int) -> str:
        names = ("وزير المالية يلتقي المزارعين", "سوق السمك يفتح ليلا", "قطار الساحل يعود إلى الخدمة")
        return rows([f"قبل {hours + n} ساعات - {name}" for n, name in enumerate(names)])

    url = press.publish("/", page(3), HTML)
    add(desk, url)
    before = listed(desk)
    press.publish("/", page(4), HTML)
    assert [(outcome.new, outcome.updated) for outcome in headlines(desk).sources] == [(0, 0)]
    assert [(h.published_at, h.time_text) for h in listed(desk)] == [(h.published_at, h.time_text) for h in before]


def test_the_same_words_under_another_address_are_another_story(desk: Desk, press: Press) -> None:
    daily = ["09:45أسعار صرف العملات في فلسطين", "09:30حالة الطقس في المدن اليوم", "09:00مواقيت الصلاة في المدن"]
    url = press.publish("/", rows(daily), HTML)
    add(desk, url)
    press.publish("/", rows(daily, start=6000), HTML)
    assert [outcome.new for outcome in headlines(desk).sources] == [3]


def test_a_rebuilt_page_is_learned_anew_and_nothing_comes_twice(desk: Desk, press: Press) -> None:
    words = Words(2)
    html = cards(words)
    url = press.publish("/", html, HTML)
    add(desk, url)
    (due,) = desk.write(lambda w: w.stores.library.rows("SELECT rule FROM page_rule")).result(PATIENCE)
    addresses = {headline.title: headline.url for headline in listed(desk)}
    fresh = words.title()
    items = "".join(
        f"<li><h2><a href={addresses.get(title, '/news/2026/999001')}>{title}</a></h2><span>{n % 27 + 1} يونيو 2026</span></li>"
        for n, title in enumerate([fresh, *words.titles])
    )
    press.publish("/", whole(f"{NAV}<section><ul>{items}</ul></section>"), HTML)
    assert [(outcome.status, outcome.new) for outcome in headlines(desk).sources] == [("new", 1)]
    assert len(listed(desk)) == len(words.titles) + 1
    (learned,) = desk.write(lambda w: w.stores.library.rows("SELECT rule FROM page_rule")).result(PATIENCE)
    assert learned != due
    assert [(outcome.status, outcome.new) for outcome in headlines(desk).sources] == [("unchanged", 0)]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Desk]:
    """The desk of another profile."""
    profile = Profile(Paths.of_profile(tmp_path / "other"), patience=5.0)
    profile.desk.start().result(20)
    yield profile.desk
    assert profile.close()


def test_a_page_goes_to_another_desk_in_a_subscription_list(
    desk: Desk, other: Desk, paths: Paths, press: Press
) -> None:
    words = Words(7)
    url = press.publish("/", front_page(words), HTML)
    offered = desk.carry_out(AddSource(url, is_choosing=True))
    assert isinstance(offered, Added)
    chosen = offered.offered[1]
    added = desk.carry_out(AddSource(url, folder="شام", rule=chosen.rule))
    assert isinstance(added, Added)
    with closing(Reads(paths)) as reads:
        written = opml([state.source for state in reads.sources()], reads.page_rules())
    imported = other.carry_out(ImportOpml(written.encode()))
    assert isinstance(imported, Added)
    assert [outcome.status for outcome in headlines(other).sources] == ["new"]
    assert [headline.title for headline in listed(other)] == [line.title for line in chosen.lines]
    (state,) = other.sources()
    assert (state.source.kind, state.source.folder, state.source.url) == (SourceKind.PAGE, "شام", url)
    again = other.carry_out(ImportOpml(written.encode()))
    assert again == Added(already=(url,))


def test_an_emptied_page_is_a_fault_at_its_source_and_nothing_is_lost(desk: Desk, press: Press) -> None:
    words = Words(3)
    url = press.publish("/", cards(words), HTML)
    add(desk, url)
    press.publish("/", whole(f"{NAV}<p>الموقع تحت الصيانة</p>"), HTML)
    (outcome,) = headlines(desk).sources
    assert (outcome.status, outcome.fault and outcome.fault.kind) == ("failed", FaultKind.NO_HEADLINES)
    fault = desk.sources()[0].health.fault
    assert fault is not None
    assert (fault.kind, fault.facts["address"]) == (FaultKind.NO_HEADLINES, url)
    assert [headline.title for headline in listed(desk)] == words.titles
    press.publish("/", cards(Words(3)), HTML)
    assert [outcome.status for outcome in headlines(desk).sources] == ["unchanged"]
    assert desk.sources()[0].health.fault is None


def test_the_reader_may_choose_among_the_lists_of_a_page(desk: Desk, press: Press) -> None:
    url = press.publish("/", front_page(Words(4)), HTML)
    offered = desk.add_source(url, is_choosing=True).result(PATIENCE)
    assert offered.sources == ()
    assert desk.sources() == ()
    assert 2 <= len(offered.offered) <= 3
    second = offered.offered[1]
    added = desk.add_source(url, "صفحات", second.rule, is_choosing=True).result(PATIENCE)
    assert len(added.sources) == 1
    assert [headline.title for headline in listed(desk)] == [line.title for line in second.lines]
    headlines(desk)
    assert [headline.title for headline in listed(desk)] == [line.title for line in second.lines]


def test_a_page_with_one_list_is_added_without_asking(desk: Desk, press: Press) -> None:
    url = press.publish("/", glued(Words(5)), HTML)
    assert len(desk.add_source(url, is_choosing=True).result(PATIENCE).sources) == 1


def test_a_removed_page_leaves_no_rule(desk: Desk, press: Press) -> None:
    url = press.publish("/", cards(Words(6)), HTML)
    add(desk, url)
    desk.carry_out(RemoveSource(url))
    assert desk.write(lambda w: w.stores.library.rows("SELECT * FROM page_rule")).result(PATIENCE) == []


@pytest.mark.parametrize("name", ["page.html", "page.txt"])
def test_a_saved_page_becomes_a_source_and_is_read_again_when_it_changed(desk: Desk, tmp_path: Path, name: str) -> None:
    lines = ["13:49وزير المالية يلتقي المزارعين", "09:477 قرى تتقاسم مولدا واحدا", "02:43سوق السمك يفتح ليلا"]

    def write(lines: list[str], minutes: int) -> None:
        file.write_text("\n".join(lines) if name.endswith("txt") else rows(lines), "utf-8")
        at = file.stat().st_mtime + minutes * 60
        os.utime(file, (at, at))

    file = tmp_path / name
    write(lines, 0)
    add(desk, str(file))
    assert [(h.title, h.time_text) for h in listed(desk)] == [
        ("وزير المالية يلتقي المزارعين", "13:49"), ("7 قرى تتقاسم مولدا واحدا", "09:47"), ("سوق السمك يفتح ليلا", "02:43")]  # fmt: skip
    assert desk.sources()[0].source.kind is SourceKind.FILE
    assert [outcome.status for outcome in headlines(desk).sources] == ["unchanged"]
    write(["14:01عودة القطار إلى المدينة", *lines], 5)
    assert [(outcome.status, outcome.new) for outcome in headlines(desk).sources] == [("new", 1)]
    assert len(listed(desk)) == 4


def test_the_times_of_a_saved_page_are_of_the_day_it_was_saved(desk: Desk, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    file.write_text(
        "13:49وزير المالية يلتقي المزارعين\n09:477 قرى تتقاسم مولدا واحدا\n23:43سوق السمك يفتح ليلا\n", "utf-8"
    )
    saved_at = datetime(2025, 3, 4, 12, tzinfo=UTC).timestamp()
    os.utime(file, (saved_at, saved_at))
    add(desk, str(file))
    moments = [headline.published_at for headline in listed(desk)]
    assert moments == [datetime(2025, 3, day, hour, minute, tzinfo=UTC) for day, hour, minute in
                       ((4, 10, 49), (4, 6, 47), (3, 20, 43))]  # fmt: skip


def test_the_page_that_the_project_grew_from_is_added_whole(desk: Desk, corpus: Path) -> None:
    add(desk, str(corpus / "pages" / "origin.txt"))
    headlines = listed(desk)
    assert len(headlines) == 15
    article = desk.article(headlines[0].id)
    assert article is not None
    assert article.html.count("<p>") == 7
    assert article.text.startswith("أجرى وزير الخارجية الأميركي")
    assert [desk.article(h.id).text for h in headlines[1:]] == [""] * 14  # type: ignore[union-attr]
