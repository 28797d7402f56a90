"""Proportional memory of the window process 3 s after its first paint, and of the intake process after a sync."""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import measure

ROUNDS = 5
TARGET = 110.0  # MB
AFTER = 3.0  # seconds


def main() -> int:
    """Prints the figures; 1 when the promise is not kept."""
    measure.compile_everything()
    print(measure.machine())
    bare, window, together, syncing, intake = [], [], [], [], []
    screen = measure.Screen()
    try:
        with tempfile.TemporaryDirectory() as folder, measure.newspaper(100, 50) as paper:
            for turn in range(ROUNDS):
                profile = Path(folder) / str(turn)
                measure.run([str(measure.HERE / "profiles.py"), str(profile), "100", "100"])
                _, process = measure.start_window(screen, [str(measure.HERE / "bare_window.py")], AFTER)
                bare.append(measure.pss(process.pid))
                measure.end(process)
                _, process = measure.start_window(screen, [*measure.WINDOW, "--profile", str(profile)], AFTER)
                window.append(measure.pss(process.pid))
                together.append(sum(map(measure.pss, measure.descendants(process.pid))))
                measure.newsdesk(profile, "opml", "import", "-", stdin=str(paper["opml"]))
                measure.newsdesk(profile, "sync", "--headlines-only")
                time.sleep(1)
                own, *children = measure.descendants(process.pid)
                syncing.append(measure.pss(own))
                intake.append(sum(map(measure.pss, children)))
                measure.end(process)
    finally:
        screen.close()
    ratio = measure.median(window) / measure.median(bare)
    print(f"            bare window: {measure.spread(bare, 'MB', 1)}")
    print(f"  window process: {measure.spread(window, 'MB', 1)}, {ratio:.2f}×")
    print(f"      with its child: {measure.spread(together, 'MB', 1)}")
    print(f"   window after a sync: {measure.spread(syncing, 'MB', 1)}")
    print(f"   intake after a sync: {measure.spread(intake, 'MB', 1)}")
    is_kept = measure.median(window) <= TARGET
    print(f"window process: promised ≤ {TARGET:.0f} MB: {'kept' if is_kept else 'NOT KEPT'}")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
