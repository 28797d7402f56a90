"""How a source's clock goes: its zone, and by how much its stamps are wrong. Pure; learning is counted here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

FUTURE_PROOFS, PAST_PROOFS = 3, 6  # fetches that must say the same before stamps are corrected
LONGEST = 14 * 60  # minutes: no zone is farther from Greenwich
STEP = 30  # minutes: what zones differ by
SLACK = 5  # minutes that clocks are apart without one being wrong
PATIENCE = timedelta(hours=6)  # a longer pause between two fetches says nothing about the age of what is new


@dataclass(frozen=True, slots=True)
class SourceClock:
    """`zone`: that of stamps which name none, an IANA name or minutes east of Greenwich ("+180"); None: not known.
    `correction`: minutes that every printed stamp lies too late, negative: too early."""

    zone: str | None = None
    correction: int = 0


UNKNOWN: Final = SourceClock()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the fetches since the last change have said: `times` that stamps are `minutes` too late."""

    minutes: int = 0
    times: int = 0


def learned(
    clock: SourceClock, evidence: Evidence, leads: Sequence[timedelta], pause: timedelta | None, east: int | None
) -> tuple[SourceClock, Evidence]:
    """The clock and the evidence after one more document.

    `leads`: how far its new items' uncorrected dates lay after the fetch; `pause`: since the fetch before, None for the
    first; `east`: minutes of the source's zone. What lies in the future at every fetch by the same number of half hours
    is printed in another zone than it says: nothing is published before it is published. What always lies as far in
    the past as the zone is east is the same mistake the other way round; it needs more proofs, for news can be slow.
    """
    lead = max((one for one in leads if abs(one) <= timedelta(minutes=LONGEST + SLACK)), default=None)
    if lead is None:
        return clock, evidence
    is_soon = pause is not None and pause <= PATIENCE
    minutes = _in_steps(lead)
    if minutes < 0 and minutes != -(east or 0):
        minutes = 0
    if minutes <= 0 and not is_soon:
        return clock, evidence
    if minutes == evidence.minutes:
        seen = replace(evidence, times=evidence.times + 1)
    elif minutes < evidence.minutes and _may_be_late(lead, pause, evidence.minutes):
        return clock, evidence  # merely older than the newest could be
    else:
        seen = Evidence(minutes, 1)
    if seen.times >= (FUTURE_PROOFS if minutes >= 0 else PAST_PROOFS) and minutes != clock.correction:
        return replace(clock, correction=minutes), seen
    return clock, seen


def _in_steps(lead: timedelta) -> int:
    """The number of minutes, a multiple of thirty, that an item of the last half hour is ahead by."""
    minutes = int(lead.total_seconds() // 60) - SLACK
    return -(-minutes // STEP) * STEP


def _may_be_late(lead: timedelta, pause: timedelta | None, minutes: int) -> bool:
    """Whether an item that is ahead by `lead` can come from a clock that is ahead by `minutes`."""
    return pause is not None and lead + pause + timedelta(minutes=SLACK) >= timedelta(minutes=minutes)
