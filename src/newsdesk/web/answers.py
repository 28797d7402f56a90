"""What a status says when it is not a body: statuses in, faults out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.web import headers

_KINDS = {
    401: FaultKind.FORBIDDEN,
    403: FaultKind.FORBIDDEN,
    407: FaultKind.FORBIDDEN,
    451: FaultKind.FORBIDDEN,
    404: FaultKind.NOT_FOUND,
    410: FaultKind.GONE,
    429: FaultKind.TOO_MANY_REQUESTS,
}


def fault_of_status(status: int, said: Mapping[str, str], address: str, now: datetime) -> Failed:
    """The fault of an answer without a usable body (RFC 9110, section 15; 429 is RFC 6585's)."""
    wait = headers.retry_after(said, now)
    kind = _KINDS.get(status, FaultKind.SERVER_ERROR if 500 <= status < 600 else FaultKind.STATUS)
    if status == 503 and wait is not None:
        kind = FaultKind.TOO_MANY_REQUESTS
    if kind is FaultKind.TOO_MANY_REQUESTS and wait is not None:
        return failed(kind, address=address, status=status, retry_after=wait)
    return failed(kind, address=address, status=status)
