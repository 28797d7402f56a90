"""One saved search: its name, its words, and whether it is followed; Save keeps it all, Cancel nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from newsdesk.domain.searches import LONGEST_NAME, LONGEST_QUERY
from newsdesk.ui.dialogs.roomy import RoomyFrame
from newsdesk.ui.dialogs.ticks import TickBox
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from newsdesk.domain.searches import SavedSearch
    from newsdesk.texts import Texts


class SavedDialog(RoomyFrame):
    """Lives on the UI thread. `kept` tells the search as it is to be."""

    kept = Signal(object)  # SavedSearch

    def __init__(self, texts: Texts, search: SavedSearch, parent: QWidget) -> None:
        super().__init__(texts.say("saved.title"), parent, width=460)
        self._before = search
        self.name = self._field(texts.say("saved.name"), search.name, LONGEST_NAME)
        self.words = self._field(texts.say("saved.words"), search.query, LONGEST_QUERY)
        self.follows = TickBox(texts.say("saved.follows"))
        self.follows.setChecked(search.is_followed)
        self.inside.addWidget(self.follows)
        self.add_hint(texts.say("saved.follows.hint"))
        self.inside.addStretch(1)
        cancel = self.add_button(texts.say("dialog.cancel"))
        self.button = self.add_button(texts.say("source.save"), "main")
        self.close_up()
        cancel.clicked.connect(self.reject)
        self.button.clicked.connect(self.send)
        self.name.setFocus()

    def send(self) -> None:
        """Tells the search as it stands here; a field that is empty is as it was."""
        before = self._before
        name, words = (" ".join(field.text().split()) for field in (self.name, self.words))
        self.kept.emit(
            replace(before, name=name or before.name, query=words or before.query, is_followed=self.follows.isChecked())
        )
        self.accept()

    def _field(self, words: str, text: str, longest: int) -> QLineEdit:
        field = QLineEdit(text)
        field.setMaxLength(longest)
        field.setAccessibleName(words)
        label = plain_label(words)
        label.setBuddy(field)
        self.inside.addWidget(label)
        self.inside.addWidget(field)
        return field
