"""What the reader may choose, few and good, in one dialog; each choice is told at once and shows behind the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from newsdesk.domain.digits import Digits, Months
from newsdesk.settings.settings import HIJRI_DAYS
from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.labels import plain_label
from newsdesk.ui.theme import LINES, MEASURES, READINGS

if TYPE_CHECKING:
    from newsdesk.settings.settings import Settings
    from newsdesk.texts import Texts

THEMES = ("system", "light", "sepia", "dark")
SIZES = range(80, 201, 10)  # per cent
PAUSES = (15, 30, 60, 120, 360)  # minutes
Choice = tuple[str, dict[str, Any]]  # the words, and the settings that they stand for


class PreferencesDialog(Frame):
    """Lives on the UI thread. `chosen` tells the settings that a choice changes, by their names."""

    chosen = Signal(dict)

    def __init__(self, texts: Texts, settings: Settings, parent: QWidget) -> None:
        super().__init__(texts.say("preferences.title"), parent, width=460)
        self._texts = texts
        self.boxes: dict[str, QComboBox] = {}
        self.add_words(texts.say("preferences.hint"))
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(18)
        self._grid.setColumnStretch(1, 1)
        self.column.addLayout(self._grid)
        for name, choices in self._rows(settings):
            self._add(name, choices, settings)
        close = self.add_button(texts.say("dialog.close"), "main")
        close.clicked.connect(self.accept)
        self.close_up()

    def _rows(self, settings: Settings) -> list[tuple[str, list[Choice]]]:
        say = self._texts.say
        sizes = [(say("preferences.percent", n=size), {"text_size": size}) for size in SIZES]
        pauses: list[Choice] = [(say("sync.never"), {"does_sync_by_itself": False})]
        pauses += [(self._every(n), {"does_sync_by_itself": True, "sync_minutes": n}) for n in PAUSES]
        digits = [(say(f"digits.{one}"), {"digits": one}) for one in Digits]
        if settings.digits is None:  # no choice yet is what is usual for the language
            digits.sort(key=lambda choice: choice[1]["digits"] != settings.shown_digits)
        return [
            ("language", [(say(f"language.{one}"), {"language": one}) for one in ("ar", "en")]),
            ("theme", [(say(f"theme.{one}"), {"theme": one}) for one in THEMES]),
            ("face", [(say(f"face.{one}"), {"face": one}) for one in READINGS]),
            ("text_size", sizes),
            ("line_height", [(say(f"lines.{one}"), {"line_height": one}) for one in LINES]),
            ("measure", [(say(f"measure.{one}"), {"measure": one}) for one in MEASURES]),
            ("digits", digits),
            ("months", [(say(f"months.{one}"), {"months": one}) for one in Months]),
            ("hijri_days", [(self._ahead(days), {"hijri_days": days}) for days in HIJRI_DAYS]),
            ("sync", pauses),
            ("pictures", [(say(f"pictures.{one}"), {"pictures": one}) for one in ("small", "none")]),
        ]

    def _every(self, minutes: int) -> str:
        return self._texts.say("sync.every", length=self._texts.length(minutes * 60))

    def _ahead(self, days: int) -> str:
        if days == 0:
            return self._texts.say("hijri.none")
        return self._texts.count("hijri.later" if days > 0 else "hijri.earlier", abs(days))

    def _add(self, name: str, choices: list[Choice], settings: Settings) -> None:
        words = self._texts.say(f"preferences.{name}")
        box = QComboBox()
        box.setAccessibleName(words)
        for said, stands_for in choices:
            box.addItem(said, stands_for)
            if all(getattr(settings, key) == value for key, value in stands_for.items()):
                box.setCurrentIndex(box.count() - 1)
        box.currentIndexChanged.connect(lambda _row: self.chosen.emit(box.currentData(Qt.ItemDataRole.UserRole)))
        label = plain_label(words)
        label.setBuddy(box)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(box, row, 1)
        self.boxes[name] = box
