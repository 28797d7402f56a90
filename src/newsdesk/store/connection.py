"""A connection that can only read: the cache with the library attached. One thread uses one; it knows no shelf."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.settings.paths import Paths, is_there
from newsdesk.store.packing import teach
from newsdesk.store.refusals import fault_of, mark_damaged
from newsdesk.store.schema import CACHE, LIBRARY, Condition, beside, condition

Row = tuple[Any, ...]
_FIRST_LOOK = "SELECT (SELECT count(*) FROM main.sqlite_schema), (SELECT count(*) FROM library.sqlite_schema)"
_WAITS = 2.0  # seconds; a reader waits for nobody in a write-ahead log, except while it is being recovered


class ReadConnection:
    """Opens when first asked, and again when another file has taken a database's place (rebuilt or restored)."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._connection: sqlite3.Connection | None = None
        self._seen: tuple[object, ...] = ()
        self._has_no_room = False
        self._stands_in = False  # for a cache that cannot be read yet

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Row]:
        """All rows of a query; none where there is no library yet.

        Raises Failed: STORE_NEWER, STORE_FOREIGN, STORE_UNREADABLE, STORE_DAMAGED, PROFILE_BUSY.
        """
        connection = self.opened()
        if connection is None:
            return []
        try:
            return connection.execute(sql, tuple(values)).fetchall()
        except sqlite3.Error as error:
            raise self.refusal(error) from error

    def value(self, sql: str, values: Sequence[Any] = ()) -> Any:
        """The first column of the first row; None when there is none."""
        rows = self.rows(sql, values)
        return rows[0][0] if rows else None

    def opened(self) -> sqlite3.Connection | None:
        """The connection; None while there is no library. Raises Failed as `rows` does."""
        seen = self._look()
        if self._connection is None or seen != self._seen or self._has_cache_by_now():
            self.close()
            self._connection = self._open()
            self._seen = self._look() if self._has_no_room else seen
        return self._connection

    def is_damaged(self) -> bool:
        """Whether either file is marked as damaged, or is found so when it is opened. Raises Failed for all else."""
        if any(is_there(beside(path, "-damaged")) for path in (self._paths.library_db, self._paths.cache_db)):
            return True
        try:
            self.rows(_FIRST_LOOK)
        except Failed as refusal:
            if refusal.fault.kind is not FaultKind.STORE_DAMAGED:
                raise
            return True
        return False

    def close(self) -> None:
        """Gives the files back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def refusal(self, error: sqlite3.Error) -> Failed | sqlite3.Error:
        """What an error of SQLite is to whoever asked: a Failed, or itself when the mistake is ours."""
        fault = fault_of(error, self._damaged_path(error))
        return error if fault is None else Failed(fault)

    def _look(self) -> tuple[object, ...]:
        """What changes when other files are to be opened, or these in another way."""
        files = (self._paths.library_db, self._paths.cache_db)
        if self._has_no_room:  # they are read as if they never changed, which holds while these are the same
            return tuple(_state(beside(path, ending)) for path in files for ending in ("", "-wal", "-shm"))
        return tuple(_identity(path) for path in files)

    def _open(self) -> sqlite3.Connection | None:
        library, cache = self._paths.library_db, self._paths.cache_db
        if _known(library, LIBRARY) is not Condition.READY:
            return None
        has_cache = _known(cache, CACHE) is Condition.READY
        self._stands_in = not has_cache
        self._has_no_room = False
        try:
            return _opened(library, cache if has_cache else None)
        except sqlite3.Error as error:
            refusal = self.refusal(error)
            self._has_no_room = isinstance(refusal, Failed) and refusal.fault.kind is FaultKind.DISK_FULL
            if not self._has_no_room:
                raise refusal from error
        try:
            return _opened(library, cache if has_cache else None, has_no_room=True)
        except sqlite3.Error as error:
            raise self.refusal(error) from error

    def _has_cache_by_now(self) -> bool:
        """Whether the cache has been brought to today's schema since an empty one stood in for it: the same file."""
        return self._stands_in and _known(self._paths.cache_db, CACHE) is Condition.READY

    def _damaged_path(self, error: sqlite3.Error) -> Path:
        """Which of both files an error means: SQLite does not say, and the library is small enough to be checked."""
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code not in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}:
            return self._paths.cache_db if is_there(self._paths.cache_db) else self._paths.library_db
        try:
            connection = sqlite3.connect(_address(self._paths.library_db), uri=True)
            try:
                is_sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            finally:
                connection.close()
        except sqlite3.Error:
            is_sound = False
        return self._paths.cache_db if is_sound else self._paths.library_db


def _opened(library: Path, cache: Path | None, *, has_no_room: bool = False) -> sqlite3.Connection:
    """The cache, or one in memory, with the library attached; both have been looked into. `has_no_room`: not even for
    the shared memory of a log."""
    connection = sqlite3.connect(
        ":memory:" if cache is None else _address(cache, has_no_room=has_no_room),
        timeout=_WAITS,
        isolation_level=None,
        check_same_thread=False,  # a desk that stops closes what threads now ended have left open
        uri=cache is not None,
    )
    try:
        if cache is None:
            _stand_in(connection)
        connection.execute("ATTACH ? AS library", (_address(library, has_no_room=has_no_room),))
        teach(connection)
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        connection.execute(_FIRST_LOOK).fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _known(path: Path, kind: Any) -> Condition:
    found = condition(path, kind)
    if found is Condition.DAMAGED:
        mark_damaged(path)
        raise failed(FaultKind.STORE_DAMAGED, path=str(path), reason="met")
    return found


def _stand_in(connection: sqlite3.Connection) -> None:
    """An empty cache in memory while there is none on disk: sources and bookmarks are still shown."""
    from newsdesk.store.tables import statements

    for statement in statements(CACHE):
        connection.execute(statement)


def _address(path: Path, *, has_no_room: bool = False) -> str:
    # Not mode=ro: a read-only connection cannot make the shared memory that a write-ahead log needs. Where nobody can
    # make it, nobody writes either; a file without a log is then read as one that does not change.
    is_fixed = has_no_room or not (os.access(path.parent, os.W_OK) and os.access(path, os.W_OK))
    is_fixed = is_fixed and not _has_log(path)
    return f"file:{quote(str(path))}?" + ("mode=ro&immutable=1" if is_fixed else "mode=rw")


def _has_log(path: Path) -> bool:
    try:
        return os.stat(beside(path, "-wal")).st_size > 0  # noqa: PTH116  as below
    except OSError:
        return False


def _state(path: Path) -> tuple[int, ...] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = os.stat(path)  # noqa: PTH116  asked before every read: a Path would cost more than the call
    except OSError:
        return None
    return found.st_dev, found.st_ino
