"""The reader's own names in the window: a table that says what is wrong in it, known to searches at once."""

from __future__ import annotations

from dataclasses import replace

from tests.ui.conftest import OpensRoom
from tests.ui.room import PATIENCE, SETTINGS
from tests.ui.test_saved import fill_saved, saved_rows

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.ui.dialogs.names import NamesDialog


def test_a_name_that_is_written_down_is_found_and_counted_at_once_and_taken_back(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    room.search("لُجّة")
    assert room.titles() == []
    room.window.actions_by_name["names"].trigger()
    dialog = room.dialog
    assert isinstance(dialog, NamesDialog)
    assert not dialog.answer.isVisible()
    dialog.field.setPlainText("وحيد\nلجة البحر كتاب")
    facts = {"line": 1, "reason": "alone", "text": "وحيد"}
    assert dialog.answer.text() == room.texts.fault(Fault(FaultKind.NAME_LINE, facts))
    with room.bot.waitSignal(room.window.reading.found, timeout=PATIENCE):
        room.click(dialog.button)
    assert len(room.titles()) == 5
    assert room.window.list.remark.text() == room.texts.fault(Fault(FaultKind.NAME_LINE, facts))
    room.wait(lambda: saved_rows(room)[0].count == "٥")
    assert room.paths.name_variants.read_text("utf-8") == "وحيد\nلجة البحر كتاب\n"
    room.window.actions_by_name["undo"].trigger()
    room.wait(lambda: saved_rows(room)[0].count == "٤")
    assert room.paths.name_variants.read_text("utf-8") == ""


def test_a_table_that_is_left_as_it_is_is_not_written(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    room.window.tending.saved.open_names().send()
    room.settle()
    assert not room.paths.name_variants.exists()


def test_what_is_wrong_is_seen_whole_in_a_small_window_with_large_letters(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved, replace(SETTINGS, text_size=200, language="en"), size=(900, 600))
    room.window.actions_by_name["names"].trigger()
    dialog = room.dialog
    assert isinstance(dialog, NamesDialog)
    dialog.field.setPlainText("وحيد\nلجة البحر كتاب\nأخرى")
    room.settle()
    assert dialog.height() <= room.window.height()
    assert not dialog.answer.visibleRegion().isEmpty()
    assert dialog.answer.visibleRegion().boundingRect() == dialog.answer.rect()
    assert not dialog.field.visibleRegion().isEmpty()
    dialog.reject()
