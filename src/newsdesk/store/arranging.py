"""Writes where the reader has put sources and folders, what they call them, and an address taken back."""

from __future__ import annotations

from newsdesk.domain.arrangement import Arrangement
from newsdesk.store import routes
from newsdesk.store.stores import Stores

_FOLDER = (
    "INSERT INTO folder (name, position) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET position = excluded.position"
)
_PLACE = "UPDATE source SET folder = (SELECT id FROM folder WHERE name = ?), position = ? WHERE id = ?"
_FORGET_VALIDATORS = "UPDATE source_state SET etag = NULL, last_modified = NULL, next_due_at = NULL WHERE source_id = ?"
_FORGET_MOVE = "UPDATE source_record SET moved_url = NULL, moved_since = NULL, moved_times = 0 WHERE source_id = ?"
_SET_FORMER = (
    "INSERT INTO source_choice (source_id, former_url) VALUES (?, ?)"
    " ON CONFLICT (source_id) DO UPDATE SET former_url = excluded.former_url"
)


def arrange(stores: Stores, wanted: Arrangement) -> None:
    """Puts sources and folders as wanted; a source that is not named stays in its folder, behind the others."""
    with stores.changing_library() as library:
        for number, name in enumerate(wanted.folders, 1):
            library.write(_FOLDER, (name, number))
        for number, (source, folder) in enumerate(wanted.places, 1):
            library.write(_PLACE, (folder, number, source))
        named = set(wanted.folders)
        for name, is_used in library.rows("SELECT name, id IN (SELECT folder FROM source) FROM folder"):
            if name not in named and not is_used:
                library.write("DELETE FROM folder WHERE name = ?", (name,))


def rename(stores: Stores, source_id: int, title: str) -> bool:
    """Gives a source the reader's own name for it; False when it is gone."""
    with stores.changing_library() as library:
        return library.write("UPDATE source SET title = ? WHERE id = ?", (title, source_id)) > 0


def take_back_address(stores: Stores, source_id: int) -> bool:
    """Has a source fetched at its former address again, for good, and keeps the one it had moved to; False when there
    is none, or it is another source's by now."""
    rows = stores.library.rows(
        "SELECT s.feed_url, c.former_url FROM source s JOIN source_choice c ON c.source_id = s.id WHERE s.id = ?",
        (source_id,),
    )
    if not rows or rows[0][1] is None:
        return False
    now, former = rows[0]
    taken = "SELECT 1 FROM source WHERE id <> ?1 AND (url = ?2 OR feed_url = ?2)"
    if stores.library.value(taken, (source_id, former)):
        return False
    with stores.changing_library() as library:
        library.write("UPDATE source SET feed_url = ? WHERE id = ?", (former, source_id))
        library.write(_SET_FORMER, (source_id, now))
        routes.refuse(library, source_id, now)
    with stores.cache.transaction():
        stores.cache.write(_FORGET_VALIDATORS, (source_id,))
        stores.cache.write(_FORGET_MOVE, (source_id,))
    return True
