"""Orders, progress and answers as lines of JSON, for the profile's socket."""

from __future__ import annotations

from typing import Any

import msgspec

from newsdesk.domain.changes import Progress
from newsdesk.domain.faults import Fault
from newsdesk.domain.orders import (
    Added,
    AddSearch,
    AddSource,
    Answer,
    Done,
    ImportOpml,
    Order,
    RemoveSearch,
    RemoveSource,
    SetBookmarked,
    SetRead,
    SetSearch,
    SetSource,
    Sync,
    SyncReport,
)

_TYPES: dict[str, type] = {
    kind.__name__: kind
    for kind in (
        AddSource,
        RemoveSource,
        SetRead,
        SetSource,
        SetBookmarked,
        AddSearch,
        SetSearch,
        RemoveSearch,
        Sync,
        ImportOpml,
        SyncReport,
        Added,
        Done,
        Fault,
        Progress,
    )
}


def encode(value: Order | Answer | Progress) -> bytes:
    """A line of JSON that names the value's type."""
    return msgspec.json.encode({"is": type(value).__name__, "value": value})


def decode(line: bytes) -> Order | Answer | Progress:
    """The value of a line. Raises ValueError for anything that `encode` does not make."""
    try:
        envelope: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
        value: Order | Answer | Progress = msgspec.convert(envelope["value"], _TYPES[envelope["is"]])
    except (msgspec.MsgspecError, KeyError) as error:
        raise ValueError(str(error)) from None
    return value
