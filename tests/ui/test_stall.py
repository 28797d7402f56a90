"""The window's loop while sources sync: what it does for one headline must not grow with how many there are.

Counted is the processor time that the window's own thread takes between two ticks: what other programs do to the
machine meanwhile does not show in it. Python's collector of cycles rests meanwhile: in this process it would look at
what all tests before have left (in the program `ui.collector` runs it).
"""

from __future__ import annotations

import gc
import shutil
import time
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer
from tests.newspaper import Newspaper
from tests.press import Press as Paper
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NOW, Press, item
from tests.ui.room import Room

from newsdesk.domain.outline import Outline

TICK = 5  # milliseconds
ITEMS = 20


class Recorder:
    """Lives on the UI thread. `turns` are the seconds of processor time between ticks."""

    def __init__(self) -> None:
        gc.disable()
        self.turns: list[float] = []
        self._last = time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(TICK)

    def _on_tick(self) -> None:
        now = time.thread_time()
        self.turns.append(now - self._last)
        self._last = now

    def stop(self) -> list[float]:
        """The dearest turns first."""
        self._timer.stop()
        gc.enable()
        return sorted(self.turns, reverse=True)


def fill(made: Press) -> None:
    """Something to look at, older than all that comes: every new row takes its place in the list."""
    old = NOW - timedelta(days=60)
    made.deliver(made.source("صحيفة"), [item(f"خبر {n}", n, old, has_text=False) for n in range(100)])


def synced(room: Room, urls: list[str]) -> list[float]:
    """The turns of the loop while these sources come in, the dearest first."""
    outlines = [Outline(f"مصدر {url}", url, folder=f"رف {n % 6}") for n, url in enumerate(urls)]
    added = room.desk.add_outlines(outlines).result(30)
    room.wait(lambda: len(room.window.sources.states) == 1 + len(urls))
    recorder = Recorder()
    report = room.desk.sync(list(added.sources), headlines_only=True)
    room.wait(report.done)
    room.settle()
    room.wait(lambda: not room.window.model.waiting)
    assert sum(outcome.new for outcome in report.result().sources) == len(urls) * ITEMS
    room.wait(lambda: room.window.sources.counts is not None)
    return recorder.stop()


def test_the_window_works_no_harder_for_a_headline_of_a_hundred_sources_than_of_ten(
    opens_room: OpensRoom, press: Paper
) -> None:
    urls = Newspaper(100, ITEMS, with_pictures=False).print_on(press)
    room = opens_room(fill)
    few = synced(room, urls[:10])
    room.close()
    shutil.rmtree(room.paths.data)
    many = synced(opens_room(fill), urls)
    assert sum(many) / len(urls) <= 1.5 * sum(few) / 10, "the work for each headline does not grow"
    assert many[2] <= 3 * few[0], "nor do the dearest turns of the loop"
