"""Keeps the count of time that has certainly passed (`domain.age`) beside the articles that are measured by it."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

from newsdesk.domain.age import SECOND, Age, observed
from newsdesk.store import showing
from newsdesk.store.database import Database
from newsdesk.store.moments import stamp, stamp_or_none

REMARK = "age"
WRITTEN_EVERY = 60 * SECOND  # a kill costs a minute of the count at most


class Passing:
    """Lives on the writer thread, as long as the cache is open."""

    def __init__(self, cache: Database) -> None:
        self._cache = cache
        self._age = _read(cache.meta(REMARK))
        self._written = self._age

    @property
    def passed(self) -> int:
        """Microseconds counted so far."""
        return self._age.passed

    def observe(self, now: datetime, told: datetime | None = None) -> int:
        """Looks at the clock, inside the caller's transaction; `told`: what a server's said. What is counted now."""
        self._age = observed(self._age, stamp(now), stamp_or_none(told))
        for since, late in self._age.caught_up:
            showing.date_later(self._cache, since, late)
        before, at = self._written.last, stamp(now)
        if (
            self._age.caught_up
            or before is None
            or abs(at - before) >= WRITTEN_EVERY
            or self._written.proved is None is not self._age.proved
        ):
            self._cache.set_meta(REMARK, json.dumps(asdict(self._age)))
            self._written = self._age
        return self._age.passed


def _read(remark: str | None) -> Age:
    return Age() if remark is None else Age(**json.loads(remark))
