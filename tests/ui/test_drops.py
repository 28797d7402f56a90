"""A file or an address dropped on the window is offered for adding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsdesk.app.compose import Profile
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings
from newsdesk.ui import start
from newsdesk.ui.dialogs.add import AddDialog
from newsdesk.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support ")  # the offscreen platform's size hints


@pytest.fixture
def window(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Window]:
    profile = Profile(Paths.of_profile(tmp_path / "profile"), patience=5.0)
    profile.desk.start().result(20)
    settings = Settings(language="ar")
    start.dress(qapp, settings)
    made = start.window(profile.desk, settings, lambda _settings: None)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.bridge.close()
    assert profile.close()


def drop(window: Window, *urls: str, text: str = "") -> tuple[bool, bool]:
    """Whether what is dragged in was welcome, and whether it was taken."""
    carried = QMimeData()
    if urls:
        carried.setUrls([QUrl(url) for url in urls])
    if text:
        carried.setText(text)
    how = (Qt.DropAction.CopyAction, carried, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    coming = QDragEnterEvent(QPoint(40, 40), *how)
    QApplication.sendEvent(window, coming)
    dropped = QDropEvent(QPointF(40, 40), *how)
    QApplication.sendEvent(window, dropped)
    return coming.isAccepted(), dropped.isAccepted()


@pytest.mark.parametrize(
    ("urls", "typed"),
    [
        (["file:///srv/صفحة%201.html"], "/srv/صفحة 1.html"),
        (["https://news.example/latest"], "https://news.example/latest"),
        (["ftp://news.example/x", "http://news.example/"], "http://news.example/"),
    ],
)
def test_a_file_or_an_address_opens_the_dialog_with_it(window: Window, urls: list[str], typed: str) -> None:
    assert drop(window, *urls) == (True, True)
    (dialog,) = window.findChildren(AddDialog)
    assert dialog.address.text() == typed
    dialog.reject()


@pytest.mark.parametrize("urls", [[], ["ftp://news.example/x"], ["javascript:alert(1)"]])
def test_anything_else_is_not_taken(window: Window, urls: list[str]) -> None:
    assert drop(window, *urls, text="كلمات") == (False, False)
    assert window.findChildren(AddDialog) == []
