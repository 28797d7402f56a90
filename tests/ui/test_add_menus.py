"""Adding a page without a feed in the window: its lists side by side, one chosen by key or mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.feeds.shapes import Desk as Words
from tests.feeds.shapes import front_page, whole
from tests.press import Press

from newsdesk.app.compose import Profile
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings
from newsdesk.texts import Texts
from newsdesk.ui.bridge import Bridge
from newsdesk.ui.dialogs.add import AddDialog
from newsdesk.ui.dialogs.menus import MenuChoice
from newsdesk.ui.errands import Errands
from newsdesk.ui.sheet import sheet
from newsdesk.ui.start import dress
from newsdesk.ui.theme import Theme, colours_of

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support ")  # the offscreen platform's size hints

HTML = "text/html; charset=utf-8"
SECONDS = 20_000  # milliseconds at most for an answer


class Room:
    """A desk, and a parent for its dialogs."""

    def __init__(self, profile: Profile, qapp: QApplication) -> None:
        settings = Settings(language="ar")
        dress(qapp, settings)
        self.desk = profile.desk
        self.texts = Texts("ar")
        self.parent = QWidget()
        self.parent.setStyleSheet(sheet(Theme(colours_of(settings.theme), 1.0)))
        self.bridge = Bridge(self.desk)
        self.told: list[str] = []
        self.errands = Errands(self.desk, self.bridge, self.texts, self.told.append, self.parent)

    def titles(self) -> list[str]:
        """The stored headlines in the page's order."""
        found = sorted(self.desk.headlines(Shelf(ShelfKind.ALL)).headlines, key=lambda headline: headline.position)
        return [headline.title for headline in found]


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Room]:
    profile = Profile(Paths.of_profile(tmp_path / "profile"), patience=5.0)
    profile.desk.start().result(20)
    made = Room(profile, qapp)
    qtbot.addWidget(made.parent)
    made.parent.show()
    yield made
    qtbot.waitUntil(lambda: not profile.desk.is_syncing, timeout=SECONDS)
    made.bridge.close()
    assert profile.close()


def opened(room: Room, qtbot: QtBot, address: str) -> tuple[AddDialog, MenuChoice]:
    """The dialog after the address was sent, and the lists that it shows."""
    dialog = room.errands.add(address, [])
    qtbot.keyClick(dialog.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.choice is not None, timeout=SECONDS)
    assert dialog.choice is not None
    return dialog, dialog.choice


def test_the_lists_of_a_page_are_shown_and_the_first_is_chosen(room: Room, qtbot: QtBot, press: Press) -> None:
    words = Words(3)
    dialog, choice = opened(room, qtbot, press.publish("/", front_page(words), HTML))
    assert 2 <= len(choice.lists) <= 3
    first = [choice.lists[0].item(row).text() for row in range(choice.lists[0].count())]
    assert first == words.titles
    assert choice.buttons[0].isChecked()
    assert choice.buttons[0].text() == room.texts.count("add.menu", len(words.titles))
    assert dialog.answer.text() == room.texts.say("add.choose")
    assert room.desk.sources() == ()
    assert dialog.width() >= choice.minimumSizeHint().width()
    with qtbot.waitSignal(dialog.added, timeout=SECONDS):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert room.titles() == words.titles


def test_the_arrow_keys_choose_another_list(room: Room, qtbot: QtBot, press: Press) -> None:
    dialog, choice = opened(room, qtbot, press.publish("/", front_page(Words(3)), HTML))
    wanted = [choice.lists[1].item(row).text() for row in range(choice.lists[1].count())]
    qtbot.keyClick(choice.buttons[0], Qt.Key.Key_Left)  # onwards, where the window reads from the right
    if not choice.buttons[1].isChecked():
        qtbot.keyClick(choice.buttons[0], Qt.Key.Key_Down)
    assert choice.buttons[1].isChecked()
    with qtbot.waitSignal(dialog.added, timeout=SECONDS):
        qtbot.mouseClick(dialog.button, Qt.MouseButton.LeftButton)
    assert room.titles() == wanted


def test_a_click_into_a_list_chooses_it(room: Room, qtbot: QtBot, press: Press) -> None:
    dialog, choice = opened(room, qtbot, press.publish("/", front_page(Words(3)), HTML))
    qtbot.mouseClick(choice.lists[1].viewport(), Qt.MouseButton.LeftButton, pos=QPoint(40, 12))
    assert choice.buttons[1].isChecked()
    assert choice.chosen == choice._menus[1]
    dialog.reject()


def test_another_address_forgets_the_lists(room: Room, qtbot: QtBot, press: Press) -> None:
    dialog, _choice = opened(room, qtbot, press.publish("/", front_page(Words(3)), HTML))
    dialog.address.clear()
    qtbot.keyClicks(dialog.address, press.publish("/none", whole("<p>لا شيء</p>"), HTML))
    assert dialog.choice is None
    qtbot.keyClick(dialog.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.button.isEnabled() and bool(dialog.answer.text()), timeout=SECONDS)
    assert press.url("/none") in dialog.answer.text()
    assert room.desk.sources() == ()
    dialog.reject()
