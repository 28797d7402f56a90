"""Who is due and when again: pure decisions over values and a given now; no clock, no store, no network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import Health, Validators
from newsdesk.intake.jobs import Refused

if TYPE_CHECKING:
    from newsdesk.store.rows import DueSource

SHORTEST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=24)
RETRY_AFTER_UNSAID = timedelta(hours=1)
SHORTEST_FRESH, LONGEST_FRESH = timedelta(minutes=30), timedelta(hours=5)  # max-age is set wildly
VALIDATORS_LAST = timedelta(days=8)  # some servers answer 304 for ever

# A fault that says our own line is down when every source meets it: no name found, or nothing but silence.
_OF_THE_LINE = frozenset({FaultKind.NO_ANSWER, FaultKind.TIMED_OUT})
_REACHED_SOMEBODY = frozenset({"refused", "reset", "secure", "own-proxy"})


def next_after_success(now: datetime, interval: timedelta, max_age: int | None = None) -> datetime:
    """When to poll again after an answer: not before it is stale (RFC 9111, section 5.2.2.1; `max_age` in seconds),
    taken for half an hour at least and five hours at most."""
    if max_age is None:
        return now + interval
    fresh = min(max(timedelta(seconds=max_age), SHORTEST_FRESH), LONGEST_FRESH)
    return now + max(interval, fresh)


def usable(due: DueSource, now: datetime) -> Validators:
    """What may be sent to ask again with: nothing once the last whole document is more than eight days old, or is said
    to come from the future."""
    if due.validated_at is None or not timedelta() <= now - due.validated_at < VALIDATORS_LAST:
        return Validators()
    return due.validators


def next_after_fault(
    now: datetime, interval: timedelta, failures: int, retry_after: int | None, chance: Random
) -> datetime:
    """When to poll again after the `failures`-th fault in a row: doubled each time, ± 20 %, at most a day.

    `retry_after` (RFC 9110, section 10.2.3; seconds) is kept to as said, within one minute and 24 hours.
    """
    if retry_after is not None:
        return now + min(max(timedelta(seconds=retry_after), SHORTEST_WAIT), LONGEST_WAIT)
    doubled: timedelta = interval * 2 ** min(max(failures - 1, 0), 10)
    return now + min(doubled * chance.uniform(0.8, 1.2), LONGEST_WAIT)


def asked_wait(refused: Refused) -> int | None:
    """Seconds that the other side asked us to wait: what it said, an hour for a mere "too many requests", else None."""
    if refused.retry_after is None and refused.fault.kind is FaultKind.TOO_MANY_REQUESTS:
        return round(RETRY_AFTER_UNSAID.total_seconds())
    return refused.retry_after


def must_wait(health: Health, now: datetime) -> bool:
    """Whether a host said Retry-After and the time is not over: the one thing that holds back a sync by hand."""
    has_said = health.fault is not None and "retry_after" in health.fault.facts
    return has_said and health.next_due_at is not None and health.next_due_at > now


def held_hosts(polled: Iterable[tuple[str, Health]], now: datetime) -> frozenset[str]:
    """The hosts, with their ports, that must be left alone because one of these feed addresses said Retry-After."""
    return frozenset(host_of(address) for address, health in polled if must_wait(health, now))


def host_of(address: str) -> str:
    """The host and port of a feed's address; "" for a file."""
    return urlsplit(address).netloc.rpartition("@")[2].lower()


def is_due(health: Health, now: datetime) -> bool:
    """Whether a source is to be polled without being asked. A next time absurdly far ahead (the clock was wrong
    when it was stored) counts as due; one that was given up does not."""
    if health.fault is not None and health.fault.kind is FaultKind.GONE_FOR_GOOD:
        return False
    return health.next_due_at is None or health.next_due_at <= now or health.next_due_at > now + 2 * LONGEST_WAIT


def is_of_the_line(fault: Fault) -> bool:
    """Whether this fault could be our own line's: nobody was reached."""
    return fault.kind in _OF_THE_LINE and fault.facts.get("reason") not in _REACHED_SOMEBODY


def is_offline(faults: Sequence[Fault], answered: int) -> bool:
    """Whether a whole round says that our own line is down: nobody answered, and nobody can have been reached.

    Silence alone (a time-out) needs a second witness; a name that is not found speaks for itself.
    """
    if answered or not faults or not all(is_of_the_line(fault) for fault in faults):
        return False
    return len(faults) > 1 or faults[0].kind is FaultKind.NO_ANSWER
