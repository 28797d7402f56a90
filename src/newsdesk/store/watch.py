"""Who waits while stores are made ready: they are told how far it is, and may have it end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from newsdesk.domain.faults import FaultKind, failed

STEPS = 20_000  # of SQLite's virtual machine between two questions: some milliseconds


def _nobody(_done: int, _total: int) -> None:
    """Nobody is told."""


@dataclass(frozen=True, slots=True)
class Watch:
    """`tell` gets how many pieces of how many are done; `is_stopping` says whether the program is closing, and
    `is_awaited` whether the reader did something that must still be written: then even a closing one goes on."""

    tell: Callable[[int, int], None] = _nobody
    is_stopping: Callable[[], bool] = bool
    is_awaited: Callable[[], bool] = bool

    def ends(self) -> bool:
        """Whether the rest is no longer wanted."""
        return self.is_stopping() and not self.is_awaited()

    def check(self) -> None:
        """Raises Failed(STOPPED) when the rest is no longer wanted."""
        if self.ends():
            raise failed(FaultKind.STOPPED)

    @contextmanager
    def over(self, connection: sqlite3.Connection) -> Iterator[None]:
        """Has statements of this connection end when the rest is no longer wanted: sqlite3.OperationalError with
        SQLITE_INTERRUPT then, and what they had not committed can be taken back (SQLite, sqlite3_progress_handler)."""
        connection.set_progress_handler(self.ends, STEPS)
        try:
            yield
        finally:
            connection.set_progress_handler(None, 0)


UNWATCHED = Watch()
