"""Time that has certainly passed, whatever the machine's clock was set to: retention counts by it and by nothing else.

Pure: it is told what the clock says, and whether a server says the same. It may count too little, never too much.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

SECOND = 1_000_000  # all times are microseconds
HOUR = 3600 * SECOND
DAY = 24 * HOUR
SMALL = 45 * 60 * SECOND  # a step of the clock that counts at once: polls are half an hour apart
LEAP = DAY  # a longer one counts only when servers bear out both its ends
CONFIRMING = 2 * DAY  # what lies between waits so long, and is forgotten when the clock goes back meanwhile
STEADY = 3 * DAY  # a clock that was put back is believed again after it has gone on for so long
AGREEING = 2 * HOUR  # how far a server's clock may be from ours to bear it out


@dataclass(frozen=True, slots=True)
class Age:
    """`passed`: time counted so far. `last`: what the clock said last; `highest`: the latest that is believed of what
    it ever said; `steady`: how long it has gone on without a leap. `older`, `newer`: steps that wait to be confirmed,
    parted at `turned`; `older_from`, `newer_from`: what was counted before them. `proved`: what it said when a server
    last bore it out, `proved_passed`: what was counted then. `caught_up`: time that this look counts belatedly, each
    (from, how much): what was dated by the count after `from` is to be dated so much later, or it would seem too old.
    """

    passed: int = 0
    last: int | None = None
    highest: int = 0
    steady: int = 0
    older: int = 0
    newer: int = 0
    turned: int = 0
    older_from: int = 0
    newer_from: int = 0
    proved: int | None = None
    proved_passed: int = 0
    caught_up: tuple[tuple[int, int], ...] = ()


def observed(age: Age, now: int, told: int | None = None) -> Age:
    """The age after a look at the clock; `told`: what a server that shares no clock with us said at that moment."""
    agrees = told is not None and abs(now - told) <= AGREEING
    if age.last is None:
        after = Age(last=now, highest=now, turned=now)
    else:
        after = _stepped(replace(age, caught_up=()), age.last, now)
        if after.passed == age.passed:  # each look has a count of its own, to tell apart what is dated by it
            after = replace(after, passed=age.passed + 1)
    return _proved(after, now) if agrees else after


def _stepped(age: Age, last: int, now: int) -> Age:
    step = now - last
    if not 0 <= step <= LEAP:
        # Forward it may be a clock gone wrong, back it may be one put right: neither says that time has passed.
        waiting = (age.older, age.newer) if step > 0 else (0, 0)
        highest = max(age.highest, now)
        return replace(age, last=now, highest=highest, steady=0, older=waiting[0], newer=waiting[1], turned=now)
    beyond = max(now - max(age.highest, last), 0)  # what it said once before has been counted
    steady = age.steady + step
    highest = now if now >= age.highest or steady >= STEADY else age.highest
    after = replace(age, last=now, highest=highest, steady=steady)
    if step <= SMALL:
        after = replace(after, passed=age.passed + beyond)
    else:
        after = replace(after, newer=age.newer + beyond, newer_from=age.newer_from if age.newer else age.passed)
    if now - age.turned < CONFIRMING:
        return after
    late = ((after.older_from, after.older),) if after.older else ()
    return replace(
        after,
        passed=after.passed + after.older,
        older=after.newer,
        older_from=after.newer_from,
        newer=0,
        turned=now,
        caught_up=late,
    )


def _proved(age: Age, now: int) -> Age:
    passed = age.passed
    if age.proved is not None and now >= age.proved:
        passed = max(passed, age.proved_passed + now - age.proved)
    late = ((age.proved_passed, passed - age.passed),) if passed > age.passed else ()
    return Age(
        passed, now, now, age.steady, turned=now, proved=now, proved_passed=passed, caught_up=(*age.caught_up, *late)
    )
