"""The starter list: countries beside their sources, ticked by the reader; nothing is fetched before that.

The list is our own shipped OPML, so the standard library's reader serves.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Tree

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QWidget

from newsdesk.domain.outline import Outline
from newsdesk.ui.dialogs.frame import AROUND, Frame
from newsdesk.ui.dialogs.ticks import TickDelegate
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from newsdesk.texts import Texts

LEAST = 120  # pixels of the lists in the lowest window
HIGH = 620  # pixels of the dialog at 100 %, where the window has them
_OUTLINE_ROLE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Country:
    """A folder of the starter list."""

    name: str
    outlines: tuple[Outline, ...]


def countries(file: Path) -> tuple[Country, ...]:
    """The countries of the shipped list, in its order; none when the file is missing."""
    if not file.is_file():
        return ()
    body = Tree.parse(file).getroot().find("body")  # noqa: S314  our own file
    return tuple(_country(folder) for folder in body if len(folder)) if body is not None else ()


def _country(folder: Tree.Element) -> Country:
    name = folder.get("text", "")
    return Country(name, tuple(_outline(entry, name) for entry in folder if entry.get("xmlUrl")))


def _outline(entry: Tree.Element, folder: str) -> Outline:
    notes = [value for key, value in entry.attrib.items() if key.endswith("}note") or key == "note"]
    title = entry.get("text") or entry.get("title") or ""
    return Outline(title, entry.get("xmlUrl", ""), entry.get("htmlUrl"), folder, notes[0] if notes else None)


class StarterDialog(Frame):
    """Lives on the UI thread."""

    chosen = Signal(tuple)  # Outlines

    def __init__(self, texts: Texts, listed: tuple[Country, ...], parent: QWidget) -> None:
        super().__init__(texts.say("starter.title"), parent, width=720)
        self._texts = texts
        self._ticked: dict[str, Outline] = {}
        self._listed = listed
        self.add_words(texts.say("starter.hint"))
        self.countries = QListWidget()
        self.countries.setAccessibleName(texts.say("starter.countries"))
        self.countries.addItems([country.name for country in listed])
        self.countries.setMaximumWidth(min(round(220 * self.scale), self.minimumWidth() // 3))
        self.sources = QListWidget()
        self.sources.setItemDelegate(TickDelegate(self.sources))
        self.sources.setAccessibleName(texts.say("starter.sources"))
        for one in (self.countries, self.sources):
            one.setMinimumHeight(LEAST)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(self.countries)
        both.addWidget(self.sources, 1)
        self.column.addLayout(both, 1)
        self.count = plain_label("", kind="soft")
        self.column.addWidget(self.count)
        self.cancel = self.add_button(texts.say("dialog.cancel"))
        self.button = self.add_button(texts.say("starter.button"), "main")
        self.close_up()
        self.cancel.clicked.connect(self.reject)
        self.button.clicked.connect(self._on_accepted)
        self.countries.currentRowChanged.connect(self._show_country)
        self.sources.itemChanged.connect(self._on_ticked)
        self.countries.setCurrentRow(0)
        self._tell()
        most = parent.window().height() - AROUND
        self.resize(self.minimumWidth(), min(round(HIGH * self.scale), most))

    def _show_country(self, row: int) -> None:
        self.sources.blockSignals(True)
        self.sources.clear()
        for outline in self._listed[row].outlines if 0 <= row < len(self._listed) else ():
            title = outline.title
            if outline.note:
                title = self._texts.say("starter.uncertain", title=title)
            item = QListWidgetItem(title, self.sources)
            item.setData(_OUTLINE_ROLE, outline)
            item.setToolTip("")
            item.setCheckState(Qt.CheckState.Checked if outline.url in self._ticked else Qt.CheckState.Unchecked)
        self.sources.blockSignals(False)

    def _on_ticked(self, item: QListWidgetItem) -> None:
        outline: Outline = item.data(_OUTLINE_ROLE)
        if item.checkState() == Qt.CheckState.Checked:
            self._ticked[outline.url] = outline
        else:
            self._ticked.pop(outline.url, None)
        self._tell()

    def _tell(self) -> None:
        self.button.setEnabled(bool(self._ticked))
        self.count.setText(self._texts.count("starter.count", len(self._ticked)))

    def _on_accepted(self) -> None:
        self.chosen.emit(tuple(self._ticked.values()))
        self.accept()
