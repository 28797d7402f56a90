"""Starts the window many times at once on one profile: one window, and all others hand over and leave.

    python -m tests.whole.starts [--starts 100]

Prints what a second start costs beside a bare interpreter's, and how long the many take: on a profile that never was,
beside an open window, and right after that window was killed.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.whole.running import environment
from tests.whole.screen import WINDOW, until

from newsdesk.app.remote import connect
from newsdesk.settings.paths import Paths

ONE, HUNDRED = 1.0, 10.0  # seconds that a second start may take, and a hundred together
MINUTE = 60.0


@dataclass(frozen=True, slots=True)
class Starts:
    """What became of starts made at once: the windows that stayed, the exit codes and words of the rest, seconds."""

    windows: list[subprocess.Popen[str]]
    codes: list[int]
    words: str
    seconds: float


def start(profile: Path, *words: str) -> subprocess.Popen[str]:
    """A start of the real program, on Qt's own screen that nobody sees."""
    return subprocess.Popen(
        [sys.executable, "-P", "-c", WINDOW, "--profile", str(profile), *words],
        env=environment(QT_QPA_PLATFORM="offscreen", LANG="C.UTF-8"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def start_at_once(profile: Path, count: int, windows: int = 1) -> Starts:
    """`count` starts; waits until no more than `windows` of them are left."""
    began = time.monotonic()
    made = [start(profile) for _ in range(count)]
    until(lambda: sum(one.poll() is None for one in made) <= windows, MINUTE)
    seconds = time.monotonic() - began
    gone = [one for one in made if one.poll() is not None]
    words = "".join(one.communicate()[0] for one in gone)
    return Starts([one for one in made if one.returncode is None], [one.returncode for one in gone], words, seconds)


def cost_of_second(profile: Path, times: int) -> tuple[list[float], list[float]]:
    """Seconds of second starts and of a bare interpreter's, by turns."""
    second, bare = [], []
    for _ in range(times):
        began = time.monotonic()
        assert start(profile).wait(MINUTE) == 0
        second.append(time.monotonic() - began)
        began = time.monotonic()
        subprocess.run([sys.executable, "-P", "-c", "pass"], env=environment(), check=True)
        bare.append(time.monotonic() - began)
    return second, bare


def wait_for_desk(profile: Path) -> None:
    """Returns once a window has opened its stores and answers at its socket, whatever a killed one left there."""

    def answers() -> bool:
        desk = connect(Paths.of_profile(profile))
        if desk is not None:
            desk.close()
        return desk is not None

    assert until(answers, MINUTE)


def end(window: subprocess.Popen[str], number: int = signal.SIGTERM) -> int:
    """Ends a window; its exit code."""
    window.send_signal(number)
    try:
        window.communicate(timeout=MINUTE)
    except subprocess.TimeoutExpired:
        window.kill()
        window.communicate()
    return window.returncode


def run(count: int, profile: Path) -> list[str]:
    """Prints the figures; the promises that were broken."""
    broken: list[str] = []

    def tell(when: str, starts: Starts, stay: int) -> None:
        left = f"{starts.codes.count(0)} left with exit 0 of {len(starts.codes)}"
        print(f"{when}: {count} starts, {len(starts.windows)} stayed, {left}, {starts.seconds:.2f} s", flush=True)
        if len(starts.windows) != stay or set(starts.codes) != {0} or starts.words:
            broken.append(f"{when}: {starts.codes} {starts.words}")
        if starts.seconds > HUNDRED * max(1.0, count / 100):
            broken.append(f"{when}: took {starts.seconds:.2f} s")

    first = start_at_once(profile, count)
    tell("on a new profile", first, 1)
    (window,) = first.windows[:1]
    wait_for_desk(profile)
    second, bare = cost_of_second(profile, 20)
    print(
        f"a second start: median {median(second):.3f} s, longest {max(second):.3f} s, "
        f"{median(second) / median(bare):.1f} times a bare interpreter's; load {os.getloadavg()[0]:.1f}"
    )
    if max(second) > ONE:
        broken.append(f"a second start took {max(second):.2f} s")
    tell("beside an open window", start_at_once(profile, count, 0), 0)
    end(window, signal.SIGKILL)
    after = start_at_once(profile, count)
    tell("after that window was killed", after, 1)
    wait_for_desk(profile)
    broken += [f"a window ended with {code}" for code in map(end, after.windows) if code != 0]
    return broken


def main() -> int:
    """1 when a promise was broken."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--starts", type=int, default=100)
    said = words.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        broken = run(said.starts, Path(folder) / "profile")
    for promise in broken:
        print(promise)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
