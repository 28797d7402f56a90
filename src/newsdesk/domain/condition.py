"""How a source fares, in one word, from its last fault and what came before it; pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import Health, SourceKind, SourceState


class Condition(StrEnum):
    """The word for a source's state; each has one in `texts` (condition.…) and a sentence (condition.….says)."""

    WELL = "well"
    NEW = "new"  # nobody has asked it yet
    MOVED = "moved"  # well, at another address than before
    ELSEWHERE = "elsewhere"  # its other address answers, its own does not
    BLOCKED = "blocked"  # it, or somebody on the way, refuses readers
    STOPPED = "stopped"  # gone, or silent for so long that it may be
    CHANGED = "changed"  # its address leads to nothing, or to something else
    SLOW = "slow"
    BUSY = "busy"  # it asked to be left alone for a while
    UNREACHABLE = "unreachable"
    BROKEN = "broken"  # it answers, and what it says cannot be read
    PROXY = "proxy"  # the way to it is broken, not the source


AILING: Final = frozenset(Condition) - {Condition.WELL, Condition.NEW, Condition.MOVED, Condition.ELSEWHERE}
LONG: Final = timedelta(days=7)  # without one answer
OFTEN: Final = 3  # faults in a row

_BY_KIND: Final = {
    FaultKind.FORBIDDEN: Condition.BLOCKED,
    FaultKind.GONE: Condition.STOPPED,
    FaultKind.GONE_FOR_GOOD: Condition.STOPPED,
    FaultKind.NOT_FOUND: Condition.CHANGED,
    FaultKind.NO_HEADLINES: Condition.CHANGED,
    FaultKind.NO_FEED_FOUND: Condition.CHANGED,
    FaultKind.REDIRECT_LOOP: Condition.CHANGED,
    FaultKind.REFUSED_ADDRESS: Condition.CHANGED,
    FaultKind.FILE_UNREADABLE: Condition.CHANGED,
    FaultKind.TIMED_OUT: Condition.SLOW,
    FaultKind.TOO_MANY_REQUESTS: Condition.BUSY,
    FaultKind.NO_ANSWER: Condition.UNREACHABLE,
}
_BY_REASON: Final = {"proxy": Condition.PROXY, "own-proxy": Condition.PROXY}
_MAY_BE_GONE: Final = frozenset({Condition.SLOW, Condition.UNREACHABLE, Condition.BROKEN})


def condition_of(state: SourceState, now: datetime) -> Condition:
    """The state of a source as its reader should hear of it."""
    health = state.health
    if health.fault is not None:
        return _ailing(health, health.fault, now)
    if state.source.kind is SourceKind.GUIDE:
        return Condition.WELL
    if health.last_success_at is None:
        return Condition.NEW
    if state.is_by_alternative:
        return Condition.ELSEWHERE
    return Condition.MOVED if state.former_url is not None else Condition.WELL


def _ailing(health: Health, fault: Fault, now: datetime) -> Condition:
    reason = fault.facts.get("reason")
    if reason in _BY_REASON:
        return _BY_REASON[str(reason)]
    found = _BY_KIND.get(fault.kind, Condition.BROKEN)
    if fault.kind is FaultKind.NOT_A_FEED and fault.facts.get("found") == "html":
        found = Condition.CHANGED
    # Connections cut off again and again before an answer are how names are blocked on the way.
    if reason == "reset" and health.failures >= OFTEN:
        return Condition.BLOCKED
    is_long_silent = health.last_success_at is not None and now - health.last_success_at >= LONG
    if found in _MAY_BE_GONE and health.failures >= OFTEN and is_long_silent:
        return Condition.STOPPED
    return found
