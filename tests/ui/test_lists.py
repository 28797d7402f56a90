"""A list of sources is shown before it is added, taken back in one step, and written out again."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from tests.ui.room import Room

from newsdesk.ui.dialogs.listed import ListedDialog


def outline(name: str, url: str) -> str:
    return f"<outline text='{name}' xmlUrl='{url}'/>"


def shown(room: Room, tmp_path: Path) -> ListedDialog:
    """The dialog over a list of three, one of which is there."""
    own = room.desk.sources()[0].source.url
    inside = outline("الميناء", "http://127.0.0.1:9/one") + outline("عندي", own)
    path = tmp_path / "list.opml"
    document = f"<opml version='2.0'><body><outline text='الشام'>{inside}</outline>"
    path.write_text(f"{document}{outline('وحده', 'http://127.0.0.1:9/two')}</body></opml>", encoding="utf-8")
    room.window.deeds.offer(str(path))
    room.wait(lambda: room.window.findChildren(ListedDialog))
    (there,) = room.window.findChildren(ListedDialog)
    return there


def item(there: ListedDialog, name: str) -> QTreeWidgetItem:
    (found,) = there.tree.findItems(name, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive, 0)
    return found


def test_a_list_says_how_many_and_which_are_there_before_anything_is_added(room: Room, tmp_path: Path) -> None:
    there = shown(room, tmp_path)
    assert room.texts.count("listed.sources", 3) in there.summary.text()
    assert room.texts.count("listed.folders", 1) in there.summary.text()
    assert room.texts.count("listed.there", 1) in there.summary.text()
    assert not item(there, "عندي").flags() & Qt.ItemFlag.ItemIsEnabled
    assert [one.title for one in there.ticked()] == ["الميناء", "وحده"]
    item(there, "الشام").setCheckState(0, Qt.CheckState.Unchecked)
    assert [one.title for one in there.ticked()] == ["وحده"]
    there.reject()
    room.settle()
    assert len(room.desk.sources()) == 6


def test_what_is_ticked_is_added_and_taken_back_in_one_step(room: Room, tmp_path: Path) -> None:
    there = shown(room, tmp_path)
    room.click(there.button)
    room.wait(lambda: len(room.desk.sources()) == 8)
    room.wait(lambda: room.told == room.texts.count("notice.added", 2))
    assert "الشام" in room.desk.folders()
    room.key("Ctrl+Z")
    room.wait(lambda: len(room.desk.sources()) == 6)
    room.wait(lambda: "الشام" not in room.desk.folders())


def test_a_file_that_is_no_list_is_said_to_be_none(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "no.opml"
    path.write_text("لا شيء", encoding="utf-8")
    room.window.deeds.offer(str(path))
    room.wait(lambda: room.told)
    assert not room.window.findChildren(ListedDialog)


def test_the_sources_are_written_into_a_file(room: Room, tmp_path: Path) -> None:
    path = tmp_path / "out.opml"
    room.window.tending.lists.write_to(path)
    assert room.texts.count("notice.list-written", 6, path=str(path)) == room.told
    text = path.read_text(encoding="utf-8")
    assert all(state.source.feed_url in text for state in room.desk.sources())
    room.window.tending.lists.write_to(tmp_path)
    assert str(tmp_path) in room.told
    assert path.read_text(encoding="utf-8") == text
