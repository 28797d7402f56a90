"""The desk's life and its commands; each method hands on to the threads behind it."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from newsdesk.desk.looking import Looking
from newsdesk.desk.opening import Opening
from newsdesk.domain.changes import Notice
from newsdesk.domain.faults import Failed
from newsdesk.store.reads import Reads

if TYPE_CHECKING:
    from pathlib import Path

    from newsdesk.domain.arrangement import Arrangement
    from newsdesk.domain.article import ArticleId
    from newsdesk.domain.budget import Budget
    from newsdesk.domain.changes import Changes, News, Progress
    from newsdesk.domain.menu import Rule
    from newsdesk.domain.orders import Added, AddSource, Answer, Order, SyncReport
    from newsdesk.domain.outline import Outline
    from newsdesk.domain.source import SourceChoice, SourceId
    from newsdesk.intake.client import Intake
    from newsdesk.settings.paths import Paths
    from newsdesk.store.watch import Watch
    from newsdesk.store.writes import Writes
    from newsdesk.sync.engine import Engine
    from newsdesk.sync.writer import Writer

T = TypeVar("T")


def utc_now() -> datetime:
    """The clock of a running program."""
    return datetime.now(UTC)


class Desk(Looking):
    """Reads answer on the caller's thread; commands answer with a Future once they are durable.

    What only commands need is imported when they first come: the first painted headlines do not wait for it.
    """

    def __init__(
        self,
        paths: Paths,
        *,
        opens_writes: Callable[[Watch], tuple[Writes, tuple[Notice, ...]]],
        opens_intake: Callable[[], Intake],
        clock: Callable[[], datetime] = utc_now,
    ) -> None:
        super().__init__(paths)
        self.clock = clock
        self._listeners: list[Callable[[News], None]] = []
        self._is_stopping = threading.Event()
        self._opens_writes = opens_writes
        self._opens_intake = opens_intake
        self._questions: queue.SimpleQueue[Callable[[Reads], None] | None] = queue.SimpleQueue()
        self._asker = threading.Thread(target=self._answer_questions, name="asker")
        self._has_started = False
        self.opening = Opening(paths, self._announce)

    @cached_property
    def _writer(self) -> Writer:
        from newsdesk.store.watch import Watch
        from newsdesk.sync.writer import Writer

        watch = Watch(self.opening.on_climb, self._is_stopping.is_set, lambda: self._writer.is_awaited)
        return Writer(lambda: self.opening.attempt(lambda: self._opens_writes(watch)), self._announce)

    @cached_property
    def _engine(self) -> Engine:
        from newsdesk.sync.engine import Engine

        return Engine(
            opens_reads=lambda: Reads(self.paths),
            opens_intake=self._opens_intake,
            writer=self._writer,
            announce=self._announce,
            clock=self.clock,
            files=self.paths.files,
        )

    # --- life --------------------------------------------------------------------------------------------------------

    def start(self, came_later: Callable[[], object] = lambda: None) -> Future[tuple[Notice, ...]]:
        """Starts the threads. The answer is there when the stores are open for writing, or is their Failed;
        `came_later` is called on the writer thread when they could be opened after all."""
        self._has_started = True
        opened = self._writer.start(lambda: self.opening.on_came_later(came_later))
        opened.add_done_callback(self.opening.on_end)
        self._engine.start()
        self._asker.start()
        return opened

    def warm_up(self) -> None:
        """Starts the intake process before there is something to fetch, for who knows that there will be."""
        self._engine.post(self._engine.warm_up)

    def stop(self, seconds: float = 3.0) -> bool:
        """Ends sync, intake, writer and asker, in that order; what the reader did is written first. True: all gone."""
        if not self._has_started:
            return True
        self._engine.stop()
        are_gone = [self._engine.join(seconds)]
        self._is_stopping.set()
        self._writer.stop()
        are_gone.append(self._writer.join(seconds))
        self._questions.put(None)
        self._asker.join(seconds)
        self._listeners.clear()
        self.close_reads()
        return all(are_gone) and not self._asker.is_alive()

    def subscribe(self, listener: Callable[[News], None]) -> Callable[[], None]:
        """Has `listener` called with all news, on the thread that made them; answers how to end that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def _announce(self, news: News) -> None:
        for listener in tuple(self._listeners):
            listener(news)

    def ask(self, question: Callable[[Reads], T], answer: Callable[[T], None]) -> None:
        """Has a long read done on the asker thread; `answer` is called there."""
        self._questions.put(lambda reads: answer(question(reads)))

    def _answer_questions(self) -> None:
        reads = Reads(self.paths)
        while (question := self._questions.get()) is not None:
            try:
                question(reads)
            except Failed as refusal:
                self._announce(Notice("store.refused", {}, refusal.fault))
        reads.close()

    # --- commands ----------------------------------------------------------------------------------------------------

    def write(self, job: Callable[[Writes], T]) -> Future[T]:
        """Has one transaction of the composition root's own carried out."""
        return self._writer.submit(job)

    def back_up(self) -> Future[Path | None]:
        """Copies the library when it changed and a day has passed; a sync does that, too."""
        from newsdesk.sync.writer import UPKEEP

        return self._writer.submit(lambda w: w.backup(self.clock()), UPKEEP)

    def set_read(self, articles: Sequence[ArticleId], is_read: bool) -> Future[Changes]:
        """Marks articles read or unread."""
        ids, at = tuple(articles), self.clock()
        return self._writer.submit(lambda w: w.set_read(ids, is_read, at))

    def set_bookmarked(self, articles: Sequence[ArticleId], is_bookmarked: bool) -> Future[Changes]:
        """Adds or removes bookmarks, durable when answered."""
        ids, at = tuple(articles), self.clock()
        return self._writer.submit(lambda w: w.set_bookmarked(ids, is_bookmarked, at))

    def add_source(
        self,
        address: str,
        folder: str | None = None,
        rule: Rule | None = None,
        *,
        is_choosing: bool = False,
        is_looking: bool = False,
    ) -> Future[Added]:
        """Adds a feed or site address or a local file once it has answered with a feed or a page's list (see
        AddSource, also for `is_choosing` and `is_looking`)."""
        from newsdesk.domain.orders import AddSource

        return self.add(AddSource(address, folder, rule, is_choosing, is_looking))

    def add(self, order: AddSource) -> Future[Added]:
        """The same as an order says it."""
        from newsdesk.sync.adding import Adding

        answer: Future[Added] = Future()
        adding = Adding(self._engine, order, answer)
        self._engine.post(adding.begin)
        return answer

    def add_outlines(self, outlines: Sequence[Outline]) -> Future[Added]:
        """Adds subscriptions as listed, without asking their addresses first."""
        from newsdesk.sync.listing import Listing

        answer: Future[Added] = Future()
        Listing(self._engine, answer).store(tuple(outlines))
        return answer

    def import_opml(self, document: bytes) -> Future[Added]:
        """Adds the subscriptions of an OPML document."""
        from newsdesk.sync.listing import Listing

        answer: Future[Added] = Future()
        listing = Listing(self._engine, answer)
        self._engine.post(lambda: listing.read(document))
        return answer

    def read_opml(self, path: str) -> Future[tuple[Outline, ...]]:
        """What a file of subscriptions lists; nothing is added."""
        from newsdesk.sync.listing import look

        answer: Future[tuple[Outline, ...]] = Future()
        self._engine.post(lambda: look(self._engine, path, answer))
        return answer

    def remove_source(self, source: SourceId) -> Future[Changes]:
        """Removes a source with its articles; bookmarks stay."""
        return self._writer.submit(lambda w: w.remove_source(source))

    def sync(
        self,
        sources: Sequence[SourceId] | None = None,
        *,
        headlines_only: bool = False,
        is_due_only: bool = False,
        on_progress: Callable[[Progress], None] | None = None,
    ) -> Future[SyncReport]:
        """Polls these sources now, all when None; `is_due_only`: those of them that are due, as a sync by itself does.
        What articles of them all lack is fetched."""
        from newsdesk.sync.wish import Wish

        asked = tuple(sources) if sources is not None else None
        wish = Wish(asked, not is_due_only, headlines_only, on_progress=on_progress)
        self._engine.wish(wish)
        return wish.answer

    def sync_every(self, pause: timedelta | None) -> None:
        """Syncs what is due now and after each pause; None: only when asked."""
        self._engine.wake_every(pause)

    def stop_sync(self) -> None:
        """Ends the sync or clean-up under way; what is stored stays."""
        self._engine.stop_cycle()

    @property
    def is_syncing(self) -> bool:
        """Whether a sync is under way."""
        return self._engine.is_busy

    @property
    def next_sync_at(self) -> datetime | None:
        """When the next sync comes by itself, as far as that is known."""
        return self._engine.wakes_at if self._has_started else None

    def keep(self, budget: Budget) -> None:
        """What the reader chose of disk and line."""
        self._engine.budget = budget

    def tidy(self) -> None:
        """Has removed what is no longer kept, once the reader has settled on it; every sync ends with that, too."""
        self._engine.tidy()

    def renew_intake(self) -> None:
        """What the intake process was told at its start has changed: it ends as soon as nothing is under way."""
        self._engine.renew_intake()

    def line_changed(self) -> None:
        """Somebody noticed that the network has changed: a sync that waits for the line tries it at once."""
        self._engine.line_changed()

    def choose(self, source: SourceId, choice: SourceChoice) -> Future[Changes]:
        """Keeps what the reader chose for one source; NOT_A_PROXY or NOT_AN_ADDRESS when that cannot be."""
        from newsdesk.sync.address import checked

        try:
            sound = checked(choice)
        except Failed as refusal:
            refused: Future[Changes] = Future()
            refused.set_exception(refusal)
            return refused
        return self._writer.submit(lambda w: w.choose(source, sound))

    def rename_source(self, source: SourceId, title: str) -> Future[Changes]:
        """Gives a source the reader's own name for it."""
        return self._writer.submit(lambda w: w.rename(source, title))

    def arrange(self, wanted: Arrangement) -> Future[Changes]:
        """Puts folders and sources in this order and these places."""
        return self._writer.submit(lambda w: w.arrange(wanted))

    def take_back_address(self, source: SourceId) -> Future[Changes]:
        """Has a source that moved fetched at its former address again; no changes when that cannot be."""
        return self._writer.submit(lambda w: w.take_back_address(source))

    def carry_out(self, order: Order, on_progress: Callable[[Progress], None] | None = None) -> Answer:
        """Does what an order from outside says and waits for it; a known failure is answered as its Fault."""
        from newsdesk.desk.orders import Errand

        return Errand(self).carry_out(order, on_progress)
