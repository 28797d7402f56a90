"""The INSERTs that the writer has as text are those that SQLAlchemy makes of the tables."""

from __future__ import annotations

import subprocess
import sys

import pytest
import sqlalchemy as sa
from sqlalchemy.dialects import sqlite

from newsdesk.settings.paths import Paths
from newsdesk.store import articles, tables
from newsdesk.store.writes import Writes

INSERTS = {
    "article": articles.INSERT_ARTICLE,
    "mark": articles.INSERT_MARK,
    "body": articles.INSERT_BODY,
    "item_key": articles.INSERT_KEY,
    "item_key again": articles.TAKE_KEY,
    "article_picture": articles.INSERT_PLACE,
    "picture": articles.INSERT_WANTED,
    "uncopied_mark": articles.INSERT_UNCOPIED,
}


@pytest.mark.parametrize("name", INSERTS)
def test_an_insert_is_what_the_table_makes_of_its_columns(name: str) -> None:
    table = tables.cache.tables[name.split(maxsplit=1)[0]]
    head, _, rest = INSERTS[name].partition(" INTO ")
    columns = rest.partition("(")[2].partition(")")[0].split(", ")
    statement = sa.insert(table).values(dict.fromkeys(columns))
    if " OR " in head:
        statement = statement.prefix_with(head.removeprefix("INSERT "))
    made = str(statement.compile(dialect=sqlite.dialect(paramstyle="qmark"), column_keys=columns))
    assert made.replace('"', "") == INSERTS[name]  # "key" is a word of SQL in some dialects, not in SQLite's
    left_out = [
        c
        for c in table.columns
        if c.name not in columns and not (c.nullable or c.primary_key or c.server_default is not None)
    ]
    assert left_out == []


def test_an_existing_profile_is_written_without_sqlalchemy(writes: Writes, profile: Paths) -> None:
    writes.close()
    code = (
        "import sys\n"
        "from datetime import UTC, datetime\n"
        "from newsdesk.settings.paths import Paths\n"
        "from newsdesk.store.writes import Writes\n"
        f"writes = Writes(Paths.of_profile({str(profile.data)!r}), lambda: datetime.now(UTC))\n"
        "writes.open()\n"
        "writes.close()\n"
        "print([name for name in ('sqlalchemy', 'alembic', 'asyncio') if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"
