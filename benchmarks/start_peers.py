"""Spawn to first painted headlines, and memory: a bare window, newsdesk, and the desktop readers that are installed.

    python benchmarks/start_peers.py [--turns N] [--pictures FOLDER]

QuiteRSS, RSS Guard, Akregator and Liferea, each where it is found on PATH. Every program has 100 feeds of 100 articles
stored in a profile of its own and starts once a turn, in an order that moves on by one each turn; the first turn is
thrown away. All run on one virtual screen with one window manager and one session bus, in namespaces of their own: no
network but loopback, and every process there belongs to this benchmark.

One way of looking for all: the screen's memory, some 500 times a second. "Window": the whole screen is painted
(`measure.Screen.is_painted`). "Headlines": the same of the part of the window where the headlines stand, which is a
share of each program's own window. Windows have the size that each gives itself; those of the bare window and of
newsdesk are the largest but for RSS Guard's. newsdesk shows all 10,000; QuiteRSS and Liferea open the feed that they
showed last. Akregator and RSS Guard show no headlines before a feed is chosen: there a robot clicks the first feed as
soon as the list of feeds is painted, which no reader can do faster. Memory (PSS) is that of all processes a program
has started, three seconds after its window was painted, without the bus and what the bus starts.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import measure
import peer_windows
from desk import Desk, go_alone, profile
from tests.newspaper import MAKERS, Newspaper
from tests.press import Press

TARGET, MOST = 1.2, 100.0  # times the bare window's; MB
AFTER = 3.0  # seconds from the painted window to the end
SOURCES, ITEMS = 100, 100
BARE, LEFT, CHANGED = "bare window", "newsdesk, as left", "newsdesk, changed since"


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one start: milliseconds from spawn to both, MB."""

    window: float
    headlines: float
    pss: float


@dataclass(slots=True)
class Program:
    """What takes part: its command and variables, what is done before each start, and what was measured."""

    name: str
    command: Sequence[str]
    variables: dict[str, str]
    headlines: peer_windows.Rectangle
    before: Callable[[], None] = lambda: None
    feeds: peer_windows.Rectangle | None = None  # the robot clicks there
    starts: list[Figures] = field(default_factory=list)

    def median(self, which: str) -> float:
        return measure.median([getattr(start, which) for start in self.starts])


# --- stored articles -------------------------------------------------------------------------------------------------


def wait(what: str, is_done: Callable[[], bool], seconds: float) -> None:
    """Raises RuntimeError when it does not come true in that time."""
    until = time.monotonic() + seconds
    while not is_done():
        if time.monotonic() > until:
            raise RuntimeError(what)
        time.sleep(0.2)


def fill(desk: Desk, peer: peer_windows.Peer, home: Path, feeds: Sequence[str], press: Press) -> None:
    """Has a reader subscribe to the feeds and fetch them, then tells it not to."""
    variables = profile(home)
    if peer.has_store is not None:
        process = desk.spawn([peer.command], variables)
        wait(f"{peer.name} makes no store", lambda: peer.has_store is None or peer.has_store(home), 30)
        time.sleep(2)
        desk.clear(process)
    peer.subscribe(home, feeds)
    process = desk.spawn([peer.command], variables)
    began, asked = time.monotonic(), len(press.requests)
    if peer.leave:
        wait(f"{peer.name} fetches too little", lambda: len(press.requests) >= asked + SOURCES, 60)
        time.sleep(20)  # it stores as it leaves
        desk.spawn(peer.leave, variables).wait()
        process.wait(60)
    wait(f"{peer.name} stores too little", lambda: peer.stored(home) >= SOURCES * ITEMS, 300)
    print(f"{peer.name} has stored {peer.stored(home)} articles after {time.monotonic() - began:.0f} s", flush=True)
    time.sleep(5)  # to write what else it keeps
    desk.clear(process)
    peer.settle(home)


def peers_ready(desk: Desk, folder: Path) -> list[Program]:
    """The readers that are installed, each with all articles stored."""
    here, missing = peer_windows.installed()
    for name in missing:
        print(f"{name} is not installed: skipped")
    paper = Newspaper(SOURCES, ITEMS)
    with Press() as press:
        feeds = [
            press.publish(f"/s{source}/feed", MAKERS["rss"](paper, source, press.origin)[0])
            for source in range(SOURCES)
        ]
        for peer in here:
            fill(desk, peer, folder / peer.command, feeds, press)
    return [
        Program(
            peer.name,
            [peer.command],
            profile(folder / peer.command),
            peer.headlines,
            lambda peer=peer: peer.forget(folder / peer.command),
            peer.feeds,
        )
        for peer in here
    ]


def own_qt(folder: Path) -> dict[str, str]:
    """A copy of Qt: of pages that a program outside maps as well, PSS would count only a part."""
    import PySide6

    installed = Path(PySide6.__file__).parents[1]
    for package in ("PySide6", "shiboken6"):
        shutil.copytree(installed / package, folder / package)
    return {"PYTHONPATH": os.pathsep.join([str(folder), str(measure.ROOT / "src"), str(measure.ROOT)])}


