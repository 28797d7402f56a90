"""The reader's own files that are sources: read, dated, and kept as copies in the profile."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from newsdesk.domain.faults import FaultKind, failed
from newsdesk.domain.source import Source

LARGEST_FILE = 10 * 1024 * 1024
FIRST_YEAR = 1995


def read_limited(path: str) -> bytes:
    """The bytes of a file of the reader's own. Raises Failed(FILE_UNREADABLE | TOO_LARGE)."""
    try:
        with Path(path).open("rb") as file:
            document = file.read(LARGEST_FILE + 1)
    except OSError as error:
        reasons = {FileNotFoundError: "missing", PermissionError: "denied", IsADirectoryError: "folder"}
        raise failed(FaultKind.FILE_UNREADABLE, path=path, reason=reasons.get(type(error), "other")) from None
    if len(document) > LARGEST_FILE:
        raise failed(FaultKind.TOO_LARGE, address=path, limit=LARGEST_FILE)
    return document


def written_at(path: Path) -> datetime | None:
    """When a file was last written; None when that cannot be told or is before there were pages to save."""
    try:
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except (OSError, OverflowError, ValueError):
        return None
    return at if at.year >= FIRST_YEAR else None


def keep_file(folder: Path, source: Source, document: bytes) -> None:
    """A copy of a file that became a source, in the profile: it is the only place to read it from again."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    temporary = folder / f"{source.id}.part"
    temporary.write_bytes(document)
    temporary.replace(folder / str(source.id))
