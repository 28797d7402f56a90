"""Times as the stores keep them: whole microseconds since 1970 in UTC. It knows no clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
PLACES = 1000  # microseconds of a millisecond: room for the place in a document


def stamp(at: datetime) -> int:
    """Microseconds since 1970, exact; `at` must be aware."""
    return (at - _EPOCH) // _MICROSECOND


def stamp_or_none(at: datetime | None) -> int | None:
    """The same where a time may be missing."""
    return None if at is None else (at - _EPOCH) // _MICROSECOND


def moment(stamped: int) -> datetime:
    """The aware UTC time of a stamp."""
    return _EPOCH + timedelta(microseconds=stamped)


def moment_or_none(stamped: int | None) -> datetime | None:
    """The same where a time may be missing."""
    return None if stamped is None else _EPOCH + timedelta(microseconds=stamped)


def sorting_stamp(published: int | None, fetched: int, position: int) -> int:
    """The earlier of both times, to the millisecond; its microseconds tell the place in the document, first newest.

    So items of one document with equal dates, or none, keep the publisher's order, and no date falls back a day.
    """
    earlier = fetched if published is None else min(published, fetched)
    return earlier - earlier % PLACES + max(PLACES - 1 - position, 0)
