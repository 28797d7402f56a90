"""The status line: what a sync is busy with, the address under the mouse, what is held for reading offline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from newsdesk.domain.changes import Progress, Stage
from newsdesk.ui.buttons import push_button
from newsdesk.ui.labels import plain_label, short_label

if TYPE_CHECKING:
    from newsdesk.texts import Texts
    from newsdesk.ui.theme import Theme


class ProgressLine(QWidget):
    """A thin line that fills from the leading edge."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._share = 0.0
        self.setFixedSize(140, 4)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self._theme = theme
        self.update()

    def fill(self, share: float) -> None:
        """Fills this share, 0 to 1."""
        self._share = max(0.0, min(share, 1.0))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("line"))
        painter.drawRoundedRect(QRectF(self.rect()), 2, 2)
        filled = self.width() * self._share
        x = self.width() - filled if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 0.0
        painter.setBrush(self._theme.colour("accent"))
        painter.drawRoundedRect(QRectF(x, 0, filled, self.height()), 2, 2)
        painter.end()


class StatusLine(QWidget):
    """Lives on the UI thread."""

    stopped = Signal()

    def __init__(self, texts: Texts, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._resting = ""
        self._is_busy = False
        self.setObjectName("status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = short_label()
        self.held = short_label()
        self.address = plain_label()
        self.address.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.line = ProgressLine(theme)
        self.stop = push_button(texts.say("action.stop"), "link")
        self.stop.clicked.connect(self.stopped)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 0, 14, 0)
        row.setSpacing(14)
        for widget in (self.words, self.line, self.stop):
            row.addWidget(widget)
        row.addWidget(self.address, 1)
        row.addWidget(self.held)
        self.rest()
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self.line.dress(theme)
        self.setFixedHeight(theme.px(28) + 1)

    def show_progress(self, progress: Progress) -> None:
        """Says what a sync is busy with, and at its end what it did."""
        is_sync = progress.stage != Stage.PREPARING
        if progress.stage == Stage.DONE or (not is_sync and progress.done == progress.total):
            self.rest()
            return
        self._is_busy = True
        self.line.fill(progress.done / progress.total if progress.total else 0.0)
        self.line.show()
        self.stop.setVisible(is_sync)  # a store that is not brought up to date cannot be read
        self._say(self._texts.say(f"status.{progress.stage}", done=progress.done, total=progress.total))

    def rest_on(self, words: str) -> None:
        """Takes a resting sentence: shown now, or at the end of what is under way."""
        self._resting = words
        if not self._is_busy:
            self._say(words)

    def rest(self) -> None:
        """Goes back to the resting sentence."""
        self._is_busy = False
        self.line.hide()
        self.stop.hide()
        self._say(self._resting)

    def _say(self, words: str) -> None:
        self.words.setText(words)
        self._fit()
        self.words.setAccessibleName(words or self._texts.say("status.name"))  # a label's name is all that is read out

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leaves out what can be read offline where what goes on would be cut for it."""
        wanted = (self.words, self.held, *(() if self.line.isHidden() else (self.line, self.stop)))
        room = self.width() - 28 - 14 * (len(wanted) + 1)
        self.held.setVisible(sum(max(one.sizeHint().width(), one.minimumWidth()) for one in wanted) <= room)

    def show_held(self, held: int, total: int) -> None:
        """Says how many articles can be read offline."""
        self.held.setText(self._texts.say("status.held", held=held, total=total) if total else "")
        self._fit()

    def show_address(self, address: str) -> None:
        """Shows the address under the mouse, "" for none; addresses are read from left to right."""
        width = max(self.address.width(), 80)
        shown = self.address.fontMetrics().elidedText(address, Qt.TextElideMode.ElideMiddle, width)
        self.address.setText(f"\u2066{shown}\u2069" if address else "")
