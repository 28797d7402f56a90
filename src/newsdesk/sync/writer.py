"""The one thread that writes: jobs in order of urgency, one job one transaction; it knows no sources and no network."""

from __future__ import annotations

import contextlib
import itertools
import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from newsdesk.domain.changes import Changes, News, Notice
from newsdesk.domain.faults import Failed, FaultKind, failed

if TYPE_CHECKING:
    from newsdesk.store.writes import Writes

T = TypeVar("T")
log = logging.getLogger(__name__)

READER = 0  # what the reader did: passes everything that waits
FEEDS = 1
UPKEEP = 2
CLOSING = 3

# Feeds that wait for the disk hold their items in memory; past this many the sync thread waits with them.
WAITING_LIMIT = 64

# Stores that the disk or its owner refuses are tried again whenever the reader does something, and so often (seconds).
AGAIN = 5.0
PASSING = frozenset({FaultKind.DISK_FULL, FaultKind.STORE_UNREADABLE})


class Opens(Protocol):
    """Opens the writing connections; called once, on the writer thread. Answers what the reader should be told."""

    def __call__(self) -> tuple[Writes, tuple[Notice, ...]]: ...


class Writer:
    """Owns the writing connections. `submit` may be called from any thread; the rest happens on the writer thread."""

    def __init__(self, opens: Opens, announce: Callable[[News], None]) -> None:
        self._opens = opens
        self._announce = announce
        self._jobs: queue.PriorityQueue[tuple[int, int, _Job[object] | None]] = queue.PriorityQueue()
        self._order = itertools.count()
        self._room = threading.BoundedSemaphore(WAITING_LIMIT)
        self._is_closing = threading.Event()
        self._opened: Future[tuple[Notice, ...]] = Future()
        self._thread = threading.Thread(target=self._run, name="writer")

    def start(self, came_later: Callable[[], object]) -> Future[tuple[Notice, ...]]:
        """Starts the thread; the answer is there once the stores are open, or is their Failed. `came_later` is called
        on the writer thread when they could be opened after all."""
        self._came_later = came_later
        self._thread.start()
        return self._opened

    def submit(self, job: Callable[[Writes], T], urgency: int = READER) -> Future[T]:
        """The result of `job` once its transaction is durable. Work of feeds waits here while too much is queued."""
        answer: Future[T] = Future()
        if urgency == FEEDS:
            self._room.acquire()
        if self._is_closing.is_set() and urgency != READER:
            answer.set_exception(failed(FaultKind.STOPPED))
            self._release(urgency)
            return answer
        self._jobs.put((urgency, next(self._order), _Job(job, answer)))  # type: ignore[arg-type]
        return answer

    @property
    def is_awaited(self) -> bool:
        """Whether something that the reader did waits to be written."""
        with self._jobs.mutex:
            return bool(self._jobs.queue) and self._jobs.queue[0][0] == READER

    def stop(self) -> None:
        """Ends the thread after what the reader did is written; work of feeds that still waits is dropped."""
        self._is_closing.set()
        self._jobs.put((CLOSING, next(self._order), None))

    def join(self, seconds: float) -> bool:
        """Whether the thread is gone after at most that long."""
        if self._thread.ident is not None:
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _release(self, urgency: int) -> None:
        if urgency == FEEDS:
            self._room.release()

    def _run(self) -> None:
        writes = self._open()
        if writes is None:
            return
        try:
            while True:
                urgency, _, job = self._jobs.get()
                if job is None:
                    return
                self._release(urgency)
                if self._is_closing.is_set() and urgency != READER:
                    job.answer.set_exception(failed(FaultKind.STOPPED))
                    continue
                self._carry_out(job, writes)
        finally:
            writes.close()

    def _carry_out(self, job: _Job[object], writes: Writes) -> None:
        try:
            result = job.work(writes)
        except Failed as refusal:
            job.answer.set_exception(refusal)
            return
        except Exception as bug:  # top of the thread: a bug must not take the reader's other acts with it
            log.exception("a write failed")
            job.answer.set_exception(bug)
            return
        changes = _changes_of(result)
        if changes:
            self._announce(changes)
        job.answer.set_result(result)

    def _open(self) -> Writes | None:
        """The writing connections; None when the thread is to end before there are any."""
        try:
            writes, notices = self._opens()
        except Failed as refusal:
            self._opened.set_exception(refusal)
            return self._open_later(refusal)
        self._opened.set_result(notices)
        return writes

    def _open_later(self, refusal: Failed) -> Writes | None:
        """Refuses all that comes until the stores can be opened: there may be room again."""
        while True:
            urgency, job = UPKEEP, None
            with contextlib.suppress(queue.Empty):
                urgency, _, job = self._jobs.get(timeout=AGAIN)
                if job is None:
                    return None
                self._release(urgency)
            if refusal.fault.kind in PASSING and (job is None or urgency == READER):
                try:
                    writes, notices = self._opens()
                except Failed as again:
                    refusal = again
                else:
                    self._tell_of(notices)
                    if job is not None:
                        self._carry_out(job, writes)
                    return writes
            if job is not None:
                job.answer.set_exception(refusal)

    def _tell_of(self, notices: tuple[Notice, ...]) -> None:
        self._announce(Changes(everything=True))
        for notice in (*notices, Notice("store.reopened", {})):
            self._announce(notice)
        opened: Future[None] = Future()
        opened.add_done_callback(lambda _: self._came_later())  # a mistake there is logged, and stops no writing
        opened.set_result(None)


class _Job(Generic[T]):
    """A piece of work and the answer somebody waits for."""

    __slots__ = ("answer", "work")

    def __init__(self, work: Callable[[Writes], T], answer: Future[T]) -> None:
        self.work = work
        self.answer = answer


def _changes_of(result: object) -> Changes | None:
    """What a write touched: its result, or the `changes` of it."""
    if isinstance(result, Changes):
        return result
    changes = getattr(result, "changes", None)
    return changes if isinstance(changes, Changes) else None
