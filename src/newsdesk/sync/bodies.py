"""The second half of a sync: the texts that articles lack, the icons of sources, then the pictures of articles.

First what the reader bookmarked and what is breaking news, then the newest. Each is committed alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Protocol

from newsdesk.domain.changes import Changes, Stage
from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.domain.source import SourceId
from newsdesk.intake.jobs import Delivery, IconRead, PageRead, PictureRead, Refused
from newsdesk.store.rows import AwaitingIcon, AwaitingPicture, AwaitingText
from newsdesk.sync import plan, sites
from newsdesk.sync.asking import Row, fetching_body
from newsdesk.sync.writer import FEEDS

if TYPE_CHECKING:
    from newsdesk.store.writes import Writes
    from newsdesk.sync.wish import Thread

AT_ONCE = 32  # jobs under way; the intake process has 16 threads to fetch with
AT_ONE_HOST = 4  # of them while others wait: a host is asked about once a second
BATCH = 500  # rows looked up at a time
SILENT_HOSTS = 8  # this many faults of the line in a row, nothing between: our own line has gone

_NEXT = {Stage.TEXTS: Stage.ICONS, Stage.ICONS: Stage.PICTURES}


class Tells(Protocol):
    """Announces progress of a stage."""

    def __call__(self, stage: str, done: int, total: int | None = None, *, force: bool = False) -> None: ...


class Bodies:
    """Lives on the sync thread, from `begin` to the call of `finished`."""

    def __init__(self, thread: Thread, tell: Tells, finished: Callable[[], None]) -> None:
        self._thread = thread
        self._tell = tell
        self._finished = finished
        self._sources: tuple[SourceId, ...] | None = None
        self._stage = Stage.TEXTS
        self._queue: list[Row] = []
        self._seen: set[int | str] = set()
        self._under_way = 0
        self._done = 0
        self._hosts: Counter[str] = Counter()  # asked just now
        self._held: frozenset[str] = frozenset()
        self._unproven: list[tuple[Row, Fault]] = []  # faults that may be our own line's
        self._led_away: dict[str, tuple[AwaitingText, PageRead]] = {}  # by the host they were led to
        self._has_looked_for_urgent = False
        self._is_stopped = False
        self._is_over = False
        self._day_left: float = 0  # bytes of pictures that may still be fetched today
        self._all_left: float = 0  # the same of all kinds
        self.is_line_down = False
        self.texts = 0
        self.pictures = 0

    def begin(self, sources: tuple[SourceId, ...] | None) -> None:
        """Starts with the texts of these sources; of all when None."""
        self._sources = sources
        now, reads = self._thread.clock(), self._thread.reads
        self._held = reads.held_hosts(now)
        budget = self._thread.budget.bytes_a_day
        self._all_left = budget - reads.received_today(now) if budget else float("inf")
        self._go_on()

    def stop(self) -> None:
        """Takes up nothing more."""
        self._is_stopped = True

    @property
    def _gives_way(self) -> bool:
        """Whether what is not under way yet is left to the next cycle."""
        is_spent = self._all_left <= 0 or (self._stage != Stage.TEXTS and self._day_left <= 0)
        return self._is_stopped or is_spent or len(self._unproven) >= SILENT_HOSTS or self._thread.has_wishes

    def _go_on(self) -> None:
        while not self._gives_way and self._under_way < AT_ONCE:
            if not self._queue and not self._look_up():
                break
            self._take_up(self._next())
        if self._under_way:
            return
        self._judge_line()
        if self._stage in _NEXT and not self._gives_way and not self.is_line_down:
            self._stage, self._done = _NEXT[self._stage], 0
            self._day_left = self._thread.budget.pictures_a_day - self._thread.reads.pictures_received(
                self._thread.clock()
            )
            self._seen.clear()
            self._go_on()
        elif not self._is_over:
            self._is_over = True
            self._finished()

    def _look_up(self) -> bool:
        """Fills the queue with what still awaits its turn; False when there is nothing more."""
        rows: tuple[Row, ...] = ()
        if self._stage == Stage.TEXTS and not self._has_looked_for_urgent:
            self._has_looked_for_urgent = True
            rows = self._fresh(self._thread.reads.urgent_text(self._thread.clock(), BATCH, self._sources))
        if not rows:
            rows = self._fresh(self._looked_up())
        self._queue = list(rows[::-1])
        return bool(rows)

    def _looked_up(self) -> tuple[Row, ...]:
        reads, now, most = self._thread.reads, self._thread.clock(), BATCH + len(self._seen)
        if self._stage == Stage.TEXTS:
            return reads.awaiting_text(now, most, self._sources)
        if self._stage == Stage.ICONS:
            return reads.awaiting_icons(now, self._sources, self._thread.budget.pictures)
        return reads.awaiting_pictures(now, most, self._sources, self._thread.budget.pictures)

    def _fresh(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        fresh = [row for row in rows if row.name not in self._seen]
        self._seen.update(row.name for row in fresh)
        free = [row for row in fresh if plan.host_of(row.url) not in self._held]
        if self._stage == Stage.ICONS:
            return sites.one_a_site(row for row in free if isinstance(row, AwaitingIcon))
        return tuple(free)

    def _next(self) -> Row:
        """The next whose host is not being asked for several already; the next one where all are."""
        for place in range(len(self._queue) - 1, -1, -1):
            if self._hosts[plan.host_of(self._queue[place].url)] < AT_ONE_HOST:
                return self._queue.pop(place)
        return self._queue.pop()

    def _take_up(self, row: Row) -> None:
        self._under_way += 1
        self._hosts[plan.host_of(row.url)] += 1
        self._thread.ask(lambda job: fetching_body(job, row), lambda delivery: self._hear(row, delivery))

    def _hear(self, row: Row, delivery: Delivery) -> None:
        self._hosts[plan.host_of(row.url)] -= 1
        if isinstance(delivery, Refused) and delivery.fault.kind is not FaultKind.STOPPED:
            self._hear_refusal(row, delivery)
        elif isinstance(delivery, PageRead) and isinstance(row, AwaitingText):
            self._spend(delivery.received)
            if plan.host_of(delivery.url) in {"", plan.host_of(row.url)}:
                self._prove_line()
                self._save_text(row, delivery)
            else:
                self._hear_from_elsewhere(row, delivery)
        elif isinstance(delivery, PictureRead) and isinstance(row, AwaitingPicture):
            now = self._thread.clock()
            self._prove_line()
            self.pictures += 1
            self._spend(delivery.received)
            self._await(self._thread.writer.submit(lambda w: w.save_picture(row.key, delivery, now), FEEDS))
        elif isinstance(delivery, IconRead) and isinstance(row, AwaitingIcon):
            now = self._thread.clock()
            self._prove_line()
            self._spend(delivery.received)
            sources = self._settled(row, is_named=delivery.is_named).sources
            self._await(self._thread.writer.submit(lambda w: w.save_icon(sources, delivery, now), FEEDS))
        else:
            self._concluded()

    def _settled(self, row: AwaitingIcon, *, is_named: bool) -> AwaitingIcon:
        """The row with the sources for which the answer holds; something else is asked yet for the others."""
        row, left = sites.settled(row, is_named=is_named)
        self._queue.extend(left)
        return row

    def _spend(self, received: int) -> None:
        self._all_left -= received
        if self._stage != Stage.TEXTS:
            self._day_left -= received

    def _save_text(self, row: AwaitingText, read: PageRead) -> None:
        now = self._thread.clock()
        self.texts += 1
        self._await(self._thread.writer.submit(lambda w: w.save_body(row.article_id, read, now), FEEDS))

    def _hear_refusal(self, row: Row, refused: Refused) -> None:
        wait = plan.asked_wait(refused)
        if wait is not None:  # the host wants peace: that is no fault of this page
            now, host = self._thread.clock(), plan.host_of(row.url)
            until = plan.next_after_fault(now, plan.SHORTEST_WAIT, 1, wait, self._thread.chance)
            self._held |= {host}
            self._queue = [other for other in self._queue if plan.host_of(other.url) != host]
            self._await(self._thread.writer.submit(lambda w: w.hold(host, until, now), FEEDS))
        elif plan.is_of_the_line(refused.fault):
            self._unproven.append((row, refused.fault))
            self._concluded()
        else:
            if refused.fault.facts.get("reason") != "secure":
                self._prove_line()
            if isinstance(row, AwaitingIcon):
                row = self._settled(row, is_named=False)
            self._save_fault(row, refused.fault)

    # --- is it our own line? -----------------------------------------------------------------------------------------

    def _prove_line(self) -> None:
        """Somebody answered: what others did not is their own fault."""
        unproven, self._unproven = self._unproven, []
        for row, fault in unproven:
            self._under_way += 1
            self._save_fault(row, fault)

    def _hear_from_elsewhere(self, row: AwaitingText, read: PageRead) -> None:
        """A page that was found at another host: kept apart until the next one from there tells whether it is a portal,
        which says the same of every article."""
        host = plan.host_of(read.url)
        other = self._led_away.pop(host, None)
        if other is not None and other[1].text == read.text and other[0].url != row.url:
            self._is_stopped = self.is_line_down = True
            self._concluded()
            return
        if other is not None:
            self._under_way += 1
            self._save_text(*other)
        self._led_away[host] = (row, read)
        self._concluded()

    def _judge_line(self) -> None:
        """At the end of a stage: whether the line has gone; what was kept apart is stored when it has not."""
        led_away, self._led_away = self._led_away, {}
        unproven, self._unproven = self._unproven, []
        if self.is_line_down or len(unproven) >= SILENT_HOSTS:
            self.is_line_down = True
            return
        for row, fault in unproven:
            self._under_way += 1
            self._save_fault(row, fault)
        for row, read in led_away.values():
            self._under_way += 1
            self._save_text(row, read)

    def _save_fault(self, row: Row, fault: Fault) -> None:
        now = self._thread.clock()

        def save(writes: Writes) -> Changes:
            if isinstance(row, AwaitingText):
                return writes.save_body_fault(row.article_id, fault, now)
            if isinstance(row, AwaitingIcon):
                return writes.save_icon_fault(row.sources, fault, now)
            return writes.save_picture_fault(row.key, fault, now)

        self._await(self._thread.writer.submit(save, FEEDS))

    def _await(self, written: Future[Changes]) -> None:
        written.add_done_callback(lambda done: self._thread.post(lambda: self._written(done)))

    def _written(self, done: Future[Changes]) -> None:
        refusal = done.exception()
        if isinstance(refusal, Failed):
            self._is_stopped = True  # the disk says no: the rest would only be fetched for nothing
        elif refusal is not None:
            raise refusal
        self._concluded()

    def _concluded(self) -> None:
        self._under_way -= 1
        self._done += 1
        if self._stage != Stage.ICONS:  # few and small: not worth a word
            self._tell(self._stage, self._done, self._done + self._under_way + len(self._queue))
        self._go_on()
