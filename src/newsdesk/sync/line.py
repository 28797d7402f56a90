"""Tells an outage of the reader's own line, and a portal in it, from faults of sources; pure, one object a cycle.

A portal (of a hotel, a train, a spent data plan) answers for everybody: with a page of its own, or by sending all to
one place. What it says is nobody's fault and nobody's news.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import SourceId, SourceKind
from newsdesk.intake.jobs import Delivery, FeedRead, FeedUnchanged, Refused
from newsdesk.store.rows import DueSource
from newsdesk.sync import plan

PORTAL_STATUS = 511  # RFC 6585, section 6
_PAGES = frozenset({"html", "text", "empty"})


def is_convincing(due: DueSource, delivery: Delivery) -> bool:
    """Whether this can only have come from the source itself: a portal gives no feed, and knows no validator."""
    if isinstance(delivery, FeedUnchanged):
        return True
    if not isinstance(delivery, FeedRead):
        return False
    if due.source.kind is not SourceKind.PAGE:
        return True
    hosts = {plan.host_of(due.source.feed_url), plan.host_of(due.alternative_url or due.source.feed_url)}
    return delivery.rule == due.rule and plan.host_of(delivery.url) in hosts


def is_doubtful(due: DueSource, delivery: Delivery) -> bool:
    """Whether a portal may have said this: a page where a feed was, another list where a page was."""
    if isinstance(delivery, FeedRead):
        return not is_convincing(due, delivery)
    if not isinstance(delivery, Refused):
        return False
    fault = delivery.fault
    if fault.kind is FaultKind.NOT_A_FEED:
        return fault.facts.get("found") in _PAGES
    return fault.kind is FaultKind.NO_HEADLINES or _is_portal_status(fault)


@dataclass
class Witnesses:
    """What one cycle saw of the line. `cleared`: hosts that were taken for portals before, and are none."""

    cleared: frozenset[str] = frozenset()
    refused: list[tuple[DueSource, Refused]] = field(default_factory=list)
    doubtful: dict[SourceId, tuple[DueSource, Delivery]] = field(default_factory=dict)
    _convincing: int = 0
    _convincing_since: int = 0  # after the first doubtful one

    def hear(self, due: DueSource, delivery: Delivery) -> None:
        """Takes note of an answer, in the order in which they come."""
        if is_doubtful(due, delivery):
            self.doubtful[due.source.id] = (due, delivery)
        elif is_convincing(due, delivery):
            self._convincing += 1
            self._convincing_since += bool(self.doubtful)
        elif isinstance(delivery, Refused):
            self.refused.append((due, delivery))

    @property
    def portal(self) -> str | None:
        """The host of the portal that all were sent to, "" when it speaks in everybody's name; None: there is none."""
        if any(isinstance(said, Refused) and _is_portal_status(said.fault) for _, said in self.doubtful.values()):
            return ""
        fresh = [(due, said) for due, said in self.doubtful.values() if _is_news(due, said)]
        if self._convincing_since or len({plan.host_of(due.source.feed_url) for due, _ in fresh}) < 2:
            return None
        led = Counter(_led_to(due, said) for due, said in fresh)
        host, times = led.most_common(1)[0]
        if host and host not in self.cleared and times >= 2:
            return host
        return None if self._convincing or self._reached else ""

    @property
    def is_down(self) -> bool:
        """Whether nobody was reached at all, or a portal answered for them."""
        if self.portal is not None:
            return True
        if self._convincing or self._reached:
            return False
        if not self.doubtful and not any(_is_insecure(said.fault) for _, said in self.refused):
            return plan.is_offline([said.fault for _, said in self.refused], 0)
        fresh = [due for due, said in (*self.refused, *self.doubtful.values()) if _is_news(due, said)]
        return len({plan.host_of(due.source.feed_url) for due in fresh}) >= 2

    @property
    def is_proven(self) -> bool:
        """Whether a source answered."""
        return self._convincing > 0

    @property
    def _reached(self) -> bool:
        """Whether a server of a source said no in its own words; a portal has no certificate in anybody's name."""
        return any(not (plan.is_of_the_line(said.fault) or _is_insecure(said.fault)) for _, said in self.refused)


def _is_news(due: DueSource, said: Delivery) -> bool:
    """Whether the source did not say the same the last time."""
    before = due.health.fault
    return before is None or not isinstance(said, Refused) or before.kind is not said.fault.kind


def _led_to(due: DueSource, said: Delivery) -> str:
    """The foreign host that the answer came from in the end; "" when it was the source's own."""
    at = str(said.fault.facts.get("address", "")) if isinstance(said, Refused) else getattr(said, "url", "")
    host = plan.host_of(at)
    return "" if host == plan.host_of(due.source.feed_url) else host


def _is_insecure(fault: Fault) -> bool:
    return fault.facts.get("reason") == "secure"


def _is_portal_status(fault: Fault) -> bool:
    return fault.facts.get("status") == PORTAL_STATUS
