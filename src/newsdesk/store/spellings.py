"""The names that newspapers spell in several ways: the shipped table and the reader's own, read anew when that changed.

The reader's table is a file of the profile (arabic.names says what a line is). Spellings are joined when a question is
read and not in the index, so a line that was added counts from the next question on.
"""

from __future__ import annotations

from pathlib import Path

from newsdesk.arabic import names
from newsdesk.settings.paths import Paths, resource
from newsdesk.store.matching import Names

SHIPPED = "name-variants.txt"


class Spellings:
    """Lives where its questions are read."""

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._seen: object = None
        self._names: Names = {}

    def names(self) -> Names:
        """By folded word, all spellings of its name."""
        seen = ("read", _stamp(self._paths.name_variants))
        if seen != self._seen:
            self._names = names.variants(_text(path) for path in (resource(SHIPPED), self._paths.name_variants))
            self._seen = seen
        return self._names


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _text(path: Path) -> str:
    """What a table holds; one that cannot be read is none."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return file.read(names.LONGEST)
    except OSError:
        return ""
