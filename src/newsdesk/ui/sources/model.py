"""The rows of the sidebar, made from the sources and counts of the desk; it must not know how they are painted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.texts.standing import standing_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdesk.domain.searches import SearchState
    from newsdesk.domain.shelf import Counts
    from newsdesk.domain.source import SourceState
    from newsdesk.texts import Texts

ENTRY_ROLE = Qt.ItemDataRole.UserRole
_NOWHERE = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


class EntryKind(StrEnum):
    """What a row of the sidebar stands for."""

    SHELF = "shelf"
    SEARCH = "search"
    FOLDER = "folder"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: `count` is ready to show and "" for none; `fault` the sentence of a source in trouble; `tip` what
    resting the mouse on it says."""

    kind: EntryKind
    shelf: Shelf
    label: str
    icon: str
    count: str
    fault: str
    spoken: str
    tip: str = ""


class SidebarModel(QAbstractListModel):
    """Lives on the UI thread. Rows are made anew when the desk tells of sources or counts."""

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._entries: list[Entry] = []

    def show(
        self,
        states: Sequence[SourceState],
        counts: Counts | None,
        today_since: datetime,
        folders: Sequence[str] = (),
        searches: Sequence[SearchState] = (),
    ) -> None:
        """Shows these sources; where only figures and names changed the rows stay where they are."""
        fresh = entries(self._texts, states, counts, today_since, folders, searches)
        same = [(e.kind, e.shelf) for e in fresh] == [(e.kind, e.shelf) for e in self._entries]
        if same:
            before, self._entries = self._entries, fresh
            for row, entry in enumerate(fresh):
                if entry != before[row]:
                    index = self.index(row, 0)
                    self.dataChanged.emit(index, index)
        else:
            self.beginResetModel()
            self._entries = fresh
            self.endResetModel()

    def entry(self, row: int) -> Entry:
        """The entry of a row."""
        return self._entries[row]

    def row_of(self, shelf: Shelf) -> int | None:
        """The row of a shelf, whatever day it began; None when it is not there."""
        wanted = (shelf.kind, shelf.source, shelf.folder, shelf.search)
        rows = enumerate(e.shelf for e in self._entries)
        return next((row for row, s in rows if (s.kind, s.source, s.folder, s.search) == wanted), None)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        if index.isValid() and self._entries[index.row()].kind is not EntryKind.SHELF:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.label
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return entry.spoken
        return None


def entries(
    texts: Texts,
    states: Sequence[SourceState],
    counts: Counts | None,
    today_since: datetime,
    named: Sequence[str] = (),
    searches: Sequence[SearchState] = (),
) -> list[Entry]:
    """The rows in order: four shelves, saved searches, sources without a folder, then each folder with its sources.
    `named`: the folders in their order, empty ones too."""
    shelves = (
        (ShelfKind.ALL, "all", "shelf.all", counts.total if counts else 0),
        (ShelfKind.UNREAD, "unread", "shelf.unread", counts.unread if counts else 0),
        (ShelfKind.TODAY, "today", "shelf.today", counts.today if counts else 0),
        (ShelfKind.BOOKMARKS, "star", "shelf.bookmarks", counts.bookmarks if counts else 0),
    )
    made = []
    for kind, icon, key, number in shelves:
        shelf = Shelf(kind, since=today_since if kind is ShelfKind.TODAY else None)
        made.append(_entry(texts, EntryKind.SHELF, shelf, texts.say(key), icon, number))
    made += [_of_search(texts, state) for state in searches]
    unread = counts.unread_by_source if counts else {}
    folders: dict[str | None, list[SourceState]] = {None: [], **{name: [] for name in named}}
    for state in states:
        folders.setdefault(state.source.folder or None, []).append(state)
    for folder, inside in folders.items():
        if folder is not None:
            made.append(
                _entry(
                    texts,
                    EntryKind.FOLDER,
                    Shelf(ShelfKind.FOLDER, folder=folder),
                    folder,
                    "",
                    sum(unread.get(s.source.id, 0) for s in inside),
                )
            )
        for state in inside:
            source = state.source
            number = unread.get(source.id, 0) if counts else state.unread
            fault = trouble(texts, state)
            shelf = Shelf(ShelfKind.SOURCE, source=source.id)
            made.append(_entry(texts, EntryKind.SOURCE, shelf, source.title or source.url, "", number, fault))
    return made


def _of_search(texts: Texts, state: SearchState) -> Entry:
    search = state.search
    shelf = Shelf(ShelfKind.SEARCH, search=search.id)
    icon = "follow" if search.is_followed else "search"
    made = _entry(texts, EntryKind.SEARCH, shelf, search.name, icon, state.unread)
    key = "spoken.followed-search" if search.is_followed else "spoken.search"
    return replace(made, spoken=texts.say(key, name=made.spoken), tip=search.query)


def trouble(texts: Texts, state: SourceState) -> str:
    """The word and the sentence of a source in trouble; "" of one that is well."""
    if state.health.fault is None:
        return ""
    word = standing_of(texts, state, datetime.now(UTC)).word
    return texts.say("sidebar.trouble", word=word, fault=texts.fault(state.health.fault))


def _entry(texts: Texts, kind: EntryKind, shelf: Shelf, label: str, icon: str, number: int, fault: str = "") -> Entry:
    count = texts.say("count.plain", n=number) if number else ""
    spoken = texts.count("spoken.entry", number, name=label) if number else label
    return Entry(kind, shelf, label, icon, count, fault, f"{spoken}. {fault}" if fault else spoken)
