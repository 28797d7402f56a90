"""One writing connection to one database. It lives on the writer thread and knows no table but `meta`."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsdesk.domain.faults import Failed
from newsdesk.store.packing import teach
from newsdesk.store.refusals import fault_of
from newsdesk.store.schema import LIBRARY, Kind

LOG = "wal_autocheckpoint=1000"  # pages: the log stays under 8 MB; twice as many took twice as long to bring in at once
WAITS = 5.0  # seconds for a lock that another process's look at the file may hold


def connect(path: Path) -> sqlite3.Connection:
    """A writing connection that leaves BEGIN and COMMIT to us.

    The driver's own transactions would let a table made in a rolled-back block survive.
    """
    connection = sqlite3.connect(path, timeout=WAITS, isolation_level=None, check_same_thread=False)
    teach(connection)
    return connection


class Database:
    """The only connection that writes to its file; every write happens inside `transaction`."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self.path = path
        self.kind = kind
        self._synchronous = "FULL" if kind is LIBRARY else "NORMAL"
        with self.refusing():
            self.connection = connect(path)
            for pragma in (
                "journal_mode=WAL",
                f"synchronous={self._synchronous}",
                "foreign_keys=ON",
                "cache_size=-8000",
                LOG,
            ):
                self.connection.execute(f"PRAGMA {pragma}")

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Turns what the surroundings did to this file into Failed; our own mistakes pass."""
        try:
            yield
        except sqlite3.Error as error:
            fault = fault_of(error, self.path)
            if fault is None:
                raise
            raise Failed(fault) from error

    @contextmanager
    def transaction(self, *, waits_for_disk: bool = True) -> Iterator[sqlite3.Connection]:
        """A write transaction, immediate: one that reads first and writes later fails however long it may wait.
        `waits_for_disk`: as the file is opened; False: it is in order all the same, but durable only with the next.

        Raises Failed(DISK_FULL, STORE_DAMAGED, STORE_UNREADABLE, PROFILE_BUSY) with nothing written.
        """
        with self.refusing():
            if not waits_for_disk:
                self.connection.execute("PRAGMA synchronous=NORMAL")
            try:
                self.connection.execute("BEGIN IMMEDIATE")
                try:
                    yield self.connection
                    self.connection.execute("COMMIT")
                except BaseException:
                    self._roll_back()
                    raise
            finally:
                if not waits_for_disk:
                    self.connection.execute(f"PRAGMA synchronous={self._synchronous}")

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query, inside the open transaction or on their own."""
        with self.refusing():
            return self.connection.execute(sql, tuple(values)).fetchall()

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row; None when there is none."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """One statement for each of these rows, inside the open transaction."""
        if rows:
            self.connection.executemany(sql, rows)

    def write(self, sql: str, values: Sequence[Any] = ()) -> int:
        """One statement inside the open transaction; how many rows it changed."""
        return self.connection.execute(sql, tuple(values)).rowcount

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
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Gives the file back."""
        self.connection.close()

    def _roll_back(self) -> None:
        # SQLite has rolled back by itself after a full disk: a second ROLLBACK would hide that cause.
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")
