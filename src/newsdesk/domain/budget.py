"""What the reader gives a sync of disk and line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Budget:
    """`pictures`: none, small or all, where a source has no choice of its own. `keeps`: how long a read article stays
    that is not bookmarked. Bytes: of pictures on disk, of pictures fetched in a day, and of all that is fetched in a
    day (0: no limit)."""

    pictures: str = "small"
    keeps: timedelta = timedelta(days=60)
    picture_room: int = 500 * MEGABYTE
    pictures_a_day: int = 200 * MEGABYTE
    bytes_a_day: int = 0
