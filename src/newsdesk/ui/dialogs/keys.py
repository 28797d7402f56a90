"""The keys: the list that F1 shows, and the dialog in which the reader changes them by pressing others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QKeySequenceEdit, QLineEdit, QListWidget, QListWidgetItem, QWidget

from newsdesk.ui.actions import TABLE, ActionRow, key_sequences, keys_of, latin
from newsdesk.ui.buttons import push_button
from newsdesk.ui.dialogs.about import add_table
from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.dialogs.roomy import RoomyFrame
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newsdesk.texts import Texts


def keys_dialog(texts: Texts, own: Mapping[str, str] | None, change: Callable[[], object], parent: QWidget) -> Frame:
    """Every action that has keys, with the Latin and the Arabic letter, and the way to change them."""
    frame = Frame(texts.say("keys.title"), parent, width=560)
    frame.add_words(texts.say("keys.hint"))
    rows = [(texts.say(f"action.{row.name}"), shown(keys_of(row, own))) for row in TABLE if keys_of(row, own)]
    other = frame.add_button(texts.say("keys.change"))
    other.clicked.connect(frame.accept)
    other.clicked.connect(change)
    add_table(frame, texts, rows)
    return frame


def shown(keys: tuple[str, ...]) -> str:
    """Keys as they are shown, in both scripts, each from left to right."""
    return "   ".join(dict.fromkeys(f"\u2066{sequence.toString()}\u2069" for sequence in key_sequences(keys)))


class KeysDialog(RoomyFrame):
    """Lives on the UI thread. `chosen` tells all keys of the reader's own after each change, by the actions' names."""

    chosen = Signal(dict)

    def __init__(self, texts: Texts, own: Mapping[str, str] | None, parent: QWidget) -> None:
        super().__init__(texts.say("keys.change-title"), parent, width=620)
        self._texts = texts
        self._own = dict(own or {})
        self._taking = ""  # keys that another action has, until the reader says whose they are
        self.add_hint(texts.say("keys.change-hint"))
        self.acts = QListWidget()
        self.acts.setAccessibleName(texts.say("keys.acts"))
        self.acts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)  # an ellipsis ends what is long
        self.acts.setFixedHeight(max(min(300, self.room(340)), 160))
        self.inside.addWidget(self.acts)
        self.field = QKeySequenceEdit()
        self.field.setMaximumSequenceLength(1)
        self.field.setAccessibleName(texts.say("keys.press"))
        self.none = push_button(texts.say("keys.none"))
        self.usual = push_button(texts.say("keys.usual"))
        line = QHBoxLayout()
        self.inside.addWidget(plain_label(texts.say("keys.press")))
        line.addWidget(self.field, 1)
        line.addWidget(self.none)
        line.addWidget(self.usual)
        self.inside.addLayout(line)
        self.told = plain_label("", kind="fault")
        self.told.setWordWrap(True)
        self.take = push_button(texts.say("keys.take"), "link")
        self.inside.addWidget(self.told)
        self.inside.addWidget(self.take, 0, Qt.AlignmentFlag.AlignLeading)
        self.told.hide()
        every = self.add_button(texts.say("keys.all-usual"))
        close = self.add_button(texts.say("dialog.close"), "main")
        self.close_up()
        close.clicked.connect(self.accept)
        every.clicked.connect(self._on_all_usual)
        self.none.clicked.connect(lambda: self._give(""))
        self.usual.clicked.connect(self._on_usual)
        self.take.clicked.connect(self._on_taken)
        self.field.editingFinished.connect(self._on_pressed)
        self.acts.currentRowChanged.connect(self._on_act)
        self._fill(0)

    @property
    def _row_meant(self) -> ActionRow:
        return TABLE[max(self.acts.currentRow(), 0)]

    def _fill(self, current: int) -> None:
        self.acts.blockSignals(True)
        self.acts.clear()
        for row in TABLE:
            keys = shown(keys_of(row, self._own)) or self._texts.say("keys.no-key")
            said = self._texts.say("keys.row", act=self._texts.say(f"action.{row.name}"), keys=keys)
            QListWidgetItem(said, self.acts)
        self.acts.blockSignals(False)
        self.acts.setCurrentRow(current)

    def _on_act(self) -> None:
        self._taking = ""
        self.told.hide()
        self.take.hide()
        self.field.clear()
        for inside in self.field.findChildren(QLineEdit):
            inside.setPlaceholderText(self._texts.say("keys.press-here"))  # after each clearing Qt says its own

    def _on_pressed(self) -> None:
        keys = latin(self.field.keySequence().toString(QKeySequence.SequenceFormat.PortableText))
        if not keys:
            return
        other = self._whose(keys)
        if other is None or other is self._row_meant:
            self._give(keys)
            return
        self._taking = keys
        act = self._texts.say(f"action.{other.name}")
        self.told.setText(self._texts.say("keys.conflict", keys=f"\u2066{keys}\u2069", act=act))
        self.told.show()
        self.take.show()
        self.fit()

    def _whose(self, keys: str) -> ActionRow | None:
        """The action that has these keys now, in either script."""
        wanted = key_sequences((keys,))[0]
        has = (row for row in TABLE if wanted in key_sequences(keys_of(row, self._own)))
        return next(has, None)

    def _on_taken(self) -> None:
        other = self._whose(self._taking)
        if other is not None:
            left = [keys for keys in keys_of(other, self._own) if keys != self._taking]
            self._own[other.name] = left[0] if left else ""
        self._give(self._taking)

    def _on_usual(self) -> None:
        self._own.pop(self._row_meant.name, None)
        self._tell()

    def _on_all_usual(self) -> None:
        self._own.clear()
        self._tell()

    def _give(self, keys: str) -> None:
        self._own[self._row_meant.name] = keys
        self._tell()

    def _tell(self) -> None:
        self._fill(self.acts.currentRow())
        self._on_act()
        self.chosen.emit(dict(self._own))
