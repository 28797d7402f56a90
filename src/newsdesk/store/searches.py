"""Writes the searches that the reader saves. They stand in the library: no fetch brings them back."""

from __future__ import annotations

from newsdesk.domain.changes import Changes
from newsdesk.domain.searches import LONGEST_NAME, LONGEST_QUERY, AddedSearch, SavedSearch, SearchId
from newsdesk.store.stores import Stores

_ADD = (
    "INSERT INTO saved_search (name, query, is_followed, position)"
    " VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM saved_search))"
)
_PUT = (
    "INSERT INTO saved_search (id, name, query, is_followed, position) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET name = excluded.name, query = excluded.query,"
    " is_followed = excluded.is_followed, position = excluded.position"
)


def add(stores: Stores, name: str, query: str, *, is_followed: bool = False) -> AddedSearch:
    """The new search, last in the reader's order; without a name it has that of its words."""
    named = _line(name or query)[:LONGEST_NAME]
    with stores.changing_library() as library:
        library.write(_ADD, (named, _line(query)[:LONGEST_QUERY], int(is_followed)))
    row = stores.library.rows(
        "SELECT id, name, query, is_followed, position FROM saved_search ORDER BY id DESC LIMIT 1"
    )[0]
    saved = SavedSearch(SearchId(row[0]), row[1], row[2], bool(row[3]), row[4])
    return AddedSearch(saved, Changes(searches=True))


def put(stores: Stores, search: SavedSearch) -> Changes:
    """Writes a search as it is said here, also one that had been removed."""
    with stores.changing_library() as library:
        name, query = _line(search.name)[:LONGEST_NAME], _line(search.query)[:LONGEST_QUERY]
        library.write(_PUT, (search.id, name or query, query, int(search.is_followed), search.position))
    return Changes(searches=True)


def remove(stores: Stores, search: SearchId) -> Changes:
    """Takes a search away, if it is there."""
    with stores.changing_library() as library:
        return Changes(searches=bool(library.write("DELETE FROM saved_search WHERE id = ?", (search,))))


def arrange(stores: Stores, order: tuple[SearchId, ...]) -> Changes:
    """Puts the searches in this order; those not named keep their places."""
    with stores.changing_library() as library:
        library.many(
            "UPDATE saved_search SET position = ? WHERE id = ?",
            [(place, search) for place, search in enumerate(order, 1)],
        )
    return Changes(searches=True)


def _line(text: str) -> str:
    return " ".join(text.split())
