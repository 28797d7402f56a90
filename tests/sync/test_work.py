"""What a sync costs, counted: requests, statements, rows and transactions, none of which grows but with its sources."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from tests.newspaper import Newspaper
from tests.press import Press

from newsdesk.desk import Desk
from newsdesk.domain.outline import Outline
from newsdesk.domain.source import SourceId

FEW, MORE, ITEMS = 4, 16, 10


def connections(desk: Desk) -> tuple[sqlite3.Connection, sqlite3.Connection]:
    """Those that write: to the cache and to the library."""
    found: list[sqlite3.Connection] = []
    desk.write(lambda writes: found.extend((writes.stores.cache.connection, writes.stores.library.connection))).result(
        30
    )
    return found[0], found[1]


@contextmanager
def counted(desk: Desk) -> Iterator[Counter[str]]:
    """What both connections do meanwhile: statements and transactions by database, and rows changed."""
    count: Counter[str] = Counter()
    both = [*zip(("cache", "library"), connections(desk), strict=True)]

    def counts(name: str) -> object:
        def note(statement: str) -> None:
            count[f"{name} statements"] += not statement.startswith("--")  # what a virtual table does within one
            count[f"{name} transactions"] += statement == "COMMIT"

        return note

    before = {name: connection.total_changes for name, connection in both}
    for name, connection in both:
        connection.set_trace_callback(counts(name))  # type: ignore[arg-type]
    try:
        yield count
        desk.write(lambda writes: None).result(30)
    finally:
        for name, connection in both:
            connection.set_trace_callback(None)
            count[f"{name} rows"] = connection.total_changes - before[name]


def subscribe(desk: Desk, press: Press, sources: int) -> list[SourceId]:
    """So many sources of the paper in all; those that are new."""
    known = {state.source.id for state in desk.sources()}
    urls = Newspaper(sources, ITEMS, with_pictures=False).print_on(press)
    desk.add_outlines([Outline(f"مصدر {number}", url) for number, url in enumerate(urls)]).result(60)
    return [state.source.id for state in desk.sources() if state.source.id not in known]


def cost(desk: Desk, press: Press, sources: list[SourceId], status: str) -> Counter[str]:
    """What a sync of these sources does."""
    press.forget()
    with counted(desk) as count:
        report = desk.sync(sources, headlines_only=True).result(60)
    assert [outcome.status for outcome in report.sources] == [status] * len(sources)
    count["requests"] = len(press.requests)
    return count


def test_a_sync_costs_no_more_for_each_source_the_more_there_are(desk: Desk, press: Press) -> None:
    few, more = subscribe(desk, press, FEW), subscribe(desk, press, FEW + MORE)
    first, last = cost(desk, press, few, "new"), cost(desk, press, more, "new")
    times = MORE // FEW
    assert (first["requests"], last["requests"]) == (FEW, MORE)
    assert {name: (first[name], last[name]) for name in last if last[name] > times * first[name] * 1.25} == {}
    assert last["cache rows"] <= MORE * ITEMS * 12
    assert last["cache transactions"] <= 2 * MORE + 4  # the items with all that belongs to them, and a step of merging
    assert last["library transactions"] <= MORE  # what the feed says of itself

    first, last = cost(desk, press, few, "unchanged"), cost(desk, press, more, "unchanged")
    assert all("if-none-match" in request.headers for request in press.requests)
    assert (first["requests"], last["requests"]) == (FEW, MORE)
    assert (last["library transactions"], last["library rows"]) == (0, 0)
    assert last["cache transactions"] <= MORE + 4
    assert last["cache rows"] <= 2 * MORE + 4
    assert last["cache statements"] <= 9 * MORE + 20
    assert last["library statements"] <= 2 * MORE + 8
