"""Adds many sources at once, as a list names them: an OPML document, or what was ticked in the starter list."""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

from newsdesk.domain.changes import Changes
from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.domain.orders import Added
from newsdesk.domain.outline import Outline
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceId, SourceKind
from newsdesk.intake.jobs import Delivery, OpmlRead, ReadOpml, Refused
from newsdesk.sync.files import read_limited
from newsdesk.sync.writer import READER

if TYPE_CHECKING:
    from newsdesk.store.writes import Writes
    from newsdesk.sync.wish import Thread


class Listing:
    """One list being added. `read` runs on the sync thread, `store` on any; `answer` gets Added or its Failed."""

    def __init__(self, thread: Thread, answer: Future[Added]) -> None:
        self._thread = thread
        self._answer = answer

    def read(self, document: bytes) -> None:
        """Has the intake process read the document, then stores what it lists."""
        self._thread.ask(lambda job: ReadOpml(job, document), self._hear)

    def _hear(self, delivery: Delivery) -> None:
        match delivery:
            case OpmlRead():
                self.store(delivery.outlines)
            case Refused():
                self._answer.set_exception(Failed(delivery.fault))
            case _:
                self._answer.set_exception(failed(FaultKind.NOT_OPML))

    def store(self, outlines: tuple[Outline, ...]) -> None:
        """Adds each that is not there yet; they are fetched by the next sync."""

        def add(writes: Writes) -> Added:
            added: list[SourceId] = []
            already: list[str] = []
            for outline in outlines:
                source = _add(writes, outline)
                if source is None:
                    already.append(outline.url)
                else:
                    added.append(source)
            self._thread.announce(Changes(sources=tuple(added), source_list=True))
            return Added(tuple(added), tuple(already))

        stored = self._thread.writer.submit(add, READER)
        stored.add_done_callback(self._stored)

    def _stored(self, stored: Future[Added]) -> None:
        refusal = stored.exception()
        if refusal is not None:
            self._answer.set_exception(refusal)
        else:
            self._answer.set_result(stored.result())


def look(thread: Thread, path: str, answer: Future[tuple[Outline, ...]]) -> None:
    """Has a file of subscriptions read, and nothing stored; runs on the sync thread."""

    def hear(delivery: Delivery) -> None:
        match delivery:
            case OpmlRead(outlines=outlines):
                answer.set_result(outlines)
            case Refused():
                answer.set_exception(Failed(delivery.fault))
            case _:
                answer.set_exception(failed(FaultKind.NOT_OPML))

    try:
        document = read_limited(path)
    except Failed as refusal:
        answer.set_exception(refusal)
    else:
        thread.ask(lambda job: ReadOpml(job, document), hear)


def _add(writes: Writes, outline: Outline) -> SourceId | None:
    """The new source's id; None when the address is there already."""
    title = outline.title or outline.url
    try:
        source = writes.add_source(
            SourceKind.FEED if outline.rule is None else SourceKind.PAGE,
            *(outline.url, outline.url, outline.site_url),
            title,
            outline.folder,
            DEFAULT_INTERVAL,
            outline.rule,
        )
    except Failed as refusal:
        if refusal.fault.kind is not FaultKind.ALREADY_THERE:
            raise
        return None
    return source.id
