"""Examines both databases without changing either: structure, references, and on request every page and the index."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path

from newsdesk.domain.faults import Failed
from newsdesk.settings.paths import Paths, is_there
from newsdesk.store.connection import ReadConnection
from newsdesk.store.rows import DoctorReport, StoreReport
from newsdesk.store.schema import CACHE, LIBRARY, Condition, Kind, beside, condition

_ROWS = {
    LIBRARY: (("library", "source"), ("library", "bookmark"), ("library", "read_mark")),
    CACHE: (("main", "article"), ("main", "body"), ("main", "picture")),
}

# Sources whose tally is not what counting gives.
DRIFTED = (
    "WITH counted AS (SELECT a.source_id, count(*), sum(m.is_read = 0), sum(a.offline > 0)"
    " FROM main.article a JOIN main.mark m ON m.article_id = a.id GROUP BY a.source_id),"
    " told AS (SELECT source_id, total, unread, with_text FROM main.tally)"
    " SELECT source_id FROM (SELECT * FROM counted EXCEPT SELECT * FROM told)"
    " UNION SELECT source_id FROM (SELECT * FROM told EXCEPT SELECT * FROM counted)"
)


def examine(reads: ReadConnection, paths: Paths, *, is_full: bool) -> DoctorReport:
    """What is found; never raises for a damaged file: that is what it tells."""
    return DoctorReport(
        sqlite3.sqlite_version,
        is_full,
        (
            _examine(reads, paths.library_db, LIBRARY, is_full=is_full),
            _examine(reads, paths.cache_db, CACHE, is_full=is_full),
        ),
    )


def _examine(reads: ReadConnection, path: Path, kind: Kind, *, is_full: bool) -> StoreReport:
    try:
        if condition(path, kind) is Condition.MISSING:
            return StoreReport(kind.name, path, is_there=False, known_schema=kind.version)
        connection = reads.opened()
        if connection is None:
            return _refused(path, kind, "not-ready")
        schema = "library" if kind is LIBRARY else "main"
        return StoreReport(
            kind.name,
            path,
            is_there=True,
            size=_size(path),
            schema=connection.execute(f"PRAGMA {schema}.user_version").fetchone()[0],
            known_schema=kind.version,
            problems=_problems(connection, schema, kind, is_full=is_full),
            rows={
                table: connection.execute(f"SELECT count(*) FROM {where}.{table}").fetchone()[0]  # noqa: S608
                for where, table in _ROWS[kind]
            },
        )
    except Failed as refusal:
        return _refused(path, kind, refusal.fault.kind.value)
    except sqlite3.Error as error:
        return _refused(path, kind, str(error))


def _problems(connection: sqlite3.Connection, schema: str, kind: Kind, *, is_full: bool) -> tuple[str, ...]:
    check = "integrity_check" if is_full else "quick_check"
    found = [row[0] for row in connection.execute(f"PRAGMA {schema}.{check}") if row[0] != "ok"]
    broken = connection.execute(f"PRAGMA {schema}.foreign_key_check").fetchall()
    found += [f"{row[0]} {row[1]} refers to nothing in {row[2]}" for row in broken]
    if is_full and kind is CACHE and not found:
        found += [f"tally of source {row[0]} has drifted" for row in connection.execute(DRIFTED)]
        found += _index_problems(connection)
    return tuple(found)


def _index_problems(connection: sqlite3.Connection) -> list[str]:
    """The index checks itself by an INSERT, which a reader may not do: it is done in a copy that is thrown away."""
    with tempfile.TemporaryDirectory(prefix="newsdesk-doctor-") as folder:
        copy = Path(folder) / "cache.db"
        connection.execute("PRAGMA query_only=OFF")
        try:
            connection.execute("VACUUM main INTO ?", (str(copy),))
        finally:
            connection.execute("PRAGMA query_only=ON")
        examined = sqlite3.connect(copy, isolation_level=None)
        try:
            # Only the form with rank 1 compares; the plain one is silent about an index that has drifted.
            examined.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            indexed = examined.execute("SELECT count(*) FROM search_docsize").fetchone()[0]
            articles = examined.execute("SELECT count(*) FROM article").fetchone()[0]
        except sqlite3.DatabaseError as error:
            return [f"search index: {error}"]
        finally:
            examined.close()
    return [] if indexed >= articles else [f"search index: {indexed} entries for {articles} articles"]


def _size(path: Path) -> int:
    return sum(part.stat().st_size for part in (path, beside(path, "-wal")) if is_there(part))


def _refused(path: Path, kind: Kind, problem: str) -> StoreReport:
    size = _size(path) if is_there(path) else 0
    return StoreReport(kind.name, path, is_there=True, size=size, known_schema=kind.version, problems=(problem,))
