"""Stalls of the window's event loop while 10 and 100 sources sync in it (the real window, drawn offscreen).

`stall.py --load`: while 300 sync, ten of them hostile.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import measure

ROUNDS = 5
TARGET = 50.0  # ms
OLD = "60"  # days of the stored articles: all that comes takes its place above them
STEPS = (10, 15, 20, 30, 50, 100)


@dataclass(frozen=True, slots=True)
class Stalls:
    """Gaps of the loop in ms over 10 ms, while a sync ran for `seconds`, and what the window's own thread worked in
    each; `idle` is the worst of a quiet second."""

    gaps: list[float]
    own: list[float]
    idle: float
    seconds: float

    @property
    def worst(self) -> float:
        """The longest; 0 when none was longer than 10 ms."""
        return max(self.gaps, default=0.0)


def record(sources: int, items: int, stored: tuple[int, int] = (10, 100), hostile: int = 0) -> Stalls:
    """Opens a window on a profile with articles, syncs in it, ends it."""
    with tempfile.TemporaryDirectory() as folder, measure.newspaper(sources - hostile, items, 0, hostile) as paper:
        profile, out = Path(folder) / "profile", Path(folder) / "stalls.json"
        measure.run([str(measure.HERE / "profiles.py"), str(profile), *map(str, stored), OLD])
        measure.newsdesk(profile, "opml", "import", "-", stdin=str(paper["opml"]))
        (profile / "settings.json").write_text('{"does_sync_by_itself": false}')
        window = subprocess.Popen(
            [sys.executable, str(measure.HERE / "stall_window.py"), str(profile), str(out)],
            env=measure.environment(QT_QPA_PLATFORM="offscreen"),
            cwd=measure.ROOT,
        )
        while not (profile / "newsdesk.sock").exists():
            if window.poll() is not None:
                raise RuntimeError("the window ended")
            time.sleep(0.05)
        time.sleep(2)
        began = time.monotonic()
        ended = measure.newsdesk(profile, "sync", "--headlines-only", "--json")
        over = time.monotonic()
        totals = json.loads(ended.out)["totals"]
        time.sleep(0.5)  # the last news reach the screen
        measure.end(window)
        recorded = json.loads(out.read_text())
    within = [(gap * 1000, own * 1000) for at, gap, own in recorded["gaps"] if began <= at <= over + 0.5]
    idle = max((gap * 1000 for at, gap, _ in recorded["gaps"] if began - 1 <= at < began), default=0.0)
    return Stalls([gap for gap, _ in within], [own for _, own in within], idle, totals["seconds"])


def main() -> int:
    """Prints the figures; 1 when the promise is not kept."""
    measure.compile_everything()
    print(measure.machine())
    cases = [(300, 10)] if "--load" in sys.argv else [(10, 0), (100, 0)]
    for sources, hostile in cases:
        rounds = [record(sources, 50, hostile=hostile) for _ in range(ROUNDS)]
        worst = [one.worst for one in rounds]
        quiet = measure.spread([one.idle for one in rounds], "ms", 1)
        print(f"\n{sources} sources, {hostile} of them hostile: longest {measure.spread(worst, 'ms', 1)}")
        print(f"  a quiet second before: {quiet}")
        own = [max(one.own, default=0.0) for one in rounds]
        print(f"  the window's own thread worked at most {measure.spread(own, 'ms', 1)} of processor time in one")
        every = [gap for one in rounds for gap in one.gaps]
        for low, high in zip(STEPS, (*STEPS[1:], 10**6), strict=True):
            count = sum(low <= gap < high for gap in every) / ROUNDS
            print(f"  {low:>4} to {high if high < 10**6 else '…':>3} ms: {count:.1f} a sync")
    is_kept = max(worst) <= TARGET
    print(f"no stall over {TARGET:.0f} ms while {sources} sources sync: {'kept' if is_kept else 'NOT KEPT'}")
    print(measure.machine())
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
