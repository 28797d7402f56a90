"""The part of Reads that asks for icons: to show them, and to fetch them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from newsdesk.domain.source import SourceId

if TYPE_CHECKING:
    from newsdesk.store.connection import ReadConnection
    from newsdesk.store.rows import AwaitingIcon


class IconReads:
    """Answers on the one thread that uses it, as Reads does."""

    _reads: ReadConnection

    def icon(self, source: SourceId) -> bytes | None:
        """The icon of a source, a small PNG; None when it has none."""
        found: bytes | None = self._reads.value("SELECT bytes FROM source_icon WHERE source_id = ?", (source,))
        return found

    def awaiting_icons(
        self, now: datetime, sources: Collection[SourceId] | None = None, size: str = "small"
    ) -> tuple[AwaitingIcon, ...]:
        """Sources whose site may be asked for its icon now. `size`: none, small or all, of pictures, where a source has
        no choice of its own."""
        from newsdesk.store import icons

        return icons.awaiting(self._reads, now, sources, size)
