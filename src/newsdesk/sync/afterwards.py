"""What can wait until a sync has brought everything: old articles and pictures leave, copies are made."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING

from newsdesk.sync.writer import UPKEEP

if TYPE_CHECKING:
    from newsdesk.store.writes import Writes
    from newsdesk.sync.wish import Thread


def keep_up(thread: Thread, then: Callable[[], None]) -> None:
    """Short turns on the writer thread, one job each, until nothing is left; then `then` on the sync thread."""
    now, room = thread.clock(), thread.budget.picture_room
    keeping = thread.budget.keeping

    def turn(writes: Writes) -> bool:
        retired = writes.retire(keeping, now)
        changed = retired.changes or writes.make_room(room)
        if changed:
            thread.announce(changed)  # a list must not offer what is gone
        return bool(changed) or retired.is_more_left or writes.keep_up(now)

    def turned(done: Future[bool]) -> None:
        is_more_left = done.exception() is None and done.result()
        thread.post(lambda: keep_up(thread, then) if is_more_left else then())

    thread.writer.submit(turn, UPKEEP).add_done_callback(turned)
