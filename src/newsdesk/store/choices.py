"""Writes and reads what the reader chose for one source."""

from __future__ import annotations

from newsdesk.domain.source import SourceChoice
from newsdesk.store import keepings, routes
from newsdesk.store.connection import ReadConnection
from newsdesk.store.stores import Stores

_SET = (
    "INSERT INTO source_choice (source_id, full_text, pictures) VALUES (?, ?, ?)"
    " ON CONFLICT (source_id) DO UPDATE SET full_text = excluded.full_text, pictures = excluded.pictures"
)
_INTERVAL = "UPDATE source SET interval = ? WHERE id = ?"


def save(stores: Stores, source_id: int, choice: SourceChoice) -> bool:
    """Keeps the choice; False when the source is gone."""
    if stores.origin(source_id) is None:
        return False
    with stores.changing_library() as library:
        if choice.interval is not None:
            library.write(_INTERVAL, (int(choice.interval.total_seconds()), source_id))
        library.write(_SET, (source_id, int(choice.wants_text), choice.pictures))
        routes.save(library, source_id, choice)
        keepings.save(stores, source_id, choice.keeping)
    return True


def all_of(reads: ReadConnection) -> dict[int, tuple[bool, str | None, str | None]]:
    """By source: whether it wants full texts, which pictures (None: as for all), and where it was before it moved."""
    rows = reads.rows("SELECT source_id, full_text, pictures, former_url FROM library.source_choice")
    return {row[0]: (bool(row[1]), row[2], row[3]) for row in rows}
