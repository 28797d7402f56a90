"""One sync from the first poll to the last picture: headlines of all sources first, then texts, then pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from newsdesk.domain.changes import News, Notice, Progress, Stage
from newsdesk.domain.faults import Failed, Fault, FaultKind, failed
from newsdesk.domain.orders import SourceOutcome, SyncReport
from newsdesk.domain.source import SourceId, SourceKind
from newsdesk.intake.jobs import Delivery, FeedRead, FeedUnchanged, FetchFeed, Job, ReadFeed, Refused
from newsdesk.sync import plan
from newsdesk.sync.bodies import Bodies
from newsdesk.sync.save import save_feed
from newsdesk.sync.writer import FEEDS, UPKEEP, Writer

if TYPE_CHECKING:
    from random import Random

    from newsdesk.store.reads import Reads
    from newsdesk.store.rows import DueSource, Saved
    from newsdesk.store.writes import Writes

TELLING = 0.1  # seconds between two announcements of progress


@dataclass(frozen=True, slots=True)
class Wish:
    """A sync asked for. No `sources`: all. `is_by_hand`: polls at once what has not said Retry-After."""

    sources: tuple[SourceId, ...] | None = None
    is_by_hand: bool = False
    headlines_only: bool = False
    answer: Future[SyncReport] = field(default_factory=Future)
    on_progress: Callable[[Progress], None] | None = None


class Thread(Protocol):
    """What a cycle needs of the engine that runs it."""

    reads: Reads
    writer: Writer
    chance: Random
    clock: Callable[[], datetime]
    announce: Callable[[News], None]
    files: Path
    wants_pictures: bool
    keeps: timedelta
    picture_room: int
    pictures_a_day: int

    def ask(self, make: Callable[[int], Job], hear: Callable[[Delivery], None]) -> None: ...
    def post(self, call: Callable[[], None]) -> None: ...
    @property
    def has_wishes(self) -> bool: ...


class Cycle:
    """Lives on the sync thread, from `begin` to the call of `ended`."""

    def __init__(self, thread: Thread, wish: Wish, ended: Callable[[], None]) -> None:
        self._thread = thread
        self._wish = wish
        self._ended = ended
        self._began_at = time.monotonic()
        self._told_at = 0.0
        self._untold: tuple[str, int, int] | None = None
        self._due: dict[SourceId, DueSource] = {}
        self._outcomes: dict[SourceId, SourceOutcome] = {}
        self._faults: dict[SourceId, Refused] = {}
        self._total = 0
        self._is_stopped = False
        self._is_offline = False
        self._bodies: Bodies | None = None

    def begin(self) -> None:
        """Polls what is due, or all that was asked for."""
        now = self._thread.clock()
        known = self._thread.reads.due()
        held = plan.held_hosts(((due.source.feed_url, due.health) for due in known), now)
        for due in known:
            if self._wish.sources is not None and due.source.id not in self._wish.sources:
                continue
            is_held = plan.host_of(due.source.feed_url) in held
            if not is_held and (self._wish.is_by_hand or plan.is_due(due.health, now)):
                self._due[due.source.id] = due
            elif self._wish.is_by_hand:
                self._outcomes[due.source.id] = self._outcome(due, "skipped", fault=due.health.fault)
        self._total = len(self._due)
        if self._total or self._wish.is_by_hand:
            self._tell(Stage.HEADLINES, len(self._outcomes), force=True)
        for due in tuple(self._due.values()):
            self._poll(due)
        self._after_source()

    def stop(self) -> None:
        """Takes up nothing more; the deliveries under way come back as stopped and end the cycle."""
        self._is_stopped = True
        if self._bodies is not None:
            self._bodies.stop()

    def catch_up(self) -> None:
        """Tells how far it is where nothing comes just now: the last of many answers was too soon to be told."""
        if self._untold is not None:
            self._tell(*self._untold, force=True)

    # --- headlines ---------------------------------------------------------------------------------------------------

    def _poll(self, due: DueSource) -> None:
        source = due.source
        if source.kind is SourceKind.FILE:
            self._read_file(due)
            return
        self._thread.ask(
            lambda job: FetchFeed(job, source.feed_url, due.validators, rule=due.rule, clock=due.clock),
            lambda delivery: self._hear(due, delivery),
        )

    def _read_file(self, due: DueSource) -> None:
        """A file of the reader's own: the original where it is still there and newer, else nothing is new."""
        from newsdesk.sync.adding import read_limited, written_at
        from newsdesk.sync.address import file_path

        path = file_path(due.source.url) or ""
        read_at = due.health.last_success_at
        try:
            changed_at = datetime.fromtimestamp(Path(path).stat().st_mtime, UTC)
            document = read_limited(path) if read_at is None or changed_at > read_at else None
        except (OSError, Failed):
            kept = self._thread.files / str(due.source.id)
            document = kept.read_bytes() if read_at is None and kept.is_file() else None
        if document is None:
            self._conclude(due, self._outcome(due, "unchanged"))
            return
        self._thread.ask(
            lambda job: ReadFeed(
                job, due.source.url, document, rule=due.rule, saved_at=written_at(Path(path)), clock=due.clock
            ),
            lambda delivery: self._hear(due, delivery),
        )

    def _hear(self, due: DueSource, delivery: Delivery) -> None:
        now = self._thread.clock()
        again_at = plan.next_after_success(now, due.source.interval)
        match delivery:
            case FeedRead():
                save_feed(
                    self._thread.writer, due.source.id, delivery, now, again_at, lambda saved: self._saved(due, saved)
                )
            case FeedUnchanged():
                self._write(due, lambda w: w.save_unchanged(due.source.id, delivery.validators, now, again_at))
            case Refused(fault=Fault(kind=FaultKind.STOPPED)):
                self._conclude(due, self._outcome(due, "skipped"))
            case Refused() if plan.is_of_the_line(delivery.fault):
                # Whether the source or our own line is at fault shows when all have answered.
                self._faults[due.source.id] = delivery
                self._conclude(due, self._outcome(due, "failed", fault=delivery.fault))
            case Refused():
                self._save_fault(due, delivery)
                self._conclude(due, self._outcome(due, "failed", fault=delivery.fault))

    def _write(self, due: DueSource, job: Callable[..., object]) -> None:
        answer = self._thread.writer.submit(job, FEEDS)
        answer.add_done_callback(lambda done: self._thread.post(lambda: self._unchanged(due, done)))

    def _unchanged(self, due: DueSource, done: Future[object]) -> None:
        refusal = done.exception()
        if isinstance(refusal, Failed):
            self._conclude(due, self._outcome(due, "failed", fault=refusal.fault))
        else:
            self._conclude(due, self._outcome(due, "unchanged"))

    def _saved(self, due: DueSource, futures: Iterable[Future[Saved]]) -> None:
        """Called on the writer thread, when the last slice of a feed is in or was refused."""
        self._thread.post(lambda: self._tally(due, futures))

    def _tally(self, due: DueSource, futures: Iterable[Future[Saved]]) -> None:
        new = updated = 0
        for future in futures:
            refusal = future.exception()
            if isinstance(refusal, Failed):
                self._conclude(due, self._outcome(due, "failed", new, updated, refusal.fault))
                return
            if refusal is not None:
                raise refusal
            new += len(future.result().added)
            updated += len(future.result().updated)
        self._conclude(due, self._outcome(due, "new" if new or updated else "unchanged", new, updated))

    def _save_fault(self, due: DueSource, refused: Refused) -> None:
        now = self._thread.clock()
        again_at = plan.next_after_fault(
            now,
            due.source.interval,
            due.health.failures + 1,
            plan.asked_wait(refused),
            self._thread.chance,
        )
        self._thread.writer.submit(lambda w: w.save_fault(due.source.id, refused.fault, now, again_at), FEEDS)

    @staticmethod
    def _outcome(
        due: DueSource, status: str, new: int = 0, updated: int = 0, fault: Fault | None = None
    ) -> SourceOutcome:
        return SourceOutcome(due.source.id, due.source.url, status, new, updated, fault)

    def _conclude(self, due: DueSource, outcome: SourceOutcome) -> None:
        self._outcomes[due.source.id] = outcome
        self._due.pop(due.source.id, None)
        self._tell(Stage.HEADLINES, self._total - len(self._due))
        self._after_source()

    def _after_source(self) -> None:
        if self._due or self._bodies is not None:
            return
        self._settle_faults()
        self._bodies = Bodies(self._thread, self._tell, self._finish)
        if self._wish.headlines_only or self._is_offline or self._is_stopped:
            self._finish()
        else:
            self._bodies.begin(self._wish.sources)

    def _settle_faults(self) -> None:
        answered = sum(outcome.status in {"new", "unchanged"} for outcome in self._outcomes.values())
        met = [outcome.fault for outcome in self._outcomes.values() if outcome.status == "failed" and outcome.fault]
        self._is_offline = plan.is_offline(met, answered)
        if self._is_offline:
            return  # the line is down: no source is punished for it
        asked = {due.source.id: due for due in self._thread.reads.due(tuple(self._faults))} if self._faults else {}
        for source, refused in self._faults.items():
            if source in asked:
                self._save_fault(asked[source], refused)

    # --- the end -----------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        bodies = self._bodies
        report = SyncReport(
            sources=tuple(self._outcomes.values()),
            seconds=round(time.monotonic() - self._began_at, 3),
            texts=bodies.texts if bodies else 0,
            pictures=bodies.pictures if bodies else 0,
            is_offline=self._is_offline,
            is_stopped=self._is_stopped,
        )
        if self._is_offline:
            self._thread.announce(Notice("sync.offline", {}))
        if self._is_stopped:
            self._answer(report)
        else:
            self._keep_up(report)

    def _keep_up(self, report: SyncReport) -> None:
        """Short turns of what can wait, one job each, until nothing is left; then the answer."""
        now, before = self._thread.clock(), self._thread.clock() - self._thread.keeps
        room = self._thread.picture_room

        def turn(writes: Writes) -> bool:
            changed = writes.expire(before) or writes.make_room(room)
            if not changed:
                return writes.keep_up(now)
            self._thread.announce(changed)  # a list must not offer what is gone
            return True

        def turned(done: Future[bool]) -> None:
            is_more_left = done.exception() is None and done.result()
            self._thread.post(lambda: self._keep_up(report) if is_more_left else self._answer(report))

        self._thread.writer.submit(turn, UPKEEP).add_done_callback(turned)

    def _answer(self, report: SyncReport) -> None:
        self._tell(Stage.DONE, self._total, force=True)
        self._ended()
        if self._is_stopped and not report.sources:
            self._wish.answer.set_exception(failed(FaultKind.STOPPED))
        else:
            self._wish.answer.set_result(report)

    def _tell(self, stage: str, done: int, total: int | None = None, *, force: bool = False) -> None:
        now = time.monotonic()
        whole = self._total if total is None else total
        if not force and now - self._told_at < TELLING and done < whole:
            self._untold = (stage, done, whole)
            return
        self._told_at, self._untold = now, None
        outcomes = self._outcomes.values()
        progress = Progress(
            stage,
            done,
            whole,
            new=sum(outcome.new for outcome in outcomes),
            failed=sum(outcome.status == "failed" for outcome in outcomes),
        )
        self._thread.announce(progress)
        if self._wish.on_progress is not None:
            self._wish.on_progress(progress)
