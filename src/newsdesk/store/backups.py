"""Copies of the library: made whole, opened and checked before they get their name, the newest seven kept."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsdesk.domain.faults import Failed
from newsdesk.settings.paths import is_there
from newsdesk.store.schema import CACHE, LIBRARY, Condition, Kind, beside, condition

KEPT = 7
KEPT_OF_CLIMBS = {LIBRARY.name: 3, CACHE.name: 1}  # copies made before a file went to a newer schema
CACHE_FOR = timedelta(days=7)  # that the one of a cache is kept: it is large, and can be fetched again
EVERY = timedelta(days=1)
_NAME = re.compile(r"library-(\d{8}T\d{6}Z)\.db")
_OF_CLIMB = re.compile(r"(library|cache)-schema-\d+-(\d{8}T\d{6}Z)\.db")
_STAMP = "%Y%m%dT%H%M%SZ"
_COUNTED = ("folder", "source", "bookmark", "bookmark_key", "bookmark_picture", "read_mark", "saved_search")


def made(folder: Path) -> list[tuple[datetime, Path]]:
    """The backups in this folder, newest first, good or not."""
    found = []
    for path in folder.glob("library-*.db") if is_there(folder) else ():
        match = _NAME.fullmatch(path.name)
        if match:
            found.append((datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC), path))
    return sorted(found, reverse=True)


def before_climb(folder: Path, kind: Kind, version: int, now: datetime) -> Path:
    """Where the copy lies that is made of a file of this schema before it goes to a newer one."""
    return folder / f"{kind.name}-schema-{version}-{now.astimezone(UTC):{_STAMP}}.db"


def thin_out(folder: Path, now: datetime) -> None:
    """Removes copies made before climbs that newer ones have made useless, as far as that may be done."""
    found = [match for path in folder.glob("*-schema-*.db") if (match := _OF_CLIMB.fullmatch(path.name))]
    for name, kept in KEPT_OF_CLIMBS.items():
        newest = sorted((match[2], match[0]) for match in found if match[1] == name)[::-1]
        for number, (stamp, copy) in enumerate(newest):
            made_at = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
            if number >= kept or (name == CACHE.name and now - made_at > CACHE_FOR):
                with contextlib.suppress(OSError):
                    (folder / copy).unlink()


def copy_whole(connection: sqlite3.Connection, target: Path) -> None:
    """Everything that is committed, as one file of its own: a copied file of an open database can lack every table."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    target.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(target),))
    target.chmod(0o600)


def clear(folder: Path) -> None:
    """Removes what a kill left of copies that were under way, as far as that may be done."""
    for path in folder.glob("*-*.db.part*") if is_there(folder) else ():
        with contextlib.suppress(OSError):
            path.unlink()


def back_up(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path | None:
    """The new backup's path; None when a copy made now was not sound. Raises sqlite3.Error and OSError."""
    target = folder / f"library-{now.astimezone(UTC):{_STAMP}}.db"
    part = beside(target, ".part")
    copy_whole(connection, part)
    if not is_good(part) or counts(part) != _counts(connection):
        part.unlink()
        return None
    settle_file(part)
    part.replace(target)
    settle_folder(folder)
    for _, path in made(folder)[KEPT:]:
        path.unlink()
    thin_out(folder, now)
    return target


def restore_newest(folder: Path, path: Path) -> Path | None:
    """Puts the newest backup that proves sound in the place of a missing library; None when there is none."""
    for _, backup in made(folder):
        if not is_good(backup):
            continue
        part = beside(path, ".part")
        connection = sqlite3.connect(f"{backup.as_uri()}?mode=ro", uri=True)
        try:
            copy_whole(connection, part)
        finally:
            connection.close()
        settle_file(part)
        part.replace(path)
        settle_folder(path.parent)
        return backup
    return None


def is_good(path: Path) -> bool:
    """Whether this copy of a library opens and passes every check."""
    try:
        if condition(path, LIBRARY) not in {Condition.READY, Condition.OLDER}:
            return False
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            problems = connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok"
            return not problems and connection.execute("PRAGMA foreign_key_check").fetchone() is None
        finally:
            connection.close()
    except (sqlite3.Error, Failed):
        return False


def counts(path: Path) -> tuple[int, ...]:
    """How many rows each table of a library holds."""
    connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
    try:
        return _counts(connection)
    finally:
        connection.close()


def revision(path: Path) -> str | None:
    """Which state of the library a backup holds; None when it cannot be read."""
    try:
        connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'revision'").fetchone()
        finally:
            connection.close()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else None


def settle_file(path: Path) -> None:
    """Returns once the file's bytes are on the disk."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def settle_folder(folder: Path) -> None:
    """Returns once the names in the folder are on the disk; systems that cannot do that for folders are left alone."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _counts(connection: sqlite3.Connection) -> tuple[int, ...]:
    return tuple(int(connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]) for table in _COUNTED)  # noqa: S608
