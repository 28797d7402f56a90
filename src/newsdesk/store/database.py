"""One writing connection to one database. It lives on the writer thread and knows no table but `meta`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from newsdesk.domain.faults import Failed
from newsdesk.store.refusals import fault_of
from newsdesk.store.schema import LIBRARY, Kind

LOG = "wal_autocheckpoint=2000"  # pages: the log stays under 16 MB, and bringing it in under 20 ms
WAITS = 5.0  # seconds for a lock that another process's look at the file may hold


def engine_for(path: Path) -> Engine:
    """An engine of a single connection that leaves BEGIN and COMMIT to us.

    The driver's own transactions would let a table made in a rolled-back block survive.
    """

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(path, timeout=WAITS, isolation_level=None, check_same_thread=False)

    return create_engine(
        "sqlite://", creator=connect, poolclass=StaticPool, isolation_level="AUTOCOMMIT", skip_autocommit_rollback=True
    )


class Database:
    """The only connection that writes to its file; every write happens inside `transaction`."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self.path = path
        self.kind = kind
        self._engine = engine_for(path)
        with self.refusing():
            self.connection: Connection = self._engine.connect()
            self._driver = cast("sqlite3.Connection", self.connection.connection.driver_connection)
            synchronous = "FULL" if kind is LIBRARY else "NORMAL"
            for pragma in (
                "journal_mode=WAL",
                f"synchronous={synchronous}",
                "foreign_keys=ON",
                "cache_size=-8000",
                LOG,
            ):
                self.connection.exec_driver_sql(f"PRAGMA {pragma}")

    @property
    def driver(self) -> sqlite3.Connection:
        """The connection as sqlite3 knows it."""
        return self._driver

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Turns what the surroundings did to this file into Failed; our own mistakes pass."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            fault = fault_of(cause, self.path) if cause is not None else None
            if fault is None:
                raise
            raise Failed(fault) from error

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """A write transaction, immediate: one that reads first and writes later fails however long it may wait.

        Raises Failed(DISK_FULL, STORE_DAMAGED, STORE_UNREADABLE, PROFILE_BUSY) with nothing written.
        """
        with self.refusing():
            self.connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield self.connection
                self.connection.exec_driver_sql("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, inside the open transaction or on their own."""
        with self.refusing():
            # On the driver: the result objects of the layer above cost as much as these small queries.
            return self.driver.execute(sql, tuple(values)).fetchall()

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row; None when there is none."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """One statement for each of these rows, inside the open transaction."""
        if rows:
            self.driver.executemany(sql, rows)

    def write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """One statement inside the open transaction; how many rows it changed."""
        return self.driver.execute(sql, tuple(values)).rowcount

    def meta(self, key: str) -> str | None:
        """A remark about the file itself; None when it was never made."""
        answer: str | None = self.value("SELECT value FROM meta WHERE key = ?", (key,))
        return answer

    def set_meta(self, key: str, value: str) -> None:
        """Makes a remark, inside the open transaction."""
        self.write(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", (key, value)
        )

    def checkpoint(self) -> None:
        """Brings the log into the file and empties it, as far as readers let it."""
        with self.refusing():
            self.connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()

    def close(self) -> None:
        """Gives the file back."""
        self.connection.close()
        self._engine.dispose()

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after a full disk: a second ROLLBACK would hide that cause.
        if self.driver.in_transaction:
            self.connection.exec_driver_sql("ROLLBACK")
