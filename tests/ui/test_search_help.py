"""The language of searches is explained beside the field, and F3 goes from hit to hit wherever the focus is."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QRectF, Qt
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NOW, Press
from tests.ui.room import PATIENCE, SETTINGS, Room
from tests.ui.test_found import QUESTION, fill_told

from newsdesk.ui.search_help import WIDEST, SearchHelp, examples


def open_help(room: Room) -> SearchHelp:
    """The explanation, opened by its key."""
    room.activate()
    room.key("Shift+F1", at=room.window.list.view)
    (shown,) = [one for one in room.window.findChildren(SearchHelp) if one.isVisible()]
    return shown


def fill_usual_and_star(made: Press) -> None:
    usual(made)
    newest = made.writes.stores.cache.rows("SELECT id FROM article ORDER BY sorted_at DESC LIMIT 1")
    made.writes.set_bookmarked([row[0] for row in newest], True, NOW)


def test_every_example_finds_something_when_it_is_pressed(opens_room: OpensRoom) -> None:
    room = opens_room(fill_usual_and_star)
    questions = [button.text().strip("\u2066\u2067\u2068\u2069") for button in open_help(room).examples]
    assert len(questions) >= 12
    empty = []
    for number, question in enumerate(questions):
        shown = open_help(room)
        with room.bot.waitSignal(room.window.reading.found, timeout=PATIENCE):
            shown.examples[number].click()
        assert room.window.parts.masthead.search.text() == question
        if not room.titles():
            empty.append(question)
        room.window.parts.masthead.search.leave()
    by_day = ("منذ", "حتى", "since", "until")  # of the day on which this test is run
    assert [question for question in empty if not question.startswith(by_day)] == []


def test_a_profile_without_news_is_given_the_usual_examples() -> None:
    questions = dict(examples([], ""))
    assert questions["words"] == ("غزة السودان",)
    assert all(len(both) for both in questions.values())


@pytest.mark.parametrize("size", [100, 200])
def test_it_opens_by_its_sign_within_the_window_and_is_gone_by_escape(opens_room: OpensRoom, size: int) -> None:
    room = opens_room(usual, replace(SETTINGS, text_size=size))
    search = room.window.parts.masthead.search
    room.click(search)  # which makes room in it
    room.wait(search.buttons["help"].isVisible)
    room.click(search.buttons["help"])
    (shown,) = room.window.findChildren(SearchHelp)
    place = room.window.frameGeometry()
    assert place.contains(shown.geometry())
    assert shown.examples[0].hasFocus()
    explained, example = shown.explanations[3], shown.examples[3]  # one with two examples
    assert explained.alignment() & Qt.AlignmentFlag.AlignTop
    line = explained.contentsRect()
    line.setHeight(explained.heightForWidth(WIDEST) - explained.contentsMargins().top())
    lines = [explained.mapTo(shown, line.center()).y(), example.mapTo(shown, example.rect().center()).y()]
    assert abs(lines[0] - lines[1]) <= 2, "it stands on one line with the first"
    room.key("Down", at=shown)
    assert shown.examples[1].hasFocus()
    room.key("Esc", at=shown)
    assert not shown.isVisible()


def test_the_signs_in_the_field_grow_with_the_text(opens_room: OpensRoom) -> None:
    room = opens_room(usual)
    search = room.window.parts.masthead.search
    room.type("")
    search.setText("كتاب")
    before = search.buttons["close"].geometry()
    glass = ink_of_glass(room)
    room.window.choose({"text_size": 200})
    assert search.buttons["close"].width() == 2 * before.width()
    assert ink_of_glass(room).width() > 1.6 * glass.width()
    margins = search.textMargins()
    assert margins.left() >= search.buttons["close"].geometry().right() - 8, "words do not run under the signs"


def ink_of_glass(room: Room) -> QRectF:
    """Where the magnifier is painted at the leading edge."""
    search = room.window.parts.masthead.search
    image = search.grab().toImage()
    side = search.height()
    ground = image.pixelColor(image.width() - side // 2, 4)
    found = [
        (x, y)
        for x in range(image.width() - side - 4, image.width() - 4)
        for y in range(4, image.height() - 4)
        if abs(image.pixelColor(x, y).lightness() - ground.lightness()) > 40
    ]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return QRectF(min(xs), min(ys), max(xs) - min(xs) + 1, max(ys) - min(ys) + 1)


def test_f3_goes_from_hit_to_hit_and_on_to_the_next_result_with_the_focus_in_the_list(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    room.search(QUESTION)
    room.key("Down")
    room.key("J")
    bar = room.window.article.find_bar()
    total = len(bar._hits)
    say = room.texts.say
    assert bar.count.text() == say("find.count", n=1, total=total)
    for hit in range(2, total + 1):
        room.key("F3")
        assert bar.count.text() == say("find.count", n=hit, total=total)
    assert room.focus is room.window.list.view
    room.key("F3")
    assert room.selected == 1
    assert bar.count.text() == say("find.count", n=1, total=len(bar._hits))
    room.key("Shift+F3")
    assert room.selected == 0
    assert bar.count.text() == say("find.count", n=total, total=total)
    room.key("Shift+F3")
    assert bar.count.text() == say("find.count", n=total - 1, total=total)
    assert room.focus is room.window.list.view


def test_f3_without_a_search_opens_the_bar_and_then_goes_round_its_hits(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    room.key("J")
    room.key("F3")
    bar = room.window.article.find_bar()
    assert room.focus is bar.field
    room.type("البحر")
    total = len(bar._hits)
    assert total > 1
    room.key("Shift+F3")
    assert bar.count.text() == room.texts.say("find.count", n=total, total=total)
    room.window.list.view.setFocus()
    room.key("F3")
    assert bar.count.text() == room.texts.say("find.count", n=1, total=total)
    assert room.selected == 0
