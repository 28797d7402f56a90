"""What tells our two files from any other: application ids, schema versions, and the first hundred bytes of a file.

A file that is not ours is left untouched to the byte: it is looked at as something that never changes, without its log.
It is looked at through SQLite all the same. Whoever closes a file loses every lock that his process holds on it
(POSIX, fcntl); SQLite knows that and waits, a plain open and close would free the files of our open connections for
another process to empty their log (SQLite, "How To Corrupt An SQLite Database File", section 2.2).
"""

from __future__ import annotations

import os
import sqlite3
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from newsdesk.domain.faults import FaultKind, failed
from newsdesk.settings.paths import is_there

HEADER = 100  # bytes (SQLite file format, section 1.3)


@dataclass(frozen=True, slots=True)
class Kind:
    """Which of our databases a file is."""

    name: str
    application_id: int
    version: int


LIBRARY = Kind("library", 0x4E444C42, 8)  # "NDLB"
CACHE = Kind("cache", 0x4E444341, 11)  # "NDCA"


class Condition(StrEnum):
    """What a look at the file says before it is opened."""

    MISSING = "missing"
    READY = "ready"
    OLDER = "older"
    DAMAGED = "damaged"


def condition(path: Path, kind: Kind) -> Condition:
    """What the file at `path` is.

    Raises Failed: STORE_NEWER, STORE_FOREIGN (both leave the file untouched), STORE_UNREADABLE.
    """
    try:
        found = os.stat(path)  # noqa: PTH116  not more than this: see above
    except FileNotFoundError:
        return Condition.MISSING
    except OSError as error:
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason=_reason(error)) from None
    if stat.S_ISDIR(found.st_mode):
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason="folder")
    if found.st_size < HEADER:
        return Condition.DAMAGED
    try:
        application, version = _stamps(path, is_lenient=True)
    except sqlite3.DatabaseError as error:
        if _is_of_content(error):
            return Condition.DAMAGED
        reason = "other" if os.access(path, os.R_OK) else "denied"
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason=reason) from None
    if application != kind.application_id:
        raise failed(FaultKind.STORE_FOREIGN, path=str(path))
    if version > kind.version:
        raise failed(FaultKind.STORE_NEWER, path=str(path), found=version, known=kind.version)
    return Condition.OLDER if version < kind.version else Condition.READY


def is_cut_short(path: Path) -> bool:
    """Whether the file is shorter than its own header says (then it must be checked: a log may hold the rest)."""
    try:
        _stamps(path, is_lenient=False)
    except sqlite3.DatabaseError:
        return True
    return False


def _stamps(path: Path, *, is_lenient: bool) -> tuple[int, int]:
    """Application id and schema version; `is_lenient` also of a file that is shorter than it says."""
    connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
    try:
        connection.execute(f"PRAGMA writable_schema={int(is_lenient)}")
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    finally:
        connection.close()
    return application, version


def _is_of_content(error: sqlite3.Error) -> bool:
    """Whether SQLite could read the file and found no database in it."""
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in {sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT}


def refuse_unwritable(path: Path) -> None:
    """Raises Failed(STORE_UNREADABLE) when the file, or the folder its log would lie in, cannot be written."""
    if is_there(path) and path.is_dir():
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason="folder")
    if not os.access(path.parent, os.W_OK | os.X_OK) or (is_there(path) and not os.access(path, os.W_OK)):
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason="readonly")


def beside(path: Path, ending: str) -> Path:
    """The file of that ending beside a database: -wal, -shm, -damaged."""
    return path.with_name(path.name + ending)


def _reason(error: OSError) -> str:
    return "denied" if isinstance(error, PermissionError) else "other"
