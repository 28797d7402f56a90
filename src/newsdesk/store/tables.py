"""The SQL that makes a fresh database; SQLAlchemy writes it from the tables."""

from __future__ import annotations

from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from newsdesk.store.cache_tables import INDEX, TALLIES, cache
from newsdesk.store.library_tables import library
from newsdesk.store.schema import CACHE, Kind


def statements(kind: Kind) -> tuple[str, ...]:
    """The SQL that makes a fresh database of this kind, in order."""
    metadata = cache if kind is CACHE else library
    dialect = sqlite.dialect()
    made = []
    for table in metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        made.extend(
            str(CreateIndex(index).compile(dialect=dialect)).strip()
            for index in sorted(table.indexes, key=lambda index: str(index.name))
        )
    return (*made, *INDEX, *TALLIES) if kind is CACHE else tuple(made)