def ours_ready(folder: Path) -> list[Program]:
    """The bare window, and newsdesk twice: with the picture that its last session left, and without."""
    left, changed, variables = folder / "left", folder / "changed", own_qt(folder / "qt")
    measure.run([str(measure.HERE / "profiles.py"), str(left), str(SOURCES), str(ITEMS)])
    shutil.copytree(left, changed)
    bare = [sys.executable, str(measure.HERE / "bare_window.py")]
    newsdesk = [sys.executable, *measure.WINDOW, "--profile"]
    list_of = (0.52, 0.15, 0.8, 0.6)
    return [
        Program(BARE, bare, variables, (0.55, 0.1, 0.95, 0.4)),
        Program(LEFT, [*newsdesk, str(left)], variables, list_of),
        Program(
            CHANGED,
            [*newsdesk, str(changed)],
            variables,
            list_of,
            lambda: (changed / "glimpse").unlink(missing_ok=True),
        ),
    ]


# --- looking ---------------------------------------------------------------------------------------------------------

STEP = 13  # a sample holds every 13th pixel


class Part:
    """Pixels of the samples that lie in a part of the window."""

    def __init__(self, sample: list[int], ground: int, share: peer_windows.Rectangle, width: int = 1280) -> None:
        seen = [divmod(place * STEP, width) for place, colour in enumerate(sample) if colour != ground]
        top, bottom = seen[0][0], seen[-1][0]
        left, right = min(x for _, x in seen), max(x for _, x in seen)
        wide, high = right - left, bottom - top
        xs = (left + share[0] * wide, left + share[2] * wide)
        ys = (top + share[1] * high, top + share[3] * high)
        self.middle = (round(sum(xs) / 2), round(sum(ys) / 2))
        self._places = [
            place
            for place in range(len(sample))
            if ys[0] <= place * STEP // width <= ys[1] and xs[0] <= place * STEP % width <= xs[1]
        ]

    def is_painted(self, sample: list[int]) -> bool:
        return measure.Screen.is_painted([sample[place] for place in self._places])


def start(desk: Desk, program: Program, picture: Path | None) -> Figures:
    """Starts a program, looks until three seconds after its window was painted, and ends it."""
    desk.screen.wait_blank()
    desk.point(1279, 799)
    program.before()
    ground = desk.screen.sample()[0]
    began = time.perf_counter()
    process = desk.spawn(program.command, program.variables)
    frames: list[tuple[float, list[int]]] = []
    window, is_clicked = None, program.feeds is None
    try:
        for now, sample in measure.watch(desk.screen, process, began):
            if sample is not None:
                frames.append((now, sample))
                if window is None and desk.screen.is_painted(sample):
                    window = now
                if window is not None and program.feeds is not None and not is_clicked:
                    feeds = Part(sample, ground, program.feeds)
                    if feeds.is_painted(sample):
                        desk.point(*feeds.middle, "click", "1")
                        is_clicked = True
            if window is not None and now >= window + AFTER:
                break
        assert window is not None
        pss = sum(map(measure.pss, desk.guests()))
        if picture is not None:
            draw(desk.screen, picture)
    finally:
        desk.clear(process)
    list_of = Part(frames[-1][1], ground, program.headlines)
    painted = next((at for at, sample in frames if list_of.is_painted(sample)), None)
    if painted is None:
        raise RuntimeError(f"{program.name} shows no headlines")
    return Figures(window * 1000, painted * 1000, pss)


def draw(screen: measure.Screen, path: Path) -> None:
    """The screen as a picture."""
    from PySide6.QtGui import QImage

    QImage(screen.bytes(), 1280, 800, 1280 * 4, QImage.Format.Format_RGB32).save(str(path))


# --- figures ---------------------------------------------------------------------------------------------------------


def told(programs: Sequence[Program]) -> bool:
    """Prints the table; whether all promises are kept."""
    bare, left, changed, *peers = programs
    limit, quickest = bare.median("headlines"), min(start.headlines for start in bare.starts)
    for program in programs:
        window, headlines, pss = ([getattr(one, name) for one in program.starts] for name in Figures.__slots__)
        times = f"{measure.median(headlines) / limit:.2f}× the limit (the quickest {min(headlines) / quickest:.2f}×)"
        print(
            f"{program.name:>24}: window {measure.spread(window)}, headlines {measure.spread(headlines)}, {times}; "
            f"PSS {measure.spread(pss, 'MB', 1)}"
        )
    is_kept = True
    for program in (left, changed):
        ratio = program.median("headlines") / limit
        later = [peer.name for peer in peers if peer.median("headlines") <= program.median("headlines")]
        print(measure.verdict(program.name, ratio, TARGET) + f"; behind {', '.join(later) or 'no peer'}")
        print(f"{program.name}: {program.median('pss'):.1f} MB, promised ≤ {MOST:.0f} MB")
        is_kept = is_kept and ratio <= TARGET and not later and program.median("pss") <= MOST
    return is_kept


def main() -> int:
    """Prints the figures; 1 when a promise is not kept."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--turns", type=int, default=6, help="the first is thrown away")
    arguments.add_argument("--pictures", type=Path, help="keep what the screen shows in the first turn")
    chosen = arguments.parse_args()
    go_alone()
    if chosen.pictures:
        chosen.pictures.mkdir(parents=True, exist_ok=True)
    measure.compile_everything()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        desk = Desk(Path(name))
        try:
            programs = [*ours_ready(Path(name)), *peers_ready(desk, Path(name))]
            print(measure.machine(), flush=True)
            for turn in range(chosen.turns):
                for program in programs[turn % len(programs) :] + programs[: turn % len(programs)]:
                    picture = chosen.pictures / f"{program.name}.png" if chosen.pictures and not turn else None
                    figures = start(desk, program, picture)
                    if turn:
                        program.starts.append(figures)
            print(measure.machine())
            return 0 if told(programs) else 1
        finally:
            desk.close()


if __name__ == "__main__":
    sys.exit(main())
