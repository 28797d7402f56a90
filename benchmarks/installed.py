"""Warm and cold starts of what is installed beside a checkout's: open, show, leave (`--check`), by turns.

    .venv/bin/python benchmarks/installed.py [--deb PACKAGE.deb] [--frozen FOLDER] [--turns 5]

The package is unpacked, not installed. Cold: the files of the one that is started next are put out of the system's
cache one by one (posix_fadvise), which leaves those that something else has open; the checkout's are a copy of .venv
and src. Linux, on a virtual screen. Answers ratios to the checkout; figures in seconds are of this machine and this
hour.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WINDOW = "import sys; from newsdesk.__main__ import window; sys.exit(window())"


@dataclass(frozen=True, slots=True)
class Way:
    """One way to start the window: the words, what is added to the environment, and where its files lie."""

    name: str
    words: list[str]
    told: dict[str, str]
    folder: Path


def ways(options: argparse.Namespace, work: Path) -> list[Way]:
    """The checkout's copy, and what was named."""
    copy = work / "checkout"
    shutil.copytree(ROOT / "src", copy / "src")
    shutil.copytree(ROOT / "resources", copy / "resources")
    shutil.copytree((ROOT / ".venv").resolve(), copy / ".venv", symlinks=True)
    python = str(copy / ".venv/bin/python")
    subprocess.run([python, "-m", "compileall", "-q", str(copy / "src")], check=True)
    found = [Way("checkout", [python, "-P", "-c", WINDOW], {"PYTHONPATH": str(copy / "src")}, copy)]
    if options.deb:
        tree = work / "deb"
        subprocess.run(["dpkg-deb", "-x", str(options.deb), str(tree)], check=True)
        home = tree / "usr/lib/newsdesk"
        found.append(Way("deb", [str(home / "bin/python3"), "-I", "-c", WINDOW], {}, home))
    if options.frozen:
        folder = work / "frozen"
        shutil.copytree(options.frozen, folder, symlinks=True)
        found.append(Way("frozen", [str(folder / "newsdesk-window")], {}, folder))
    return found


def chill(folder: Path) -> None:
    """Puts the files of a folder out of the system's cache."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def start(way: Way, profile: Path) -> float:
    """Seconds from spawning to the end."""
    begun = time.perf_counter()
    command = [*way.words, "--profile", str(profile), "--check"]
    subprocess.run(command, env={**os.environ, **way.told}, check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def main() -> int:
    """Prints the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--deb", type=Path)
    parser.add_argument("--frozen", type=Path)
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir="/var/tmp") as held:
        work = Path(held)
        there = ways(options, work)
        os.sync()
        for kind in ("warm", "cold"):
            seconds: dict[str, list[float]] = {way.name: [] for way in there}
            for turn in range(options.turns + 1):
                for way in there:
                    if kind == "cold":
                        chill(way.folder)
                    taken = start(way, work / "profile")
                    if turn:
                        seconds[way.name].append(taken)
            medians = {name: statistics.median(taken) for name, taken in seconds.items()}
            said = [f"{name} {each:.2f} s ({each / medians['checkout']:.2f})" for name, each in medians.items()]
            print(f"{kind}: {', '.join(said)}; load {os.getloadavg()[0]:.1f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
