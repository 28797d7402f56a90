"""Carries the desk's news and answers to the UI thread as signals; it must not know what the window does with them."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from newsdesk.domain.changes import Changes, Notice, Progress
from newsdesk.domain.faults import Failed, Fault

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.changes import News
    from newsdesk.store.reads import Reads

T = TypeVar("T")

# Commits of a busy sync are told together, at most so often (milliseconds); the first after a quiet while at once.
PACE = 100


class Bridge(QObject):
    """Lives on the UI thread; its signals are only ever emitted there. `close` before the desk stops."""

    changed = Signal(object)  # Changes
    progressed = Signal(object)  # Progress
    noticed = Signal(object)  # Notice
    _told = Signal(object)  # News, from the writer or sync thread
    _answered = Signal(object, object)  # what to call, with what

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._is_open = True
        self._waiting: list[Changes] = []
        self._pace = QTimer(self, singleShot=True, interval=PACE)
        self._pace.timeout.connect(self._on_paced)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        self._answered.connect(self._on_answered, Qt.ConnectionType.QueuedConnection)
        self._unsubscribe = desk.subscribe(self._hear)

    def close(self) -> None:
        """Hears nothing from now on; answers still under way are dropped."""
        if self._is_open:
            self._is_open = False
            self._unsubscribe()
            self._pace.stop()

    @property
    def is_behind(self) -> bool:
        """Whether commits wait to be told together."""
        return bool(self._waiting)

    def ask(self, question: Callable[[Reads], T], answer: Callable[[T], None]) -> None:
        """Asks the asker thread; `answer` is called on the UI thread."""
        self._desk.ask(question, lambda value: self._send(answer, value))

    def settle(
        self,
        promise: Future[T],
        done: Callable[[T], None] | None = None,
        refused: Callable[[Fault], None] | None = None,
    ) -> None:
        """Calls `done` with a command's answer, or `refused` with the fault it met, on the UI thread."""

        def settled(future: Future[T]) -> None:
            try:
                value = future.result()
            except Failed as failure:
                if refused is not None:
                    self._send(refused, failure.fault)
            except CancelledError:
                return
            else:
                if done is not None:
                    self._send(done, value)

        promise.add_done_callback(settled)

    def _hear(self, news: News) -> None:
        """Called on the writer or the sync thread."""
        if self._is_open:
            self._told.emit(news)

    def _send(self, call: Callable[[Any], None], value: object) -> None:
        """Called on any thread."""
        if self._is_open:
            self._answered.emit(call, value)

    @Slot(object)
    def _on_told(self, news: News) -> None:
        if not self._is_open:
            return
        if isinstance(news, Progress):
            self.progressed.emit(news)
        elif isinstance(news, Notice):
            self.noticed.emit(news)
        elif self._pace.isActive():
            self._waiting.append(news)
        else:
            self._pace.start()
            self.changed.emit(news)

    @Slot()
    def _on_paced(self) -> None:
        if self._waiting:
            together, self._waiting = merged(self._waiting), []
            self._pace.start()
            self.changed.emit(together)

    @Slot(object, object)
    def _on_answered(self, call: Callable[[Any], None], value: object) -> None:
        whose = getattr(call, "__self__", None)
        is_gone = isinstance(whose, QObject) and not isValid(whose)  # the reader has closed a dialog meanwhile
        if self._is_open and not is_gone:
            call(value)


def merged(several: list[Changes]) -> Changes:
    """Several commits as one, each id once, in the order it was first told."""
    if len(several) == 1:
        return several[0]
    return Changes(
        added=tuple(dict.fromkeys(i for c in several for i in c.added)),
        updated=tuple(dict.fromkeys(i for c in several for i in c.updated)),
        removed=tuple(dict.fromkeys(i for c in several for i in c.removed)),
        sources=tuple(dict.fromkeys(i for c in several for i in c.sources)),
        source_list=any(c.source_list for c in several),
        icons=tuple(dict.fromkeys(i for c in several for i in c.icons)),
        everything=any(c.everything for c in several),
        searches=any(c.searches for c in several),
    )
