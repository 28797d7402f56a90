"""Stars, read marks, the browser and the clipboard: by key and by mouse, and never before the disk has it."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from tests.ui.conftest import Browser, OpensRoom
from tests.ui.edition import NOW, Press, item
from tests.ui.room import Room

from newsdesk.domain.shelf import ShelfKind
from newsdesk.store.writes import Writes


@pytest.mark.parametrize("key", ["S", "س"])
def test_a_star_lights_only_when_it_is_on_disk(room: Room, key: str) -> None:
    room.key("J")
    room.settle()
    gate, is_held = threading.Event(), threading.Event()

    def hold(_writes: Writes) -> None:
        is_held.set()
        gate.wait(10)

    room.desk.write(hold)
    assert is_held.wait(10)
    room.key(key)
    assert room.bookmarks_on_disk() == []
    assert not room.rows()[0].is_bookmarked
    assert not room.window.article.buttons["star"].isChecked()
    gate.set()
    room.wait(lambda: room.rows()[0].is_bookmarked)
    assert room.window.article.buttons["star"].isChecked()
    assert room.bookmarks_on_disk() == [room.rows()[0].title]
    room.key(key)
    room.settle()
    assert not room.rows()[0].is_bookmarked
    assert room.bookmarks_on_disk() == []


def test_a_click_on_the_star_button_waits_for_the_disk_too(room: Room) -> None:
    room.key("J")
    room.settle()
    gate = threading.Event()
    room.desk.write(lambda _writes: gate.wait(10))
    star = room.window.article.buttons["star"]
    room.click(star)
    assert not star.isChecked()
    gate.set()
    room.wait(star.isChecked)
    assert room.bookmarks_on_disk() == [room.rows()[0].title]


@pytest.mark.parametrize("key", ["M", "ة"])
def test_an_article_is_read_when_shown_and_unread_when_the_reader_says_so(room: Room, key: str) -> None:
    assert not room.rows()[0].is_read
    room.key("J")
    room.settle()
    assert room.rows()[0].is_read
    assert room.window.article.buttons["read"].isChecked()
    room.key(key)
    room.settle()
    assert not room.stored(0).is_read
    assert not room.rows()[0].is_read
    assert not room.window.article.buttons["read"].isChecked()
    room.key("Ctrl+Z")
    room.settle()
    assert room.stored(0).is_read


@pytest.mark.parametrize("key", ["N", "ى"])
def test_the_next_unread_wraps_past_the_end(room: Room, key: str) -> None:
    unread = [room.rows()[row].id for row in (2, 9)]
    read = [headline.id for headline in room.rows() if headline.id not in unread]
    room.write(lambda writes: writes.set_read(read, True, NOW))
    room.key("J")
    room.key(key)
    assert room.selected == 2
    room.settle()
    room.write(lambda writes: writes.set_read(unread[:1], False, NOW))
    room.key(key)
    assert room.selected == 9
    room.settle()
    room.key(key)
    assert room.selected == 2
    room.settle()
    room.key(key)
    assert room.selected == 2
    assert room.told == room.texts.say("notice.nothing-unread")


@pytest.mark.parametrize("key", ["V", "ر", "Return", "Enter"])
def test_the_article_opens_in_the_browser(room: Room, browser: Browser, key: str) -> None:
    room.key("J")
    room.key("J")
    room.key(key)
    assert browser.opened == [room.rows()[1].url]


def test_a_double_click_opens_the_article_in_the_browser_once(room: Room, browser: Browser) -> None:
    room.click_row(3, twice=True)
    assert browser.opened == [room.rows()[3].url]


def test_a_double_click_on_a_star_opens_nothing(room: Room, browser: Browser) -> None:
    room.key("J")
    place = room.star_place(2)
    room.click(room.window.list.view.viewport(), place)
    room.settle()
    assert room.rows()[2].is_bookmarked
    room.double_click(room.window.list.view.viewport(), place)
    room.settle()
    assert browser.opened == []


@pytest.mark.qt_log_ignore("^Unable to detect a web browser")
def test_where_there_is_no_browser_the_address_can_be_copied(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")  # no browser of this machine is found
    for name in ("BROWSER", "DEFAULT_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    QDesktopServices.unsetUrlHandler("https")
    room.key("J")
    room.key("V")
    address = room.rows()[0].url
    assert room.told == room.texts.say("notice.nothing-opens", address=address)
    room.click(room.window.parts.notices.button)
    assert QGuiApplication.clipboard().text() == address
    assert room.told == room.texts.say("notice.copied")
    room.window.article.view.link_followed.emit(QUrl("https://example.org/olives?lang=ar"))
    assert "olives?lang=ar" in room.told


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "file:///etc/passwd", "newsdesk:quit", "data:text/html,x", "FILE:///etc/passwd", "/etc/x"],
)
def test_an_article_whose_address_is_no_web_address_does_not_leave(
    opens_room: OpensRoom, browser: Browser, address: str
) -> None:
    from dataclasses import replace

    def fill(made: Press) -> None:
        made.deliver(made.source("صحيفة"), [replace(item("خبر", 1, NOW), url=address)])

    room = opens_room(fill)
    for key in ("J", "V", "Return"):
        room.key(key)
    assert browser.opened == []


@pytest.mark.parametrize("key", ["C", "ؤ", "Ctrl+Shift+C"])
def test_copy_link_puts_the_address_on_the_clipboard(room: Room, key: str) -> None:
    QGuiApplication.clipboard().setText("")
    room.key("J")
    room.key(key)
    assert QGuiApplication.clipboard().text() == room.rows()[0].url
    assert room.told == room.texts.say("notice.copied")


def test_marking_all_read_can_be_taken_back(room: Room) -> None:
    room.write(lambda writes: writes.set_read([room.rows()[4].id], True, NOW))
    room.key("Shift+A")
    room.wait(lambda: all(headline.is_read for headline in room.rows()))
    assert room.told == room.texts.count("notice.all-read", 11)
    room.key("Ctrl+Z")
    room.wait(lambda: not room.rows()[0].is_read)
    assert [headline.is_read for headline in room.rows()] == [row == 4 for row in range(12)]
    assert room.told == room.texts.count("notice.undone-several", 11)
    room.key("Ctrl+Z")
    assert room.told == room.texts.say("notice.nothing-to-undo")


def test_the_notice_of_marking_all_has_a_button_that_takes_it_back(room: Room) -> None:
    room.key("Shift+A")
    room.wait(lambda: room.told)
    room.click(room.window.parts.notices.button)
    room.wait(lambda: not any(headline.is_read for headline in room.rows()))


def test_marking_all_read_touches_only_the_shelf_that_is_open(room: Room) -> None:
    room.open_source("صحيفة الميناء")
    mine = {headline.id for headline in room.rows()}
    assert 0 < len(mine) < 12
    room.key("Shift+A")
    room.wait(lambda: all(headline.is_read for headline in room.rows()))
    room.open_shelf(ShelfKind.ALL)
    assert {headline.id for headline in room.rows() if headline.is_read} == mine


def test_marking_all_read_during_a_search_touches_only_what_was_found(room: Room) -> None:
    room.search("الموج")
    found = {headline.id for headline in room.rows()}
    assert 0 < len(found) < 12
    room.key("Shift+A", at=room.window.list.view)
    room.wait(lambda: room.told)
    room.settle()
    room.open_shelf(ShelfKind.ALL)
    assert {headline.id for headline in room.rows() if headline.is_read} == found
