"""The main job by key, on both layouts of the keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from tests.ui.conftest import Browser
from tests.ui.edition import NEWS
from tests.ui.room import Room

from newsdesk.domain.shelf import ShelfKind
from newsdesk.ui.actions import TABLE, key_sequences
from newsdesk.ui.dialogs.frame import Frame


@pytest.mark.parametrize(("onward", "back"), [("J", "K"), ("ت", "ن"), ("Down", "Up")])
def test_the_reader_goes_from_headline_to_headline(room: Room, onward: str, back: str) -> None:
    room.key(onward)
    room.key(onward)
    room.key(onward)
    assert room.selected == 2
    room.key(back)
    assert room.selected == 1
    shown = room.window.reading.shown
    assert shown is not None
    assert shown.id == room.rows()[1].id
    assert shown.title in room.window.article.view.toPlainText()


def test_the_ends_of_the_list_are_ends(room: Room) -> None:
    room.key("K")
    assert room.selected == -1
    room.key("J")
    room.key("K")
    assert room.selected == 0
    room.key("End")
    room.key("J")
    assert room.selected == len(NEWS) - 1


@pytest.mark.parametrize("row", [row for row in TABLE if any(len(key) == 1 for key in row.keys)], ids=lambda r: r.name)
def test_every_letter_has_its_arabic_neighbour_on_the_same_key(room: Room, row: object) -> None:
    sequences = {sequence.toString() for sequence in room.window.actions_by_name[row.name].shortcuts()}  # type: ignore[attr-defined]
    arabic_101 = {"J": "ت", "K": "ن", "N": "ى", "S": "س", "M": "ة", "V": "ر", "C": "ؤ", "/": "ظ", "?": "؟"}
    assert sequences >= {arabic_101[key] for key in row.keys if key in arabic_101}  # type: ignore[attr-defined]


def test_no_key_stands_for_two_deeds() -> None:
    every = [sequence.toString() for row in TABLE for sequence in key_sequences(row.keys)]
    assert len(every) == len(set(every))
    assert all(not QKeySequence(key).isEmpty() for key in every)


def test_letters_are_letters_while_the_search_field_has_the_focus(room: Room, browser: Browser) -> None:
    room.key("J")
    room.key("Ctrl+F")
    assert room.focus is room.window.parts.masthead.search
    letters = "s تسjm ةvرnىc/ظ?؟kAنؤ"
    room.type(letters)
    assert room.window.parts.masthead.search.text() == letters
    room.key("Ctrl+A")
    room.key("Del")
    assert room.window.parts.masthead.search.text() == ""
    room.settle()
    assert room.selected == 0
    assert room.bookmarks_on_disk() == []
    assert [headline.is_read for headline in room.rows()] == [True] + [False] * 11
    assert browser.opened == []
    assert room.window.findChildren(Frame) == []


def test_space_scrolls_the_article_and_at_its_end_goes_on_to_the_next_unread(room: Room) -> None:
    room.window.resize(1280, 420)
    room.key("J")
    bar = room.window.article.view.verticalScrollBar()
    room.wait(lambda: bar.maximum() > 0)
    room.key("Space")
    assert bar.value() > 0
    assert room.selected == 0
    for _ in range(50):
        if room.selected == 1:
            break
        room.key("Space")
    assert room.selected == 1


def test_the_arrows_go_deeper_and_back_as_the_window_lies(room: Room) -> None:
    room.key("J")
    room.key("Left")
    assert room.focus is room.window.article.view
    room.key("Right")
    assert room.focus is room.window.list.view


def test_the_keys_open_their_shelves(room: Room) -> None:
    room.key("J")
    room.key("S")
    room.settle()
    room.open_shelf(ShelfKind.BOOKMARKS)
    assert len(room.titles()) == 1
    room.open_shelf(ShelfKind.UNREAD)
    assert len(room.titles()) == 11
    room.open_shelf(ShelfKind.TODAY)
    assert len(room.titles()) == 7
    room.open_shelf(ShelfKind.ALL)
    assert len(room.titles()) == 12


@pytest.mark.parametrize("key", ["F1", "?", "؟"])
def test_the_list_of_keys_names_every_key_in_both_scripts(room: Room, key: str) -> None:
    room.key(key)
    from PySide6.QtWidgets import QDialog, QLabel

    (dialog,) = room.window.findChildren(QDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    for row in TABLE:
        if row.keys:
            assert room.texts.say(f"action.{row.name}") in words
            assert all(sequence.toString() in words for sequence in key_sequences(row.keys))
    dialog.close()


def test_the_side_and_full_screen_are_switches(room: Room) -> None:
    room.key("F9")
    assert not room.window.sources.isVisible()
    room.key("F9")
    assert room.window.sources.isVisible()
    room.key("F11")
    assert room.window.windowState() & Qt.WindowState.WindowFullScreen
    room.key("F11")
    assert not room.window.windowState() & Qt.WindowState.WindowFullScreen
