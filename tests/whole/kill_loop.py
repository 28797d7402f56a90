"""Kills newsdesk at random moments of all that it does and looks whether anything it promised is lost.

    python -m tests.whole.kill_loop --kills 1000 [--seed 7] [--moments sync marks migration backup cleanup firststart]

The others are in `moments`. Of a sync each turn prints a new edition of a loopback newspaper, starts `newsdesk sync`
(headlines, texts, pictures), sets and takes back bookmarks through the profile's socket meanwhile, kills the process,
and has `checker` open both databases.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import psutil
from tests.newspaper import Newspaper, opml
from tests.press import Press
from tests.whole.checker import Promised, problems
from tests.whole.forked import ORPHANED
from tests.whole.moments import MOMENTS as FORKED
from tests.whole.moments import Killed, Moment
from tests.whole.moments import kill as kill_at
from tests.whole.running import newsdesk, spawn

from newsdesk.app.remote import connect
from newsdesk.domain.article import ArticleId
from newsdesk.domain.orders import Done, SetBookmarked
from newsdesk.settings.paths import Paths

SYNC = "sync"
MOMENTS: dict[str, type[Moment]] = {kind.__name__.lower(): kind for kind in FORKED}
NAMES = (*MOMENTS, SYNC)  # the sync last: a newspaper has threads, and those who fork may have none
SOURCES, ITEMS, STEP = 12, 20, 4
EARLIEST, LATEST = 0.1, 2.2  # seconds from spawn to kill, on a machine where a command takes less than one


class Reader:
    """Sets and takes back bookmarks in a thread while a sync runs, and remembers what was acknowledged."""

    def __init__(self, profile: Path, chance: random.Random) -> None:
        self._paths = Paths.of_profile(profile)
        self._chance = chance
        self.state: dict[int, bool] = {}
        self.acknowledged = 0
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def begin(self) -> None:
        """Starts to click."""
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def end(self) -> None:
        """Stops clicking."""
        self._is_over.set()
        self._thread.join()

    def _run(self) -> None:
        ids = ids_of(self._paths.cache_db)
        while ids and not self._is_over.wait(0.01):
            desk = connect(self._paths)
            if desk is None:
                continue
            while not self._is_over.wait(0.002):
                article, is_wanted = self._chance.choice(ids), self._chance.random() < 0.8
                self.state.pop(article, None)  # while it is under way either state is right
                if not isinstance(desk.carry_out(SetBookmarked((ArticleId(article),), is_wanted)), Done):
                    break
                self.state[article] = is_wanted
                self.acknowledged += 1
            desk.close()


def ids_of(cache: Path) -> list[int]:
    """Articles that are stored, read by plain sqlite3 without a lock that stays."""
    if not cache.exists():
        return []
    try:
        with closing(sqlite3.connect(f"file:{cache}?mode=ro", uri=True)) as base:
            return [number for (number,) in base.execute("SELECT id FROM article ORDER BY id DESC LIMIT 300")]
    except sqlite3.OperationalError:
        return []


def print_edition(press: Press, number: int, editions: dict[str, list[str]]) -> list[str]:
    """Publishes an edition and notes which items each of its validators stands for."""
    paper = Newspaper(SOURCES, ITEMS, letters=300, edition=number * STEP)
    urls = paper.print_on(press)
    for source in range(SOURCES):
        etag = press.answer_at(f"/s{source}/feed").etag
        assert etag is not None
        editions[etag] = [press.origin + story.path for story in paper.stories(source)]
    return urls


def end(profile: Path, after: float) -> tuple[bool, int]:
    """Starts a sync and kills it; whether it had ended by itself, and how many of its children outlived it."""
    process = spawn(profile, "sync")
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(after)
        return True, 0
    children = psutil.Process(process.pid).children(recursive=True)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    _, alive = psutil.wait_procs(children, timeout=ORPHANED)
    for child in alive:
        child.kill()
    return False, len(alive)


def run(profile: Path, kills: int, seed: int, *, is_told: bool = False) -> Killed:
    """The loop; stops at the first turn with a problem."""
    chance, tally, editions = random.Random(seed), Killed(), dict[str, list[str]]()
    reader = Reader(profile, random.Random(seed + 1))
    with Press() as press:
        urls = print_edition(press, 0, editions)
        began = time.monotonic()
        assert newsdesk(profile, "opml", "import", "-", stdin=opml(urls)).returncode == 0
        latest = min(max(LATEST, 2 * (time.monotonic() - began)), 3 * LATEST)
        turn = 0
        while tally.kills < kills and not tally.problems:
            turn += 1
            print_edition(press, turn, editions)
            reader.begin()
            is_over, orphans = end(profile, chance.uniform(EARLIEST, latest))
            reader.end()
            tally.kills += not is_over
            tally.finished += is_over
            tally.orphans += orphans
            tally.acknowledged = reader.acknowledged
            tally.problems += problems(profile, promised_by(reader, editions))
            if is_told and tally.kills % 10 == 0 and not is_over:
                print(f"{tally.kills} kills, {tally.acknowledged} acknowledged, {len(reader.state)} known", flush=True)
        last = newsdesk(profile, "sync", seconds=1800)  # of thousands of texts that the kills have left
        if last.returncode != 0:
            tally.problems.append(f"the last sync ended with {last.returncode}: {last.stderr[-500:]}")
        tally.problems += problems(profile, promised_by(reader, editions))
    return tally


def promised_by(reader: Reader, editions: dict[str, list[str]]) -> Promised:
    """What the checker has to find."""
    return Promised(
        frozenset(number for number, is_kept in reader.state.items() if is_kept),
        frozenset(number for number, is_kept in reader.state.items() if not is_kept),
        editions,
    )


def main() -> int:
    """Prints a line for each moment; 1 when anything was lost."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--kills", type=int, default=200)
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--moments", nargs="*", choices=NAMES, default=NAMES)
    said = words.parse_args()
    each, is_whole, kills, began = -(-said.kills // len(said.moments)), True, 0, time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for name in said.moments:
            begun = time.monotonic()
            if name == SYNC:
                tally = run(Path(folder) / SYNC, each, said.seed, is_told=True)
            else:
                tally = kill_at(MOMENTS[name], Path(folder), each, said.seed)
            print(f"{name}: {tally}, {time.monotonic() - begun:.0f} s", flush=True)
            print(*tally.problems, sep="\n", end="\n" if tally.problems else "")
            is_whole &= not tally.problems and not tally.orphans
            kills += tally.kills
    print(f"{kills} kills at {len(said.moments)} moments, {time.monotonic() - began:.0f} s")
    return 0 if is_whole else 1


if __name__ == "__main__":
    sys.exit(main())
