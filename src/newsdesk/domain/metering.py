"""What a source cost on the line."""

from __future__ import annotations

from dataclasses import dataclass

from newsdesk.domain.source import SourceId


@dataclass(frozen=True, slots=True)
class Metered:
    """Bytes that a source brought on a day (UTC, ISO 8601); `title` is None when it has been removed."""

    day: str
    source: SourceId
    title: str | None
    feeds: int
    pages: int
    pictures: int

    @property
    def total(self) -> int:
        """All of them."""
        return self.feeds + self.pages + self.pictures
