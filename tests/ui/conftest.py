"""An offscreen Qt, a browser that only notes what it is sent, and rooms: a window with its desk and profile."""

from __future__ import annotations

import inspect
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import FunctionType

import pytest

# A screen on which windows of the usual size have room: the offscreen platform's own has 800 × 800.
os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={Path(__file__).with_name('screen.json')}"
os.environ["QT_LOGGING_RULES"] = "qt.qpa.*=false"

from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from tests.ui.bait import Bait
from tests.ui.edition import NEWS, NOW, Press
from tests.ui.room import SETTINGS, Room

from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings
from newsdesk.ui import start

OpensRoom = Callable[..., Room]
Fill = FunctionType  # takes the Press of an edition


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it: pytest-qt's other fixtures use this one."""
    return start.application(SETTINGS)


class Browser(QObject):
    """Stands where the reader's browser does, for every scheme that a test could send out by mistake."""

    SCHEMES = ("http", "https", "mailto", "file", "javascript", "data", "feed", "newsdesk", "newsdesk-picture")

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def on_opened(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture(autouse=True)
def browser(qapp: QApplication) -> Iterator[Browser]:
    """Nothing in a test may start a real browser."""
    there = Browser()
    for scheme in Browser.SCHEMES:
        QDesktopServices.setUrlHandler(scheme, there, "on_opened")
    yield there
    for scheme in Browser.SCHEMES:
        QDesktopServices.unsetUrlHandler(scheme)


class Profiles:
    """Profiles filled once in a session and copied for each test: making the stores takes longer than most tests."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._filled: dict[object, Path] = {}

    def lay(self, fill: Fill, target: Path) -> None:
        """Puts a profile that `fill` has filled at `target`."""
        if inspect.getclosurevars(fill).nonlocals:
            self._fill(fill, target)  # made for one test
            return
        known = self._filled.get(fill.__code__)
        if known is None:
            known = self._filled[fill.__code__] = self._folder / str(len(self._filled))
            self._fill(fill, known)
        shutil.copytree(known, target)

    @staticmethod
    def _fill(fill: Fill, folder: Path) -> None:
        made = Press(Paths.of_profile(folder), NOW)
        fill(made)
        made.close()


@pytest.fixture(scope="session")
def profiles(tmp_path_factory: pytest.TempPathFactory) -> Profiles:
    return Profiles(tmp_path_factory.mktemp("profiles"))


def usual(made: Press) -> None:
    """The usual edition: twelve unread headlines of six sources."""
    made.news(NEWS)


@pytest.fixture
def opens_room(qtbot: QtBot, qapp: QApplication, profiles: Profiles, tmp_path: Path) -> Iterator[OpensRoom]:
    """Opens a window on a profile that `fill` has filled, any number of times one after the other."""
    opened: list[Room] = []

    def opens(fill: Fill | None = None, settings: Settings = SETTINGS, **how: object) -> Room:
        paths = Paths.of_profile(tmp_path / "profile")
        if fill is not None:
            profiles.lay(fill, paths.data)
        start.dress(qapp, settings)
        opened.append(Room(qtbot, paths, settings, **how))  # type: ignore[arg-type]
        return opened[-1]

    yield opens
    for room in opened:
        room.close()


@pytest.fixture
def room(opens_room: OpensRoom) -> Room:
    """A room with the usual edition."""
    return opens_room(usual)


@pytest.fixture
def empty_room(opens_room: OpensRoom) -> Room:
    """A room whose profile has no sources."""
    return opens_room()


@pytest.fixture
def bait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bait]:
    """Bait in the working folder, so that relative paths lead to it, too."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells which files are opened")
    folder = tmp_path / "bait"
    folder.mkdir()
    monkeypatch.chdir(folder)
    there = Bait(folder)
    yield there
    there.close()
