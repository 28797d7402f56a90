"""What can wait until a sync has brought everything: old articles and pictures leave, copies are made."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from newsdesk.sync.writer import UPKEEP

if TYPE_CHECKING:
    from newsdesk.store.retention import Retired
    from newsdesk.store.writes import Writes
    from newsdesk.sync.wish import Thread

LONG = 100  # articles; a clean-up of fewer is over before anybody could read of it


class Afterwards:
    """Short turns on the writer thread, one job each, until nothing is left or it is stopped; then `then` is called on
    the sync thread, where this lives. What was stopped goes on where it was when the next one begins.

    `tell` hears how many old articles have gone, and how many are to go, where there are many.
    """

    def __init__(self, thread: Thread, tell: Callable[[int, int], None], then: Callable[[], None]) -> None:
        self._thread = thread
        self._tell = tell
        self._then = then
        self._now = thread.clock()
        self._is_stopped = False

    def begin(self) -> None:
        """Takes the first turn."""
        self._thread.writer.submit(self._turn, UPKEEP).add_done_callback(self._turned)

    def stop(self) -> None:
        """Takes no other turn after the one under way."""
        self._is_stopped = True

    def _turn(self, writes: Writes) -> tuple[bool, Retired]:
        """On the writer thread: whether more is left, and how far the clean-up is."""
        retired = writes.retire(self._thread.budget.keeping, self._now)
        changed = retired.changes or writes.make_room(self._thread.budget.picture_room)
        if changed:
            self._thread.announce(changed)  # a list must not offer what is gone
        return bool(changed) or retired.is_more_left or writes.keep_up(self._now), retired

    def _turned(self, done: Future[tuple[bool, Retired]]) -> None:
        """On the writer thread."""
        is_more_left, retired = (False, None) if done.exception() is not None else done.result()
        self._thread.post(lambda: self._go_on(retired, is_more_left=is_more_left))

    def _go_on(self, retired: Retired | None, *, is_more_left: bool) -> None:
        if retired is not None and retired.total >= LONG:
            self._tell(retired.done, retired.total)
        if is_more_left and not self._is_stopped:
            self.begin()
        else:
            self._then()
