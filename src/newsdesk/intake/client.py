"""The parent's side of the wall: starts the intake process, watches it, and hands its deliveries over one by one."""

from __future__ import annotations

import threading
import time
from collections import deque

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.manners import Manners
from newsdesk.intake.jobs import Delivery, Job, ReadOpml, Refused
from newsdesk.intake.limits import Limits, Reading, Setup
from newsdesk.intake.process import Ended, Process
from newsdesk.intake.spawn import HeadStart

MOST_DEATHS = 3  # in a row, with nobody to blame


class Intake:
    """Any thread may `submit`; one thread calls `receive`, `cancel_all`, `start` and `stop`.

    The process is started with the first job and again after it died. `receive` supervises: a document that takes too
    long, or that the process died of, is answered with Refused(TOO_HEAVY), and all other jobs are sent again.
    """

    def __init__(
        self,
        *,
        user_agent: str,
        limits: Limits | None = None,
        proxies: dict[str, str] | None = None,
        manners: Manners | None = None,
        early: HeadStart | None = None,
    ) -> None:
        """`early`: may have a child that was started before this was known."""
        self._setup = Setup(user_agent, proxies, limits or Limits(), manners or Manners())
        self._early = early
        self._lock = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._process: Process | None = None
        self._ready: deque[Refused] = deque()
        self._deaths = 0
        self._started = threading.Event()  # set while there is a process, or an answer without one

    @property
    def outstanding(self) -> int:
        """How many jobs have not been answered."""
        with self._lock:
            return len(self._jobs) + len(self._ready)

    @property
    def pid(self) -> int | None:
        """The process number of the child; None when there is none."""
        process = self._process
        return process.pid if process else None

    def start(self) -> None:
        """Starts the process now, so that the first job need not wait for it."""
        with self._lock:
            self._ensure()

    def submit(self, job: Job) -> None:
        """Sends a job; returns at once."""
        with self._lock:
            self._jobs[job.job] = job
            if self._process is not None:
                self._process.send(job)
            else:
                self._ensure()

    def receive(self, timeout: float | None) -> Delivery | None:
        """The next delivery; None after `timeout` seconds without one. None waits until there is one."""
        ends_at = None if timeout is None else time.monotonic() + timeout
        while True:
            if self._ready:
                return self._ready.popleft()
            process = self._process
            if process is None:
                self._started.wait(None if ends_at is None else max(0.0, ends_at - time.monotonic()))
            else:
                delivery = self._take(process, ends_at)
                if delivery is not None:
                    return delivery
            if ends_at is not None and time.monotonic() >= ends_at and not self._ready:
                return None

    def cancel_all(self) -> None:
        """Drops every outstanding job and what it was doing; none of them is answered any more. Returns at once."""
        with self._lock:
            has_work = bool(self._jobs)
            self._jobs.clear()
            self._ready.clear()
            if has_work:
                self._let_go()

    def stop(self) -> None:
        """Ends the process; it keeps nothing, so nothing is lost. The intake may be started again."""
        with self._lock:
            self._jobs.clear()
            self._ready.clear()
            process = self._process
            self._let_go()
        if process is not None:
            process.join()

    # --- supervision --------------------------------------------------------------------------------------------------

    def _take(self, process: Process, ends_at: float | None) -> Delivery | None:
        """What the process says next, when it is an answer; looks after the process otherwise."""
        wall = self._setup.limits.wall
        allowed = wall if process.reading is None else process.reading_since + wall - time.monotonic()
        waiting = allowed if ends_at is None else min(allowed, ends_at - time.monotonic())
        heard = process.hear(max(0.0, waiting))
        if heard is None:
            if process.reading is not None and process.is_silent_since(process.reading_since + wall):
                self._died(process, "wall")
            return None
        if isinstance(heard, Reading):
            return None
        if isinstance(heard, Ended):
            self._died(process, heard.limit)
            return None
        with self._lock:
            self._deaths = 0
            return heard if self._jobs.pop(heard.job, None) is not None else None

    def _died(self, process: Process, limit: str) -> None:
        """Answers for the job at fault and sends the others again."""
        with self._lock:
            if self._process is not process:
                return
            culprit = self._jobs.pop(process.reading, None) if process.reading is not None else None
            self._let_go()
            if culprit is not None:
                self._deaths = 0
                self._ready.append(_too_heavy(culprit, limit))
            else:
                self._deaths += 1
            if self._deaths >= MOST_DEATHS:
                self._give_up()
            elif self._jobs:
                self._ensure()

    def _give_up(self) -> None:
        self._deaths = 0
        self._ready.extend(_too_heavy(job, "died") for job in self._jobs.values())
        self._jobs.clear()
        self._started.set()

    def _ensure(self) -> None:
        if self._process is not None:
            return
        try:
            self._process = Process(self._setup, self._early.take() if self._early is not None else None)
        except OSError:  # the system has no memory or no process left
            self._give_up()
            return
        self._started.set()
        for job in self._jobs.values():
            self._process.send(job)

    def _let_go(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None
            self._started.clear()


def _too_heavy(job: Job, limit: str) -> Refused:
    address = "" if isinstance(job, ReadOpml) else job.url
    return Refused(job.job, Fault(FaultKind.TOO_HEAVY, {"address": address, "limit": limit}))
