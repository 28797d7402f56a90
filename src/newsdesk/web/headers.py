"""Reads the few response headers that matter here; pure, given the time."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import quote

from newsdesk.domain.source import Validators

_MAX_AGE = re.compile(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,10})", re.IGNORECASE)
_LONGEST = 10**9  # seconds; whoever plans bounds it further


def validators(headers: Mapping[str, str]) -> Validators:
    """ETag and Last-Modified as they came. Latin-1 both ways gives the server its own bytes back."""
    return Validators(headers.get("ETag") or None, headers.get("Last-Modified") or None)


def retry_after(headers: Mapping[str, str], now: datetime) -> int | None:
    """Seconds to wait (RFC 9110, section 10.2.3: a number or a date; a past date is 0). None: not said, or nonsense."""
    said = headers.get("Retry-After", "").strip()
    if not said:
        return None
    if said.isascii() and said.isdigit():
        return min(int(said[:12]), _LONGEST)
    try:
        at = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return None
    if at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return min(max(0, int((at - now).total_seconds())), _LONGEST)


def max_age(headers: Mapping[str, str]) -> int | None:
    """Seconds for which the answer is fresh (RFC 9111, section 5.2.2.1); None when not said."""
    found = _MAX_AGE.search(headers.get("Cache-Control", ""))
    return min(int(found[1]), _LONGEST) if found else None


def told_at(headers: Mapping[str, str]) -> float | None:
    """What the answering machine's clock said (RFC 9110, section 6.6.1), a cache's Age added (RFC 9111, section 5.1);
    seconds since 1970. None: not said, or nonsense."""
    age = headers.get("Age", "0").strip()
    try:
        at = parsedate_to_datetime(headers.get("Date", ""))
        return at.replace(tzinfo=at.tzinfo or UTC).timestamp() + int(age[:12])
    except (ValueError, OverflowError):
        return None


def location(headers: Mapping[str, str]) -> str:
    """Where a redirect leads, as written; bytes beyond ASCII are percent-encoded as the UTF-8 that they mostly are."""
    raw = headers.get("Location", "").strip().encode("latin-1", "replace")
    return quote(raw, safe="%/:=&?~#+!$,;'@()*[]|")
