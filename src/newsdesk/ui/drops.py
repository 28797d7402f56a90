"""What is dropped on the window: a file or an address becomes a source; it must not know how."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_COMING = frozenset({QEvent.Type.DragEnter, QEvent.Type.DragMove})


class Drops(QObject):
    """Lives on the UI thread. Calls `offer` with the first file's path, or the address, of what is dropped."""

    def __init__(self, window: QWidget, offer: Callable[[str], None]) -> None:
        super().__init__(window)
        self._offer = offer
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _COMING | {QEvent.Type.Drop} or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        address = address_in(event.mimeData())
        if address is None:
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._offer(address)
        return True


def address_in(dropped: QMimeData) -> str | None:
    """The path of the first file, else the first http(s) address; None when there is neither."""
    if not dropped.hasUrls():
        return None
    for url in dropped.urls():
        if url.isLocalFile():
            return url.toLocalFile()
        if url.scheme() in {"http", "https"}:
            return url.toString()
    return None
