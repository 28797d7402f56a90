"""Settings of a source, folders and places in the sidebar: by mouse, keys and menus, and taken back."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NEWS, NOW, Press
from tests.ui.room import SETTINGS, Room

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.source import DIRECT, SourceChoice, SourceState
from newsdesk.ui.dialogs.naming import NamingDialog
from newsdesk.ui.dialogs.source import OWN, SourceDialog
from newsdesk.ui.sources.model import EntryKind

PORT, COAST, HILL = "صحيفة الميناء", "وكالة الساحل", "نشرة الجبل"


def state(room: Room, title: str) -> SourceState:
    return next(one for one in room.desk.sources() if one.source.title == title)


def in_folder(room: Room, folder: str | None) -> list[str]:
    return [one.source.title for one in room.desk.sources() if one.source.folder == folder]


def settings_of(room: Room, title: str) -> SourceDialog:
    room.open_source(title)
    room.key("Alt+Return")
    there = room.dialog
    assert isinstance(there, SourceDialog)
    return there


def let_fall(room: Room, place: QPoint) -> bool:
    """Has something come over the sidebar and fall there; whether the sidebar took it."""
    viewport, what, left = room.window.sources.view.viewport(), QMimeData(), Qt.MouseButton.LeftButton
    coming = QDragEnterEvent(place, Qt.DropAction.MoveAction, what, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, coming)
    falling = QDropEvent(QPointF(place), Qt.DropAction.MoveAction, what, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(viewport, falling)
    return coming.isAccepted()


def drag(room: Room, label: str, place: Callable[[], QPoint]) -> None:
    """Takes a row up and lets it fall at a place of the sidebar."""
    view = room.window.sources.view
    view.begin_drag(next(n for n, entry in enumerate(room.entries()) if entry.label == label))
    let_fall(room, place())
    room.settle()


def test_what_is_set_for_a_source_is_kept_and_taken_back(room: Room) -> None:
    before = state(room, PORT)
    there = settings_of(room, PORT)
    there.name.setText("  الميناء  ")
    there.folder.setCurrentText("جديد")
    there.interval.setCurrentIndex(there.interval.findData(360))
    there.texts.setCurrentIndex(there.texts.findData(False))
    there.pictures.setCurrentIndex(there.pictures.findData("none"))
    there.proxy.setCurrentIndex(there.proxy.findData(OWN))
    there.proxy_address.setText("socks5://localhost:9050")
    there.alternative.setText("mirror.example/feed")
    for box, limit in zip(there.keeping, (30, 500, 0), strict=True):
        box.setCurrentIndex(box.findData(limit))
    room.click(there.button)
    room.wait(lambda: room.told == room.texts.say("notice.source-kept", title="الميناء"))
    room.settle()
    after = state(room, "الميناء")
    assert after.source.folder == "جديد"
    assert after.source.interval.total_seconds() == 6 * 3600
    assert (after.choice.wants_text, after.choice.pictures) == (False, "none")
    assert after.choice.keeping == Keeping(30, 500, 0)
    assert (after.choice.proxy, after.choice.alternative_url) == (
        "socks5://localhost:9050",
        "https://mirror.example/feed",
    )
    room.key("Ctrl+Z")
    room.settle()
    room.wait(lambda: state(room, PORT).choice == before.choice)
    room.wait(lambda: state(room, PORT).source == before.source)


def test_a_limit_that_no_box_offers_is_shown_and_stays(room: Room) -> None:
    source = state(room, PORT)
    own = dataclasses.replace(source.choice, keeping=Keeping(None, 0, 33))
    room.write(lambda writes: writes.choose(source.source.id, own))
    room.wait(lambda: any(one.choice == own for one in room.window.sources.states))
    there = settings_of(room, PORT)
    say = room.texts.say
    assert [box.currentText() for box in there.keeping] == [
        say("source.keep.default"),
        say("source.keep.all"),
        say("keeping.size", size=room.texts.size(33 * 1024 * 1024)),
    ]
    assert there.draft().choice.keeping == Keeping(None, 0, 33)
    there.reject()


def test_both_columns_have_the_same_room_whatever_can_be_chosen_in_them(opens_room: OpensRoom) -> None:
    room = opens_room(usual, dataclasses.replace(SETTINGS, language="en"), size=(900, 600))
    there = settings_of(room, room.window.sources.states[0].source.title)
    room.wait(there.isVisible)
    assert there.has_two_columns
    boxes = (there.texts, there.interval, there.pictures, *there.keeping)
    assert len({box.sizeHint().width() for box in boxes}) == 1, "whatever their words are"
    assert abs(there.address.width() - there.alternative.width()) <= 12


def test_cancelling_keeps_nothing(room: Room) -> None:
    there = settings_of(room, PORT)
    there.name.setText("غير ذلك")
    there.proxy.setCurrentIndex(there.proxy.findData(DIRECT))
    room.key("Esc", at=there)
    room.settle()
    assert state(room, PORT).choice.proxy is None


def test_a_proxy_that_cannot_be_one_is_said_in_the_dialog_and_nothing_is_kept(room: Room) -> None:
    there = settings_of(room, PORT)
    there.name.setText("غير ذلك")
    there.proxy.setCurrentIndex(there.proxy.findData(OWN))
    there.proxy_address.setText("ftp://127.0.0.1:21")
    room.click(there.button)
    room.wait(there.answer.isVisible)
    assert "ftp://127.0.0.1:21" in there.answer.text()
    assert there.button.isEnabled()
    assert state(room, PORT).choice == SourceChoice(state(room, PORT).source.interval)


def ailing(made: Press) -> None:
    """One source blocked and one moved."""
    sources = made.news(NEWS)
    fault = Fault(FaultKind.FORBIDDEN, {"address": "https://news.example/feed", "status": 403})
    made.writes.save_fault(sources[0].id, fault, NOW, NOW)
    library = made.writes.stores.library
    library.write(
        "INSERT INTO source_choice (source_id, former_url) VALUES (?, 'https://old.example/')", (sources[1].id,)
    )


def test_a_source_in_trouble_says_so_in_the_sidebar_and_all_of_it_in_its_dialog(opens_room: OpensRoom) -> None:
    room = opens_room(ailing)
    entry = next(one for one in room.entries() if one.label == PORT)
    assert room.texts.say("condition.blocked") in entry.spoken
    there = settings_of(room, PORT)
    shown = " ".join(label.text() for label in there.findChildren(QLabel) if label.isVisible())
    for part in ("condition.blocked", "condition.blocked.says", "condition.advice.blocked"):
        assert room.texts.say(part) in shown
    assert there.health.retry.isEnabled()
    assert not there.health.take_back.isVisible()


def test_an_old_address_is_taken_back_and_the_new_one_again(opens_room: OpensRoom) -> None:
    room = opens_room(ailing)
    moved = state(room, COAST)
    there = settings_of(room, COAST)
    room.click(there.health.take_back)
    room.wait(lambda: state(room, COAST).source.feed_url == "https://old.example/")
    assert state(room, COAST).former_url == moved.source.feed_url
    room.wait(lambda: room.told == room.texts.say("notice.taken-back", title=COAST))
    room.key("Ctrl+Z")
    room.wait(lambda: state(room, COAST).source.feed_url == moved.source.feed_url)


def test_a_source_is_dragged_into_another_folder_and_back_by_undo(room: Room) -> None:
    assert in_folder(room, "مصر والمغرب")
    drag(room, PORT, lambda: room.source_place("مصر والمغرب"))
    room.wait(lambda: in_folder(room, "مصر والمغرب")[0] == PORT)
    assert PORT not in in_folder(room, "بلاد الشام")
    room.settle()
    room.key("Ctrl+Z")
    room.wait(lambda: in_folder(room, "بلاد الشام")[0] == PORT)


def test_a_source_is_dragged_between_two_others_and_out_of_its_folder(room: Room) -> None:
    first = in_folder(room, "بلاد الشام")
    drag(room, first[2], lambda: room.source_place(first[0]) - QPoint(0, 8))
    room.wait(lambda: in_folder(room, "بلاد الشام") == [first[2], first[0], first[1]])
    shelf = room.texts.say("shelf.bookmarks")
    drag(room, first[0], lambda: room.source_place(shelf))
    room.wait(lambda: in_folder(room, None) == [first[0]])


def test_a_folder_is_dragged_ahead_of_another(room: Room) -> None:
    before = list(room.desk.folders())
    drag(room, before[1], lambda: room.source_place(before[0]) - QPoint(0, 14))
    room.wait(lambda: list(room.desk.folders()) == before[::-1])


def test_nothing_else_that_is_dragged_over_the_sidebar_moves_a_source(room: Room) -> None:
    before = room.desk.sources()
    assert not let_fall(room, room.source_place(PORT))
    room.settle()
    assert room.desk.sources() == before


def test_places_change_by_keys(room: Room) -> None:
    first = in_folder(room, "بلاد الشام")
    room.open_source(first[1])
    room.key("Ctrl+Shift+Up")
    room.wait(lambda: in_folder(room, "بلاد الشام")[:2] == [first[1], first[0]])
    room.settle()
    room.key("Ctrl+Shift+Down")
    room.wait(lambda: in_folder(room, "بلاد الشام") == first)


def test_a_folder_is_made_filled_renamed_and_removed_without_losing_a_source(room: Room) -> None:
    count = len(room.desk.sources())
    room.window.actions_by_name["new_folder"].trigger()
    naming = room.dialog
    assert isinstance(naming, NamingDialog)
    naming.field.setCurrentText("الخليج")
    naming.send()
    room.wait(lambda: "الخليج" in [one.label for one in room.entries() if one.kind is EntryKind.FOLDER])
    room.open_source(PORT)
    room.window.actions_by_name["source_folder"].trigger()
    moving = next(one for one in room.window.findChildren(NamingDialog) if one.isVisible())
    moving.field.setCurrentText("الخليج")
    moving.send()
    room.wait(lambda: in_folder(room, "الخليج") == [PORT])
    room.settle()
    room.open_source("الخليج")
    room.window.actions_by_name["rename_folder"].trigger()
    renaming = next(one for one in room.window.findChildren(NamingDialog) if one.isVisible())
    renaming.field.setCurrentText("الجزيرة")
    renaming.send()
    room.wait(lambda: in_folder(room, "الجزيرة") == [PORT])
    room.settle()
    room.wait(lambda: "الجزيرة" in [one.label for one in room.entries()])
    room.open_source("الجزيرة")
    room.window.actions_by_name["remove_folder"].trigger()
    room.wait(lambda: in_folder(room, None) == [PORT])
    assert len(room.desk.sources()) == count
    assert "الجزيرة" not in room.desk.folders()
