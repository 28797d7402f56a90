"""The reader's own keys: recorded by pressing, kept, answered in both scripts; and the looks that keys change."""

from __future__ import annotations

import dataclasses

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLabel
from tests.ui.conftest import OpensRoom, usual
from tests.ui.room import SETTINGS, Room

from newsdesk.ui.actions import TABLE
from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.dialogs.keys import KeysDialog


def row_of(name: str) -> int:
    return next(number for number, row in enumerate(TABLE) if row.name == name)


def shown(room: Room) -> int:
    """The number of the article on display."""
    headline = room.window.reading.shown
    return headline.id if headline is not None else 0


def opened(room: Room, act: str) -> KeysDialog:
    room.window.popups.change_keys()
    (dialog,) = room.window.findChildren(KeysDialog)
    dialog.acts.setCurrentRow(row_of(act))
    return dialog


def press(dialog: KeysDialog, keys: str) -> None:
    """As the field tells it when keys were pressed in it."""
    dialog.field.setKeySequence(QKeySequence(keys))
    dialog.field.editingFinished.emit()


@pytest.mark.parametrize("pressed", ["X", "ء"])
def test_a_key_that_was_pressed_is_the_acts_from_now_on_in_both_scripts(
    room: Room, opens_room: OpensRoom, pressed: str
) -> None:
    dialog = opened(room, "next")
    press(dialog, pressed)
    dialog.close()
    assert room.kept[-1].keys == {"next": "X"}
    room.key("X")
    room.wait(lambda: room.window.reading.shown)
    first = shown(room)
    room.key("ء")
    room.wait(lambda: shown(room) != first)
    second = shown(room)
    room.key("J")  # no key of anything now
    room.settle()
    assert shown(room) == second
    room.close()
    again = opens_room(settings=dataclasses.replace(SETTINGS, keys={"next": "X"}))
    again.key("X")
    again.wait(lambda: again.window.reading.shown)


def test_keys_of_another_act_are_named_and_moved_only_when_the_reader_says_so(room: Room) -> None:
    dialog = opened(room, "next")
    press(dialog, "S")
    assert room.texts.say("action.star") in dialog.told.text()
    assert dialog.take.isVisibleTo(dialog)
    assert not any(kept.keys for kept in room.kept)
    dialog.take.click()
    assert room.kept[-1].keys == {"star": "", "next": "S"}
    assert room.window.actions_by_name["star"].shortcuts() == []
    dialog.usual.click()
    assert room.kept[-1].keys == {"star": ""}
    dialog.close()


def test_all_keys_go_back_to_the_usual_ones(opens_room: OpensRoom) -> None:
    room = opens_room(usual, dataclasses.replace(SETTINGS, keys={"next": "X", "star": ""}))
    dialog = opened(room, "next")
    dialog.buttons[0].click()
    assert room.kept[-1].keys is None
    assert QKeySequence("J") in room.window.actions_by_name["next"].shortcuts()
    dialog.close()


def test_the_list_of_keys_shows_the_true_ones(opens_room: OpensRoom) -> None:
    room = opens_room(usual, dataclasses.replace(SETTINGS, keys={"next": "X", "star": ""}))
    room.key("F1")
    (dialog,) = room.window.findChildren(Frame)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "\u2066X\u2069   \u2066ء\u2069" in said
    assert room.texts.say("action.star") not in said
    dialog.close()


def test_line_height_width_and_alignment_change_by_key_and_are_kept(room: Room) -> None:
    room.key("J")
    for keys, name, chosen in (
        ("Ctrl+Shift+L", "line_height", "loose"),
        ("Ctrl+Shift+M", "measure", "wide"),
        ("Ctrl+Shift+J", "alignment", "justified"),
        ("Ctrl+Shift+J", "alignment", "natural"),
        ("Ctrl+Shift+J", "alignment", "justified"),
    ):
        room.key(keys)
        assert getattr(room.kept[-1], name) == chosen
    block = room.window.article.view.document().lastBlock()
    assert block.blockFormat().alignment() & Qt.AlignmentFlag.AlignJustify


def test_every_widget_of_the_dialog_of_keys_has_a_name(room: Room) -> None:
    dialog = opened(room, "next")
    assert dialog.acts.accessibleName()
    assert dialog.field.accessibleName()
    assert dialog.acts.count() == len(TABLE)
    dialog.close()
