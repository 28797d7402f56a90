"""Where a source or a folder that is dragged over the sidebar would come to stand; moves nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, QRect

from newsdesk.ui.sources.model import ENTRY_ROLE, Entry, EntryKind

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView

    from newsdesk.domain.searches import SearchId
    from newsdesk.domain.shelf import Shelf
    from newsdesk.domain.source import SourceId


TOP = (EntryKind.SHELF, EntryKind.SEARCH)  # what stands above all sources


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dragged, and where to. Of a source: the folder, and the source ahead of which it comes, None: last.
    Of a folder: the folder ahead of which it comes, None: last; of a saved search likewise."""

    shelf: Shelf
    folder: str | None = None
    before: SourceId | None = None
    before_folder: str | None = None
    before_search: SearchId | None = None


@dataclass(frozen=True, slots=True)
class Landing:
    """A place that can be dropped on: `mark` is where the sign of it is drawn; `is_inside` frames a whole row."""

    dropped: Dropped
    mark: QRect
    is_inside: bool = False


def landing(view: QListView, dragged: Entry, place: QPoint) -> Landing | None:
    """Where the dragged entry would come to stand at this place of the view; None where it cannot."""
    index = view.indexAt(place)
    rows = view.model().rowCount()
    is_below = not index.isValid()
    index = index if index.isValid() else view.model().index(rows - 1, 0)
    if not index.isValid():
        return None
    rect = view.visualRect(index)
    is_below = is_below or place.y() > rect.center().y()
    if dragged.kind is EntryKind.SEARCH:
        return _of_search(view, dragged, index, is_below=is_below)
    if dragged.kind is EntryKind.FOLDER:
        return _of_folder(view, dragged, index, is_below=is_below)
    return _of_source(view, dragged, index, is_below=is_below)


def _of_source(view: QListView, dragged: Entry, index: QModelIndex, *, is_below: bool) -> Landing | None:
    target: Entry = index.data(ENTRY_ROLE)
    rect = view.visualRect(index)
    if target.kind is EntryKind.FOLDER:
        return Landing(Dropped(dragged.shelf, target.shelf.folder, _first_in(view, index.row())), rect, is_inside=True)
    if target.kind in TOP:
        following = _entry(view, index.row() + 1)
        if following is not None and following.kind in TOP:
            return None
        first = following.shelf.source if following is not None else None
        return Landing(Dropped(dragged.shelf, None, first), _edge(rect, is_below=True))
    before = target.shelf.source
    if is_below:
        following = _entry(view, index.row() + 1)
        before = following.shelf.source if following is not None else None
    return Landing(Dropped(dragged.shelf, _folder_of(view, index.row()), before), _edge(rect, is_below=is_below))


def _of_folder(view: QListView, dragged: Entry, index: QModelIndex, *, is_below: bool) -> Landing | None:
    """Folders stand behind the sources that are in none; a place inside of one means ahead of it or behind it."""
    entries = [_entry(view, row) for row in range(view.model().rowCount())]
    heads = [n for n, entry in enumerate(entries) if entry is not None and entry.kind is EntryKind.FOLDER]
    own = max((n for n in heads if n <= index.row()), default=heads[0])
    if index.row() == own and not is_below:
        ahead: int | None = own
    else:
        ahead = next((n for n in heads if n > max(index.row(), own)), None) if index.row() >= own else own
    entry = entries[ahead] if ahead is not None else None
    row = ahead if ahead is not None else len(entries) - 1
    mark = _edge(view.visualRect(view.model().index(row, 0)), is_below=ahead is None)
    return Landing(Dropped(dragged.shelf, before_folder=entry.shelf.folder if entry is not None else None), mark)


def _of_search(view: QListView, dragged: Entry, index: QModelIndex, *, is_below: bool) -> Landing | None:
    """Saved searches stand together behind the shelves; anything further down means behind the last of them."""
    entries = [_entry(view, row) for row in range(view.model().rowCount())]
    rows = [row for row, entry in enumerate(entries) if entry is not None and entry.kind is EntryKind.SEARCH]
    if not rows:
        return None
    at = min(max(index.row() + int(is_below), rows[0]), rows[-1] + 1)
    entry = entries[at] if at <= rows[-1] else None
    mark = _edge(view.visualRect(view.model().index(min(at, rows[-1]), 0)), is_below=entry is None)
    return Landing(Dropped(dragged.shelf, before_search=entry.shelf.search if entry is not None else None), mark)


def _first_in(view: QListView, row: int) -> SourceId | None:
    following = _entry(view, row + 1)
    return following.shelf.source if following is not None else None


def _folder_of(view: QListView, row: int) -> str | None:
    above = (_entry(view, n) for n in range(row, -1, -1))
    return next((e.shelf.folder for e in above if e is not None and e.kind is EntryKind.FOLDER), None)


def _entry(view: QListView, row: int) -> Entry | None:
    index = view.model().index(row, 0)
    entry: Entry | None = index.data(ENTRY_ROLE) if index.isValid() else None
    return entry


def _edge(rect: QRect, *, is_below: bool) -> QRect:
    return QRect(rect.left(), rect.bottom() - 1 if is_below else rect.top(), rect.width(), 2)
