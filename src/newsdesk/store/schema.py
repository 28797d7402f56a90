"""What tells our two files from any other: application ids, schema versions, and the first hundred bytes of a file.

Nothing here opens a database, so that a file that is not ours is left untouched to the byte.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from newsdesk.domain.faults import FaultKind, failed

MAGIC = b"SQLite format 3\0"
HEADER = 100  # bytes (SQLite file format, section 1.3)


@dataclass(frozen=True, slots=True)
class Kind:
    """Which of our databases a file is."""

    name: str
    application_id: int
    version: int


LIBRARY = Kind("library", 0x4E444C42, 2)  # "NDLB"
CACHE = Kind("cache", 0x4E444341, 1)  # "NDCA"


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
        with path.open("rb") as file:
            header = file.read(HEADER)
    except FileNotFoundError:
        return Condition.MISSING
    except OSError as error:
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason=_reason(error)) from None
    if len(header) < HEADER or not header.startswith(MAGIC):
        return Condition.DAMAGED
    (version,) = struct.unpack_from(">i", header, 60)
    (application,) = struct.unpack_from(">i", header, 68)
    if application != kind.application_id:
        raise failed(FaultKind.STORE_FOREIGN, path=str(path))
    if version > kind.version:
        raise failed(FaultKind.STORE_NEWER, path=str(path), found=version, known=kind.version)
    return Condition.OLDER if version < kind.version else Condition.READY


def is_cut_short(path: Path) -> bool:
    """Whether the file is shorter than its own header says (then it must be checked: a log may hold the rest)."""
    with path.open("rb") as file:
        header = file.read(HEADER)
    (page_size,) = struct.unpack_from(">H", header, 16)
    (pages,) = struct.unpack_from(">I", header, 28)
    return bool(path.stat().st_size < pages * (65536 if page_size == 1 else page_size))


def refuse_unwritable(path: Path) -> None:
    """Raises Failed(STORE_UNREADABLE) when the file, or the folder its log would lie in, cannot be written."""
    if path.is_dir():
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason="folder")
    if not os.access(path.parent, os.W_OK | os.X_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason="readonly")


def beside(path: Path, ending: str) -> Path:
    """The file of that ending beside a database: -wal, -shm, -damaged."""
    return path.with_name(path.name + ending)


def _reason(error: OSError) -> str:
    if isinstance(error, IsADirectoryError):
        return "folder"
    return "denied" if isinstance(error, PermissionError) else "other"
