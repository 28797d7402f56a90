"""What macOS hands over is offered as a source, as a word of the command line is elsewhere."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from newsdesk.app.documents import Documents


def test_files_and_addresses_are_offered_and_other_events_go_their_way(qapp: QApplication, tmp_path: Path) -> None:
    opened: list[str] = []
    documents = Documents(qapp, opened.append)
    try:
        file = tmp_path / "قائمة.opml"
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(file)))
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl("feed://example.net/rss")))
        QCoreApplication.sendEvent(qapp, QEvent(QEvent.Type.User))
    finally:
        qapp.removeEventFilter(documents)
    assert opened == [str(file), "feed://example.net/rss"]
