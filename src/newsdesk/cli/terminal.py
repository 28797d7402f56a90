"""What a command is given: the reader's words, three streams, the profile; knows no command."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol, TextIO

from newsdesk.arabic.bidi import clean
from newsdesk.domain.changes import Notice, Progress, Stage
from newsdesk.domain.faults import Fault
from newsdesk.domain.orders import AddSource, Answer, ImportOpml, Order, Sync
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.schema import CACHE, LIBRARY, Condition, condition
from newsdesk.texts import Texts

DONE, FAILED, MISUSED, PARTLY = 0, 1, 2, 3


class CarriesOut(Protocol):
    """A desk, here or in another process."""

    def carry_out(self, order: Order, on_progress: Callable[[Progress], None] | None = None) -> Answer:
        """Does what the order says and waits for it."""


# The desk of a profile, what its reader should be told when it opens, and whether something will be fetched.
OpenDesk = Callable[[Paths, Callable[[Notice], None], bool], AbstractContextManager[CarriesOut]]
FETCHING = (AddSource, ImportOpml, Sync)


@dataclass(frozen=True, slots=True)
class Terminal:
    """One run of the command line."""

    texts: Texts
    paths: Paths
    open_desk: OpenDesk
    out: TextIO
    err: TextIO
    stdin: TextIO

    def tell(self, line: str) -> None:
        """A line of the answer. Control characters, which a terminal would obey, are taken out."""
        self.out.write(clean(line) + "\n")

    def tell_json(self, value: Any, *, is_line: bool = False) -> None:
        """The answer for another program; on one line when more will follow."""
        self.out.write(json.dumps(value, ensure_ascii=False, indent=None if is_line else 1) + "\n")

    def warn(self, line: str) -> None:
        """A line beside the answer."""
        self.err.write(clean(line) + "\n")

    def refuse(self, fault: Fault) -> None:
        """The sentence of a fault, beside the answer."""
        self.warn(self.texts.fault(fault))

    def notify(self, notice: Notice) -> None:
        """What became of the stores when they were opened, beside the answer."""
        self.warn(self.texts.say(notice.key, **notice.facts))

    @contextmanager
    def reads(self, *, is_examining: bool = False) -> Iterator[Reads]:
        """The stores, to be read only. A damaged one is replaced first, and one of an older newsdesk brought to today's
        schema, since nothing could be read of it; not when its state is what is looked for."""
        reads = Reads(self.paths)
        try:
            if not is_examining and (self._are_older() or reads.is_damaged()):
                reads.close()
                with self.open_desk(self.paths, self.notify, False):
                    pass  # to open for writing is to repair and to migrate
            yield reads
        finally:
            reads.close()

    def _are_older(self) -> bool:
        files = ((self.paths.library_db, LIBRARY), (self.paths.cache_db, CACHE))
        return any(condition(path, kind) is Condition.OLDER for path, kind in files)

    def carry_out(self, order: Order) -> Answer:
        """Has the profile's writer do it; shows how far it is when somebody is watching."""
        with self.open_desk(self.paths, self.notify, isinstance(order, FETCHING)) as desk:
            if not self.err.isatty():
                return desk.carry_out(order)
            try:
                return desk.carry_out(order, self._show)
            finally:
                self.err.write("\r\x1b[K")
                self.err.flush()

    def _show(self, progress: Progress) -> None:
        if progress.stage == Stage.DONE:
            return
        line = self.texts.say(f"progress.{progress.stage}", done=progress.done, total=progress.total)
        self.err.write(f"\r\x1b[K{line}")
        self.err.flush()
