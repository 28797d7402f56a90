"""A first sync of 100 sources × 50 items at 0 and 100 ms latency, one of 300 at 100 ms, and unchanged ones, beside the
limit. `sync.py 300`: only that one.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import measure

ROUNDS = 5
SOURCES, ITEMS = 100, 50


@dataclass(frozen=True, slots=True)
class Case:
    """Sources, the seconds that every answer waits, the connections that the limit may use, and the times its seconds
    that are promised."""

    sources: int
    latency: float
    connections: int
    target: float


CASES = (Case(SOURCES, 0.0, 50, 2.4), Case(SOURCES, 0.1, 50, 2.5), Case(300, 0.1, 16, 1.5))


def first_sync(paper: dict[str, object], profile: Path) -> tuple[measure.Ended, float]:
    """The whole command, and the seconds that it names itself; the articles are counted in the store's own file."""
    measure.newsdesk(profile, "opml", "import", "-", stdin=str(paper["opml"]))
    ended = measure.newsdesk(profile, "sync", "--headlines-only", "--json")
    (stored,) = (
        sqlite3.connect(f"file:{profile}/cache.db?mode=ro", uri=True).execute("SELECT count(*) FROM article").fetchone()
    )
    feeds = paper["feeds"]
    assert isinstance(feeds, list)
    if stored != len(feeds) * ITEMS:
        raise RuntimeError(f"{stored} articles stored instead of {len(feeds) * ITEMS}: {ended.out[:2000]}")
    return ended, json.loads(ended.out)["totals"]["seconds"]


def unchanged_sync(profile: Path) -> measure.Ended:
    """The same again: every answer is 304."""
    ended = measure.newsdesk(profile, "sync", "--headlines-only", "--json")
    statuses = {source["status"] for source in json.loads(ended.out)["sources"]}
    if statuses != {"unchanged"}:
        raise RuntimeError(f"an unchanged sync said {statuses}")
    return ended


def limit(paper: dict[str, object], connections: int = 50) -> tuple[measure.Ended, dict[str, float]]:
    """The limit's whole program, and its parts."""
    with tempfile.TemporaryDirectory() as folder:
        addresses = paper["feeds"]
        assert isinstance(addresses, list)
        command = [str(measure.HERE / "limit_sync.py"), folder, str(connections)]
        ended = measure.run(command, stdin="\n".join(addresses))
    parts = json.loads(ended.out)
    if parts["rows"] != len(addresses) * ITEMS:
        raise RuntimeError(f"the limit stored {parts['rows']} rows")
    return ended, parts


def line(name: str, ended: Sequence[measure.Ended], inner: Sequence[float]) -> None:
    """One line of figures."""
    wall, cpu = [e.seconds for e in ended], [e.cpu for e in ended]
    inside = f"; inside {measure.spread(inner, 's', 2)}" if inner else ""
    print(f"{name:>22}: {measure.spread(wall, 's', 2)}, CPU {measure.spread(cpu, 's', 2)}{inside}")


def told(case: Case) -> bool:
    """Measures a case and prints its figures; whether its promise is kept."""
    limits, parts, syncs, inner, unchanged = [], [], [], [], []
    with measure.newspaper(case.sources, ITEMS, case.latency) as paper, tempfile.TemporaryDirectory() as folder:
        print(f"\n{case.sources} sources, {case.latency * 1000:.0f} ms, {paper['raw']} bytes, {paper['sent']} sent")
        for turn in range(ROUNDS):
            profile = Path(folder) / str(turn)
            ended, part = limit(paper, case.connections)
            limits.append(ended)
            parts.append(part)
            ended, seconds = first_sync(paper, profile)
            syncs.append(ended)
            inner.append(seconds)
            unchanged.append(unchanged_sync(profile))
    line(f"limit, {case.connections} at once", limits, [part["all"] for part in parts])
    for name in ("fetch", "parse", "store"):
        print(f"{name:>30}: {measure.spread([part[name] for part in parts], 's', 2)}")
    line("newsdesk", syncs, inner)
    line("newsdesk, all 304", unchanged, [])
    ratio = measure.median([e.seconds for e in syncs]) / measure.median([e.seconds for e in limits])
    inside = measure.median(inner) / measure.median([part["all"] for part in parts])
    print(measure.verdict("whole program", ratio, case.target))
    print(f"without the start of either program: {inside:.2f}×")
    return ratio <= case.target


def main() -> int:
    """Prints the figures; 1 when a promise is not kept."""
    measure.compile_everything()
    print(measure.machine())
    wanted = set(map(int, sys.argv[1:]))
    kept = [told(case) for case in CASES if not wanted or case.sources in wanted]
    print(measure.machine())
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
