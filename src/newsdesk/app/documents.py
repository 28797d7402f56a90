"""Documents and addresses that the desktop hands to a running program: on macOS they come as events, not as words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QFileOpenEvent, QGuiApplication


class Documents(QObject):
    """Lives on the UI thread. Calls `open_address` with the path of each file, or each address, that is handed over."""

    def __init__(self, application: QGuiApplication, open_address: Callable[[str], None]) -> None:
        super().__init__(application)
        self._open_address = open_address
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FileOpen and isinstance(event, QFileOpenEvent):
            self._open_address(event.file() or event.url().toString())
            return True
        return super().eventFilter(watched, event)
