"""Sources in the window: refreshed, stopped, added by address, chosen from the list, removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from tests.newspaper import Newspaper
from tests.press import Press as Paper
from tests.ui.conftest import OpensRoom
from tests.ui.edition import Press, item
from tests.ui.room import Room

from newsdesk.domain.article import Offline
from newsdesk.domain.changes import Progress, Stage
from newsdesk.domain.outline import Outline
from newsdesk.domain.source import SourceKind
from newsdesk.ui.dialogs.add import AddDialog
from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.dialogs.starter import StarterDialog


def add_dialog(room: Room) -> AddDialog:
    """The dialog that adds a source, opened by its key."""
    room.key("Ctrl+N")
    there = room.dialog
    assert isinstance(there, AddDialog)
    return there


def sent(room: Room, address: str) -> str:
    """What the dialog says of an address that is not taken."""
    there = add_dialog(room)
    there.address.setText(address)
    room.key("Return", at=there.address)
    room.wait(lambda: there.answer.text() and there.button.isEnabled())
    assert there.isVisible()
    assert there.address.text() == address
    return there.answer.text()


def subscribe(room: Room, urls: list[str]) -> None:
    room.desk.add_outlines([Outline(f"مصدر {number}", url) for number, url in enumerate(urls)]).result(30)
    room.wait(lambda: len(room.window.sources.states) == len(urls))


# --- refreshing


def test_a_refresh_shows_how_far_it_is_and_ends_with_the_news_in_the_list(empty_room: Room, press: Paper) -> None:
    room, status = empty_room, empty_room.window.status
    subscribe(room, Newspaper(3, 4, with_pictures=False).print_on(press))
    gate = press.hold("/s2/feed")
    room.key("F5")
    room.wait(lambda: status.words.text() == room.texts.say("status.headlines", done=2, total=3))
    assert status.stop.isVisible()
    room.wait(lambda: len(room.titles()) == 8)
    gate.set()
    room.wait(lambda: not status.stop.isVisible())
    room.wait(lambda: len(room.titles()) == 12)
    room.wait(lambda: {headline.offline for headline in room.rows()} == {Offline.FULL})
    room.wait(lambda: room.texts.count("status.reached", 3, reached=3) in room.window.parts.masthead.sync.text())
    assert status.words.text() == ""


def test_a_long_clean_up_says_how_far_it_is_and_can_be_stopped(empty_room: Room) -> None:
    status, progressed = empty_room.window.status, empty_room.window.bridge.progressed
    stops: list[bool] = []
    status.stopped.connect(lambda: stops.append(True))
    progressed.emit(Progress(Stage.CLEANING, 40, 900))
    assert status.words.text() == empty_room.texts.say("status.cleaning", done=40, total=900)
    empty_room.click(status.stop)
    assert stops == [True]
    progressed.emit(Progress(Stage.DONE, 0, 0))
    assert not status.stop.isVisible()


def test_stop_ends_a_refresh_that_hangs_and_keeps_what_came(empty_room: Room, press: Paper) -> None:
    room, status = empty_room, empty_room.window.status
    subscribe(room, Newspaper(2, 4, with_pictures=False).print_on(press))
    gate = press.hold("/s1/feed")
    room.key("Ctrl+R")
    room.wait(lambda: len(room.titles()) == 4)
    room.wait(status.stop.isVisible)
    room.click(status.stop)
    room.wait(lambda: not status.stop.isVisible())
    assert not room.desk.is_syncing
    gate.set()
    assert len(room.titles()) == 4


def test_the_button_refreshes_as_the_key_does(empty_room: Room, press: Paper) -> None:
    room = empty_room
    subscribe(room, Newspaper(1, 4, with_pictures=False).print_on(press))
    room.click(room.window.parts.masthead.buttons["refresh"])
    room.wait(lambda: len(room.titles()) == 4)


def test_refreshing_one_source_asks_no_other(empty_room: Room, press: Paper) -> None:
    room = empty_room
    subscribe(room, Newspaper(2, 4, with_pictures=False).print_on(press))
    room.open_source("مصدر 1")
    room.key("Shift+F5")
    room.wait(lambda: len(room.titles()) == 4)
    assert press.requests_of("/s0/feed") == ()


def test_without_a_line_there_is_one_quiet_line_and_no_dialog(room: Room) -> None:
    room.key("F5")
    offline = room.texts.say("status.offline")
    room.wait(lambda: room.window.status.words.text() == offline)
    room.wait(lambda: not room.desk.is_syncing)
    assert room.window.findChildren(Frame) == []
    assert room.told == ""
    assert [state.health.fault for state in room.desk.sources()] == [None] * 6
    with room.bot.waitSignal(room.window.sources.counted, timeout=10_000):
        room.key("J")
    assert room.window.status.words.text() == offline, "reading on does not bring the line back"
    assert room.selected == 0


# --- adding


@pytest.mark.parametrize("typed", ["لا عنوان هنا", "ftp://example.org/feed", "http://", "a b c"])
def test_what_is_no_address_is_named_in_one_sentence(empty_room: Room, typed: str) -> None:
    said = sent(empty_room, typed)
    assert typed in said
    assert said == empty_room.window.findChildren(AddDialog)[0].answer.text()


def test_an_address_where_nobody_answers_is_named(empty_room: Room) -> None:
    assert "http://127.0.0.1:9/feed" in sent(empty_room, "http://127.0.0.1:9/feed")


def test_a_page_that_names_no_feed_is_named(empty_room: Room, press: Paper) -> None:
    address = press.publish("/plain", "<!doctype html><html><head></head><body>لا شيء</body></html>", "text/html")
    assert address in sent(empty_room, address)


def test_a_file_that_is_not_there_is_named(empty_room: Room, tmp_path: Path) -> None:
    path = str(tmp_path / "لا-شيء.xml")
    assert path in sent(empty_room, path)


def test_a_refused_address_can_be_mended_in_the_same_dialog(empty_room: Room, press: Paper) -> None:
    url = Newspaper(1, 5, with_pictures=False).print_on(press)[0]
    sent(empty_room, press.url("/nothing"))
    there = empty_room.dialog
    assert isinstance(there, AddDialog)
    there.address.setText(url)
    empty_room.click(there.button)
    empty_room.wait(lambda: len(empty_room.titles()) == 5)


@pytest.mark.parametrize("path", ["/s0/feed", "/s0/"], ids=["the feed's address", "the site's address"])
def test_an_address_becomes_a_source_with_its_news(empty_room: Room, press: Paper, path: str) -> None:
    room = empty_room
    Newspaper(1, 5, with_pictures=False).print_on(press)
    there = add_dialog(room)
    room.type("x")
    assert there.address.text() == "x", "the address has the focus"
    there.address.setText(press.url(path))
    there.folder.setCurrentText("رف جديد")
    room.click(there.button)
    assert not there.button.isEnabled()
    assert there.answer.text() == room.texts.say("add.waiting")
    room.wait(lambda: not room.window.findChildren(Frame))
    room.wait(lambda: len(room.titles()) == 5)
    room.wait(lambda: room.told == room.texts.count("notice.added", 1))
    room.wait(lambda: "رف جديد" in [e.label for e in room.entries()])
    assert "صحيفة 0" in [entry.label for entry in room.entries()]
    room.wait(lambda: not room.desk.is_syncing)


def test_a_file_becomes_a_source(empty_room: Room, tmp_path: Path) -> None:
    body, _ = Newspaper(2, 3).feed(1, "https://example.org")
    file = tmp_path / "خلاصة.xml"
    file.write_bytes(body)
    there = add_dialog(empty_room)
    there.address.setText(str(file))
    empty_room.click(there.button)
    empty_room.wait(lambda: len(empty_room.titles()) == 3)


def test_a_source_that_is_there_already_is_said_to_be(room: Room) -> None:
    url = room.window.sources.states[0].source.url
    assert room.window.sources.states[0].source.title in sent(room, url)


def test_the_dialog_can_be_left_by_escape(empty_room: Room) -> None:
    there = add_dialog(empty_room)
    empty_room.key("Esc", at=there)
    empty_room.wait(lambda: not empty_room.window.findChildren(Frame))
    assert empty_room.window.sources.states == ()


def test_the_starter_list_asks_nobody_before_the_reader_has_chosen(opens_room: OpensRoom, press: Paper) -> None:
    def fill(made: Press) -> None:
        guide = made.source("دليل غرفة الأخبار", None, SourceKind.GUIDE)
        made.deliver(guide, [item("أهلًا بك", 1, None)])

    room = opens_room(fill)
    assert room.window.parts.first_run.isVisible()
    room.click(room.window.parts.first_run.button)
    there = room.dialog
    assert isinstance(there, StarterDialog)
    assert there.countries.count() > 3
    assert not there.button.isEnabled()
    there.countries.setCurrentRow(1)
    ticked = there.sources.item(0)
    ticked.setCheckState(Qt.CheckState.Checked)
    assert there.button.isEnabled()
    assert len(room.desk.sources()) == 1
    there.countries.setCurrentRow(0)
    there.countries.setCurrentRow(1)
    assert there.sources.item(0).checkState() == Qt.CheckState.Checked, "a tick outlives a look at another country"
    room.click(there.button)
    room.wait(lambda: len(room.desk.sources()) == 2)
    room.wait(lambda: not room.desk.is_syncing)
    room.wait(lambda: not room.window.parts.first_run.isVisible())


def test_a_first_run_band_that_was_closed_stays_closed(opens_room: OpensRoom) -> None:
    def fill(made: Press) -> None:
        guide = made.source("دليل غرفة الأخبار", None, SourceKind.GUIDE)
        made.deliver(guide, [item("أهلًا بك", 1, None)])

    room = opens_room(fill)
    room.click(room.window.parts.first_run.cross)
    with room.bot.waitSignal(room.window.sources.counted, timeout=10_000):
        room.key("J")
    assert not room.window.parts.first_run.isVisible()
