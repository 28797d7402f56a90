"""Every action, folder and source by its name, in any spelling."""

from __future__ import annotations

import pytest
from tests.ui.room import Room

from newsdesk.domain.shelf import ShelfKind
from newsdesk.ui.actions import TABLE
from newsdesk.ui.dialogs.palette import PaletteDialog


def palette(room: Room, keys: str = "Ctrl+K") -> PaletteDialog:
    """The palette, opened by its key."""
    room.key(keys)
    (dialog,) = room.window.findChildren(PaletteDialog)
    return dialog


def lines(dialog: PaletteDialog) -> list[str]:
    """What it lists."""
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


# Of one source's list, of a search, of the shelf of a saved one.
NOT_NOW = {"order_own", "turn_found", "save_search", "follow_search", "search_settings", "remove_search"}


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+ن"])
def test_it_lists_everything_that_can_be_done_now(room: Room, keys: str) -> None:
    room.key("J")
    listed = " ".join(lines(palette(room, keys)))
    for row in TABLE:
        if row.name not in NOT_NOW:
            assert room.texts.say(f"action.{row.name}") in listed
    for name in ("صحيفة الميناء", "بلاد الشام"):
        assert name in listed


def test_a_source_is_opened_by_a_part_of_its_name_in_another_spelling(room: Room) -> None:
    dialog = palette(room)
    room.type("صَحيفه المينا")
    assert lines(dialog) == ["صحيفة الميناء"]
    room.key("Return")
    assert room.window.reading.shelf.kind is ShelfKind.SOURCE
    room.wait(lambda: not room.window.findChildren(PaletteDialog))


def test_the_arrows_choose_and_return_does(room: Room) -> None:
    dialog = palette(room)
    room.type("خط")
    assert [line.split("   ")[0] for line in lines(dialog)][:2] == ["خط أكبر", "خط أصغر"]
    room.key("Down")
    room.key("Return")
    assert room.kept[-1].text_size == 90


def test_nothing_that_matches_does_nothing(room: Room) -> None:
    dialog = palette(room)
    room.type("قققق")
    assert lines(dialog) == []
    room.key("Down")
    room.key("Return")
    assert dialog.isVisible()
    room.key("Esc")
    room.wait(lambda: not room.window.findChildren(PaletteDialog))
