"""Commands that change something: each is one order to the desk, and its answer told; each answers its exit code."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from newsdesk.cli import as_json
from newsdesk.cli.terminal import DONE, FAILED, MISUSED, PARTLY, Terminal
from newsdesk.domain.faults import Failed, Fault, FaultKind, failed
from newsdesk.domain.orders import (
    Added,
    AddSource,
    Done,
    ImportOpml,
    Order,
    RemoveSource,
    SetBookmarked,
    SetRead,
    SetSource,
    Sync,
    SyncReport,
)
from newsdesk.settings.paths import is_there

T = TypeVar("T")

LARGEST_LIST = 10 * 1024 * 1024
_UNREADABLE = {FileNotFoundError: "missing", PermissionError: "denied", IsADirectoryError: "folder"}


def add(terminal: Terminal, options: Namespace) -> int:
    """Adds an address or a local file."""
    address = options.address
    if is_there(Path(address)):
        address = str(Path(address).absolute())
    answer = carried_out(terminal, AddSource(address, options.folder, proxy=options.proxy), Added)
    return _tell_added(terminal, answer, is_json=options.json)


def import_opml(terminal: Terminal, options: Namespace) -> int:
    """Adds what a subscription list names."""
    answer = carried_out(terminal, ImportOpml(_document(options.file)), Added)
    return _tell_added(terminal, answer, is_json=options.json)


def remove(terminal: Terminal, options: Namespace) -> int:
    """Removes a source; bookmarks stay."""
    carried_out(terminal, RemoveSource(options.source), Done)
    terminal.tell(terminal.texts.say("cli.removed", source=options.source))
    return DONE


def choose(terminal: Terminal, options: Namespace) -> int:
    """Chooses for one source when, by which way and for what it is asked, where it stands, how much is kept."""
    kept = (options.keep_days, options.keep_articles, options.keep_megabytes)
    alternative = "" if options.alternative == "none" else options.alternative
    chosen = (options.minutes, options.texts, options.pictures, options.proxy, alternative, options.title)
    if all(one is None for one in (*chosen, *kept, options.folder)) and not options.take_back:
        terminal.warn(terminal.texts.say("cli.nothing-chosen"))
        return MISUSED
    texts = None if options.texts is None else options.texts == "yes"
    order = SetSource(
        options.source,
        options.minutes,
        texts,
        options.pictures,
        options.proxy,
        alternative,
        options.title,
        options.folder,
        options.take_back,
        *kept,
    )
    carried_out(terminal, order, Done)
    terminal.tell(terminal.texts.say("cli.chosen", source=options.source))
    return DONE


_OF_THE_DISK = frozenset({FaultKind.DISK_FULL, FaultKind.STORE_UNREADABLE})


def sync(terminal: Terminal, options: Namespace) -> int:
    """Polls sources now; names each that failed."""
    answer = carried_out(terminal, Sync(tuple(options.source), options.headlines_only), SyncReport)
    if options.json:
        terminal.tell_json(as_json.report(answer))
    bad = [(outcome, outcome.fault) for outcome in answer.sources if outcome.fault is not None]
    refused = next((fault for _, fault in bad if fault.kind in _OF_THE_DISK), None)
    if answer.is_offline:
        terminal.refuse(Fault(FaultKind.OFFLINE))
    elif refused is not None:  # no source's fault, and the same for all
        terminal.refuse(refused)
    else:
        for outcome, fault in bad:
            terminal.warn(f"{outcome.id}\t{_sentence_of(terminal, outcome.url, fault)}")
    if not options.json:
        new = sum(outcome.new for outcome in answer.sources)
        terminal.tell(terminal.texts.count("cli.synced", new))
    if answer.is_stopped and refused is None:
        terminal.refuse(Fault(FaultKind.STOPPED))
    if answer.is_offline or answer.is_stopped or refused is not None:
        return FAILED
    if not bad:
        return DONE
    return FAILED if len(bad) == len(answer.sources) else PARTLY


def mark(terminal: Terminal, options: Namespace, command: str) -> int:
    """Bookmarks articles or marks them read, or the reverse; those that do not exist are named."""
    from newsdesk.cli.reading import article_id  # which a sync has no use for

    ids = [(word, article_id(word)) for word in options.articles]
    missing = [word for word, number in ids if number is None]
    known = tuple(number for _, number in ids if number is not None)
    if known:
        order: Order = SetRead(known, command == "read")
        if command.endswith("bookmark"):
            order = SetBookmarked(known, command == "bookmark")
        missing += carried_out(terminal, order, Done).missing
    for word in missing:
        terminal.refuse(Fault(FaultKind.NO_SUCH_ARTICLE, {"article": word}))
    done = len(ids) - len(missing)
    if done:
        terminal.tell(terminal.texts.count(_MARKED[command], done))
    return DONE if not missing else PARTLY if done else MISUSED


_MARKED = {
    "bookmark": "cli.bookmarked",
    "unbookmark": "cli.unbookmarked",
    "read": "cli.marked-read",
    "unread": "cli.marked-unread",
}


def carried_out(terminal: Terminal, order: Order, kind: type[T]) -> T:
    """The desk's answer, of the kind that the order has; a fault is raised as Failed."""
    answer = terminal.carry_out(order)
    if isinstance(answer, Fault):
        raise Failed(answer)
    if not isinstance(answer, kind):
        raise TypeError(type(answer))
    return answer


def _tell_added(terminal: Terminal, answer: Added, *, is_json: bool) -> int:
    with terminal.reads() as reads:
        states = [state for state in reads.sources() if state.source.id in answer.sources]
    if is_json:
        terminal.tell_json(
            {
                "sources": [as_json.source(state, terminal.texts, datetime.now(UTC)) for state in states],
                "already": list(answer.already),
                "failed": [{"url": url, "fault": as_json.fault(fault)} for url, fault in answer.failed],
            }
        )
    else:
        for state in states:
            title = state.source.title or state.source.url
            terminal.tell(terminal.texts.say("cli.added", title=title, id_raw=state.source.id))
        if answer.already:
            terminal.tell(terminal.texts.count("cli.already", len(answer.already)))
    for url, fault in answer.failed:
        terminal.warn(_sentence_of(terminal, url, fault))
    if not answer.failed:
        return DONE
    return PARTLY if states or answer.already else FAILED


def _sentence_of(terminal: Terminal, url: str, fault: Fault) -> str:
    """The sentence of a source's fault, which names the source in any case."""
    sentence = terminal.texts.fault(fault)
    return sentence if url in sentence else f"{url}: {sentence}"


def _document(file: str) -> bytes:
    """The bytes of a file or of the standard input. Raises Failed(FILE_UNREADABLE | TOO_LARGE)."""
    try:
        if file == "-":
            document = sys.stdin.buffer.read(LARGEST_LIST + 1)
        else:
            with Path(file).open("rb") as opened:
                document = opened.read(LARGEST_LIST + 1)
    except OSError as error:
        reason = _UNREADABLE.get(type(error), "other")
        raise failed(FaultKind.FILE_UNREADABLE, path=file, reason=reason) from None
    if len(document) > LARGEST_LIST:
        raise failed(FaultKind.TOO_LARGE, address=file, limit=LARGEST_LIST)
    return document
