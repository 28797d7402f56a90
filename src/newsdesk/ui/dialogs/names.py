"""The reader's own names that are spelt in several ways, a line each; what is wrong is said while they write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit

from newsdesk.ui.dialogs.roomy import RoomyFrame
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from newsdesk.domain.faults import Fault
    from newsdesk.texts import Texts

MOST_FAULTS = 3  # that are said at once
LARGE = 1.5  # text so large that there is room for one


class NamesDialog(RoomyFrame):
    """Lives on the UI thread. `kept` tells the table as it is to be; lines that are wrong may be kept, too."""

    kept = Signal(str)

    def __init__(self, texts: Texts, table: str, faults: Callable[[str], tuple[Fault, ...]], parent: QWidget) -> None:
        super().__init__(texts.say("names.title"), parent, width=520)
        self._texts = texts
        self._faults = faults
        self.add_hint(texts.say("names.hint"))
        self.field = QPlainTextEdit()
        self.field.setTabChangesFocus(True)
        lines = self.field.document().defaultTextOption()
        lines.setTextDirection(Qt.LayoutDirection.RightToLeft)  # the names are Arabic, whatever the window is
        lines.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self.field.document().setDefaultTextOption(lines)
        self.field.setPlainText(table)
        self.field.setPlaceholderText(texts.say("names.example"))
        self.field.setAccessibleName(texts.say("names.title"))
        self.field.setMinimumHeight(round(150 * self.scale))
        self.inside.addWidget(self.field, 1)
        self.answer = plain_label("", kind="fault")
        self.answer.setWordWrap(True)
        self.column.addWidget(self.answer)  # not with what scrolls: it is to be seen
        cancel = self.add_button(texts.say("dialog.cancel"))
        self.button = self.add_button(texts.say("source.save"), "main")
        self.close_up()
        cancel.clicked.connect(self.reject)
        self.button.clicked.connect(self.send)
        self.field.textChanged.connect(self._look)
        self.field.setFocus()
        self._look()

    def send(self) -> None:
        """Tells the table as it stands here."""
        text = self.field.toPlainText()
        self.kept.emit(text if not text or text.endswith("\n") else f"{text}\n")
        self.accept()

    def _look(self) -> None:
        most = MOST_FAULTS if self.scale < LARGE else 1
        faults = self._faults(self.field.toPlainText())[:most]
        self.answer.setText("\n".join(map(self._texts.fault, faults)))
        self.answer.setVisible(bool(faults))
        self.fit()
