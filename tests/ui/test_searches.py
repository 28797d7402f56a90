"""The search finds Arabic however it is spelt, and gives way to whatever the reader opens next."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.ui.conftest import OpensRoom
from tests.ui.edition import NOW, Press, item
from tests.ui.room import Room

from newsdesk.arabic.fold import fold

# What is searched for, and the one headline that must be found by it.
FOLDED = (
    ("كِتاب", "كتاب قديم يعود إلى رفّه"),
    ("كتاب", "كِتَابٌ على الرصيف"),
    ("أحمد", "احمد يصل أولًا"),
    ("احمد", "أَحْمَد يصل أخيرًا"),
    ("مكتبه", "مكتبة المدينة تفتح ليلًا"),
    ("علي", "جسر على النهر"),
    ("2024", "حصاد ٢٠٢٤ بالأرقام"),
    ("المدي", "مكتبة المدينة تفتح ليلًا"),
)


def fill_folded(made: Press) -> None:
    titles = dict.fromkeys(title for _, title in FOLDED)
    source = made.source("صحيفة الميناء")
    made.deliver(
        source,
        [item(title, n, NOW - timedelta(minutes=n), has_text=False) for n, title in enumerate(titles, 1)],
    )


def test_the_search_finds_arabic_however_it_is_spelt(opens_room: OpensRoom) -> None:
    room = opens_room(fill_folded)
    shelf = room.titles()
    for query, title in FOLDED:
        room.key("Ctrl+A", at=room.window.parts.masthead.search)
        room.search(query)
        assert title in room.titles(), query
        assert room.window.list.day.text() == room.texts.count("search.found", len(room.titles()))
    room.key("Esc")
    assert room.titles() == shelf
    assert room.focus is room.window.list.view
    assert room.window.parts.masthead.search.text() == ""


def test_leaving_a_search_comes_back_to_the_headline_that_was_read(room: Room) -> None:
    room.click_row(4)
    chosen = room.rows()[4].id
    room.search("المدينة")
    room.key("Down")
    assert room.focus is room.window.list.view
    room.key("Ctrl+F")
    room.key("Esc")
    assert room.rows()[room.selected].id == chosen


def test_emptying_the_search_field_ends_the_search_and_keeps_the_focus(room: Room) -> None:
    room.search("الموج")
    assert len(room.titles()) < 12
    room.key("Ctrl+A")
    room.key("Backspace")
    assert len(room.titles()) == 12
    assert room.focus is room.window.parts.masthead.search
    room.type("الموج")
    assert room.window.parts.masthead.search.text() == "الموج"


def test_return_goes_from_the_search_field_to_what_was_found(room: Room) -> None:
    room.key("/")
    room.type("الموج")
    with room.bot.waitSignal(room.window.reading.found, timeout=10_000):
        room.key("Return")
    assert room.focus is room.window.list.view
    room.key("J")
    assert "الموج" in room.titles()[0]
    assert room.selected == 0


def test_opening_a_shelf_by_its_key_ends_the_search(room: Room) -> None:
    room.search("الموج")
    room.key("Ctrl+1")
    assert len(room.titles()) == 12
    assert room.window.parts.masthead.search.text() == ""
    assert not room.window.reading.is_searching


def test_a_shelf_opened_before_the_search_began_to_look_is_what_stays(room: Room) -> None:
    room.key("Ctrl+F")
    room.type("الموج")
    room.key("Ctrl+2")
    room.settle()
    assert not room.window.reading.is_searching
    assert len(room.titles()) == 12


def test_marks_made_on_what_was_found_are_shown_there(room: Room) -> None:
    room.search("الموج")
    room.key("Down")
    room.key("J")
    room.key("S")
    room.settle()
    assert room.rows()[room.selected].is_bookmarked
    assert room.rows()[room.selected].is_read


def fill_with_text(made: Press) -> None:
    source = made.source("صحيفة الميناء")
    text = "قرأ كِتَابًا عن البحر، ثم أعاد الكتاب.\nوالكتابُ الثالث ضاع."
    html = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    told = replace(item("معرض المدينة", 1, NOW), html=html, text=text, search_body=fold(text))
    made.deliver(source, [told, item("خبر آخر", 2, NOW - timedelta(minutes=1))])


def test_what_a_search_found_is_marked_in_the_article_on_its_own_letters(opens_room: OpensRoom) -> None:
    room = opens_room(fill_with_text)
    room.search("كتاب")
    room.click_row(0)
    bar = room.window.parts.article.find_bar()
    marked = [one.cursor.selectedText() for one in room.window.parts.article.view.extraSelections()]
    assert marked == ["كِتَابً", "الكتاب", "والكتابُ"]
    assert bar.isVisible()
    assert bar.count.text() == room.texts.say("find.count", n=1, total=len(marked))
    room.click(bar.after)
    assert bar.count.text() == room.texts.say("find.count", n=2, total=len(marked))
    room.key("Ctrl+F")
    room.key("Esc")
    assert not bar.isVisible()
    assert room.window.parts.article.view.extraSelections() == []
