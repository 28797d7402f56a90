"""Spawn to first painted headlines on a virtual screen, with 0 and 10,000 articles, beside a bare window's."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import measure

ROUNDS = 7
TARGET = 1.2
BARE, NEW, LEFT, AFTER = "bare", "0 articles", "10,000, as left", "10,000, changed since"


def main() -> int:
    """Prints the figures; 1 when the promise is not kept."""
    measure.compile_everything()
    print(measure.machine())
    with tempfile.TemporaryDirectory() as folder:
        full = Path(folder) / "full"
        measure.run([str(measure.HERE / "profiles.py"), str(full), "100", "100"])
        screen = measure.Screen()
        starts: dict[str, list[measure.Start]] = {BARE: [], NEW: [], LEFT: [], AFTER: []}
        try:
            for turn in range(ROUNDS + 1):
                fresh = Path(folder) / f"fresh{turn}"
                commands = {
                    BARE: [str(measure.HERE / "bare_window.py")],
                    NEW: [*measure.WINDOW, "--profile", str(fresh)],
                    AFTER: [*measure.WINDOW, "--profile", str(full)],  # as it closes, it leaves a picture for the next
                    LEFT: [*measure.WINDOW, "--profile", str(full)],
                }
                for name, arguments in commands.items():
                    if name == AFTER:
                        (full / "glimpse").unlink(missing_ok=True)
                    start, process = measure.start_window(screen, arguments)
                    measure.end(process)
                    if turn:  # the first round warms the disk's cache
                        starts[name].append(start)
        finally:
            screen.close()
    limit = measure.median([start.painted for start in starts[BARE]])
    quickest = {name: min(start.painted for start in list_of) for name, list_of in starts.items()}
    for name, list_of in starts.items():
        painted = [start.painted for start in list_of]
        settled = [start.settled for start in list_of]
        print(
            f"{name:>22}: painted {measure.spread(painted)}, {measure.median(painted) / limit:.2f}×; "
            f"settled {measure.spread(settled)}; CPU to painted {measure.spread([start.cpu for start in list_of])}"
        )
    ratio = measure.median([start.painted for start in starts[LEFT]]) / limit
    made = measure.median([start.painted for start in starts[AFTER]]) / limit
    print(measure.verdict("start with 10,000 articles as the last session left them", ratio, TARGET))
    print(f"{'kept' if made <= TARGET else 'NOT KEPT'} where something changed since: {made:.2f}×")
    print(f"the quickest of each: {quickest[LEFT] / quickest[BARE]:.2f}× and {quickest[AFTER] / quickest[BARE]:.2f}×")
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
