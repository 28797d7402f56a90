"""What a screen reader is told: every widget has a name, every row speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenu,
    QTextBrowser,
    QWidget,
)
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NEWS, NOW
from tests.ui.room import Room

from newsdesk.domain.article import Offline
from newsdesk.domain.digits import Digits
from newsdesk.settings.settings import Settings
from newsdesk.ui.dialogs.frame import Frame

INTERACTIVE = (QAbstractButton, QLineEdit, QAbstractItemView, QTextBrowser, QComboBox)
INNER = (QHeaderView,)  # parts of a table that nobody reaches
DEEDS = ("add", "starter", "keys", "about", "remove")


def nameless(root: QWidget) -> list[str]:
    """The visible widgets below `root` that can be used and do not say what they are."""
    found = []
    for widget in root.findChildren(QWidget):
        is_used = isinstance(widget, INTERACTIVE) and not isinstance(widget, INNER) and widget.isVisible()
        if not is_used or widget.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        spoken = face.text(QAccessible.Text.Name) if face is not None else ""
        if not (widget.accessibleName() or spoken or getattr(widget, "text", str)()):
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_widget_of_the_window_has_a_name(opens_room: OpensRoom, language: str) -> None:
    settings = Settings(theme="light", language=language, digits=Digits.WESTERN)
    room = opens_room(lambda made: made.trouble(made.news(NEWS)[2]), settings)
    assert nameless(room.window) == []
    room.key("J")
    room.open_source("نشرة الجبل")
    room.key("Shift+A")
    room.wait(lambda: room.told)
    assert nameless(room.window) == []
    room.window.resize(700, 600)
    room.wait(lambda: room.window.turns.is_narrow)
    room.key("J")
    room.key("Left" if language == "ar" else "Right")
    assert nameless(room.window) == []


@pytest.mark.parametrize("name", DEEDS)
def test_every_widget_of_a_dialog_has_a_name(room: Room, name: str) -> None:
    room.key("J")
    room.window.actions_by_name[name].trigger()
    (dialog,) = room.window.findChildren(Frame)
    assert dialog.windowTitle()
    assert dialog.isVisible()
    assert nameless(dialog) == []


def test_every_action_of_the_menu_has_words_and_its_keys(room: Room) -> None:
    menu = room.window.parts.masthead.buttons["menu"].menu()
    assert isinstance(menu, QMenu)
    seen: set[str] = set()
    waiting = [menu]
    while waiting:
        for action in waiting.pop().actions():
            inside = action.menu()
            if isinstance(inside, QMenu):
                waiting.append(inside)
            if not action.isSeparator():
                assert action.text()
                seen.add(action.objectName())
    assert {"next", "star", "open", "refresh", "add", "remove", "keys", "search", "undo", "quit"} <= seen


def test_a_row_speaks_its_title_source_time_and_state(room: Room) -> None:
    room.write(lambda writes: writes.set_bookmarked([room.rows()[1].id], True, NOW))
    room.write(lambda writes: writes.set_read([room.rows()[1].id], True, NOW))
    model, say = room.window.model, room.texts.say
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(12)]
    for headline, words in zip(room.rows(), spoken, strict=True):
        assert words.startswith(headline.title + say("spoken.comma"))
        assert headline.source_title in words
        assert room.texts.moment(headline.sorted_at) in words
    assert say("spoken.unread") in spoken[0]
    assert say("spoken.bookmarked") not in spoken[0]
    assert say("spoken.offline") in spoken[0]
    assert say("spoken.read") in spoken[1]
    assert say("spoken.unread") not in spoken[1]
    assert say("spoken.bookmarked") in spoken[1]
    assert say("spoken.offline") not in spoken[2], "the third has no text on disk"
    partly = replace(room.rows()[0], offline=Offline.TEXT)
    assert say("spoken.offline-text") in room.window.words.spoken(partly)
    face = QAccessible.queryAccessibleInterface(room.window.list.view)
    assert face is not None
    names = [face.child(number).text(QAccessible.Text.Name) for number in range(face.childCount())]
    assert set(spoken) <= set(names), "Qt's own bridge to the screen reader passes it on"


def test_the_sidebar_speaks_names_counts_and_trouble(opens_room: OpensRoom) -> None:
    room = opens_room(lambda made: made.trouble(made.news(NEWS)[2]))
    model = room.window.sources.model
    spoken = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert room.texts.count("spoken.entry", 12, name=room.texts.say("shelf.all")) == spoken[0]
    row = next(row for row, entry in enumerate(room.entries()) if entry.label == "نشرة الجبل")
    assert spoken[row].endswith(room.entries()[row].fault)
    assert room.entries()[row].fault


def test_the_keyboard_reaches_every_part(room: Room) -> None:
    reached = set()
    for _ in range(40):
        reached.add(room.focus.objectName() or type(room.focus).__name__)
        room.key("Tab")
    assert {"search", "list"} <= reached
    assert "SidebarView" in reached
    assert "IconButton" in reached


def test_what_the_band_says_is_its_name(room: Room) -> None:
    room.key("J")
    room.key("C")
    assert room.window.parts.notices.accessibleName() == room.texts.say("notice.copied")
