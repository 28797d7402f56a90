"""What the reader may choose, few and good, in one dialog; each choice is told at once and shows behind the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from newsdesk.domain.budget import MEGABYTE
from newsdesk.domain.digits import Digits, Months
from newsdesk.settings.settings import HIJRI_DAYS
from newsdesk.ui.dialogs.box import Box
from newsdesk.ui.dialogs.proxy import ProxyBox
from newsdesk.ui.dialogs.roomy import RoomyFrame
from newsdesk.ui.labels import plain_label
from newsdesk.ui.theme import ALIGNMENTS, LINES, MEASURES, READINGS

if TYPE_CHECKING:
    from newsdesk.settings.settings import Settings
    from newsdesk.texts import Texts

ROWS = 9  # in each of two columns: the dialog has room above a window of 600 pixels
ONE_COLUMN = 1.3  # text so large that two columns have no room
THEMES = ("system", "light", "sepia", "dark")
SIZES = range(80, 201, 10)  # per cent
PAUSES = (15, 30, 60, 120, 360)  # minutes
KEPT = ("retention_days", "retention_articles", "retention_megabytes")
KEEPINGS = ((0, 0, 0), *((days, 0, 0) for days in (7, 30, 90, 365)), (0, 5_000, 0), (0, 20_000, 0), (0, 0, 500))
QUIET = ((0, 0), (22, 7), (23, 8), (0, 9))  # from and until which hour
Choice = tuple[str, dict[str, Any]]  # the words, and the settings that they stand for


class PreferencesDialog(RoomyFrame):
    """Lives on the UI thread. `chosen` tells the settings that a choice changes, by their names."""

    chosen = Signal(dict)

    def __init__(self, texts: Texts, settings: Settings, parent: QWidget, *, has_tray: bool = True) -> None:
        super().__init__(texts.say("preferences.title"), parent, width=800)
        self._texts = texts
        self._has_tray = has_tray
        self.boxes: dict[str, QComboBox] = {}
        self.add_hint(texts.say("preferences.hint"))
        self._rows_each = ROWS if self.scale < ONE_COLUMN else 100
        self._grid = QGridLayout()
        self.inside.addLayout(self._grid)
        self.inside.addStretch(1)
        self._grid.setVerticalSpacing(4)
        self._grid.setHorizontalSpacing(18)
        self._grid.setColumnStretch(1, 1)
        if self._rows_each == ROWS:
            self._grid.setColumnStretch(3, 1)
        for name, choices in self._rows(settings):
            self._add(name, choices, settings)
        self._add_proxy(settings)
        self.answer = plain_label("", kind="fault")
        self.answer.setWordWrap(True)
        self.answer.hide()
        self.column.addWidget(self.answer)
        self.lost = plain_label("", kind="soft")
        self.lost.setWordWrap(True)
        self.lost.hide()
        self.column.addWidget(self.lost)
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
            ("alignment", [(say(f"alignment.{one}"), {"alignment": one}) for one in ALIGNMENTS]),
            ("digits", digits),
            ("months", [(say(f"months.{one}"), {"months": one}) for one in Months]),
            ("hijri_days", [(self._ahead(days), {"hijri_days": days}) for days in HIJRI_DAYS]),
            ("sync", pauses),
            ("pictures", [(say(f"pictures.{one}"), {"pictures": one}) for one in ("small", "none")]),
            ("keeping", self._keepings(settings)),
            ("alerts", [(say(f"alerts.{one}"), {"has_alerts": one == "on"}) for one in ("off", "on")]),
            ("quiet", [(self._quiet(*one), {"quiet_from": one[0], "quiet_until": one[1]}) for one in QUIET]),
            ("tray", [(say("tray.off"), {"stays_in_tray": False}), (self._tray(), {"stays_in_tray": True})]),
        ]

    def _keepings(self, settings: Settings) -> list[Choice]:
        """A few limits, and the reader's own where they chose other ones by hand."""
        own = tuple(getattr(settings, name) for name in KEPT)
        limits = [*KEEPINGS] if own in KEEPINGS else [*KEEPINGS, own]
        return [(self._kept(*limit), dict(zip(KEPT, limit, strict=True))) for limit in limits]

    def _kept(self, days: int, articles: int, megabytes: int) -> str:
        said = [self._texts.count("keeping.days", days)] if days else []
        said += [self._texts.count("keeping.articles", articles)] if articles else []
        said += [self._texts.say("keeping.size", size=self._texts.size(megabytes * MEGABYTE))] if megabytes else []
        return " · ".join(said) or self._texts.say("keeping.all")

    def tell_lost(self, sources: tuple[str, ...]) -> None:
        """Says which sources have lost their alerts, and why."""
        self.lost.setText(self._texts.say("alerts.lost", sources=self._texts.say("spoken.comma").join(sources)))
        self.lost.setVisible(bool(sources))
        self.fit()

    def _quiet(self, start: int, end: int) -> str:
        say = self._texts.say
        if start == end:
            return say("quiet.none")
        return say("quiet.hours", start=say("count.plain", n=start), end=say("count.plain", n=end))

    def _tray(self) -> str:
        return self._texts.say("tray.on" if self._has_tray else "tray.missing")

    def _every(self, minutes: int) -> str:
        return self._texts.say("sync.every", length=self._texts.length(minutes * 60))

    def _ahead(self, days: int) -> str:
        if days == 0:
            return self._texts.say("hijri.none")
        return self._texts.count("hijri.later" if days > 0 else "hijri.earlier", abs(days))

    def _add(self, name: str, choices: list[Choice], settings: Settings) -> None:
        box = Box()
        for said, stands_for in choices:
            box.addItem(said, stands_for)
            if all(getattr(settings, key) == value for key, value in stands_for.items()):
                box.setCurrentIndex(box.count() - 1)
        box.currentIndexChanged.connect(lambda _row: self.chosen.emit(box.currentData(Qt.ItemDataRole.UserRole)))
        self._place(name, box)

    def _add_proxy(self, settings: Settings) -> None:
        box = ProxyBox(self._texts, settings.proxies)
        self._place("proxy", box)
        box.taken.connect(self._on_proxy)
        box.refused.connect(lambda fault: self._say(self._texts.fault(fault)))

    def _on_proxy(self, chosen: dict[str, Any]) -> None:
        self.answer.hide()
        self.chosen.emit(chosen)

    def _say(self, words: str) -> None:
        self.answer.setText(words)
        self.answer.show()
        self.fit()

    def _place(self, name: str, box: Box) -> None:
        """Puts a box behind its name, at the next place of the two columns."""
        words = self._texts.say(f"preferences.{name}")
        box.setAccessibleName(words)
        if (field := box.lineEdit()) is not None:
            field.setAccessibleName(words)
        label = plain_label(words)
        label.setBuddy(box)
        box.setSizeAdjustPolicy(Box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(10)
        row, column = len(self.boxes) % self._rows_each, 2 * (len(self.boxes) // self._rows_each)
        self._grid.addWidget(label, row, column)
        self._grid.addWidget(box, row, column + 1)
        self.boxes[name] = box
