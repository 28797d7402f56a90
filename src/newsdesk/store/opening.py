"""Opens a database for writing: refuses what is not ours, makes what is missing, sets aside what is damaged.

What the file is gets decided on its first bytes, before any connection: a refused file stays as it was to the byte.
"""

from __future__ import annotations

import errno
import logging
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import cache
from pathlib import Path

from newsdesk.domain.changes import Notice
from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.settings.paths import is_there
from newsdesk.store import backups, migrations
from newsdesk.store.database import Database
from newsdesk.store.migrations import Step
from newsdesk.store.refusals import fault_of
from newsdesk.store.schema import (
    CACHE,
    Condition,
    Kind,
    beside,
    condition,
    is_cut_short,
    refuse_unwritable,
)
from newsdesk.store.watch import UNWATCHED, Watch

log = logging.getLogger(__name__)
LEAST_SQLITE = (3, 35, 0)  # RETURNING; everything else we use is older
SOUND_WAL = (3, 51, 3)  # before it, two connections that write or checkpoint at once can lose a commit


@cache
def check_sqlite() -> None:
    """Says once which SQLite this is. Raises RuntimeError when it is too old to work with at all."""
    if sqlite3.sqlite_version_info < LEAST_SQLITE:
        raise RuntimeError(f"SQLite {sqlite3.sqlite_version} is too old, {LEAST_SQLITE} is needed")
    if sqlite3.sqlite_version_info < SOUND_WAL:
        log.info("SQLite %s: only one connection may write or checkpoint, and only one does", sqlite3.sqlite_version)


def open_database(
    path: Path,
    kind: Kind,
    now: datetime,
    folder: Path,
    steps: Sequence[Step] = (),
    watch: Watch = UNWATCHED,
) -> tuple[Database, tuple[Notice, ...]]:
    """The open database and what the reader should be told. `folder` holds the backups, `steps` the migrations.

    Raises Failed: STORE_NEWER, STORE_FOREIGN, STORE_UNREADABLE (all leave the file untouched), DISK_FULL, STOPPED.
    """
    refuse_unwritable(path)
    notices: tuple[Notice, ...] = ()
    found = condition(path, kind)
    if found is not Condition.MISSING and is_there(beside(path, "-journal")):
        _finish(path)
        found = condition(path, kind)
    if found is Condition.DAMAGED or (found is not Condition.MISSING and _is_damaged(path, kind)):
        notices = (_replace(path, kind, now, folder),)
        found = condition(path, kind)
    with _Refusing(path):
        if found is Condition.MISSING:
            _put_aside_strays(path, now)
            create(path, kind)
        elif found is Condition.OLDER:
            migrations.migrate(path, kind, steps, folder, now, watch)
    database = Database(path, kind)
    with database.transaction():
        database.set_meta("is_clean", "0")
    return database, notices


def close_cleanly(database: Database) -> None:
    """Marks the file as left in order, empties its log and closes it."""
    try:
        with database.transaction():
            database.set_meta("is_clean", "1")
        database.checkpoint()
    except Failed as refusal:
        log.warning("%s could not be closed in order: %s", database.kind.name, refusal.fault)
    finally:
        database.close()


def create(path: Path, kind: Kind) -> None:
    """A fresh database, made under another name and renamed: it is whole or not there at all."""
    from newsdesk.store.tables import statements

    path.parent.mkdir(parents=True, exist_ok=True)
    new = beside(path, ".new")
    new.unlink(missing_ok=True)
    connection = sqlite3.connect(new, isolation_level=None)
    try:
        if kind is CACHE:
            connection.execute("PRAGMA auto_vacuum=INCREMENTAL")  # before the first page, or not at all
        connection.execute(f"PRAGMA application_id={kind.application_id}")
        connection.execute("BEGIN")
        for statement in statements(kind):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={kind.version}")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode=WAL")
    finally:
        connection.close()
    new.chmod(0o600)
    new.replace(path)
    backups.settle_folder(path.parent)


def set_aside(path: Path, now: datetime) -> Path:
    """Renames a database with its log and shared memory; the new name of the database. Nothing is deleted."""
    aside = path.with_name(f"{path.name}.damaged-{now:%Y%m%dT%H%M%SZ}")
    while aside.exists():
        aside = aside.with_name(aside.name + "x")
    for ending in ("-wal", "-shm", "-journal", ""):
        source = beside(path, ending)
        if source.exists():
            source.replace(beside(aside, ending))
    beside(path, "-damaged").unlink(missing_ok=True)
    return aside


def _finish(path: Path) -> None:
    """Has SQLite take back what a transaction with a rollback journal left half written; its first bytes may be of it
    (SQLite, Atomic Commit, 4). A file that cannot be read is left to the check. Raises Failed for all else."""
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as error:
        fault = fault_of(error, path)
        if fault is None:
            raise
        if fault.kind is not FaultKind.STORE_DAMAGED:
            raise Failed(fault) from error


def _is_damaged(path: Path, kind: Kind) -> bool:
    """Whether a check finds damage; only made when there is reason to: it reads the whole file."""
    is_marked = is_there(beside(path, "-damaged"))
    try:
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'is_clean'").fetchone()
            is_suspect = is_marked or row is None or row[0] != "1" or is_cut_short(path)
            if is_suspect and connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                return True
            if is_marked and kind is CACHE:
                return True  # damage was met that this check does not see
        finally:
            connection.close()
    except sqlite3.Error as error:
        fault = fault_of(error, path)
        if fault is not None and fault.kind is not FaultKind.STORE_DAMAGED:
            raise Failed(fault) from error
        return True  # our tables are not there
    beside(path, "-damaged").unlink(missing_ok=True)
    return False


def _replace(path: Path, kind: Kind, now: datetime, folder: Path) -> Notice:
    """Sets a damaged file aside; the library comes back from its newest good backup, the cache is made anew."""
    aside = set_aside(path, now)
    fault = Fault(FaultKind.STORE_DAMAGED, {"path": str(path), "aside": str(aside)})
    log.warning("%s was damaged and is set aside as %s", kind.name, aside.name)
    facts: dict[str, str | int | float] = {"aside": str(aside)}
    if kind is CACHE:
        return Notice("store.cache-rebuilt", facts, fault)
    restored = backups.restore_newest(folder, path)
    if restored is None:
        return Notice("store.library-lost", facts, fault)
    return Notice("store.library-restored", {**facts, "backup": str(restored)}, fault)


def _put_aside_strays(path: Path, now: datetime) -> None:
    """A log left beside a missing database belongs to another one: it would be read into the new one."""
    for ending in ("-wal", "-shm", "-journal"):
        stray = beside(path, ending)
        if stray.exists():
            stray.replace(path.with_name(f"{path.name}.stray-{now:%Y%m%dT%H%M%SZ}{ending}"))


class _Refusing:
    """Turns errors of files and of SQLite met while a database is made into Failed."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, sqlite3.Error):
            fault = fault_of(error, self._path)
            if fault is not None:
                raise Failed(fault) from error
        if isinstance(error, OSError):
            raise Failed(_of_system(error, self._path)) from error


def _of_system(error: OSError, path: Path) -> Fault:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Fault(FaultKind.DISK_FULL, {"path": str(path)})
    reason = "denied" if isinstance(error, PermissionError) else "other"
    return Fault(FaultKind.STORE_UNREADABLE, {"path": str(path), "reason": reason})
