"""By which way a source is asked: the reader's proxy and other address for it, and which of its addresses answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from newsdesk.domain.source import SourceChoice

if TYPE_CHECKING:
    from newsdesk.store.connection import ReadConnection
    from newsdesk.store.database import Database

Route = tuple[str | None, str | None]  # proxy, other address
USUAL: Final[Route] = (None, None)

_SET = (
    "INSERT INTO source_route (source_id, proxy, alternative_url) VALUES (?, ?, ?)"
    " ON CONFLICT (source_id) DO UPDATE SET proxy = excluded.proxy, alternative_url = excluded.alternative_url"
)
_REFUSE = (
    "INSERT INTO source_route (source_id, refused_url) VALUES (?, ?)"
    " ON CONFLICT (source_id) DO UPDATE SET refused_url = excluded.refused_url"
)
_ANSWERED = "INSERT INTO source_answer (source_id, is_alternative) VALUES (?, 1) ON CONFLICT (source_id) DO NOTHING"


def save(library: Database, source_id: int, choice: SourceChoice) -> None:
    """Keeps the way, inside the caller's transaction on the library."""
    way = (choice.proxy, choice.alternative_url)
    if way != USUAL or library.value("SELECT 1 FROM source_route WHERE source_id = ?", (source_id,)):
        library.write(_SET, (source_id, *way))


def refuse(library: Database, source_id: int, url: str) -> None:
    """Keeps that the reader does not want a source to move there, inside the caller's transaction."""
    library.write(_REFUSE, (source_id, url))


def refuses(library: Database, source_id: int, url: str) -> bool:
    """Whether the reader does not want a source to move there."""
    statement = "SELECT 1 FROM source_route WHERE source_id = ? AND refused_url = ?"
    return library.value(statement, (source_id, url)) is not None


def answered(cache: Database, source_id: int, *, is_alternative: bool) -> None:
    """Notes which address answered, inside the caller's transaction on the cache."""
    statement = _ANSWERED if is_alternative else "DELETE FROM source_answer WHERE source_id = ?"
    cache.write(statement, (source_id,))


def all_of(reads: ReadConnection) -> dict[int, Route]:
    """The ways by source, of those that have one of their own."""
    rows = reads.rows("SELECT source_id, proxy, alternative_url FROM library.source_route")
    return {row[0]: (row[1], row[2]) for row in rows}


def by_alternative(reads: ReadConnection) -> frozenset[int]:
    """The sources whose other address answered last."""
    return frozenset(row[0] for row in reads.rows("SELECT source_id FROM source_answer WHERE is_alternative = 1"))
