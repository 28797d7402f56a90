"""What the reader gives a sync of disk and line."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.keeping import EVERYTHING, Keeping

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Budget:
    """`pictures`: none, small or all, where a source has no choice of its own. `keeping`: how much is
    kept of what sources no longer show. Bytes: of pictures on disk, of pictures fetched in a day, and of all that is
    fetched in a day (0: no limit)."""

    pictures: str = "small"
    keeping: Keeping = EVERYTHING
    picture_room: int = 500 * MEGABYTE
    pictures_a_day: int = 200 * MEGABYTE
    bytes_a_day: int = 0
