"""How the opening of the stores goes, for whoever waits for it; it opens nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from newsdesk.domain.changes import Changes, Notice, Progress, Stage, Unready
from newsdesk.domain.faults import Failed
from newsdesk.store.schema import CACHE, LIBRARY, Condition, condition

if TYPE_CHECKING:
    from newsdesk.domain.changes import News
    from newsdesk.domain.faults import Fault
    from newsdesk.settings.paths import Paths

T = TypeVar("T")


class Opening:
    """Any thread may ask; it is told on the writer thread."""

    def __init__(self, paths: Paths, announce: Callable[[News], None]) -> None:
        self._paths = paths
        self._announce = announce
        self._refusal: Fault | None = None
        self._is_climbing = False

    def unready(self) -> str | Fault | None:
        """Why nothing can be read of the stores now: one of `Unready`, or what refused them; None when it can be."""
        files = ((self._paths.library_db, LIBRARY), (self._paths.cache_db, CACHE))
        try:
            found = {condition(path, kind) for path, kind in files}
        except Failed as refusal:
            return refusal.fault
        if found == {Condition.READY}:
            return None
        if self._refusal is not None:
            return self._refusal
        return Unready.PREPARING if Condition.OLDER in found else Unready.MAKING

    def attempt(self, opens: Callable[[], T]) -> T:
        """One of perhaps many: what is told of a climb ends with it, however it went."""
        try:
            return opens()
        finally:
            if self._is_climbing:
                self._is_climbing = False
                self._announce(Progress(Stage.PREPARING, 1, 1))

    def on_climb(self, done: int, total: int) -> None:
        """So many steps of so many to today's schema are taken."""
        self._is_climbing = True
        self._announce(Progress(Stage.PREPARING, done, total))

    def on_end(self, opened: Future[tuple[Notice, ...]]) -> None:
        """Announces what came of the first attempt."""
        refusal = opened.exception()
        if isinstance(refusal, Failed):
            self._refusal = refusal.fault
            self._announce(Notice("store.refused", {}, refusal.fault))
            return
        self._announce(Changes(everything=True))
        for notice in opened.result():
            self._announce(notice)

    def on_came_later(self, come: Callable[[], object]) -> None:
        """They could be opened after all: does what waited for that."""
        self._refusal = None
        come()
