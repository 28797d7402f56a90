"""Frames of the window over a large archive: benchmarks/frames.py PROFILE… (as `scale.py --store` keeps them).

The real window, drawn offscreen in a process of its own for each profile, driven by wheel, keys and the scroll bar. A
frame is the time from the event to the end of the paint that it led to, pages read on the way included. Prints for each
profile the median, the 99th of a hundred and the worst: of scrolling down through what is loaded and further, of jumps
anywhere in it, and of articles from the key that opens one to its first screen painted, ordinary ones and one of 50,000
letters; and the memory at the end.
"""

from __future__ import annotations

import dataclasses
import html
import json
import os
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import measure

SCROLLS, JUMPS, ARTICLES = 4000, 500, 200
LONG = 150  # paragraphs of a long article: 50,000 letters
FRAME, ARTICLE, MEMORY = 8.0, 16.0, 160.0  # what is promised: ms, ms, MB


class Driven(NamedTuple):
    """What one window did: rows loaded, MB at the end, and its frames in milliseconds by the clock and of CPU."""

    rows: int
    memory: float
    frames: dict[str, list[tuple[float, float]]]


def drive(profile: Path) -> Driven:
    """Drives the window over a profile; lives in a process of its own."""
    from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
    from PySide6.QtGui import QKeyEvent, QWheelEvent
    from tests.arabic_words import Writer

    from newsdesk.app.compose import Profile
    from newsdesk.settings.paths import Paths
    from newsdesk.settings.settings import load
    from newsdesk.ui import start

    paths = Paths.of_profile(str(profile))
    settings = load(paths.settings_file)
    application = start.application(settings)
    opened = Profile(paths, patience=None)
    window = start.window(opened.desk, settings, lambda changed: None)
    window.show()
    parts = window.parts
    view, article = parts.list.view, parts.article.view
    until = time.monotonic() + 2
    while time.monotonic() < until:
        application.processEvents()
    bar, viewport = view.verticalScrollBar(), view.viewport()

    def frame(act: Callable[[], object], seen: Callable[[], object]) -> tuple[float, float]:
        began, worked = time.perf_counter(), time.thread_time()
        act()
        seen()
        took = 1000 * (time.perf_counter() - began), 1000 * (time.thread_time() - worked)
        application.processEvents()
        return took

    def wheel() -> None:
        place = QPointF(100, 100)
        event = QWheelEvent(
            place, viewport.mapToGlobal(place), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        application.sendEvent(viewport, event)

    def key(code: Qt.Key) -> None:
        application.sendEvent(view, QKeyEvent(QEvent.Type.KeyPress, code, Qt.KeyboardModifier.NoModifier))

    def scroll(number: int) -> None:
        if number % 3:
            wheel()
        else:
            key(Qt.Key.Key_PageDown)

    def jump(chance: random.Random) -> None:
        bar.setValue(chance.randrange(bar.maximum()))

    chance = random.Random(7)
    frames: dict[str, list[tuple[float, float]]] = {
        "scrolling": [frame(lambda number=number: scroll(number), viewport.repaint) for number in range(SCROLLS)],
        "jumps": [frame(lambda: jump(chance), viewport.repaint) for _ in range(JUMPS)],
    }
    rows = view.model().rowCount()
    view.choose(chance.randrange(rows - ARTICLES - 1))
    frames["articles"] = [frame(lambda: key(Qt.Key.Key_Down), article.viewport().repaint) for _ in range(ARTICLES)]
    shown = window.article.article
    assert shown is not None
    words = Writer(5)
    paragraphs = [words.paragraph(300) for _ in range(LONG)]
    page = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs)
    long = dataclasses.replace(shown, html=page, text="\n".join(paragraphs))
    frames["long ones"] = [
        frame(lambda: window.article.show_article(long), article.viewport().repaint) for _ in range(JUMPS // 10)
    ]
    driven = Driven(rows, measure.pss(os.getpid()), frames)
    window.close()
    window.let_go()
    opened.close()
    return driven


def high(times: list[float]) -> float:
    """The 99th of a hundred."""
    return sorted(times)[int(0.99 * (len(times) - 1))]


def spread(frames: list[tuple[float, float]]) -> str:
    """Median, 99th of a hundred and worst, by the clock and of CPU."""
    columns = [
        f"{statistics.median(times):6.2f} /{high(list(times)):6.2f} /{max(times):7.2f}"
        for times in zip(*frames, strict=True)
    ]
    return f"{columns[0]}   (CPU {columns[1]})"


def main() -> int:
    """Prints the figures of each profile; 1 when what is promised of the last one is not kept."""
    if sys.argv[1] == "--drive":
        json.dump(drive(Path(sys.argv[2])), sys.stdout)
        return 0
    print(measure.machine())
    driven = Driven(0, 0.0, {})
    for name in sys.argv[1:]:
        done = subprocess.run(
            [sys.executable, __file__, "--drive", name],
            env=measure.environment(QT_QPA_PLATFORM="offscreen"), stdout=subprocess.PIPE, check=True,
        )  # fmt: skip
        driven = Driven(*json.loads(done.stdout))
        print(f"{name}: {driven.rows} rows loaded, {driven.memory:.1f} MB; ms, median / p99 / worst")
        for kind, frames in driven.frames.items():
            print(f"  {kind:10} {spread(frames)}")
    p99 = {kind: high([wall for wall, _ in frames]) for kind, frames in driven.frames.items()}
    frame, article = max(p99["scrolling"], p99["jumps"]), max(p99["articles"], p99["long ones"])
    is_kept = frame <= FRAME and article <= ARTICLE and driven.memory <= MEMORY
    promised = f"frames p99 ≤ {FRAME:.0f} ms, articles p99 ≤ {ARTICLE:.0f} ms, window ≤ {MEMORY:.0f} MB"
    print(f"{promised}: {'kept' if is_kept else 'NOT KEPT'}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
