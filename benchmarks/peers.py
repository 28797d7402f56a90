"""A first sync of 100 sources × 50 items and one with nothing new, beside other readers that fetch without a window.

newsboat and sfeed, each where it is installed; all take turns in one run, in profiles made anew. Wall time and CPU are
those of the whole command, its children included. Only newsdesk keeps an index of words, and it alone reads the tenth
of the feeds that is JSON. `peers.py ROUNDS` for others than five.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import measure

import sync

WALL, CPU = 0.8, 1.5  # times newsboat's
READ = 0.9  # a tenth of the feeds is JSON, which not all of them read
SFEEDRC = """sfeedpath={folder}/feeds
maxjobs=16
fetch() {{
    curl -L --max-redirs 3 -f -s -m 30 --compressed "$2"
}}
feeds() {{
{feeds}
}}
"""


@dataclass(slots=True)
class Peer:
    """A reader: how it is prepared, its command, how many articles it has stored, and what was measured of it."""

    name: str
    prepare: Callable[[Path, Sequence[str]], None]
    command: Callable[[Path], list[str]]
    stored: Callable[[Path], int]
    first: list[measure.Ended] = field(default_factory=list)
    again: list[measure.Ended] = field(default_factory=list)
    found: int = 0


def run(command: Sequence[str], home: Path) -> measure.Ended:
    """Another program to its end; its CPU is that of its children, too."""
    began = time.perf_counter()
    started = subprocess.Popen(
        command, env=measure.environment(HOME=str(home)), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(started.pid, 0)
    seconds = time.perf_counter() - began
    started.returncode = os.waitstatus_to_exitcode(status)
    return measure.Ended(seconds, usage.ru_utime + usage.ru_stime, started.returncode, "")


def newsboat_ready(folder: Path, feeds: Sequence[str]) -> None:
    (folder / "urls").write_text("".join(f"{feed}\n" for feed in feeds))
    (folder / "config").write_text("reload-threads 16\n")


def newsboat_command(folder: Path) -> list[str]:
    named = ["-u", folder / "urls", "-C", folder / "config", "-c", folder / "cache.db"]
    return ["newsboat", *map(str, named), "-x", "reload"]


def newsboat_stored(folder: Path) -> int:
    base = sqlite3.connect(f"file:{folder}/cache.db?mode=ro", uri=True)
    (count,) = base.execute("SELECT count(*) FROM rss_item").fetchone()
    base.close()
    return int(count)


def sfeed_ready(folder: Path, feeds: Sequence[str]) -> None:
    (folder / "feeds").mkdir()
    lines = "\n".join(f'feed "{number}" "{feed}"' for number, feed in enumerate(feeds))
    (folder / "sfeedrc").write_text(SFEEDRC.format(folder=folder, feeds=lines))


def sfeed_stored(folder: Path) -> int:
    return sum(file.read_bytes().count(b"\n") for file in (folder / "feeds").iterdir())


def peers() -> list[Peer]:
    """Those that are installed."""
    known = [
        Peer("newsboat", newsboat_ready, newsboat_command, newsboat_stored),
        Peer("sfeed", sfeed_ready, lambda folder: ["sfeed_update", str(folder / "sfeedrc")], sfeed_stored),
    ]
    return [peer for peer in known if shutil.which(peer.command(Path())[0]) is not None]


def turn(peer: Peer, folder: Path, feeds: Sequence[str]) -> None:
    """A first refresh, and one with nothing new: newsboat asks with validators from the third on only."""
    folder.mkdir()
    peer.prepare(folder, feeds)
    command = peer.command(folder)
    peer.first.append(run(command, folder))
    peer.found = peer.stored(folder)
    if peer.found < len(feeds) * sync.ITEMS * READ:
        raise RuntimeError(f"{peer.name} stored {peer.found} articles")
    run(command, folder)
    peer.again.append(run(command, folder))


def told(name: str, ended: Sequence[measure.Ended], ours: Sequence[measure.Ended]) -> tuple[float, float]:
    """Prints a line; how many times its wall time and CPU ours are, each round by itself and then the middle one."""
    pairs = [*zip(ours, ended, strict=True)]
    wall = measure.median([mine.seconds / other.seconds for mine, other in pairs])
    cpu = measure.median([mine.cpu / other.cpu for mine, other in pairs])
    seconds = measure.spread([one.seconds for one in ended], "s", 2)
    spent = measure.spread([one.cpu for one in ended], "s", 2)
    print(f"{name:>26}: {seconds}, CPU {spent}; newsdesk {wall:.2f}× its wall time, {cpu:.2f}× its CPU")
    return wall, cpu


def main() -> int:
    """Prints the figures; 1 when a promise is not kept or newsboat is not there to compare with."""
    measure.compile_everything()
    print(measure.machine())
    others = peers()
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else sync.ROUNDS
    firsts: list[measure.Ended] = []
    agains: list[measure.Ended] = []
    limits: list[measure.Ended] = []
    with measure.newspaper(sync.SOURCES, sync.ITEMS) as paper, tempfile.TemporaryDirectory() as folder:
        feeds = paper["feeds"]
        assert isinstance(feeds, list)
        for number in range(rounds):
            profile = Path(folder) / f"newsdesk-{number}"
            firsts.append(sync.first_sync(paper, profile)[0])
            agains.append(sync.unchanged_sync(profile))
            for peer in others:
                turn(peer, Path(folder) / f"{peer.name}-{number}", feeds)
            limits.append(sync.limit(paper)[0])
    told("newsdesk", firsts, firsts)
    told("newsdesk, nothing new", agains, agains)
    told("limit", limits, firsts)
    kept = {}
    for peer in others:
        kept[peer.name] = told(f"{peer.name}, {peer.found} stored", peer.first, firsts)
        told(f"{peer.name}, nothing new", peer.again, agains)
    print(measure.machine())
    if "newsboat" not in kept:
        print("newsboat is not installed: nothing to keep the promise by; on Debian: apt-get install newsboat")
        return 1
    wall, cpu = kept["newsboat"]
    print(measure.verdict("newsboat's wall time", wall, WALL))
    print(measure.verdict("newsboat's CPU", cpu, CPU))
    return 0 if wall <= WALL and cpu <= CPU else 1


if __name__ == "__main__":
    sys.exit(main())
