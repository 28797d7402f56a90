"""Asks for one name: of a folder, new or known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from newsdesk.domain.arrangement import LONGEST_NAME, clean_name
from newsdesk.ui.dialogs.box import Box
from newsdesk.ui.dialogs.frame import Frame

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdesk.texts import Texts


class NamingDialog(Frame):
    """Lives on the UI thread. `named` tells the name as one clean line; "" for none, where that may be."""

    named = Signal(str)

    def __init__(self, texts: Texts, key: str, parent: QWidget, known: Sequence[str] = (), name: str = "") -> None:
        """`key` names the sentences of the dialog. `known` are offered; then none at all may be meant, too."""
        super().__init__(texts.say(f"naming.{key}.title"), parent, width=420)
        self._may_be_none = bool(known)
        self.add_words(texts.say(f"naming.{key}.hint"))
        self.field = Box() if known else QComboBox()  # without a sign of more where there is no more
        self.field.setEditable(True)
        self.field.addItems(list(known))
        self.field.setCurrentText(name)
        self.field.setAccessibleName(texts.say("source.folder"))
        line = self.field.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST_NAME)
            line.setAccessibleName(texts.say("source.folder"))
            line.setPlaceholderText(texts.say("source.no-folder") if known else "")
            line.selectAll()
            line.returnPressed.connect(self.send)
        self.column.addWidget(self.field)
        cancel = self.add_button(texts.say("dialog.cancel"))
        self.button = self.add_button(texts.say(f"naming.{key}.button"), "main")
        self.close_up(is_tight=True)
        cancel.clicked.connect(self.reject)
        self.button.clicked.connect(self.send)

    def send(self) -> None:
        """Tells the name, unless there is none where there must be one."""
        name = clean_name(self.field.currentText()) or ""
        if name or self._may_be_none:
            self.named.emit(name)
            self.accept()
