"""The real window with a recorder in its event loop: `stall_window.py PROFILE OUT`; SIGTERM ends it.

A 5 ms timer notes every gap between two of its ticks; OUT gets, as JSON, the gaps over 10 ms with the moment (of the
monotonic clock) at which each ended and the processor time of the window's own thread in it, and the number of ticks.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import measure  # noqa: F401  puts the checkout on the path
from PySide6.QtCore import Qt, QTimer

from newsdesk.app.compose import Profile
from newsdesk.app.options import Options
from newsdesk.app.window import Running
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import load
from newsdesk.ui import start

TICK = 5  # ms
NOTED = 0.010  # seconds


class Recorder:
    """Lives on the UI thread."""

    def __init__(self) -> None:
        self.gaps: list[tuple[float, float, float]] = []
        self.ticks = 0
        self._last, self._worked = time.monotonic(), time.thread_time()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_tick)
        self._timer.start(TICK)

    def _on_tick(self) -> None:
        now, worked = time.monotonic(), time.thread_time()
        self.ticks += 1
        if now - self._last > NOTED:
            self.gaps.append((now, now - self._last, worked - self._worked))
        self._last, self._worked = now, worked


def main() -> int:
    """The window as `newsdesk.app.window` composes it, and the recorder."""
    paths, out = Paths.of_profile(sys.argv[1]), Path(sys.argv[2])
    settings = load(paths.settings_file)
    application = start.application(settings)
    profile = Profile(paths, patience=None)
    window = start.window(profile.desk, settings, lambda changed: None)
    running = Running(application, window, lambda: profile, settings, Options(), None)
    window.painted.connect(running.on_painted)
    recorder = Recorder()
    window.show()
    code = application.exec()
    out.write_text(json.dumps({"gaps": recorder.gaps, "ticks": recorder.ticks}))
    running.close()
    return code


if __name__ == "__main__":
    sys.exit(main())
