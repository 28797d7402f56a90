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
    before = now - thread.budget.keeps

    def turn(writes: Writes) -> bool:
        changed = writes.expire(before) or writes.make_room(room)
        if not changed:
            return writes.keep_up(now)
        thread.announce(changed)  # a list must not offer what is gone
        return True

    def turned(done: Future[bool]) -> None:
        is_more_left = done.exception() is None and done.result()
        thread.post(lambda: keep_up(thread, then) if is_more_left else then())

    thread.writer.submit(turn, UPKEEP).add_done_callback(turned)
