"""What the window says when there is nothing to list, and at the first run; it must not know how it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from newsdesk.domain.changes import Unready
from newsdesk.domain.faults import Fault
from newsdesk.domain.searches import SearchId
from newsdesk.domain.shelf import Ordering, Shelf, ShelfKind
from newsdesk.domain.source import SourceId, SourceKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsdesk.domain.searches import SavedSearch
    from newsdesk.domain.source import SourceState
    from newsdesk.texts import Texts


@dataclass(frozen=True, slots=True)
class Emptiness:
    """Why a list is empty: a title, a hint, and the action that helps with its button's words, "" for none."""

    title: str
    hint: str
    action: str = ""
    button: str = ""


def emptiness(texts: Texts, shelf: Shelf | None, states: Sequence[SourceState], query: str) -> Emptiness:
    """Why this shelf, or the search when there is none, has no rows."""
    if shelf is None:
        return Emptiness(texts.say("empty.found"), texts.say("empty.found.hint", query=query))
    return _of_shelf(texts, shelf, states)


def unreadiness(texts: Texts, why: str | Fault) -> Emptiness:
    """Why nothing can be shown of what is stored: one of `Unready`, or what refused it. Nothing is said of a first
    start, which is over at once."""
    if isinstance(why, Fault):
        return Emptiness(texts.say("empty.refused"), texts.fault(why))
    if why == Unready.MAKING:
        return Emptiness("", "")
    return Emptiness(texts.say("empty.preparing"), texts.say("empty.preparing.hint"))


def _of_shelf(texts: Texts, shelf: Shelf, states: Sequence[SourceState]) -> Emptiness:
    if shelf.kind in (ShelfKind.BOOKMARKS, ShelfKind.SEARCH):
        return Emptiness(texts.say(f"empty.{shelf.kind}"), texts.say(f"empty.{shelf.kind}.hint"))
    if not states:
        return Emptiness(
            texts.say("empty.sources"), texts.say("empty.sources.hint"), "starter", texts.say("firstrun.button")
        )
    if shelf.kind is ShelfKind.UNREAD:
        return Emptiness(texts.say("empty.unread"), texts.say("empty.unread.hint"))
    if shelf.kind is ShelfKind.TODAY:
        return Emptiness(
            texts.say("empty.today"), texts.say("empty.today.hint"), "refresh", texts.say("action.refresh")
        )
    state = next((s for s in states if s.source.id == shelf.source), None)
    if state is not None and state.health.fault is not None:
        fault = texts.fault(state.health.fault)
        return Emptiness(texts.say("empty.trouble"), fault, "refresh_source", texts.say("action.refresh_source"))
    return Emptiness(texts.say("empty.shelf"), texts.say("empty.shelf.hint"), "refresh", texts.say("action.refresh"))


def is_first_run(states: Sequence[SourceState]) -> bool:
    """Whether the reader has chosen no source yet: only the guide is there."""
    return bool(states) and all(state.source.kind is SourceKind.GUIDE for state in states)


def shelf_name(shelf: Shelf) -> str:
    """A shelf as the settings keep it.

    >>> shelf_name(Shelf(ShelfKind.UNREAD)), shelf_name(Shelf(ShelfKind.FOLDER, folder="مصر"))
    ('unread', 'folder:مصر')
    """
    if shelf.kind is ShelfKind.SOURCE:
        return f"source:{shelf.source}"
    if shelf.kind is ShelfKind.SEARCH:
        return f"search:{shelf.search}"
    return f"folder:{shelf.folder}" if shelf.kind is ShelfKind.FOLDER else shelf.kind.value


def ordering_named(name: str) -> Ordering:
    """The order that the settings name; the newest first for a name that means none."""
    return Ordering(name) if name in [ordering.value for ordering in Ordering] else Ordering.NEWEST


def shelf_title(texts: Texts, shelf: Shelf, state: SourceState | None, search: SavedSearch | None = None) -> str:
    """What a shelf is called above its list; `state` is that of its source, `search` the one that fills it."""
    if shelf.kind is ShelfKind.SOURCE:
        return state.source.title if state else ""
    if shelf.kind is ShelfKind.SEARCH:
        return search.name if search else ""
    return shelf.folder or "" if shelf.kind is ShelfKind.FOLDER else texts.say(f"shelf.{shelf.kind.value}")


def shelf_named(name: str, today_since: datetime) -> Shelf:
    """The shelf that the settings name; all headlines for a name that means none.

    >>> shelf_named("source:12", datetime.min), shelf_named("nonsense", datetime.min).kind.value
    (Shelf(kind=<ShelfKind.SOURCE: 'source'>, source=12, folder=None, since=None, search=None), 'all')
    """
    kind, _, rest = name.partition(":")
    if kind == ShelfKind.SOURCE and rest.isdecimal():
        return Shelf(ShelfKind.SOURCE, source=SourceId(int(rest)))
    if kind == ShelfKind.SEARCH and rest.isdecimal():
        return Shelf(ShelfKind.SEARCH, search=SearchId(int(rest)))
    if kind == ShelfKind.FOLDER and rest:
        return Shelf(ShelfKind.FOLDER, folder=rest)
    if kind == ShelfKind.TODAY:
        return Shelf(ShelfKind.TODAY, since=today_since)
    return Shelf(ShelfKind(kind)) if kind in (ShelfKind.UNREAD, ShelfKind.BOOKMARKS) else Shelf(ShelfKind.ALL)
