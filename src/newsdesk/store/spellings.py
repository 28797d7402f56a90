"""The names that newspapers spell in several ways: the shipped table and the reader's own, read anew when that changed.

The reader's table is a file of the profile (arabic.names says what a line is). Spellings are joined when a question is
read and not in the index, so a line that was added counts from the next question on.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence
from pathlib import Path

from newsdesk.arabic import names
from newsdesk.arabic.names import NameTable
from newsdesk.domain.faults import Failed, Fault, FaultKind, failed
from newsdesk.settings.paths import Paths, resource
from newsdesk.store.matching import Names

SHIPPED = "name-variants.txt"
_REASONS = {errno.EACCES: "denied", errno.EROFS: "readonly", errno.EISDIR: "folder"}


class Spellings:
    """Lives where its questions are read."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._seen: object = None
        self._names: Names = {}
        self._faults: tuple[Fault, ...] = ()

    def names(self) -> Names:
        """By folded word, all spellings of its name."""
        seen = ("read", _stamp(self._paths.name_variants))
        if seen != self._seen:
            own = text_of(self._paths)
            self._names = names.variants((_text(resource(SHIPPED)), own))
            self._faults = faults_of(names.read(own))
            self._seen = seen
        return self._names

    def faults(self) -> tuple[Fault, ...]:
        """What is wrong in the reader's own table: NAME_LINE each."""
        self.names()
        return self._faults


def faults_of(table: NameTable) -> tuple[Fault, ...]:
    """What is wrong in a table, line by line: NAME_LINE each."""
    return tuple(
        Fault(FaultKind.NAME_LINE, {"line": slip.number, "reason": slip.cause, "text": slip.text})
        for slip in table.slips
    )


def shipped() -> NameTable:
    """The table that newsdesk comes with."""
    return names.read(_text(resource(SHIPPED)))


def text_of(paths: Paths) -> str:
    """The reader's own table as it is written; "" when there is none. Beyond what is read it is cut."""
    return _text(paths.name_variants)


def whole_text_of(paths: Paths) -> str:
    """All of it, to be changed and written again: what is no UTF-8 stays as it is."""
    try:
        return paths.name_variants.read_text("utf-8-sig", "surrogateescape")
    except OSError:
        return ""


def add(paths: Paths, spellings: Sequence[str]) -> None:
    """Adds a name to the reader's table. Raises Failed: NAME_LINE when it would not hold, or as `write`."""
    table = whole_text_of(paths)
    number = table.count("\n") + 1
    for spelling in spellings:
        if len(spelling.split()) > 1:
            raise failed(FaultKind.NAME_LINE, line=number, reason="several", text=spelling)
    line = names.read(" ".join(spellings))
    if line.slips or not line.lines:
        facts = dict(faults_of(line)[0].facts) if line.slips else {"reason": "alone", "text": ""}
        raise Failed(Fault(FaultKind.NAME_LINE, facts | {"line": number}))
    write(paths, names.with_name(table, spellings))


def remove(paths: Paths, spelling: str) -> None:
    """Takes the lines with this spelling out of the reader's table. Raises Failed: NO_SUCH_NAME, or as `write`."""
    table = whole_text_of(paths)
    left = names.without_name(table, spelling)
    if left == table:
        raise failed(FaultKind.NO_SUCH_NAME, name=spelling)
    write(paths, left)


def write(paths: Paths, table: str) -> None:
    """Has this be the reader's table; a crash leaves the old one or the new. Raises Failed: DISK_FULL,
    STORE_UNREADABLE."""
    path = paths.name_variants
    new = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with new.open("w", encoding="utf-8", errors="surrogateescape") as file:
            file.write(table)
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise failed(FaultKind.DISK_FULL, path=str(path)) from None
        reason = _REASONS.get(error.errno or 0, "other")
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason=reason) from None


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _text(path: Path) -> str:
    """What a table holds; one that cannot be read is none."""
    try:
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            return file.read(names.LONGEST + 1)
    except OSError:
        return ""
