"""Writes and reads how much of single sources is kept, and tells what went by it."""

from __future__ import annotations

from newsdesk.domain.keeping import Keeping, Reason, Removal
from newsdesk.store.connection import ReadConnection
from newsdesk.store.stores import Stores

_SET = (
    "INSERT INTO source_keeping (source_id, days, articles, megabytes) VALUES (?, ?, ?, ?) ON CONFLICT (source_id)"
    " DO UPDATE SET days = excluded.days, articles = excluded.articles, megabytes = excluded.megabytes"
)
_ALL = "SELECT source_id, days, articles, megabytes FROM source_keeping"  # only the library has such a table


def save(stores: Stores, source_id: int, keeping: Keeping) -> None:
    """Keeps the choice, inside the caller's transaction on the library; one that says nothing leaves no row."""
    values = (keeping.days, keeping.articles, keeping.megabytes)
    if values == (None, None, None):
        stores.library.write("DELETE FROM source_keeping WHERE source_id = ?", (source_id,))
    else:
        stores.library.write(_SET, (source_id, *values))


def keepings(stores: Stores) -> dict[int, Keeping]:
    """What was chosen for single sources."""
    return {row[0]: Keeping(*row[1:]) for row in stores.library.rows(_ALL)}


def all_of(reads: ReadConnection) -> dict[int, Keeping]:
    """The same, for who only reads."""
    return {row[0]: Keeping(*row[1:]) for row in reads.rows(_ALL)}


def removals(reads: ReadConnection, days: int) -> tuple[Removal, ...]:
    """What went on the last `days` days on which anything did, newest first."""
    rows = reads.rows(
        "SELECT day, source_id, reason, articles FROM removal WHERE day IN"
        " (SELECT DISTINCT day FROM removal ORDER BY day DESC LIMIT ?) ORDER BY day DESC, source_id, reason",
        (days,),
    )
    return tuple(Removal(row[0], row[1], Reason(row[2]), row[3]) for row in rows)
