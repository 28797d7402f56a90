"""What is being read stays where it is; shelves and searches show what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NEWS, NOW, fill_many, item, late
from tests.ui.room import SETTINGS, Room

from newsdesk.domain.shelf import ShelfKind
from newsdesk.settings.settings import Settings


def top_of(room: Room) -> tuple[int, int]:
    """Which article stands at the upper edge of the list, and how far below the edge it begins."""
    view = room.window.list.view
    row = view.top_row()
    return room.window.model.headline(row).id, view.rowViewportPosition(row)


# --- news while reading


def test_new_rows_wait_behind_the_pill_and_nothing_moves(opens_room: OpensRoom) -> None:
    room = opens_room(fill_many)
    view, article = room.window.list.view, room.window.article.view
    room.click_row(2)
    view.verticalScrollBar().setValue(333)
    room.settle()
    before = (top_of(room), room.selected, room.rows()[room.selected].id, article.toPlainText(), len(room.rows()))
    source = room.window.sources.states[0].source
    room.write(lambda writes: writes.save_items(source.id, late(7), NOW))
    assert (
        top_of(room), room.selected, room.rows()[room.selected].id, article.toPlainText(), len(room.rows())
    ) == before  # fmt: skip
    assert room.window.list.pill.isVisible()
    assert room.window.list.pill.text() == room.texts.count("list.waiting", 7)
    room.click(room.window.list.pill)
    assert not room.window.list.pill.isVisible()
    assert room.titles()[:2] == ["خبر متأخر 0", "خبر متأخر 1"]
    assert view.is_at_top()
    assert room.rows()[room.selected].id == before[2], "what was selected is selected still"
    assert article.toPlainText() == before[3]


def test_new_rows_wait_also_when_the_reader_only_scrolled(opens_room: OpensRoom) -> None:
    room = opens_room(fill_many)
    room.window.list.view.verticalScrollBar().setValue(500)
    before = top_of(room)
    source = room.window.sources.states[0].source
    room.write(lambda writes: writes.save_items(source.id, late(2), NOW))
    assert top_of(room) == before
    assert room.window.list.pill.isVisible()


def test_new_rows_come_in_by_themselves_while_nobody_reads(room: Room) -> None:
    source = room.window.sources.states[0].source
    room.write(lambda writes: writes.save_items(source.id, late(2), NOW))
    assert not room.window.list.pill.isVisible()
    assert room.titles()[0] == "خبر متأخر 0"


def test_an_article_whose_text_comes_while_it_is_open_keeps_its_place(room: Room) -> None:
    room.window.resize(1280, 420)
    room.key("J")
    bar = room.window.article.view.verticalScrollBar()
    room.wait(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    room.key("S")
    room.settle()
    assert room.rows()[0].is_bookmarked
    assert bar.value() == before


def test_a_row_just_read_stays_on_the_unread_shelf_until_it_is_opened_again(room: Room) -> None:
    room.open_shelf(ShelfKind.UNREAD)
    titles = room.titles()
    room.key("J")
    room.key("J")
    room.settle()
    assert room.titles() == titles
    assert [headline.is_read for headline in room.rows()[:3]] == [True, True, False]
    room.open_shelf(ShelfKind.UNREAD)
    assert room.titles() == titles[2:]


def test_an_update_of_a_headline_replaces_its_row_where_it_stands(room: Room) -> None:
    from dataclasses import replace

    room.key("J")
    old = room.rows()[4]
    place = next(place for place, (_, _, title) in enumerate(NEWS) if title == old.title)
    changed = item(old.title, place, old.published_at)
    changed = replace(changed, title="عنوان مُعدّل", url=old.url)
    room.write(lambda writes: writes.save_items(old.source_id, [changed], NOW))
    assert room.titles()[4] == "عنوان مُعدّل"
    assert room.selected == 0


def test_a_new_day_stands_as_a_heading_above_its_first_row(room: Room) -> None:
    view = room.window.list.view
    days = [view.day_above(row) for row in range(12)]
    assert [row for row, day in enumerate(days) if day] == [7, 11]
    assert days[7] == room.texts.say("heading.yesterday", weekday=room.texts.say("weekday.0"))
    assert room.window.list.day.text() == room.texts.say("heading.today", weekday=room.texts.say("weekday.1"))
    assert room.row_place(7).height() > room.row_place(6).height()
    view.scrollToBottom()
    assert room.window.list.day.text() != days[11], "the heading of the last day is to be seen in the list itself"


def test_the_day_that_is_read_stands_above_the_list_whichever_row_is_at_the_top(opens_room: OpensRoom) -> None:
    room = opens_room(usual, replace(SETTINGS, text_size=150), size=(1200, 600))
    view, texts = room.window.list.view, room.texts
    today = texts.say("heading.today", weekday=texts.say("weekday.1"))
    yesterday = texts.say("heading.yesterday", weekday=texts.say("weekday.0"))
    seen = []
    for row in (0, 3, 8, 2):
        view.scrollTo(room.window.model.index(row, 0), view.ScrollHint.PositionAtTop)
        seen.append(room.window.list.day.text())
    assert seen == [today, today, yesterday, today]


def test_headings_stay_with_their_days_when_rows_come_and_go(room: Room) -> None:
    def headings() -> list[tuple[int, str]]:
        view = room.window.list.view
        tall = [row for row in range(len(room.rows())) if view.rowHeight(row) > view.rowHeight(0)]
        assert tall == [row for row in range(len(room.rows())) if view.day_above(row)]
        return [(row, view.day_above(row)) for row in tall]

    yesterday, earlier = (day for _, day in headings())
    room.key("J")
    source = room.window.sources.states[0].source
    hours = (0, 1, 17, 44, 80)  # two today, one yesterday, one on the last day, one on a day of its own
    news = [item(f"خبر بعد {n}", 90 + n, NOW - timedelta(hours=n), has_text=False) for n in hours]
    room.write(lambda writes: writes.save_items(source.id, news, NOW))
    room.click(room.window.list.pill)
    assert headings()[:2] == [(9, yesterday), (14, earlier)]
    assert [row for row, _ in headings()] == [9, 14, 16]
    room.let_go(range(9, 12))
    room.wait(lambda: len(room.rows()) == 14)
    assert headings()[:2] == [(9, yesterday), (11, earlier)]


def test_an_article_past_its_time_leaves_the_list_when_it_is_removed(room: Room) -> None:
    room.key("J")
    titles = room.titles()
    room.let_go([11])
    room.wait(lambda: room.titles() == titles[:11])
    assert room.selected == 0


def test_clicks_choose_headlines_and_stars(room: Room) -> None:
    room.click_row(3)
    assert room.window.reading.shown is not None
    assert room.window.reading.shown.id == room.rows()[3].id
    room.click(room.window.list.view.viewport(), room.star_place(5))
    room.settle()
    assert room.rows()[5].is_bookmarked
    assert room.selected == 3, "a star is lit without its article being opened"
    assert not room.rows()[5].is_read


# --- shelves


def test_the_shelves_of_the_sidebar_open_by_a_click(room: Room) -> None:
    say = room.texts.say
    room.open_source(say("shelf.today"))
    assert len(room.titles()) == 7
    room.open_source("بلاد الشام")
    assert {headline.source_title for headline in room.rows()} == {"صحيفة الميناء", "وكالة الساحل", "نشرة الجبل"}
    room.open_source("نشرة الجبل")
    assert {headline.source_title for headline in room.rows()} == {"نشرة الجبل"}
    room.open_source(say("shelf.all"))
    assert len(room.titles()) == 12


def test_the_counts_follow_what_is_read_and_kept(room: Room) -> None:
    def counts() -> list[str]:
        return [entry.count for entry in room.entries()[:4]]

    number = room.texts.number
    assert counts() == [number(12), number(12), number(7), ""]
    room.key("J")
    room.key("S")
    room.wait(lambda: counts() == [number(12), number(11), number(7), number(1)])


def test_bookmarks_stand_in_the_order_they_were_kept(room: Room) -> None:
    for row in (5, 2, 8):
        headline = room.rows()[row]
        moment = NOW + timedelta(seconds=10 - row)
        room.write(lambda writes, h=headline, at=moment: writes.set_bookmarked([h.id], True, at))
    room.open_shelf(ShelfKind.BOOKMARKS)
    all_titles = [title for _, _, title in sorted(NEWS, key=lambda news: news[1])]
    assert room.titles() == [all_titles[row] for row in (2, 5, 8)]


def test_the_shelf_that_was_open_is_open_again_at_the_next_start(opens_room: OpensRoom) -> None:
    room = opens_room(usual)
    room.open_source("نشرة الجبل")
    room.close()
    again = opens_room(settings=room.kept[-1])
    assert {headline.source_title for headline in again.rows()} == {"نشرة الجبل"}


@pytest.mark.parametrize("name", ["source:999", "folder:", "nonsense", "source:x", ""])
def test_a_shelf_that_is_no_more_gives_way_to_all_headlines(opens_room: OpensRoom, name: str) -> None:
    room = opens_room(usual, Settings(theme="light", last_shelf=name))
    assert len(room.titles()) == 12
