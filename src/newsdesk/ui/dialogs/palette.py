"""Every action, shelf and source by name: type a part of it, in any spelling, and press Return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from newsdesk.arabic.fold import fold
from newsdesk.ui.dialogs.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdesk.texts import Texts

MOST = 200  # rows: nobody looks through more, and a list makes each of them


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be done: its name, its key or "", and the deed."""

    name: str
    key: str
    deed: Callable[[], object]


def matching(entries: Sequence[Entry], words: str) -> list[Entry]:
    """The entries whose names hold every word, folded: first those that begin with the first, each in its order."""
    wanted = fold(words).split()
    found = [entry for entry in entries if all(word in fold(entry.name) for word in wanted)]
    if not wanted:
        return found
    return sorted(found, key=lambda entry: not any(part.startswith(wanted[0]) for part in fold(entry.name).split()))


class PaletteDialog(Frame):
    """Lives on the UI thread."""

    def __init__(self, texts: Texts, entries: Sequence[Entry], parent: QWidget) -> None:
        super().__init__(texts.say("palette.title"), parent, width=520)
        self._entries = entries
        self._shown: list[Entry] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(texts.say("palette.field"))
        self.field.setAccessibleName(texts.say("palette.field"))
        self.list = QListWidget()
        self.list.setAccessibleName(texts.say("palette.list"))
        self.list.setMinimumHeight(320)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field keeps the keys, the arrows move the list
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self.close_up()
        self.field.textChanged.connect(self._show)
        self.field.returnPressed.connect(self._do)
        self.list.itemClicked.connect(self._do)
        self._show("")
        self.field.setFocus()

    def _show(self, words: str) -> None:
        self._shown = matching(self._entries, words)[:MOST]
        self.list.clear()
        for entry in self._shown:
            key = f"   \u2066{entry.key}\u2069" if entry.key else ""
            QListWidgetItem(f"{entry.name}{key}", self.list)
        self.list.setCurrentRow(0 if self._shown else -1)

    def _do(self, _item: QListWidgetItem | None = None) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            self.accept()
            self._shown[row].deed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        step = steps.get(event.key())
        if step is not None and self._shown:
            self.list.setCurrentRow(max(0, min(self.list.currentRow() + step, len(self._shown) - 1)))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the field has told it already
        else:
            super().keyPressEvent(event)
