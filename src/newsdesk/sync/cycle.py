"""One sync from the first poll to the last picture: headlines of all sources first, then texts, then pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from newsdesk.domain.changes import Notice, Progress, Stage
from newsdesk.domain.faults import Failed, Fault, FaultKind, failed
from newsdesk.domain.orders import SourceOutcome, SyncReport
from newsdesk.domain.source import SourceId, SourceKind
from newsdesk.intake.jobs import Delivery, FeedRead, FeedUnchanged, Refused
from newsdesk.sync import plan
from newsdesk.sync.afterwards import Afterwards
from newsdesk.sync.asking import fetching, newer_file, reading
from newsdesk.sync.bodies import Bodies
from newsdesk.sync.line import Witnesses, is_convincing
from newsdesk.sync.save import finish_of, save_feed
from newsdesk.sync.wish import Thread, Wish
from newsdesk.sync.writer import FEEDS, PASSING

if TYPE_CHECKING:
    from newsdesk.store.rows import DueSource, Saved

TELLING = 0.1  # seconds between two announcements of progress


class Cycle:
    """Lives on the sync thread, from `begin` to the call of `ended`."""

    def __init__(self, thread: Thread, wish: Wish, ended: Callable[[], None]) -> None:
        self._thread = thread
        self._wish = wish
        self._ended = ended
        self._began_at = time.monotonic()
        self._told_at = 0.0
        self._told_stage = Stage.HEADLINES
        self._untold: tuple[str, int, int] | None = None
        self._due: dict[SourceId, DueSource] = {}
        self._outcomes: dict[SourceId, SourceOutcome] = {}
        self._faults: dict[SourceId, tuple[DueSource, Refused]] = {}  # not written down yet
        self._held: dict[SourceId, tuple[DueSource, FeedRead]] = {}  # what a portal may have said
        self._brought = wish.brought
        self._elsewhere: set[SourceId] = set()  # asked at their other address
        self._witnesses = Witnesses(thread.cleared_hosts)
        self._total = 0
        self._is_stopped = False
        self._is_offline = False
        self._bodies: Bodies | None = None
        self._afterwards: Afterwards | None = None

    def begin(self) -> None:
        """Polls what is due, or all that was asked for."""
        now = self._thread.clock()
        known = self._thread.reads.due()
        held = plan.held_hosts(((due.source.feed_url, due.health) for due in known), now)
        held |= self._thread.reads.held_hosts(now)
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
        if self._afterwards is not None:
            self._afterwards.stop()

    def catch_up(self) -> None:
        """Tells how far it is where nothing comes just now: the last of many answers was too soon to be told."""
        if self._untold is not None:
            self._tell(*self._untold, force=True)

    # --- headlines ---------------------------------------------------------------------------------------------------

    def _poll(self, due: DueSource) -> None:
        if due.source.id in self._brought:
            self._hear(due, self._brought[due.source.id])
        elif due.source.kind is not SourceKind.FILE:
            self._thread.ask(
                lambda job: fetching(job, due, self._thread.clock()), lambda delivery: self._hear(due, delivery)
            )
        elif (document := newer_file(due, self._thread.files)) is None:
            self._conclude(due, self._outcome(due, "unchanged"))
        else:
            self._thread.ask(
                lambda job: reading(job, due, document),
                lambda delivery: self._hear(due, delivery),
            )

    def _ask_elsewhere(self, due: DueSource) -> None:
        """Asks the source's other address after the first did not answer with a feed."""
        self._elsewhere.add(due.source.id)
        self._thread.ask(
            lambda job: fetching(job, due, self._thread.clock(), is_alternative=True),
            lambda delivery: self._hear(due, delivery),
        )

    def _hear(self, due: DueSource, delivery: Delivery) -> None:
        if self._may_turn(due, delivery):
            self._ask_elsewhere(due)
            return
        self._witnesses.hear(due, delivery)
        match delivery:
            case Refused(fault=Fault(kind=FaultKind.STOPPED)):
                self._conclude(due, self._outcome(due, "skipped"))
            case Refused():
                # Whether the source or our own line is at fault shows when others have answered.
                if plan.asked_wait(delivery) is None:
                    self._faults[due.source.id] = (due, delivery)
                else:
                    self._save_fault(due, delivery)
                self._conclude(due, self._outcome(due, "failed", fault=delivery.fault))
            case FeedRead() if not is_convincing(due, delivery):
                self._held[due.source.id] = (due, delivery)
                self._after_source()
            case FeedRead() | FeedUnchanged():
                self._settle_faults(are_all=False)
                self._save(due, delivery)

    def _may_turn(self, due: DueSource, delivery: Delivery) -> bool:
        """Whether a refusal is to be followed by a question at the other address."""
        is_refused = isinstance(delivery, Refused) and delivery.fault.kind is not FaultKind.STOPPED
        is_new = due.alternative_url is not None and due.source.id not in self._elsewhere
        return is_refused and is_new and not self._is_stopped

    def _save(self, due: DueSource, delivery: FeedRead | FeedUnchanged) -> None:
        now, is_other = self._thread.clock(), due.source.id in self._elsewhere
        again_at = plan.next_after_success(now, due.source.interval, delivery.max_age)
        if isinstance(delivery, FeedRead):
            save_feed(
                self._thread.writer,
                due.source.id,
                delivery,
                now,
                again_at,
                lambda saved: self._saved(due, saved),
                is_alternative=is_other,
            )
        else:
            finish = finish_of(delivery, again_at, is_alternative=is_other)
            self._write(due, lambda w: w.finish_unchanged(due.source.id, now, finish))

    def _write(self, due: DueSource, job: Callable[..., object]) -> None:
        answer = self._thread.writer.submit(job, FEEDS)
        answer.add_done_callback(lambda done: self._thread.post(lambda: self._unchanged(due, done)))

    def _unchanged(self, due: DueSource, done: Future[object]) -> None:
        refusal = done.exception()
        if isinstance(refusal, Failed):
            self._halt(refusal.fault)
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
                self._halt(refusal.fault)
                self._conclude(due, self._outcome(due, "failed", new, updated, refusal.fault))
                return
            if refusal is not None:
                raise refusal
            new += len(future.result().added)
            updated += len(future.result().updated)
        self._conclude(due, self._outcome(due, "new" if new or updated else "unchanged", new, updated))

    def _save_fault(self, due: DueSource, refused: Refused) -> None:
        now, wait = self._thread.clock(), plan.asked_wait(refused)
        failures = due.health.failures + 1
        again_at = plan.next_after_fault(now, due.source.interval, failures, wait, self._thread.chance)
        if refused.fault.kind is FaultKind.GONE:
            again_at = now + plan.LONGEST_WAIT
        self._thread.writer.submit(lambda w: w.save_fault(due.source.id, refused.fault, now, again_at), FEEDS)

    @staticmethod
    def _outcome(
        due: DueSource, status: str, new: int = 0, updated: int = 0, fault: Fault | None = None
    ) -> SourceOutcome:
        return SourceOutcome(due.source.id, due.source.url, status, new, updated, fault)

    def _halt(self, fault: Fault) -> None:
        """Fetches nothing more that the disk does not take, and says so once."""
        if fault.kind in PASSING and not self._is_stopped:
            self._is_stopped = True
            self._thread.announce(Notice("store.refused", {}, fault))
            self._thread.stop_cycle()

    def _conclude(self, due: DueSource, outcome: SourceOutcome) -> None:
        self._outcomes[due.source.id] = outcome
        self._due.pop(due.source.id, None)
        self._tell(Stage.HEADLINES, self._total - len(self._due))
        self._after_source()

    def _after_source(self) -> None:
        if len(self._due) > len(self._held) or self._bodies is not None:
            return
        self._settle()
        if self._due:  # what was held back is being written
            return
        self._bodies = Bodies(self._thread, self._tell, self._finish)
        if self._wish.headlines_only or self._is_offline or self._is_stopped or self._thread.is_spent:
            self._finish()
        else:
            self._bodies.begin(self._wish.sources)

    def _settle_faults(self, *, are_all: bool) -> None:
        """Writes down the sources' own faults: all, or while others are awaited those that no portal says."""
        for source, (due, refused) in tuple(self._faults.items()):
            if are_all or not (plan.is_of_the_line(refused.fault) or source in self._witnesses.doubtful):
                del self._faults[source]
                self._save_fault(due, refused)

    def _settle(self) -> None:
        """Once all have answered: a line that is down, or a portal, punishes no source and leaves nothing behind."""
        held, self._held = self._held, {}
        self._is_offline = self._witnesses.is_down and not self._wish.is_line_proven
        if self._is_offline:
            self._faults.clear()
            for source, (due, _) in held.items():
                self._outcomes[source] = self._outcome(due, "failed", fault=Fault(FaultKind.OFFLINE))
                del self._due[source]
            return
        self._settle_faults(are_all=True)
        for due, delivery in held.values():
            self._save(due, delivery)

    # --- the end -----------------------------------------------------------------------------------------------------

    def _finish(self) -> None:
        bodies = self._bodies
        report = SyncReport(
            sources=tuple(self._outcomes.values()),
            seconds=round(time.monotonic() - self._began_at, 3),
            texts=bodies.texts if bodies else 0,
            pictures=bodies.pictures if bodies else 0,
            is_offline=self._is_offline or (bodies is not None and bodies.is_line_down),
            is_stopped=self._is_stopped,
        )
        if report.is_offline:
            self._thread.line_went(self._wish, self._witnesses.portal)
        elif self._witnesses.is_proven:
            self._thread.has_told_outage = False
        if self._is_stopped:
            self._answer(report)
        else:
            self._afterwards = Afterwards(
                self._thread, partial(self._tell, Stage.CLEANING), lambda: self._answer(report)
            )
            self._afterwards.begin()

    def _answer(self, report: SyncReport) -> None:
        self._ended()  # first: who hears that it is done may ask when the next one comes
        self._tell(Stage.DONE, self._total, force=True)
        if report.is_stopped and not report.sources:
            self._wish.answer.set_exception(failed(FaultKind.STOPPED))
        else:
            self._wish.answer.set_result(report)

    def _tell(self, stage: str, done: int, total: int | None = None, *, force: bool = False) -> None:
        now = time.monotonic()
        whole = self._total if total is None else total
        is_same = stage == self._told_stage  # what it is busy with now is told at once
        if not force and is_same and now - self._told_at < TELLING and done < whole:
            self._untold = (stage, done, whole)
            return
        self._told_at, self._told_stage, self._untold = now, stage, None
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
