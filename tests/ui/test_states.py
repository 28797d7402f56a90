"""What the window says when there is nothing to list, and how it says what went wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NEWS, NOW, Press, late
from tests.ui.room import SETTINGS, Room

from newsdesk.domain.changes import Notice, Progress
from newsdesk.domain.faults import FaultKind, failed
from newsdesk.domain.shelf import ShelfKind
from newsdesk.settings.settings import Settings
from newsdesk.store.writes import Writes
from newsdesk.ui import start
from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.dialogs.starter import StarterDialog
from newsdesk.ui.labels import LINE, plain_label


def said(room: Room) -> tuple[str, str, str]:
    """Title, hint and button of the empty list; nothing while there are rows."""
    empty = room.window.list.empty
    if not empty.isVisible():
        return "", "", ""
    return empty.title.text(), empty.hint.text(), empty.button.text() if empty.button.isVisible() else ""


def fill_read(made: Press) -> None:
    made.news(NEWS)
    made.writes.set_read(range(1, 13), True, NOW)


def fill_silent(made: Press) -> None:
    made.news(NEWS)
    made.trouble(made.source("جريدة لا تجيب"))
    made.source("جريدة جديدة")


def test_a_profile_without_sources_offers_the_list_of_them(empty_room: Room) -> None:
    say = empty_room.texts.say
    assert said(empty_room) == (say("empty.sources"), say("empty.sources.hint"), say("firstrun.button"))
    empty_room.click(empty_room.window.list.empty.button)
    (dialog,) = empty_room.window.findChildren(Frame)
    assert isinstance(dialog, StarterDialog)
    dialog.reject()
    empty_room.wait(lambda: not empty_room.window.findChildren(Frame))
    for key in ("J", "K", "N", "S", "M", "V", "C", "Return", "Space", "Left", "Ctrl+Z", "Shift+A", "Ctrl+Del"):
        empty_room.key(key)
        empty_room.settle()
    assert empty_room.selected == -1


def test_when_all_is_read_the_unread_shelf_says_so(opens_room: OpensRoom) -> None:
    room = opens_room(fill_read)
    room.open_shelf(ShelfKind.UNREAD)
    assert said(room) == (room.texts.say("empty.unread"), room.texts.say("empty.unread.hint"), "")
    room.key("N")
    assert room.told == room.texts.say("notice.nothing-unread")
    room.open_shelf(ShelfKind.ALL)
    assert said(room) == ("", "", "")


def test_a_search_that_finds_nothing_names_what_was_looked_for(room: Room) -> None:
    room.search("قاموس")
    title, hint, button = said(room)
    assert title == room.texts.say("empty.found")
    assert "قاموس" in hint
    assert button == ""
    room.key("Esc")
    assert said(room) == ("", "", "")
    assert len(room.titles()) == 12


def test_an_empty_shelf_of_bookmarks_says_what_a_star_does(room: Room) -> None:
    room.open_shelf(ShelfKind.BOOKMARKS)
    assert said(room) == (room.texts.say("empty.bookmarks"), room.texts.say("empty.bookmarks.hint"), "")
    assert room.window.list.order.isVisible()


def test_a_source_that_never_answered_says_why_and_offers_another_try(opens_room: OpensRoom) -> None:
    room = opens_room(fill_silent)
    room.open_source("جريدة لا تجيب")
    state = next(s for s in room.window.sources.states if s.source.title == "جريدة لا تجيب")
    assert state.health.fault is not None
    say = room.texts.say
    assert said(room) == (say("empty.trouble"), room.texts.fault(state.health.fault), say("action.refresh_source"))
    room.open_source("جريدة جديدة")
    assert said(room) == (say("empty.shelf"), say("empty.shelf.hint"), say("action.refresh"))


def test_rows_that_come_to_an_empty_list_take_its_place(opens_room: OpensRoom) -> None:
    room = opens_room(fill_silent)
    room.open_source("جريدة جديدة")
    source = room.window.reading.shelf.source
    assert source is not None
    room.write(lambda writes: writes.save_items(source, late(3), NOW))
    assert len(room.titles()) == 3
    assert said(room) == ("", "", "")
    assert room.window.list.view.isVisible()


def test_the_last_bookmark_taken_away_leaves_the_empty_shelf(room: Room) -> None:
    room.write(lambda writes: writes.set_bookmarked([room.rows()[0].id], True, NOW))
    room.open_shelf(ShelfKind.BOOKMARKS)
    room.key("J")
    room.key("S")
    room.settle()
    room.open_shelf(ShelfKind.BOOKMARKS)
    assert said(room)[0] == room.texts.say("empty.bookmarks")


def test_what_the_desk_notices_is_said_once_in_the_band(room: Room) -> None:
    fault = failed(FaultKind.DISK_FULL, path="/home").fault
    room.window.telling.on_noticed(Notice("store.refused", {}, fault))
    assert room.told == room.texts.fault(fault)
    room.click(room.window.parts.notices.cross)
    assert room.told == ""


def test_a_mark_that_the_disk_refuses_is_told_and_lights_nothing(room: Room) -> None:
    """The real refusal: the library cannot be written any more."""
    room.key("J")
    room.settle()

    def forbid(writes: Writes) -> None:
        writes.stores.library.connection.execute("PRAGMA query_only = ON")

    room.desk.write(forbid).result(10)
    room.key("S")
    room.wait(lambda: room.told)
    assert not room.rows()[0].is_bookmarked
    assert not room.window.article.buttons["star"].isChecked()


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("kind", list(ShelfKind)[:4])
def test_every_empty_shelf_has_its_words_in_both_languages(
    opens_room: OpensRoom, language: str, kind: ShelfKind
) -> None:
    room = opens_room(settings=Settings(theme="light", language=language))
    room.open_shelf(kind)
    title, hint, _ = said(room)
    assert title
    assert hint
    assert not any("." in words and " " not in words for words in (title, hint)), "a key without its sentence"


def test_a_long_reason_scrolls_and_leaves_the_window_as_large_as_it_was(opens_room: OpensRoom) -> None:
    room = opens_room(usual, replace(SETTINGS, text_size=200), size=(900, 600))
    reason = "لا يُقرأ ملف الأخبار المحفوظة في هذا المجلد، ولا يُكتب فيه، لأن القرص ممتلئ. " * 6
    room.window.list.show_empty("تعذّر فتح ما حُفظ", reason, [("إعادة المحاولة", lambda: None)])
    empty = room.window.list.empty
    room.wait(lambda: empty.verticalScrollBar().maximum() > 0)
    assert (room.window.width(), room.window.height()) == (900, 600)
    assert empty.hint.height() >= empty.hint.heightForWidth(empty.hint.width()), "no line of it is lost"
    room.window.article.empty.say("اختر عنوانًا لتقرأه", reason)
    room.settle()
    assert (room.window.width(), room.window.height()) == (900, 600)


@pytest.mark.parametrize("words", ["لَمَّا إِلَّا أَوَّلًا سِرٍّ بِجِدٍّ " * 6, "Ágj y " * 30])
def test_lines_of_a_paragraph_stand_close_and_lose_no_mark(qapp: QApplication, words: str) -> None:
    start.dress(qapp, SETTINGS)
    label = plain_label(words)
    label.setWordWrap(True)
    label.setStyleSheet('font: 600 28px "Noto Sans Arabic", "Noto Sans"; color: black; background: white')
    label.ensurePolished()
    lines = label.heightForWidth(300) / 28 / LINE
    assert lines == pytest.approx(round(lines), abs=0.05)
    assert lines > 2
    label.resize(300, label.heightForWidth(300))
    shown = label.grab().toImage()
    rows = [0, shown.height() - 1]
    assert {shown.pixelColor(x, y).lightness() for x in range(300) for y in rows} == {255}, "nothing is cut off"
    assert any(shown.pixelColor(x, 40).lightness() < 255 for x in range(300))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_where_both_have_no_room_the_day_gives_way_to_what_is_looked_for(opens_room: OpensRoom, language: str) -> None:
    room = opens_room(usual, replace(SETTINGS, text_size=200, language=language), size=(900, 600))
    masthead = room.window.parts.masthead
    assert masthead.date.isVisible()
    assert masthead.search.placeholderText() == room.texts.say("search.name"), "and no half of a hint"
    room.search("كتاب")
    assert not masthead.date.isVisible()
    buttons = [button for button in masthead.search.buttons.values() if button.isVisible()]
    taken = sum(button.width() for button in buttons)
    assert masthead.search.width() - taken > masthead.search.fontMetrics().horizontalAdvance("كتاب البحر")
    assert room.window.width() == 900
    help_sign = masthead.search.buttons["help"]
    assert help_sign.isVisible()
    masthead.search.setText('"كتاب الصيادين" من:الميناء -الخرائط')
    assert not help_sign.isVisible(), "long words come before a sign that has a key"
    masthead.search.leave()
    room.wait(masthead.date.isVisible)


def test_a_status_that_has_no_room_leaves_out_what_can_be_read_offline(opens_room: OpensRoom) -> None:
    room = opens_room(usual, replace(SETTINGS, text_size=200, language="en"), size=(900, 600))
    status = room.window.status
    status.show_progress(Progress("headlines", 12, 40))
    assert status.held.isHidden()
    room.wait(lambda: status.words.width() >= status.words.sizeHint().width())
    status.rest_on("Short")
    status.rest()
    assert not status.held.isHidden()
    assert room.window.width() == 900
