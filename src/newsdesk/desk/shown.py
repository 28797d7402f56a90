"""What the desk reads for whoever shows it: each thread has a query-only connection of its own."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsdesk.domain.shelf import Ordering
from newsdesk.domain.source import SourceKind
from newsdesk.store.reads import Reads

if TYPE_CHECKING:
    from pathlib import Path

    from newsdesk.domain.article import Article, ArticleId, Headline
    from newsdesk.domain.searches import SavedSearch
    from newsdesk.domain.shelf import Cursor, HeadlinePage, Shelf
    from newsdesk.domain.source import Source, SourceId, SourceState
    from newsdesk.settings.paths import Paths


class Shown:
    """Reads answer on the caller's thread, from what was committed last."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self._reads = threading.local()
        self._open_reads: list[Reads] = []

    def close_reads(self) -> None:
        """Closes all connections; no thread reads any more."""
        for reads in self._open_reads:
            reads.close()

    @property
    def _here(self) -> Reads:
        """The query-only connection of the calling thread."""
        reads: Reads | None = getattr(self._reads, "of_thread", None)
        if reads is None:
            reads = self._reads.of_thread = Reads(self.paths)
            self._open_reads.append(reads)
        return reads

    def leave_thread(self) -> None:
        """Closes the calling thread's connection; it is opened again when it reads once more."""
        reads: Reads | None = getattr(self._reads, "of_thread", None)
        if reads is not None:
            self._reads.of_thread = None
            self._open_reads.remove(reads)
            reads.close()

    def headlines(
        self, shelf: Shelf, after: Cursor | None = None, limit: int = 200, order: Ordering = Ordering.NEWEST
    ) -> HeadlinePage:
        """A page of a shelf."""
        return self._here.headlines(shelf, after, limit, order)

    def headlines_by_id(self, ids: Sequence[ArticleId]) -> tuple[Headline, ...]:
        """The rows that exist of these."""
        return self._here.headlines_by_id(ids)

    def is_on_shelf(self, shelf: Shelf, ids: Sequence[ArticleId]) -> set[ArticleId]:
        """Which of these the shelf shows now."""
        return self._here.is_on_shelf(shelf, ids)

    def zone(self, source: SourceId) -> str | None:
        """The zone of a source's clock, an IANA name or minutes east ("+180"); None when it is not known."""
        return self._here.zone(source)

    def article(self, article: ArticleId) -> Article | None:
        """The article as kept on disk; None when there is none."""
        return self._here.article(article)

    def picture(self, key: str) -> bytes | None:
        """The bytes of a stored picture."""
        return self._here.picture(key)

    def icon(self, source: SourceId) -> bytes | None:
        """The icon of a source, a small PNG; None when it has none."""
        return self._here.icon(source)

    def searches(self) -> tuple[SavedSearch, ...]:
        """The saved searches in the reader's order."""
        return self._here.searches()

    def sources(self) -> tuple[SourceState, ...]:
        """All sources in the reader's order."""
        return self._here.sources()

    def folders(self) -> tuple[str, ...]:
        """The names of the folders in the reader's order."""
        return self._here.folders()

    def export_opml(self, path: Path) -> int:
        """Writes the list of sources into a file; how many. Raises Failed(STORE_UNREADABLE | DISK_FULL)."""
        from newsdesk.export.files import write_file
        from newsdesk.export.opml import opml

        states = self.sources()
        write_file(path, opml((state.source for state in states), self._here.page_rules()))
        return sum(state.source.kind not in {SourceKind.FILE, SourceKind.GUIDE} for state in states)

    def source_by(self, name: str) -> Source | None:
        """The source of this id or address; None when there is none."""
        return self._here.source_by(name)

    def search(self, query: str, limit: int = 200) -> tuple[Headline, ...]:
        """Headlines that hold all words of the query, newest first."""
        return self._here.search(query, limit)
