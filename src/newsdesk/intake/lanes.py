"""The child's two queues: addresses to fetch and documents to read; feeds pass pages, pages pass pictures."""

from __future__ import annotations

import threading
from collections import Counter, deque
from dataclasses import dataclass

from newsdesk.intake.jobs import FetchIcon, FetchPage, FetchPicture, Job
from newsdesk.pages.body import Body
from newsdesk.web.client import Answer
from newsdesk.web.politeness import Pace
from newsdesk.web.reach import host_of

MOST_WAITING = 8  # documents fetched and not yet read; more would only fill the memory


@dataclass(frozen=True, slots=True)
class Task:
    """A job at one of its addresses. `others`: addresses to try when this one is no feed, `page`: the page that led to
    them, which is read itself when none of them is one. Of an article that is split over several pages, `earlier` are
    those read already, `begun_at` the first one's address, `received` their bytes. Of an icon `others` are the next to
    be tried, `received` what has come for it, and `named` what its page names."""

    job: Job
    url: str
    others: tuple[str, ...] = ()
    page: Answer | None = None
    earlier: tuple[Body, ...] = ()
    begun_at: str = ""
    received: int = 0
    named: tuple[str, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether nothing is left but the page itself, which has been fetched already."""
        return self.page is not None and self.url == self.page.url and not self.others

    @property
    def lane(self) -> int:
        """0 feeds and lists, 1 pages, 2 pictures."""
        return {FetchPage: 1, FetchPicture: 2, FetchIcon: 2}.get(type(self.job), 0)


class Fetches:
    """Addresses waiting to be fetched. A host with two connections under way, or that was asked just now, is passed
    over, so it holds up nobody."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._lanes: tuple[deque[Task], ...] = (deque(), deque(), deque())
        self._busy: Counter[str] = Counter()
        self._changed = threading.Condition()

    def put(self, task: Task) -> None:
        """Adds a task at the end of its lane."""
        with self._changed:
            self._lanes[task.lane].append(task)
            self._changed.notify()

    def take(self) -> Task:
        """The next task whose host may be asked now; waits for one. `done` must follow."""
        with self._changed:
            while True:
                waits: dict[str, float] = {}  # of hosts that were asked just now
                for lane in self._lanes:
                    for place, task in enumerate(lane):
                        if self._may_begin(host_of(task.url), waits):
                            del lane[place]
                            return task
                self._changed.wait(min(waits.values(), default=None))

    def _may_begin(self, host: str, waits: dict[str, float]) -> bool:
        """Whether a host may be asked now, which then counts; else it may have its seconds put into `waits`."""
        if host in waits:
            return False
        if not self._pace.is_spared(host):
            if self._busy[host] >= self._pace.manners.connections:
                return False
            wait = self._pace.take(host)
            if wait > 0:
                waits[host] = wait
                return False
        self._busy[host] += 1
        return True

    def done(self, task: Task) -> None:
        """Frees the task's place at its host."""
        with self._changed:
            host = host_of(task.url)
            self._busy[host] -= 1
            if self._busy[host] <= 0:
                del self._busy[host]
            self._changed.notify()


class Documents:
    """Fetched documents waiting for the one thread that reads them."""

    def __init__(self) -> None:
        self._lanes: tuple[deque[tuple[Task, Answer | None]], ...] = (deque(), deque(), deque())
        self._changed = threading.Condition()
        self._waiting = 0

    def put(self, task: Task, answer: Answer | None) -> None:
        """Adds a document; waits while too many wait already."""
        with self._changed:
            while self._waiting >= MOST_WAITING:
                self._changed.wait()
            self._waiting += 1
            self._lanes[task.lane].append((task, answer))
            self._changed.notify_all()

    def take(self) -> tuple[Task, Answer | None]:
        """The next document; waits for one."""
        with self._changed:
            while not self._waiting:
                self._changed.wait()
            self._waiting -= 1
            self._changed.notify_all()
            return next(lane for lane in self._lanes if lane).popleft()
