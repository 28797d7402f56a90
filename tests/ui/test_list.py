"""The list as the reader handles it: several rows at once, all above or below, other orders, عاجل, the own time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NOW, Press, fill_many, item
from tests.ui.room import SETTINGS, Room

from newsdesk.domain.article import Offline
from newsdesk.domain.changes import Changes
from newsdesk.domain.shelf import ShelfKind
from newsdesk.domain.source import DEFAULT_INTERVAL, Validators
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes
from newsdesk.ui.article.quotation import quotation
from newsdesk.ui.theme import LIGHT

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def click_row(room: Room, row: int, modifier: Qt.KeyboardModifier) -> None:
    """Clicks a row with a key held."""
    view = room.window.list.view
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, room.row_place(row).center())


def menu_of_row(room: Room, row: int) -> QMenu:
    """The menu that the right button brings up at a row."""
    view, place = room.window.list.view, room.row_place(row).center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place))
    QApplication.sendEvent(view.viewport(), asked)
    return shown_menu(room)


def shown_menu(room: Room) -> QMenu:
    """The one menu that is open."""
    (menu,) = [menu for menu in room.window.findChildren(QMenu) if menu.isVisible()]
    return menu


def choose(menu: QMenu, words: str) -> None:
    """Chooses an entry of a menu with the mouse."""
    action = next(action for action in menu.actions() if action.text() == words)
    QTest.mouseClick(
        menu, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, menu.actionGeometry(action).center()
    )


# --- several rows


def test_several_rows_are_marked_at_once_and_taken_back_at_once(room: Room) -> None:
    room.click_row(0)
    room.settle()
    click_row(room, 2, SHIFT)
    click_row(room, 4, CONTROL)
    assert room.window.list.view.selected_rows() == [0, 1, 2, 4]
    shown = room.window.reading.shown
    assert shown is not None
    assert shown.id == room.rows()[0].id, "the article stays while more rows are selected"
    room.key("M")
    room.wait(lambda: room.rows()[4].is_read)
    assert [row.is_read for row in room.rows()] == [n in (0, 1, 2, 4) for n in range(12)]
    assert room.told == room.texts.count("notice.all-read", 3), "one was read already"
    room.click(room.window.parts.notices.button)
    room.wait(lambda: not room.rows()[4].is_read)
    assert [row.is_read for row in room.rows()] == [n == 0 for n in range(12)], "what was read before stays read"


def test_several_rows_are_kept_and_unkept_together(room: Room) -> None:
    room.click_row(1)
    room.settle()
    room.key("Shift+Down", at=room.window.list.view)
    room.key("Shift+Down", at=room.window.list.view)
    room.key("S")
    room.wait(lambda: len(room.bookmarks_on_disk()) == 3)
    assert room.told == room.texts.count("notice.kept", 3)
    room.settle()
    room.key("S")
    room.wait(lambda: not room.bookmarks_on_disk())
    room.key("Ctrl+Z")
    room.wait(lambda: len(room.bookmarks_on_disk()) == 3)
    room.key("Ctrl+Z")
    room.wait(lambda: not room.bookmarks_on_disk())


def test_escape_leaves_one_row_of_several(room: Room) -> None:
    room.click_row(1)
    click_row(room, 3, SHIFT)
    room.key("Esc", at=room.window.list.view)
    assert room.window.list.view.selected_rows() == [3]


def test_new_rows_move_none_of_the_selected(room: Room) -> None:
    room.click_row(1)
    click_row(room, 3, SHIFT)
    chosen = [room.rows()[n].id for n in (1, 2, 3)]
    source = room.window.sources.states[0].source

    def deliver(writes: Writes) -> Changes:
        finish = FeedFinish(Validators(), source.title, None, NOW + DEFAULT_INTERVAL)
        return writes.finish_feed(source.id, [item("خبر متأخر", 90, NOW)], NOW, finish).changes

    room.write(deliver)
    room.wait(room.window.list.pill.isVisible)
    room.click(room.window.list.pill)
    assert [room.rows()[n].id for n in room.window.list.view.selected_rows()] == chosen


def test_the_menu_of_several_rows_offers_what_can_be_done_with_several(room: Room) -> None:
    room.click_row(0)
    room.settle()
    click_row(room, 1, SHIFT)
    menu = menu_of_row(room, 1)
    words = [action.text() for action in menu.actions()]
    assert room.texts.say("action.open") not in words
    assert room.window.list.view.selected_rows() == [0, 1], "the right button keeps what is selected"
    choose(menu, room.texts.say("action.read"))
    room.wait(lambda: room.rows()[1].is_read)


# --- above and below


@pytest.mark.parametrize(("key", "which"), [("Shift+K", range(3)), ("Shift+J", range(4, 12))])
def test_all_above_or_below_are_marked_read_and_taken_back(room: Room, key: str, which: range) -> None:
    room.click_row(3)
    room.settle()
    room.key(key)
    room.wait(lambda: all(room.rows()[n].is_read for n in which))
    assert [n for n, row in enumerate(room.rows()) if row.is_read] == sorted({3, *which})
    assert room.told == room.texts.count("notice.all-read", len(which))
    room.key("Ctrl+Z")
    room.wait(lambda: not any(room.rows()[n].is_read for n in which))
    assert room.rows()[3].is_read


def test_below_reaches_rows_that_are_not_loaded(opens_room: OpensRoom) -> None:
    room = opens_room(fill_many)
    room.click_row(1)
    room.settle()
    assert room.window.model.rowCount() < 1000
    choose(menu_of_row(room, 1), room.texts.say("action.mark_below"))
    room.wait(lambda: room.told)
    assert room.told == room.texts.count("notice.all-read", 998)
    room.settle()
    room.open_shelf(ShelfKind.UNREAD)
    assert len(room.rows()) == 1


def test_with_nothing_selected_nothing_is_above_or_below(room: Room) -> None:
    for key in ("Shift+K", "Shift+J"):
        room.key(key)
        assert room.told == room.texts.say("notice.nothing-unread")
    assert not any(row.is_read for row in room.rows())


# --- orders


def fill_front_page(made: Press) -> None:
    """A page whose order is not that of its times, and another source."""
    times = (11, 300, 14, 240, 13)
    items = [item(f"خبر {n}", n, NOW - timedelta(minutes=m)) for n, m in enumerate(times, 1)]
    made.deliver(made.source("صحيفة الميناء"), items)
    made.deliver(made.source("وكالة الساحل"), [item("خبر الوكالة", 1, NOW - timedelta(minutes=12))])


def test_the_own_order_is_that_of_the_source_and_is_kept(opens_room: OpensRoom) -> None:
    room = opens_room(fill_front_page)
    room.open_source("صحيفة الميناء")
    assert room.titles() == ["خبر 1", "خبر 5", "خبر 3", "خبر 4", "خبر 2"]
    room.click(room.window.list.order)
    choose(shown_menu(room), room.texts.say("action.order_own"))
    assert room.titles() == [f"خبر {n}" for n in range(1, 6)]
    assert room.window.list.order.text() == room.texts.say("order.own")
    assert room.window.list.day.text() == "صحيفة الميناء", "times in no order have no days above them"
    room.open_shelf(ShelfKind.ALL)
    assert room.titles()[:3] == ["خبر 1", "خبر الوكالة", "خبر 5"], "several sources have no order of their own"
    assert room.window.list.order.text() == room.texts.say("order.newest")
    assert not room.window.actions_by_name["order_own"].isEnabled()
    room.close()
    again = opens_room(settings=room.kept[-1])
    again.open_source("صحيفة الميناء")
    assert again.titles()[0:2] == ["خبر 1", "خبر 2"]


def test_the_unread_stand_first_and_what_is_read_stays_until_the_shelf_is_opened_again(opens_room: OpensRoom) -> None:
    room = opens_room(fill_front_page, replace(SETTINGS, ordering="unread"))
    before = room.titles()
    room.key("J")
    room.settle()
    assert room.titles() == before
    room.open_shelf(ShelfKind.ALL)
    assert room.titles() == [*before[1:], before[0]]
    room.open_shelf(ShelfKind.UNREAD)
    assert room.window.list.order.text() == room.texts.say("order.newest")


def test_another_order_leaves_no_room_where_days_were(room: Room) -> None:
    header = room.window.list.view.verticalHeader()
    rows = range(len(room.rows()))
    assert len({header.sectionSize(row) for row in rows}) == 2, "days have headings"
    room.window.actions_by_name["order_unread"].trigger()
    room.wait(lambda: room.window.list.order.text() == room.texts.say("order.unread"))
    assert len({header.sectionSize(row) for row in rows}) == 1


def test_an_order_that_no_reader_chose_is_the_newest_first(opens_room: OpensRoom) -> None:
    room = opens_room(fill_front_page, replace(SETTINGS, ordering="nonsense"))
    assert room.titles()[:2] == ["خبر 1", "خبر الوكالة"]


# --- عاجل


def fill_breaking(made: Press) -> None:
    made.deliver(
        made.source("صحيفة الميناء"),
        [
            item("عاجل | إغلاق الميناء القديم", 1, NOW - timedelta(minutes=1)),
            item("إغلاق الميناء القديم", 2, NOW - timedelta(minutes=2)),
            item("عاجل", 3, NOW - timedelta(minutes=3)),
        ],
    )


def red_in(room: Room, row: int) -> bool:
    """Whether the ground of the chip is to be seen in a row."""
    image = room.window.list.view.viewport().grab(room.row_place(row)).toImage()
    ground = LIGHT.breaking_wash.lower()
    return any(image.pixelColor(x, 18).name() == ground for x in range(image.width()))


def test_breaking_news_has_a_chip_in_place_of_its_label(opens_room: OpensRoom) -> None:
    room = opens_room(fill_breaking)
    assert [red_in(room, row) for row in range(3)] == [True, False, True]
    first, second, _ = room.rows()
    assert first.title == "عاجل | إغلاق الميناء القديم", "what was published is not changed"
    spoken = [room.window.words.spoken(one) for one in (first, second)]
    assert spoken[0].startswith(f"{room.texts.say('list.breaking')}، إغلاق الميناء")
    assert spoken[1].startswith("إغلاق الميناء")
    room.key("J")
    page = room.window.article.view.toPlainText()
    assert "إغلاق الميناء القديم" in page
    assert "|" not in page
    assert room.texts.say("list.breaking") in page.splitlines()[0]


def fill_marked(made: Press) -> None:
    titles = ("إغلاق الميناء القديم", "سوق السمك يفتح ليلًا")
    items = [item(title, n, NOW - timedelta(minutes=n)) for n, title in enumerate(titles, 1)]
    made.deliver(made.source("صحيفة الميناء"), [replace(items[0], is_breaking=True), items[1]])


def test_what_only_a_category_says_is_breaking_has_the_chip_and_no_word_in_its_title(opens_room: OpensRoom) -> None:
    room = opens_room(fill_marked)
    label = room.texts.say("list.breaking")
    assert [red_in(room, row) for row in range(2)] == [True, False]
    first = room.rows()[0]
    assert first.title == "إغلاق الميناء القديم"
    spoken = room.window.words.spoken(first)
    assert spoken.startswith("إغلاق الميناء القديم")
    assert label in spoken
    room.key("J")
    pane = room.window.article
    lines = pane.view.toPlainText().splitlines()
    assert label in lines[0], "the chip stands beside the source"
    assert lines[1] == "إغلاق الميناء القديم"
    printed = pane.on_paper()[0]
    assert 'class="title" dir="rtl">إغلاق الميناء القديم<' in printed
    assert f"{label}: " not in printed
    assert quotation(room.texts, first, "").startswith("«إغلاق الميناء القديم»")
    shown = room.desk.search("الميناء")[0]
    assert (shown.title, shown.is_breaking) == ("إغلاق الميناء القديم", True)


# --- the source's own time


def hint_of(room: Room, row: int) -> str:
    """What resting the mouse on a row says."""
    view = room.window.list.view
    place = room.row_place(row).center()
    QToolTip.hideText()
    asked = QHelpEvent(QEvent.Type.ToolTip, place, view.viewport().mapToGlobal(QPoint(place)))
    QApplication.sendEvent(view.viewport(), asked)
    return QToolTip.text()


@pytest.mark.parametrize(
    ("zone", "shown", "name"),
    [("+120", "١١:٤٩", "UTC+2"), ("Africa/Casablanca", "١٠:٤٩", "UTC+1"), ("+330", "١٥:١٩", "UTC+5:30")],
)
def test_the_mouse_brings_up_the_time_of_the_source(opens_room: OpensRoom, zone: str, shown: str, name: str) -> None:
    def fill(made: Press) -> None:
        source = made.source("صحيفة الميناء")
        finish = FeedFinish(Validators(), source.title, None, NOW + DEFAULT_INTERVAL, zone=zone)
        made.writes.finish_feed(source.id, [item("خبر", 1, NOW - timedelta(minutes=71))], NOW, finish)

    room = opens_room(fill)
    assert shown in hint_of(room, 0)
    assert name in hint_of(room, 0)


def test_where_the_zone_is_not_known_the_mouse_brings_up_what_was_printed(opens_room: OpensRoom) -> None:
    def fill(made: Press) -> None:
        said = replace(item("خبر", 1, NOW - timedelta(minutes=71)), time_text="<b>09:49</b>")
        made.deliver(made.source("صحيفة الميناء"), [said])

    room = opens_room(fill)
    assert "09:49" in hint_of(room, 0)
    assert "<b>" not in hint_of(room, 0)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_mouse_on_the_sign_brings_up_how_much_is_on_disk(opens_room: OpensRoom, language: str) -> None:
    room = opens_room(usual, replace(SETTINGS, language=language))
    view = room.window.list.view
    for row, held in ((0, Offline.FULL), (2, Offline.HEADLINE)):
        place = room.row_place(row)
        x = place.left() + 20 if language == "ar" else place.right() - 20
        where = QPoint(x, place.bottom() - 18)
        port = view.viewport()
        QApplication.sendEvent(port, QHelpEvent(QEvent.Type.ToolTip, where, port.mapToGlobal(where)))
        assert QToolTip.text() == room.texts.say(f"offline.{held}")


def test_a_row_of_which_no_other_time_is_known_brings_up_nothing(opens_room: OpensRoom) -> None:
    room = opens_room(usual)
    assert hint_of(room, 0) == ""
