"""Adds a source: what the reader typed is tried as a file, then as an address, until a feed or a page answers."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.domain.changes import Changes
from newsdesk.domain.faults import Failed, Fault, FaultKind, failed
from newsdesk.domain.menu import Line, Menu, Rule
from newsdesk.domain.orders import Added, AddSource, Glimpse
from newsdesk.domain.proxy import proxy_of
from newsdesk.domain.source import DEFAULT_INTERVAL, Source, SourceChoice, SourceKind
from newsdesk.intake.jobs import (
    Delivery,
    FeedRead,
    FetchFeed,
    IconRead,
    MenusFound,
    OpmlRead,
    ReadFeed,
    ReadOpml,
    Refused,
)
from newsdesk.sync import plan
from newsdesk.sync.address import candidates, file_path
from newsdesk.sync.files import keep_file, read_limited, written_at
from newsdesk.sync.listing import Listing
from newsdesk.sync.save import save_feed
from newsdesk.sync.wish import Looked, Thread
from newsdesk.sync.writer import READER

if TYPE_CHECKING:
    from newsdesk.store.rows import Saved
    from newsdesk.store.writes import Writes

LOOKED_FOR = timedelta(minutes=10)
MOST_LINES = 40
_TRY_NEXT = frozenset({FaultKind.NO_ANSWER, FaultKind.TIMED_OUT})


class Adding:
    """One source being added. Lives on the sync thread from `begin`; `answer` gets Added or its Failed."""

    def __init__(self, thread: Thread, order: AddSource, answer: Future[Added]) -> None:
        self._thread = thread
        self._order = order
        self._answer = answer
        self._left: list[str] = []
        self._proxy: str | None = None
        self._icon: IconRead | None = None

    def begin(self) -> None:
        """Finds out what was typed and asks for it; what was looked at just now is not asked for again."""
        looked = self._thread.looked
        is_known = looked is not None and looked.typed == self._order.address and self._order.rule is None
        if looked is not None and is_known and not self._order.is_looking:
            self._thread.looked = None
            if self._thread.clock() - looked.at < LOOKED_FOR:
                self._icon = looked.icon
                self._store(looked.url, looked.read, looked.document)
                return
        try:
            self._proxy = proxy_of(self._order.proxy or "")
            path = file_path(self._order.address)
            if path is not None:
                self._begin_with_file(Path(path))
                return
            addresses = candidates(self._order.address)
            for address in addresses:
                self._refuse_double(address)
            self._left = list(addresses)
            self._try_next()
        except Failed as refusal:
            self._answer.set_exception(refusal)

    def _refuse_double(self, *addresses: str) -> None:
        for address in addresses:
            there = self._thread.reads.source_by(address)
            if there is not None:
                raise failed(FaultKind.ALREADY_THERE, address=address, title=there.title)

    def _begin_with_file(self, path: Path) -> None:
        document = read_limited(str(path))
        url = path.resolve().as_uri()
        self._refuse_double(url)
        rule = self._order.rule
        saved_at = written_at(path)
        self._thread.ask(
            lambda job: ReadFeed(job, url, document, is_discovering=True, rule=rule, saved_at=saved_at),
            lambda delivery: self._hear(url, delivery, document),
        )

    def _try_next(self) -> None:
        address = self._left.pop(0)
        self._thread.ask(
            lambda job: FetchFeed(job, address, is_discovering=True, rule=self._order.rule, proxy=self._proxy or ""),
            lambda delivery: self._hear(address, delivery),
        )

    def _hear(self, address: str, delivery: Delivery, document: bytes | None = None) -> None:
        match delivery:
            case FeedRead() if self._order.is_looking:
                self._show(address, delivery, document)
            case FeedRead():
                self._store(address, delivery, document)
            case MenusFound(menus=menus) if self._order.is_choosing and len(menus) > 1:
                self._answer.set_result(Added(offered=tuple(_menu(read) for read in menus)))
            case MenusFound(menus=menus) if self._order.is_looking:
                self._show(address, menus[0], document)
            case MenusFound(menus=menus):
                self._store(address, menus[0], document)
            case Refused() if delivery.fault.kind in _TRY_NEXT and self._left:
                self._try_next()
            case Refused() if document is not None and delivery.fault.facts.get("found") == "xml":
                if self._order.is_looking:
                    self._answer.set_result(Added())
                else:
                    self._read_as_list(document, delivery.fault)
            case Refused():
                self._answer.set_exception(Failed(delivery.fault))
            case _:
                self._answer.set_exception(failed(FaultKind.NOT_A_FEED, address=address, found="empty"))

    def _read_as_list(self, document: bytes, fault: Fault) -> None:
        """A file that is no feed may be a list of them (OPML); where it is none, it is refused as no feed."""

        def hear(delivery: Delivery) -> None:
            if isinstance(delivery, OpmlRead):
                Listing(self._thread, self._answer).store(delivery.outlines)
            else:
                self._answer.set_exception(Failed(fault))

        self._thread.ask(lambda job: ReadOpml(job, document), hear)

    def _show(self, address: str, read: FeedRead, document: bytes | None) -> None:
        """Answers with what is there; it is kept for a while, in case it is added."""
        try:
            self._refuse_double(read.url)
        except Failed as refusal:
            self._answer.set_exception(refusal)
            return
        self._thread.looked = Looked(self._order.address, address, read, self._thread.clock(), document)
        lines = _menu(read).lines[:MOST_LINES]
        self._answer.set_result(Added(glimpse=Glimpse(read.title or _name_of(address), read.url, lines)))

    def _store(self, address: str, read: FeedRead, document: bytes | None) -> None:
        try:
            if read.url != address:
                self._refuse_double(read.url)
        except Failed as refusal:
            self._answer.set_exception(refusal)
            return
        kind = SourceKind.FILE if document is not None else SourceKind.FEED if read.rule is None else SourceKind.PAGE
        feed_url = read.url if document is None else address
        title = read.title or _name_of(address)

        def add(writes: Writes) -> Source:
            source = writes.add_source(
                kind, address, feed_url, read.site_url, title, self._order.folder, DEFAULT_INTERVAL, read.rule
            )
            if self._proxy is not None:
                writes.choose(source.id, SourceChoice(proxy=self._proxy))
            if self._icon is not None:
                writes.save_icon((source.id,), self._icon, self._thread.clock())
            return source

        added = self._thread.writer.submit(add, READER)
        added.add_done_callback(lambda done: self._thread.post(lambda: self._added(done, read, document)))

    def _added(self, done: Future[Source], read: FeedRead, document: bytes | None) -> None:
        refusal = done.exception()
        if refusal is not None:
            self._answer.set_exception(refusal)
            return
        source = done.result()
        if document is not None:
            keep_file(self._thread.files, source, document)
        self._thread.announce(Changes(sources=(source.id,), source_list=True))
        now: datetime = self._thread.clock()

        def then(futures: Sequence[Future[Saved]]) -> None:
            refused = next((future.exception() for future in futures if future.exception()), None)
            if refused is not None:
                self._answer.set_exception(refused)
            else:
                self._answer.set_result(Added(sources=(source.id,)))

        again_at = plan.next_after_success(now, source.interval, read.max_age)
        save_feed(self._thread.writer, source.id, read, now, again_at, then, urgency=READER)


def _menu(read: FeedRead) -> Menu:
    """What the reader is shown of a page's list."""
    lines = tuple(Line(item.title, item.time_text) for item in read.items)
    return Menu(read.rule or Rule("links", len(lines)), lines)


def _name_of(address: str) -> str:
    """What to call a source whose feed has no title: its host, or its file's name."""
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(address)
    return parts.hostname or unquote(parts.path).rsplit("/", 1)[-1]
