"""A frame for much: as wide as the reader's letters ask for, never larger than the window, scrolled where it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from newsdesk.ui.dialogs.frame import AROUND, Frame
from newsdesk.ui.labels import plain_label

WIDE = 700  # pixels at 100 per cent from which two columns of fields have room


class RoomyFrame(Frame):
    """Lives on the UI thread. What scrolls goes into `inside`."""

    def __init__(self, title: str, parent: QWidget, width: int) -> None:
        super().__init__(title, parent, width=width)
        self.has_two_columns = self.minimumWidth() >= WIDE * self.scale
        self._most, self._widest = parent.height() - AROUND, parent.width() - AROUND
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._held = QWidget()
        self.inside = QVBoxLayout(self._held)
        self.inside.setContentsMargins(0, 0, 0, 0)
        self.inside.setSpacing(12)
        self._area.setWidget(self._held)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the first field has it
        self.column.addWidget(self._area, 1)

    def add_hint(self, words: str) -> QLabel:
        """Adds a paragraph of plain text to what scrolls."""
        label = plain_label(words, kind="soft")
        label.setWordWrap(True)
        self.inside.addWidget(label)
        return label

    def fit(self) -> None:
        """Gives what is inside all the height it wants and the window has."""
        self.inside.invalidate()
        margins = self.column.contentsMargins()
        bar = self._area.verticalScrollBar().sizeHint().width()
        beside = margins.left() + margins.right() + bar
        wide = max(self.width(), min(self.inside.minimumSize().width() + beside, self._widest))
        self.resize(wide, self.height())
        self.column.activate()
        across = self._area.width() - bar  # also without one: where it once stood, more lines would keep it there
        wanted = (
            self.inside.heightForWidth(across) if self.inside.hasHeightForWidth() else self.inside.sizeHint().height()
        )
        self._area.setMinimumHeight(0)
        self.column.activate()
        broken = self.column.hasHeightForWidth()  # the words below what scrolls have more lines than Qt thinks
        all_of_it = self.column.heightForWidth(self.width()) if broken else self.column.sizeHint().height()
        around = all_of_it - self._area.sizeHint().height()
        high = min(max(wanted, 0) + 2, max(self._most - around, 120))
        self._area.setMinimumHeight(high)
        self.resize(self.width(), high + around)
        self.column.activate()
        used = self._held.focusWidget()
        if used is not None:  # words below may have taken room from what the reader writes in
            self._area.ensureWidgetVisible(used, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
