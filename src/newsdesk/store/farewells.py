"""Tells a source that is gone for good from one that says so today."""

from __future__ import annotations

from datetime import datetime, timedelta

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.store.moments import stamp
from newsdesk.store.stores import Stores

GONE_TIMES, GONE_WITHIN = 3, timedelta(hours=72)  # so often within so long 410 must come before a source is given up
GONE_APART = timedelta(hours=6)  # 410s closer together count as one

_GONE = "SELECT gone_since, gone_at, gone_times FROM source_record WHERE source_id = ?"
_SET_GONE = (
    "INSERT INTO source_record (source_id, gone_since, gone_at, gone_times) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (source_id) DO UPDATE SET gone_since = excluded.gone_since, gone_at = excluded.gone_at,"
    " gone_times = excluded.gone_times"
)


def judged(stores: Stores, source_id: int, fault: Fault, at: datetime) -> Fault:
    """The fault itself; GONE_FOR_GOOD instead of the 410 that was one too many."""
    if fault.kind is not FaultKind.GONE:
        return fault
    now = stamp(at)
    (since, last, times) = (stores.cache.rows(_GONE, (source_id,)) or [(None, None, 0)])[0]
    if not times or since is None or last is None or not 0 <= now - since <= GONE_WITHIN // timedelta(microseconds=1):
        since, last, times = now, now, 1
    elif now - last >= GONE_APART // timedelta(microseconds=1):
        last, times = now, times + 1
    stores.cache.write(_SET_GONE, (source_id, since, last, times))
    return Fault(FaultKind.GONE_FOR_GOOD, fault.facts) if times >= GONE_TIMES else fault
