"""What newsdesk says of itself: its mark, what it is made of, and where its logs are."""

from __future__ import annotations

from importlib.metadata import version

from PySide6.QtCore import QSize, QUrl
from PySide6.QtWidgets import QApplication, QLabel
from tests.ui.conftest import Browser
from tests.ui.room import Room

from newsdesk import __version__
from newsdesk.ui.dialogs.frame import Frame


def words(room: Room) -> str:
    """All that the open dialog says."""
    return "\n".join(label.text() for label in room.dialog.findChildren(QLabel))


def test_the_window_has_its_mark_in_the_sizes_that_a_desktop_asks_for(room: Room, qapp: QApplication) -> None:
    assert {size.width() for size in qapp.windowIcon().availableSizes()} >= {16, 24, 32, 48, 64, 128}
    for side in (16, 24, 32, 48, 64, 128):
        drawn = room.window.windowIcon().pixmap(QSize(side, side), 1.0).toImage()
        assert (drawn.width(), drawn.height()) == (side, side)
        assert drawn.pixelColor(0, 0).alpha() < 255, "its corners are round"
        assert drawn.pixelColor(side // 2, side // 8).alpha() == 255


def test_the_about_box_shows_mark_version_and_folder(room: Room) -> None:
    room.window.actions_by_name["about"].trigger()
    mark = room.dialog.findChild(QLabel, "mark")
    assert mark is not None
    assert not mark.pixmap().isNull()
    assert __version__ in words(room)
    assert str(room.paths.data) in words(room)


def test_the_licences_name_everything_shipped(room: Room) -> None:
    room.window.errands.licences()
    said = words(room)
    for name in ("lxml", "SQLAlchemy", "pillow"):
        assert f"{name} {version(name)}" in said
    for word in ("PySide6_Essentials", "Noto", "MIT", "LGPL-3.0-only", "OFL-1.1"):
        assert word in said


def test_the_about_box_leads_to_the_licences(room: Room) -> None:
    room.window.actions_by_name["about"].trigger()
    (button,) = [one for one in room.dialog.buttons if one.text() == room.texts.say("about.licences")]
    room.click(button)
    titles = [dialog.windowTitle() for dialog in room.window.findChildren(Frame)]
    assert room.texts.say("licences.title") in titles


def test_the_menu_opens_the_folder_of_the_logs(room: Room, browser: Browser) -> None:
    room.window.actions_by_name["logs"].trigger()
    assert browser.opened == [QUrl.fromLocalFile(str(room.paths.logs)).toString()]
    assert room.paths.logs.is_dir()
