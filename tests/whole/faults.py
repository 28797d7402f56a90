"""A fault server with all its behaviours as sources of one desk, and black holes among many sources.

    python -m tests.whole.faults [--deadline 3] [--holes]

Promised: no crash and no hang, every behaviour gives the outcome that its table names, no item is lost or invented,
and no fetch takes longer than the deadline; with `--holes`, 300 sources of which 30 never answer end within three of
them.
"""

from __future__ import annotations

import argparse
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.newspaper import Newspaper
from tests.press import Press
from tests.web.scripted import Scripted, answer
from tests.whole.fault_table import ITEMS, Behaviour, behaviours, feed

from newsdesk.app.compose import USER_AGENT, Profile
from newsdesk.desk import Desk
from newsdesk.domain.orders import SourceOutcome, SyncReport
from newsdesk.domain.outline import Outline
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.intake.client import Intake
from newsdesk.intake.limits import Limits
from newsdesk.settings.paths import Paths

HOLES, SOURCES = 30, 300


@dataclass
class Tally:
    """What came of it."""

    behaviours: int = 0
    slowest: float = 0.0  # seconds of one fetch
    problems: list[str] = field(default_factory=list)


@contextmanager
def desk_of(folder: Path, deadline: float) -> Iterator[Desk]:
    """A desk whose fetches have that many seconds."""
    profile = Profile(
        Paths.of_profile(folder),
        patience=5.0,
        opens_intake=lambda: Intake(user_agent=USER_AGENT, proxies={}, limits=Limits(deadline=deadline)),
    )
    profile.desk.start().result(30)
    try:
        yield profile.desk
    finally:
        assert profile.close(), "a thread of the desk is still there"


def run(folder: Path, deadline: float) -> Tally:
    """Syncs all behaviours once as they are, and once with every source well again."""
    tally, table = Tally(), behaviours()
    servers = [Scripted() for _ in table]  # one each: a host that asks for peace must not silence the others
    try:
        with desk_of(folder, deadline) as desk:
            urls = {}
            for behaviour, server in zip(table, servers, strict=True):
                urls[server.on(f"/{behaviour.name}", behaviour.script(server))] = behaviour
            desk.add_outlines([Outline(behaviour.name, url) for url, behaviour in urls.items()]).result(60)
            first = desk.sync(headlines_only=True).result(600)
            tally.behaviours = len(table)
            expected = _judge(first, urls, tally, deadline)
            _compare(desk, expected, tally, "after the faults")
            for behaviour, server in zip(table, servers, strict=True):
                server.say(f"/{behaviour.name}", answer(feed(behaviour.name), "Content-Type: text/xml"))
            second = desk.sync(headlines_only=True).result(600)
            well = {urls[outcome.url].name for outcome in second.sources if outcome.status in {"new", "unchanged"}}
            spared = {urls[outcome.url].name for outcome in second.sources if outcome.status == "skipped"}
            tally.problems += [f"{b.name} did not recover" for b in table if b.name not in well | spared]
            tally.problems += [f"{name} was spared" for name in spared if not name.startswith("wait-")]
            _compare(desk, expected | well, tally, "when all were well again")
    finally:
        for server in servers:
            server.close()
    return tally


def _judge(report: SyncReport, urls: dict[str, Behaviour], tally: Tally, deadline: float) -> set[str]:
    """Compares outcomes with the table; the names of those whose items must be there now."""
    whole: set[str] = set()
    for outcome in report.sources:
        behaviour = urls[outcome.url]
        came = _what_came(outcome)
        if came not in behaviour.comes:
            tally.problems.append(f"{behaviour.name}: {came} instead of {', '.join(sorted(behaviour.comes))}")
        if came == "items":
            whole.add(behaviour.name)
        seconds = outcome.fault.facts.get("seconds") if outcome.fault else None
        if isinstance(seconds, float):
            tally.slowest = max(tally.slowest, seconds)
    if tally.slowest > deadline + 1:
        tally.problems.append(f"a fetch took {tally.slowest} s of {deadline}")
    if len(report.sources) != len(urls):
        tally.problems.append(f"{len(urls) - len(report.sources)} sources have no outcome")
    return whole


def _what_came(outcome: SourceOutcome) -> str:
    if outcome.fault is not None:
        return outcome.fault.kind.value
    return "items" if outcome.new == ITEMS else "items-none" if outcome.new == 0 else f"{outcome.new} items"


def _compare(desk: Desk, names: set[str], tally: Tally, when: str) -> None:
    """Whether the store holds the items of these behaviours and no others."""
    stored: set[str | None] = set()
    cursor = None
    while True:
        page = desk.headlines(Shelf(ShelfKind.ALL), cursor)
        stored.update(headline.url for headline in page.headlines)
        cursor = page.next
        if cursor is None:
            break
    wanted = {f"https://faults.example/{name}/{number}" for name in names for number in range(ITEMS)}
    tally.problems += [f"lost {when}: {url}" for url in sorted(wanted - stored)]  # type: ignore[type-var]
    tally.problems += [f"invented {when}: {url}" for url in stored - wanted]


def holes(folder: Path, deadline: float, sources: int = SOURCES, silent: int = HOLES) -> tuple[float, int, int]:
    """Seconds of a sync with so many sources that accept and never answer; how many sources came, how many did not."""
    listeners = [socket.create_server(("127.0.0.1", 0), backlog=16) for _ in range(silent)]
    try:
        with Press() as press, desk_of(folder, deadline) as desk:
            urls = Newspaper(sources - silent, 5, 200).print_on(press)
            dead = [f"http://127.0.0.1:{listener.getsockname()[1]}/feed" for listener in listeners]
            mixed = [url for pair in zip(urls, dead, strict=False) for url in pair] + urls[len(dead) :]
            desk.add_outlines([Outline(url, url) for url in mixed]).result(60)
            began = time.monotonic()
            report = desk.sync(headlines_only=True).result(600)
            seconds = time.monotonic() - began
            statuses = [outcome.status for outcome in report.sources]
            return seconds, statuses.count("new"), statuses.count("failed")
    finally:
        for listener in listeners:
            listener.close()


def main() -> int:
    """Prints what came of it; 1 when a promise is broken."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--deadline", type=float, default=3.0)
    words.add_argument("--holes", action="store_true")
    said = words.parse_args()
    with tempfile.TemporaryDirectory() as name:
        if said.holes:
            seconds, came, failed = holes(Path(name) / "profile", said.deadline)
            print(f"{came} sources came, {failed} did not, {seconds:.1f} s with a deadline of {said.deadline} s")
            return 0 if seconds <= 3 * said.deadline and (came, failed) == (SOURCES - HOLES, HOLES) else 1
        began = time.monotonic()
        tally = run(Path(name) / "profile", said.deadline)
    took = time.monotonic() - began
    print(
        f"{tally.behaviours} behaviours, slowest fetch {tally.slowest} s, {len(tally.problems)} problems, {took:.0f} s"
    )
    for problem in tally.problems:
        print(problem)
    return 1 if tally.problems else 0


if __name__ == "__main__":
    sys.exit(main())
