"""A picture of how the window will begin: one session leaves it, the next shows it while the window is put together."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.ui.sources.pane import Counted
    from newsdesk.ui.window import Window

PATIENCE = 0.5  # seconds that a closing window waits for the counts of its sidebar


class Cover(QWidget):
    """Lies over the window and lets every key and click through. A window of another size has a plain surface."""

    def __init__(self, window: QWidget, picture: QImage) -> None:
        super().__init__(window)
        self._picture = picture
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        # Not opaque to Qt: the window below must be painted, too, for it takes its first paint as the sign to begin.
        self.setGeometry(window.rect())

    def lift_soon(self) -> None:
        """Shows what is below when it has taken the sizes that its words ask for."""
        QTimer.singleShot(0, self, self.lift)

    def lift(self) -> None:
        """Shows what is below, for good."""
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._picture.deviceIndependentSize().toSize() == self.size():
            painter.drawImage(0, 0, self._picture)
        else:
            painter.fillRect(self.rect(), self._picture.pixelColor(0, 0))
        painter.end()


def picture_of(window: Window, made: Callable[[], Window]) -> QImage | None:
    """How another window would begin in the size of this one, its counts included.

    None when they are too long in coming, when it cannot be made, and for the shelf of a saved search, which hangs on
    the table of names, too. `made` answers that window, which is not shown and taken down again.
    """
    if window.reading.shelf.search is not None:
        return None
    try:
        fresh = made()
    except (OSError, LookupError, ValueError):  # the program's files are another version's, or gone: it was upgraded
        return None
    fresh.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    try:
        fresh.resize(window.size())
        fresh.show()  # what was never shown lays its words out by other typefaces
        counted: Future[Counted] = Future()
        window.desk.ask(fresh.sources.question(), counted.set_result)
        fresh.sources.take(counted.result(PATIENCE))
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        return fresh.grab().toImage()
    except TimeoutError:
        return None
    finally:
        fresh.hide()
        fresh.let_go()
        fresh.deleteLater()
