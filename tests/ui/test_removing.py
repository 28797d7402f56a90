"""Removing a source, and what is said of one in trouble."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QMenu
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NEWS, NOW, Press
from tests.ui.room import Room

from newsdesk.domain.shelf import ShelfKind
from newsdesk.ui.dialogs.frame import Frame


def test_removing_a_source_asks_first_and_can_be_refused(room: Room) -> None:
    room.open_source("صحيفة الميناء")
    room.key("Ctrl+Del")
    there = room.dialog
    assert any("صحيفة الميناء" in label.text() for label in there.findChildren(QLabel))
    room.key("Esc", at=there)
    room.settle()
    assert len(room.desk.sources()) == 6
    assert len(room.titles()) > 0


def test_a_removed_source_leaves_every_list_but_the_bookmarks(room: Room) -> None:
    room.open_source("صحيفة الميناء")
    room.key("J")
    kept = room.rows()[0]
    room.key("S")
    room.settle()
    room.key("Ctrl+Del")
    there = room.dialog
    main = [button for button in there.buttons if button.property("kind") == "main"]
    room.click(main[0])
    room.wait(lambda: "صحيفة الميناء" not in [entry.label for entry in room.entries()])
    room.wait(lambda: room.window.reading.shelf.kind is ShelfKind.ALL)
    assert room.told == room.texts.say("notice.removed", title="صحيفة الميناء")
    assert {headline.source_title for headline in room.rows()}.isdisjoint({"صحيفة الميناء"})
    assert len(room.titles()) == sum(owner != 0 for owner, _, _ in NEWS)
    room.open_shelf(ShelfKind.BOOKMARKS)
    assert room.titles() == [kept.title]
    room.key("J")
    assert "في وقته" in room.window.article.view.toPlainText(), "the bookmark has its own copy of the text"


def test_the_only_copy_of_an_article_goes_after_a_question_only(room: Room) -> None:
    room.key("J")
    kept = room.rows()[0]
    room.key("S")
    room.settle()
    room.write(lambda writes: writes.remove_source(kept.source_id))
    room.open_shelf(ShelfKind.BOOKMARKS)
    room.click(room.window.list.view.viewport(), room.star_place(room.titles().index(kept.title)))
    there = room.dialog
    assert any(kept.title in label.text() for label in there.findChildren(QLabel))
    room.key("Esc", at=there)
    room.settle()
    assert kept.title in room.bookmarks_on_disk()
    room.click(room.window.list.view.viewport(), room.star_place(room.titles().index(kept.title)))
    (remove,) = [button for button in room.dialog.buttons if button.property("kind") == "main"]
    room.click(remove)
    room.wait(lambda: kept.title not in room.bookmarks_on_disk())


def test_the_article_of_a_removed_source_is_left(room: Room) -> None:
    room.key("J")
    source = room.rows()[0].source_id
    room.write(lambda writes: writes.remove_source(source))
    assert room.window.reading.shown is None
    assert not room.window.actions_by_name["star"].isEnabled()
    assert room.window.article.empty.isVisible()


def test_removing_another_source_moves_nothing(room: Room) -> None:
    room.key("J")
    room.key("J")
    chosen, page = room.rows()[1], room.window.article.view.toPlainText()
    other = next(headline.source_id for headline in room.rows() if headline.source_id != chosen.source_id)
    room.write(lambda writes: writes.remove_source(other))
    assert room.rows()[room.selected].id == chosen.id
    assert room.window.article.view.toPlainText() == page


def test_without_a_source_at_hand_removing_says_so(room: Room) -> None:
    room.key("Ctrl+Del")
    assert room.told == room.texts.say("notice.no-source")
    assert room.window.findChildren(Frame) == []


def test_the_menu_of_a_source_copies_its_address_as_added(room: Room) -> None:
    from PySide6.QtGui import QGuiApplication

    state = room.window.sources.states[0]
    room.menu_of_source(state.source.title)
    (menu,) = [menu for menu in room.window.findChildren(QMenu) if menu.isVisible()]
    copy = next(a for a in menu.actions() if a.text() == room.texts.say("menu.copy-address"))
    copy.trigger()
    assert QGuiApplication.clipboard().text() == state.source.url
    menu.close()


def test_a_source_in_trouble_says_why_above_its_list_and_at_its_name(opens_room: OpensRoom) -> None:
    def fill(made: Press) -> None:
        made.trouble(made.news(NEWS)[2])

    room = opens_room(fill)
    room.open_source("نشرة الجبل")
    fault = next(s for s in room.window.sources.states if s.source.title == "نشرة الجبل").health.fault
    assert fault is not None
    sentence = room.texts.fault(fault)
    assert room.window.parts.trouble.isVisible()
    assert room.window.parts.trouble.words.text() == sentence
    entry = next(e for e in room.entries() if e.label == "نشرة الجبل")
    assert sentence in entry.spoken
    room.open_shelf(ShelfKind.ALL)
    assert not room.window.parts.trouble.isVisible()
    assert room.desk.clock() == NOW
