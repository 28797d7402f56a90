"""The machine sleeps under a window that syncs by itself: processes stopped, the wall clock goes on (libfaketime).

Nobody is asked twice for one sleep, and no request that was under way is made a second time.
"""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from tests.newspaper import Newspaper, opml
from tests.press import Press
from tests.whole.running import environment, newsdesk
from tests.whole.screen import until

from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads

FAKETIME = shutil.which("faketime")
pytestmark = pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not there (Debian: faketime)")

SOURCES, HOUR = 5, 3600
WINDOW = "import sys; from newsdesk.__main__ import window; sys.exit(window())"


@dataclass
class Machine:
    """One on which nothing runs but the window."""

    window: psutil.Process
    clock: Path

    def sleep(self, hours: int) -> None:
        """Stops the window and its child, and sets the clock on by so many hours since the start."""
        for process in self._awake():
            process.suspend()
        self.clock.write_text(f"+{hours * HOUR}\n")

    def wake(self) -> None:
        for process in self._awake():
            process.resume()

    def _awake(self) -> list[psutil.Process]:
        return [self.window, *self.window.children(recursive=True)]


@dataclass
class Paper:
    press: Press
    gates: list[threading.Event]

    def is_asked(self) -> bool:
        """Whether each of its feeds is asked for, sooner or later."""
        return all(self.press.wait_for(f"/s{number}/feed", seconds=60) for number in range(SOURCES))

    def asked(self) -> Counter[str]:
        """How often each feed was asked for, since the last look."""
        counted = Counter(request.path for request in self.press.requests if request.path.endswith("/feed"))
        self.press.forget()
        return counted

    def print(self) -> None:
        """Gives the answers that are held back."""
        for gate in self.gates:
            gate.set()


@pytest.fixture
def machine(paper: Paper, profile: Path, tmp_path: Path) -> Iterator[Machine]:
    """A window without a screen on the test's profile, whose wall clock the test sets."""
    clock = tmp_path / "clock"
    clock.write_text("+0\n")
    asked = [str(FAKETIME), "-m", "-f", "+0", "printenv", "LD_PRELOAD"]
    library = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.strip()
    variables = environment(
        LD_PRELOAD=library,
        FAKETIME_TIMESTAMP_FILE=str(clock),
        FAKETIME_CACHE_DURATION="1",  # seconds: to read the file at every look at the clock takes most of the time
        FAKETIME_DONT_FAKE_MONOTONIC="1",
        QT_QPA_PLATFORM="offscreen",
    )
    started = subprocess.Popen([sys.executable, "-c", WINDOW, "--profile", str(profile)], env=variables)
    yield Machine(psutil.Process(started.pid), clock)
    started.send_signal(signal.SIGCONT)
    started.terminate()
    assert started.wait(60) == 0


@pytest.fixture
def paper(profile: Path) -> Iterator[Paper]:
    """Sources that are subscribed to; their answers are held back."""
    with Press() as press:
        feeds = Newspaper(SOURCES, 2, with_pictures=False).print_on(press)
        newsdesk(profile, "opml", "import", "-", stdin=opml(feeds))
        gates = [press.hold(f"/s{number}/feed") for number in range(SOURCES)]
        yield Paper(press, gates)


def successes(profile: Path) -> set[str]:
    """When the sources last answered, to the hour."""
    reads = Reads(Paths.of_profile(str(profile)))
    found = {str(state.health.last_success_at)[:13] for state in reads.sources()}
    reads.close()
    return found


ONCE = Counter({f"/s{number}/feed": 1 for number in range(SOURCES)})


def test_one_sync_makes_up_for_a_sleep_and_what_was_under_way_is_not_asked_again(
    paper: Paper, profile: Path, machine: Machine
) -> None:
    assert paper.is_asked()
    machine.sleep(8)
    paper.print()
    machine.wake()
    assert until(lambda: len(found := successes(profile)) == 1 and "None" not in found, 60)
    assert paper.asked() == ONCE
    before = successes(profile)
    machine.sleep(16)
    machine.wake()
    assert paper.is_asked()
    assert until(lambda: len(found := successes(profile)) == 1 and found != before, 60)
    assert paper.asked() == ONCE
