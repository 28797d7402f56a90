"""How much one foreign document may cost; shared by both sides of the wall, so nothing heavy is imported here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from newsdesk.domain.manners import Manners

MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """`cpu`, `wall`: seconds for one document; `memory`: bytes for the whole child; the deadlines: seconds of a fetch.

    On Windows only `wall` and the deadlines hold.
    """

    cpu: float = 5.0
    wall: float = 20.0
    memory: int = 768 * MIB
    deadline: float = 30.0
    picture_deadline: float = 20.0
    feed_bytes: int = 10 * MIB
    page_bytes: int = 8 * MIB
    picture_bytes: int = 10 * MIB


@dataclass(frozen=True, slots=True)
class Setup:
    """What a child is told first. `proxies` by scheme; None: it reads its environment."""

    user_agent: str
    proxies: dict[str, str] | None
    limits: Limits
    manners: Manners = field(default_factory=Manners)


@dataclass(frozen=True, slots=True)
class Reading:
    """The child says that it begins to read the document of this job: if it dies now, this is why."""

    job: int
