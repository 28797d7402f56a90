"""The sync thread: asks the intake process, hears its deliveries, and starts a cycle when sources are due."""

from __future__ import annotations

import contextlib
import logging
import queue
import threading
import time
from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from newsdesk.domain.budget import Budget
from newsdesk.domain.changes import News, Notice, Progress, Stage
from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.intake.jobs import Delivery, Job, Refused
from newsdesk.sync.afterwards import Afterwards
from newsdesk.sync.cycle import Cycle
from newsdesk.sync.probe import Probe
from newsdesk.sync.wish import Looked, Wish
from newsdesk.sync.writer import UPKEEP, Writer

if TYPE_CHECKING:
    from newsdesk.intake.client import Intake
    from newsdesk.store.reads import Reads

log = logging.getLogger(__name__)

LISTENING = 0.02  # seconds: how long the thread waits for a delivery before it looks for new wishes
IDLE_CHILD = timedelta(minutes=1)  # an intake process with nothing to do is ended after this
UPKEEP_EVERY = timedelta(hours=1)  # where nobody syncs
GLANCE = timedelta(seconds=5)  # at the wall clock, which alone goes on while the machine sleeps


class Engine:
    """Lives on the sync thread; `post`, `wish`, `stop_cycle`, `is_busy` may be called from any thread.

    `opens_reads` and `opens_intake` are called on the sync thread, the second only when there is something to fetch.
    """

    def __init__(
        self,
        *,
        opens_reads: Callable[[], Reads],
        opens_intake: Callable[[], Intake],
        writer: Writer,
        announce: Callable[[News], None],
        clock: Callable[[], datetime],
        files: Path,
    ) -> None:
        self._opens_reads = opens_reads
        self._opens_intake = opens_intake
        self.writer = writer
        self.announce = announce
        self.clock = clock
        self.files = files
        self.chance = Random()
        self.budget = Budget()
        self.has_told_outage = False
        self.cleared_hosts: frozenset[str] = frozenset()  # taken for portals once, and none
        self.looked: Looked | None = None
        self._probe: Probe | None = None  # while the line is down
        self._posts: queue.SimpleQueue[Callable[[], object]] = queue.SimpleQueue()
        self._wishes: deque[Wish] = deque()
        self._cycle: Cycle | None = None
        self._afterwards: Afterwards | None = None  # a clean-up outside of a cycle
        self._hearers: dict[int, Callable[[Delivery], None]] = {}
        self._last_job = 0
        self._intake: Intake | None = None
        self._idle_since = time.monotonic()
        self._is_stopping = threading.Event()
        self._is_outdated = threading.Event()
        self._wakes_every: timedelta | None = None
        self._wakes_at: datetime | None = None
        self._began_at = clock()  # the last cycle
        self._thread = threading.Thread(target=self._run, name="sync")
        self.reads: Reads

    # --- from any thread ---------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Starts the thread; it polls nothing by itself until `wake_every` says so."""
        self._thread.start()

    def post(self, call: Callable[[], object]) -> None:
        """Has `call` run on the sync thread."""
        self._posts.put(call)

    def wish(self, wish: Wish) -> None:
        """Asks for a cycle; it begins when the one under way has its headlines."""
        self.post(lambda: self._wishes.append(wish))

    def wake_every(self, pause: timedelta | None) -> None:
        """Looks for due sources now and after each pause; None: only when asked."""

        def set_pause() -> None:
            self._wakes_every, self._wakes_at = pause, None
            if pause is not None:
                self._wishes.append(Wish())

        self.post(set_pause)

    def renew_intake(self) -> None:
        """Has the intake process end once nothing is under way; the next one is told what holds then."""
        self._is_outdated.set()
        self.post(lambda: None)

    def line_changed(self) -> None:
        """Somebody noticed that the network has changed: a line that was down is tried at once."""
        self.post(lambda: self._probe.hurry() if self._probe is not None else None)

    def tidy(self) -> None:
        """Has removed what the reader no longer keeps: now, or at the end of the cycle under way."""
        self.post(self._tidy)

    def stop_cycle(self) -> None:
        """Ends the cycle or clean-up under way; what is stored stays, what was not done yet is left for the next."""
        self.post(self._stop_cycle)

    @property
    def is_busy(self) -> bool:
        """Whether a cycle is under way or asked for."""
        return self._cycle is not None or bool(self._wishes)

    @property
    def wakes_at(self) -> datetime | None:
        """When it looks for due sources by itself; None: when it is asked, or as soon as the line is back."""
        return self._wakes_at if self._wakes_every is not None and self._probe is None else None

    def stop(self) -> None:
        """Ends the thread and its intake process."""
        self._is_stopping.set()
        self.post(self._stop_cycle)

    def join(self, seconds: float) -> bool:
        """Whether the thread is gone after at most that long."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    # --- on the sync thread ------------------------------------------------------------------------------------------

    def ask(self, make: Callable[[int], Job], hear: Callable[[Delivery], None]) -> None:
        """Sends the job that `make` builds around its number; `hear` gets its one delivery."""
        intake = self.warm_up()
        self._last_job += 1
        self._hearers[self._last_job] = hear
        intake.submit(make(self._last_job))

    def warm_up(self) -> Intake:
        """The intake process, started when there is none."""
        if self._intake is None:
            self._intake = self._opens_intake()
            self._intake.start()
            self._idle_since = time.monotonic()
        return self._intake

    @property
    def is_spent(self) -> bool:
        """Whether all has come over the line today that the reader allows."""
        most = self.budget.bytes_a_day
        return bool(most) and self.reads.received_today(self.clock()) >= most

    def line_went(self, wish: Wish, portal: str | None) -> None:
        """The cycle of this wish found the line down: one quiet line, and then it is waited for."""
        if not self.has_told_outage or wish.is_by_hand:
            self.has_told_outage = True
            self.announce(Notice("sync.offline" if portal is None else "sync.portal", {}))
        self._probe = Probe(self, wish, portal, self._line_came)

    def _line_came(self, wish: Wish) -> None:
        probe, self._probe = self._probe, None
        if probe is not None and probe.portal:
            self.cleared_hosts |= {probe.portal}
        self._wishes.append(wish)

    @property
    def has_wishes(self) -> bool:
        """Whether another cycle waits for this one to give way."""
        return bool(self._wishes)

    def _run(self) -> None:
        try:
            self.reads = self._opens_reads()
            while not self._is_stopping.is_set():
                self._turn()
        except Exception:  # top of the thread
            log.exception("the sync thread ended")
            raise
        finally:
            self._stop_cycle()
            if self._intake is not None:
                self._intake.stop()
            if hasattr(self, "reads"):
                self.reads.close()

    def _turn(self) -> None:
        self._take_posts(waiting=0.0 if self._hearers or self._wishes else self._pause())
        if self._cycle is None and self._probe is None and not self._wishes:
            self._look_at_clock()
        if self._cycle is None and self._wishes:
            self._begin(self._wishes.popleft())
        elif self._cycle is None and self._probe is not None:
            self._probe.look()
        if self._hearers and self._intake is not None:
            self._idle_since = time.monotonic()
            delivery = self._intake.receive(LISTENING)
            if delivery is not None:
                self._hear(delivery)
            elif self._cycle is not None:
                self._cycle.catch_up()
        elif self._intake is not None and self._is_to_end():
            self._intake.stop()
            self._intake = None
            self._is_outdated.clear()

    def _is_to_end(self) -> bool:
        """Whether the intake process, which has nothing to do, is to end."""
        is_idle = time.monotonic() - self._idle_since > IDLE_CHILD.total_seconds()
        return is_idle or self._is_outdated.is_set()

    def _pause(self) -> float:
        """Seconds until something is to be looked at without being asked."""
        if self._cycle is not None:
            return LISTENING
        longest = GLANCE.total_seconds()
        return longest if self._probe is None else min(longest, max(self._probe.seconds_left(), LISTENING))

    def _take_posts(self, waiting: float) -> None:
        with contextlib.suppress(queue.Empty):
            call = self._posts.get(timeout=waiting) if waiting else self._posts.get_nowait()
            while True:
                call()
                call = self._posts.get_nowait()

    def _look_at_clock(self) -> None:
        """Starts what is due. One sync makes up for all that a sleep left out, and a clock that was set back by years
        puts the next one off by no more than a pause."""
        now, every = self.clock(), self._wakes_every or UPKEEP_EVERY
        if self._wakes_at is None or self._wakes_at > now + every:
            self._wakes_at = now + every
        if now < self._wakes_at:
            return
        self._wakes_at = now + every
        if self._wakes_every is None:  # nobody syncs: the reader's stars are backed up all the same
            self.writer.submit(lambda writes: writes.backup(self.clock()), UPKEEP)
        elif not self.is_spent:
            self._wishes.append(Wish())

    def _tidy(self) -> None:
        if self._cycle is None and not self._wishes and self._afterwards is None:
            self._afterwards = Afterwards(self, self._tell_tidying, self._tidied)
            self._afterwards.begin()

    def _tell_tidying(self, done: int, total: int) -> None:
        if self._cycle is None:
            self.announce(Progress(Stage.CLEANING, done, total))

    def _tidied(self) -> None:
        self._afterwards = None
        if self._cycle is None:
            self.announce(Progress(Stage.DONE, 0, 0))

    def _begin(self, wish: Wish) -> None:
        self._cycle, self._began_at = Cycle(self, wish, self._ended), self.clock()
        try:
            self._cycle.begin()
        except Failed as refusal:
            self._cycle = None
            wish.answer.set_exception(refusal)

    def _ended(self) -> None:
        """The next one is counted from the beginning of this: where the machine slept meanwhile, it comes at once."""
        self._cycle = None
        self._wakes_at = self._began_at + self._wakes_every if self._wakes_every is not None else None

    def _hear(self, delivery: Delivery) -> None:
        hear = self._hearers.pop(delivery.job, None)
        if hear is not None:  # None: it was cancelled while it came
            hear(delivery)

    def _stop_cycle(self) -> None:
        self._probe = None
        if self._afterwards is not None:
            self._afterwards.stop()
        self._wishes, dropped = deque(), self._wishes
        if self._cycle is not None:
            self._cycle.stop()
        if self._intake is not None and self._hearers:
            self._intake.cancel_all()
        hearers, self._hearers = self._hearers, {}
        for job, hear in hearers.items():
            hear(Refused(job, Fault(FaultKind.STOPPED)))
        for wish in dropped:
            wish.answer.set_exception(Failed(Fault(FaultKind.STOPPED)))
