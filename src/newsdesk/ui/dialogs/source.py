"""One source: how it fares and what to do, and what the reader may set for it; Save keeps it all, Cancel nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from newsdesk.domain.arrangement import LONGEST_NAME, clean_name
from newsdesk.domain.budget import MEGABYTE
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.source import DIRECT, SourceChoice, SourceKind
from newsdesk.ui.dialogs.box import Box
from newsdesk.ui.dialogs.roomy import RoomyFrame
from newsdesk.ui.dialogs.sickbed import Sickbed
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from newsdesk.domain.faults import Fault
    from newsdesk.domain.source import SourceState
    from newsdesk.texts import Texts

PAUSES = (15, 30, 60, 120, 360, 720, 1440)  # minutes
PICTURES = (None, "none", "small", "all")
KEPT_DAYS = (None, 0, 7, 30, 90, 365)  # None: as for all sources, 0: without limit
KEPT_ARTICLES = (None, 0, 100, 500, 2000)
KEPT_MEGABYTES = (None, 0, 5, 20, 100)
OWN = "own"


@dataclass(frozen=True, slots=True)
class Draft:
    """What the dialog asks to be kept."""

    title: str
    folder: str | None
    choice: SourceChoice


class SourceDialog(RoomyFrame):
    """Lives on the UI thread. `kept` asks for a Draft to be kept: then comes `accept` or `refuse`."""

    kept = Signal(object)  # Draft

    def __init__(
        self, texts: Texts, state: SourceState, folders: Sequence[str], now: datetime, parent: QWidget
    ) -> None:
        super().__init__(texts.say("source.title"), parent, width=780)
        self._texts = texts
        self._before = state
        self.health = Sickbed(texts)
        self.health.show_state(state, now)
        self.inside.addWidget(self.health)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(8)
        self._grid.setHorizontalSpacing(14)
        self._grid.setColumnStretch(1, 1)
        self._columns = 2 if self.has_two_columns else 1
        if self.has_two_columns:
            self._grid.setColumnStretch(3, 1)
        self._fields = 0
        self.inside.addLayout(self._grid)
        self.inside.addStretch(1)
        self._fill(state, folders)
        self.answer = plain_label("", kind="fault")
        self.answer.setWordWrap(True)
        self.answer.hide()
        self.column.addWidget(self.answer)
        self.cancel = self.add_button(texts.say("dialog.cancel"))
        self.button = self.add_button(texts.say("source.save"), "main")
        self.close_up()
        self.cancel.clicked.connect(self.reject)
        self.button.clicked.connect(self.send)

    def send(self) -> None:
        """Asks for what stands here to be kept."""
        self.button.setEnabled(False)
        self.answer.hide()
        self.kept.emit(self.draft())

    def refuse(self, fault: Fault) -> None:
        """Says what was wrong; all stays as typed."""
        self.button.setEnabled(True)
        self.answer.setText(self._texts.fault(fault))
        self.answer.show()

    def draft(self) -> Draft:
        """What stands in the fields now."""
        before, data = self._before, Qt.ItemDataRole.UserRole
        minutes, proxy = self.interval.currentData(data), self.proxy.currentData(data)
        choice = replace(
            before.choice,
            interval=timedelta(minutes=minutes),
            wants_text=self.texts.currentData(data),
            pictures=self.pictures.currentData(data),
            proxy=(self.proxy_address.text().strip() or None) if proxy == OWN else proxy,
            alternative_url=self.alternative.text().strip() or None,
            keeping=Keeping(*(box.currentData(data) for box in self.keeping)),
        )
        title = clean_name(self.name.text()) or before.source.title
        return Draft(title, clean_name(self.folder.currentText()), choice)

    # --- inside

    def _fill(self, state: SourceState, folders: Sequence[str]) -> None:
        say, source, choice = self._texts.say, state.source, state.choice
        self.name = QLineEdit(source.title)
        self.name.setMaxLength(LONGEST_NAME)
        self._add_row("name", self.name)
        self.folder = Box()
        self.folder.setEditable(True)
        self.folder.addItems(["", *folders])
        self.folder.setCurrentText(source.folder or "")
        line = self.folder.lineEdit()
        if line is not None:
            line.setPlaceholderText(say("source.no-folder"))
            line.setAccessibleName(say("source.folder"))
        self._add_row("folder", self.folder)
        self.address = _latin(QLineEdit(source.feed_url))
        self.address.setReadOnly(True)
        self._add_row("address", self.address)
        self.alternative = _latin(QLineEdit(choice.alternative_url or ""))
        self.alternative.setPlaceholderText("https://")
        self.alternative.setToolTip(say("source.alternative.hint"))
        self._add_row("alternative", self.alternative)
        self.interval = self._box("interval", self._pauses(state), round(source.interval.total_seconds() / 60))
        self.texts = self._box(
            "texts", [(say(f"source.texts.{w}"), w == "yes") for w in ("yes", "no")], choice.wants_text
        )
        sizes = [(say(f"source.pictures.{one or 'default'}"), one) for one in PICTURES]
        self.pictures = self._box("pictures", sizes, choice.pictures)
        self.keeping = self._keepings(choice.keeping)
        self._add_proxy(choice.proxy)
        is_asked = source.kind not in {SourceKind.GUIDE, SourceKind.FILE}
        for field in (self.alternative, self.interval, self.proxy, self.proxy_address):
            field.setEnabled(is_asked)

    def _add_proxy(self, chosen: str | None) -> None:
        ways = [
            (self._texts.say(f"source.proxy.{key}"), way)
            for key, way in (("default", None), (DIRECT, DIRECT), (OWN, OWN))
        ]
        is_own = chosen is not None and chosen != DIRECT
        self.proxy = self._box("proxy", ways, OWN if is_own else chosen)
        self.proxy_address = _latin(QLineEdit(chosen or "" if is_own else ""))
        self.proxy_address.setPlaceholderText("socks5://127.0.0.1:9050")
        self.proxy_address.setAccessibleName(self._texts.say("source.proxy.address"))
        at = self._grid.getItemPosition(self._grid.indexOf(self.proxy))
        self._grid.addWidget(self.proxy_address, at[0] + 1, at[1])  # type: ignore[index]
        self.proxy_address.setVisible(is_own)
        self.proxy.currentIndexChanged.connect(lambda _row: self._show_proxy())

    def _show_proxy(self) -> None:
        self.proxy_address.setVisible(self.proxy.currentData(Qt.ItemDataRole.UserRole) == OWN)
        self.fit()

    def _pauses(self, state: SourceState) -> list[tuple[str, object]]:
        now = round(state.source.interval.total_seconds() / 60)
        pauses = sorted({*PAUSES, now})
        return [(self._texts.say("sync.every", length=self._texts.length(n * 60)), n) for n in pauses]

    def _keepings(self, chosen: Keeping) -> tuple[Box, Box, Box]:
        """The boxes of how long, how many and how much is kept of this source."""
        count, say = self._texts.count, self._texts.say
        limits: tuple[tuple[str, int | None, Sequence[int | None], Callable[[int], str]], ...] = (
            ("days", chosen.days, KEPT_DAYS, lambda n: count("keeping.days", n)),
            ("articles", chosen.articles, KEPT_ARTICLES, lambda n: count("keeping.articles", n)),
            (
                "megabytes",
                chosen.megabytes,
                KEPT_MEGABYTES,
                lambda n: say("keeping.size", size=self._texts.size(n * MEGABYTE)),
            ),
        )
        made = []
        for name, own, usual, words in limits:
            offered = [*usual] if own in usual else [*usual, own]
            named = {None: say("source.keep.default"), 0: say("source.keep.all")}
            box = self._box(f"keep.{name}", [(named.get(n) or words(n or 0), n) for n in offered], own)
            box.setToolTip(say("source.keep.hint"))
            made.append(box)
        return made[0], made[1], made[2]

    def _box(self, name: str, choices: Sequence[tuple[str, object]], chosen: object) -> Box:
        box = Box()
        for words, stands_for in choices:
            box.addItem(words, stands_for)
            if stands_for == chosen:
                box.setCurrentIndex(box.count() - 1)
        self._add_row(name, box)
        return box

    def _add_row(self, name: str, field: QWidget) -> None:
        words = self._texts.say(f"source.{name}")
        if isinstance(field, Box):  # one long choice would leave the other column little room
            field.setSizeAdjustPolicy(Box.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(10)
        field.setAccessibleName(words)
        label = plain_label(words)
        label.setBuddy(field)
        row, column = divmod(self._fields, self._columns)
        self._grid.addWidget(label, row, 2 * column)
        self._grid.addWidget(field, row, 2 * column + 1)
        self._fields += 1


def _latin(field: QLineEdit) -> QLineEdit:
    """A field for an address, which runs from left to right in any window."""
    field.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    field.setMaxLength(2000)
    field.setCursorPosition(0)
    return field
