"""The second half of a sync: the text of every article that lacks it, newest first, then the pictures they name."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from newsdesk.domain.changes import Changes, Stage
from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.domain.source import SourceId
from newsdesk.intake.jobs import Delivery, FetchPage, FetchPicture, PageRead, PictureRead, Refused
from newsdesk.store.rows import AwaitingPicture, AwaitingText
from newsdesk.sync import plan
from newsdesk.sync.writer import FEEDS

if TYPE_CHECKING:
    from newsdesk.store.writes import Writes
    from newsdesk.sync.cycle import Thread

AT_ONCE = 32  # jobs under way; the intake process has 16 threads to fetch with
BATCH = 500  # rows looked up at a time
SILENT_HOSTS = 8  # this many faults of the line in a row, nothing between: our own line has gone


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
        self._queue: list[AwaitingText | AwaitingPicture] = []
        self._seen: set[int | str] = set()
        self._under_way = 0
        self._done = 0
        self._silent = 0
        self._is_stopped = False
        self._is_over = False
        self._day_left = 0  # bytes of pictures that may still be fetched today
        self.texts = 0
        self.pictures = 0

    def begin(self, sources: tuple[SourceId, ...] | None) -> None:
        """Starts with the texts of these sources; of all when None."""
        self._sources = sources
        self._go_on()

    def stop(self) -> None:
        """Takes up nothing more."""
        self._is_stopped = True

    @property
    def _gives_way(self) -> bool:
        """Whether what is not under way yet is left to the next cycle."""
        return self._is_stopped or self._silent >= SILENT_HOSTS or self._thread.has_wishes

    def _go_on(self) -> None:
        while not self._gives_way and self._under_way < AT_ONCE:
            if self._stage == Stage.PICTURES and self._day_left <= 0:
                self._queue.clear()
                break
            if not self._queue and not self._look_up():
                break
            self._take_up(self._queue.pop())
        if self._under_way:
            return
        if self._stage == Stage.TEXTS and not self._gives_way and self._thread.wants_pictures:
            self._stage, self._done = Stage.PICTURES, 0
            self._day_left = self._thread.pictures_a_day - self._thread.reads.pictures_received(self._thread.clock())
            self._seen.clear()
            self._go_on()
        elif not self._is_over:
            self._is_over = True
            self._finished()

    def _look_up(self) -> bool:
        """Fills the queue with what still awaits its turn; False when there is nothing more."""
        reads, now = self._thread.reads, self._thread.clock()
        rows: tuple[AwaitingText, ...] | tuple[AwaitingPicture, ...]
        if self._stage == Stage.TEXTS:
            rows = reads.awaiting_text(now, BATCH, self._sources)
        else:
            rows = reads.awaiting_pictures(now, BATCH, self._sources)
        fresh = [row for row in rows if row.name not in self._seen]
        self._seen.update(row.name for row in fresh)
        self._queue = fresh[::-1]
        return bool(fresh)

    def _take_up(self, row: AwaitingText | AwaitingPicture) -> None:
        self._under_way += 1
        if isinstance(row, AwaitingText):
            self._thread.ask(
                lambda job: FetchPage(job, row.url, row.source_url, row.title, row.html),
                lambda delivery: self._hear(row, delivery),
            )
        else:
            self._thread.ask(
                lambda job: FetchPicture(job, row.url, row.source_url), lambda delivery: self._hear(row, delivery)
            )

    def _hear(self, row: AwaitingText | AwaitingPicture, delivery: Delivery) -> None:
        writer, now = self._thread.writer, self._thread.clock()
        if isinstance(delivery, Refused) and delivery.fault.kind is not FaultKind.STOPPED:
            self._silent = self._silent + 1 if plan.is_of_the_line(delivery.fault) else 0
            self._save_fault(row, delivery.fault, now)
        elif isinstance(delivery, PageRead) and isinstance(row, AwaitingText):
            self._silent = 0
            self.texts += 1
            self._await(writer.submit(lambda w: w.save_body(row.article_id, delivery, now), FEEDS))
        elif isinstance(delivery, PictureRead) and isinstance(row, AwaitingPicture):
            self._silent = 0
            self.pictures += 1
            self._day_left -= delivery.received
            self._await(writer.submit(lambda w: w.save_picture(row.key, delivery, now), FEEDS))
        else:
            self._concluded()

    def _save_fault(self, row: AwaitingText | AwaitingPicture, fault: Fault, now: datetime) -> None:
        def save(writes: Writes) -> Changes:
            if isinstance(row, AwaitingText):
                return writes.save_body_fault(row.article_id, fault, now)
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
        self._tell(self._stage, self._done, self._done + self._under_way + len(self._queue))
        self._go_on()
