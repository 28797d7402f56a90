"""Waits for the reader's line to come back, by asking the sources themselves; a sync goes on from there."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import SourceId, SourceKind
from newsdesk.intake.jobs import Delivery, Refused
from newsdesk.sync import plan
from newsdesk.sync.asking import fetching
from newsdesk.sync.line import is_convincing, is_doubtful

if TYPE_CHECKING:
    from newsdesk.store.rows import DueSource
    from newsdesk.sync.wish import Thread, Wish

PAUSE = 5.0  # seconds between two questions that reach nobody
LONGEST_PAUSE = 60.0  # where somebody answers, if only a portal, it is asked less and less often
SECONDS = 8.0  # for one answer
PATIENCE = 24 * 3600.0  # after so long the sources themselves are taken to be at fault


class Probe:
    """Lives on the sync thread from the moment when the line went. `found` is called with what came when it is back."""

    def __init__(self, thread: Thread, wish: Wish, portal: str | None, found: Callable[[Wish], None]) -> None:
        self._thread = thread
        self._wish = wish
        self.portal = portal
        self._found = found
        self._pause = PAUSE if self._candidates() else LONGEST_PAUSE
        self._began_at = self._asked_at = time.monotonic()
        self._is_under_way = False
        self._turn = 0

    def hurry(self) -> None:
        """Asks at once: somebody says that the network has changed."""
        self._asked_at = float("-inf")
        self._pause = PAUSE

    def seconds_left(self) -> float:
        """Until the next question; 0.0 when it is due or under way."""
        return max(0.0, self._asked_at + self._pause - time.monotonic())

    def look(self) -> None:
        """Asks the next source when it is time."""
        if self._is_under_way or self.seconds_left():
            return
        if time.monotonic() - self._began_at > PATIENCE:
            self._end(None, None, is_line_proven=True)
            return
        candidates = self._candidates()
        if not candidates:  # nobody is due: what stopped was the fetching of texts, which tries again by itself
            self._end(None, None)
            return
        due = candidates[self._turn % len(candidates)]
        self._turn += 1
        self._is_under_way = True
        self._thread.ask(
            lambda job: fetching(job, due, self._thread.clock(), SECONDS), lambda delivery: self._hear(due, delivery)
        )

    def _candidates(self) -> list[DueSource]:
        """Sources that may be asked now, one a host, those that fared well the last time first."""
        now = self._thread.clock()
        known = self._thread.reads.due(self._wish.sources)
        held = plan.held_hosts(((due.source.feed_url, due.health) for due in known), now)
        held |= self._thread.reads.held_hosts(now)
        by_host: dict[str, DueSource] = {}
        for due in sorted(known, key=lambda due: due.health.failures):
            host = plan.host_of(due.source.feed_url)
            may_be_asked = self._wish.is_by_hand or plan.is_due(due.health, now)
            if due.source.kind is not SourceKind.FILE and host not in held and may_be_asked:
                by_host.setdefault(host, due)
        return list(by_host.values())

    def _hear(self, due: DueSource, delivery: Delivery) -> None:
        self._is_under_way, self._asked_at = False, time.monotonic()
        if isinstance(delivery, Refused) and delivery.fault == Fault(FaultKind.STOPPED):
            return
        if is_convincing(due, delivery) or _is_its_own(due, delivery):
            self._end(due.source.id, delivery)
        elif not (isinstance(delivery, Refused) and plan.is_of_the_line(delivery.fault)):
            self._pause = min(self._pause * 1.5, LONGEST_PAUSE)

    def _end(self, source: SourceId | None, delivery: Delivery | None, *, is_line_proven: bool = False) -> None:
        from newsdesk.sync.wish import Wish

        brought = {} if source is None or delivery is None else {source: delivery}
        wish = self._wish
        self._found(
            Wish(wish.sources, wish.is_by_hand, wish.headlines_only, brought=brought, is_line_proven=is_line_proven)
        )


def _is_its_own(due: DueSource, delivery: Delivery) -> bool:
    """Whether a server said no that is nobody's portal."""
    if not isinstance(delivery, Refused) or is_doubtful(due, delivery):
        return False
    return not plan.is_of_the_line(delivery.fault) and delivery.fault.facts.get("reason") != "secure"
