"""What the preferences say of alerts and of the tray, and how a notification is worded."""

from __future__ import annotations

import dataclasses
import doctest
from datetime import timedelta

import pytest
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NOW, Press, item
from tests.ui.room import SETTINGS, Room

from newsdesk.settings.settings import Settings
from newsdesk.ui.desktop import beside
from newsdesk.ui.desktop.alerts import FRESH, criers
from newsdesk.ui.desktop.beside import note_of
from newsdesk.ui.dialogs.preferences import PreferencesDialog


def wolf(made: Press) -> None:
    """A source with three cries in twenty headlines, and one with two."""
    for name, cries in (("صحيفة الذئب", 3), ("صحيفة الراعي", 2)):
        titles = [f"عاجل: خبر {n}" if n <= cries else f"مقال {n}" for n in range(1, 21)]
        items = [item(f"{title} {name}", n, NOW - timedelta(minutes=n)) for n, title in enumerate(titles, 1)]
        made.deliver(made.source(name), items)


def opened(room: Room) -> PreferencesDialog:
    room.key("Ctrl+,")
    (dialog,) = room.window.findChildren(PreferencesDialog)
    room.settle()
    return dialog


def test_the_preferences_name_a_source_that_lost_its_alerts_and_no_other(opens_room: OpensRoom) -> None:
    room = opens_room(wolf, dataclasses.replace(SETTINGS, has_alerts=True))
    dialog = opened(room)
    room.wait(dialog.lost.isVisible)
    assert "صحيفة الذئب" in dialog.lost.text()
    assert "صحيفة الراعي" not in dialog.lost.text()
    asked: list[tuple[str, ...]] = []
    room.window.bridge.ask(criers, asked.append)
    room.wait(lambda: asked)
    assert asked == [("صحيفة الذئب",)]


def test_where_there_is_no_tray_the_choice_says_so(room: Room) -> None:
    dialog = opened(room)
    assert dialog.boxes["tray"].itemText(1) == room.texts.say("tray.missing")
    assert not dialog.lost.isVisible()


def test_alerts_and_tray_are_off_at_first() -> None:
    assert (Settings().has_alerts, Settings().stays_in_tray) == (False, False)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("عاجل | OpenMaps تعود إلى الخدمة في كل البلاد", "\u200fOpenMaps تعود إلى الخدمة في كل البلاد"),
        ("#عاجل: BREAKING news from the coast", "\u200eBREAKING news from the coast"),
    ],
)
def test_a_notification_says_who_and_what_the_way_its_letters_run(room: Room, title: str, words: str) -> None:
    headline = dataclasses.replace(room.rows()[0], title=title, sorted_at=NOW - timedelta(minutes=20))
    note = note_of(headline, room.texts, NOW)
    assert note.words == words
    assert note.title == f"{room.texts.say('list.breaking')} · \u2068{headline.source_title}\u2069"
    assert note.lasts == (FRESH - timedelta(minutes=20)) / timedelta(milliseconds=1)


def test_the_examples_of_quiet_hours() -> None:
    outcome = doctest.testmod(beside)
    assert (outcome.attempted > 0, outcome.failed) == (True, 0)
