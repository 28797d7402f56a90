"""A saved search is a shelf that fills itself: what was asked, under a name, in the reader's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType

from newsdesk.domain.changes import Changes

SearchId = NewType("SearchId", int)

LONGEST_NAME = 80
LONGEST_QUERY = 1000


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """What the reader saved. `query` is in the language of the search field, its words meant whole.

    Of a search that `is_followed` full texts come first, and its unread articles stay whatever the rules of retention.
    """

    id: SearchId
    name: str
    query: str
    is_followed: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class AddedSearch:
    """A search that was saved, and what the write touched."""

    search: SavedSearch
    changes: Changes


@dataclass(frozen=True, slots=True)
class SearchState:
    """One row of the list of saved searches. `unread` counts among the newest of what answers (store.shelved)."""

    search: SavedSearch
    unread: int = 0
