"""Turns what SQLite raises into Faults: what the surroundings did becomes one, our own mistakes stay exceptions."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.store.schema import beside

# Primary result codes (SQLite, "Result and Error Codes").
_KINDS = {
    sqlite3.SQLITE_BUSY: (FaultKind.PROFILE_BUSY, None),
    sqlite3.SQLITE_LOCKED: (FaultKind.PROFILE_BUSY, None),
    sqlite3.SQLITE_PERM: (FaultKind.STORE_UNREADABLE, "denied"),
    sqlite3.SQLITE_AUTH: (FaultKind.STORE_UNREADABLE, "denied"),
    sqlite3.SQLITE_READONLY: (FaultKind.STORE_UNREADABLE, "readonly"),
    sqlite3.SQLITE_CANTOPEN: (FaultKind.STORE_UNREADABLE, "other"),
    sqlite3.SQLITE_IOERR: (FaultKind.STORE_UNREADABLE, "other"),
    sqlite3.SQLITE_PROTOCOL: (FaultKind.STORE_UNREADABLE, "other"),
    sqlite3.SQLITE_NOMEM: (FaultKind.STORE_UNREADABLE, "other"),
    sqlite3.SQLITE_FULL: (FaultKind.DISK_FULL, None),
    sqlite3.SQLITE_CORRUPT: (FaultKind.STORE_DAMAGED, None),
    sqlite3.SQLITE_NOTADB: (FaultKind.STORE_DAMAGED, None),
}
_ROOM = 1 << 20  # with less than this free, a failed write is a full disk whatever name the system gave it


def fault_of(error: BaseException, path: Path) -> Fault | None:
    """The fault that SQLite's error at this file is; None for a mistake of ours. Damage leaves a mark for next time."""
    code = getattr(error, "sqlite_errorcode", None)
    if not isinstance(error, sqlite3.Error) or code is None:
        return None
    if code == sqlite3.SQLITE_INTERRUPT:
        return Fault(FaultKind.STOPPED, {})
    if code & 0xFF not in _KINDS:
        return None
    kind, reason = _KINDS[code & 0xFF]
    if code & 0xFF == sqlite3.SQLITE_IOERR and _has_no_room(path):
        kind, reason = FaultKind.DISK_FULL, None
    facts: dict[str, str | int | float] = {"path": str(path)}
    if reason is not None:
        facts["reason"] = reason
    if kind is FaultKind.STORE_DAMAGED:
        facts["reason"] = "met"
        mark_damaged(path)
    return Fault(kind, facts)


def mark_damaged(path: Path) -> None:
    """Has the next opening check the file whatever it looks like."""
    try:
        beside(path, "-damaged").touch()
    except OSError:
        return  # then the check at the next opening is left to the clean mark


def _has_no_room(path: Path) -> bool:
    import shutil

    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return False
