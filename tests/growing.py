"""By how much doubling a piece of work multiplies its time, measured so that a busy machine does not tell."""

from __future__ import annotations

import gc
from collections.abc import Callable

MOST = 2.3  # times the time for twice the work: linear, and something for memory and caches
MEASURABLE = 0.02  # seconds of CPU; shorter ones are told by the state of the caches
TRIES = 6


def growth(seconds: Callable[[int], float], *, shortest: int, longest: int, doublings: int = 3) -> float:
    """The mean of several doublings of `seconds(n)`, from a length on at which the time can be measured.

    `longest`: where that is no longer looked for. The least of some tries, for other programs run here, too; without
    the collector of cycles, whose turns depend on all that the tests before have left.
    """
    gc.collect()
    gc.disable()
    try:
        n = shortest
        while n < longest and seconds(n) < MEASURABLE:
            n *= 2
        tries: list[float] = []
        while len(tries) < TRIES and (not tries or tries[-1] > MOST):
            long = seconds(n << doublings)
            tries.append(float((long / max(seconds(n), 0.001)) ** (1 / doublings)))
            gc.collect()
    finally:
        gc.enable()
    return min(tries)
