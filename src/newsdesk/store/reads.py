"""Everything that may be asked of the stores. Plain sqlite3: the first headlines wait for nothing heavy."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from newsdesk.domain.article import Article, ArticleId, Headline, Picture
from newsdesk.domain.shelf import Counts, Cursor, HeadlinePage, Ordering, Shelf, ShelfKind, stands_in
from newsdesk.domain.source import Source, SourceId, SourceState, Validators
from newsdesk.settings.paths import Paths
from newsdesk.store import headlines, standing
from newsdesk.store.connection import ReadConnection
from newsdesk.store.finding import Finding
from newsdesk.store.icon_reads import IconReads

if TYPE_CHECKING:
    from newsdesk.domain.keeping import Removal
    from newsdesk.domain.menu import Rule
    from newsdesk.domain.metering import Metered
    from newsdesk.store.rows import AwaitingPicture, AwaitingText, DoctorReport, DueSource

_BODY = (
    "SELECT plain(b.html), plain(b.text), a.text_state FROM article a JOIN body b ON b.article_id = a.id WHERE a.id = ?"
)
_COPY = "SELECT html, text, has_full_text FROM library.bookmark WHERE id = ?"
_PICTURES = (
    "SELECT ap.key, ap.url, ap.alt, coalesce(p.state = 1, 0), coalesce(p.width, 0), coalesce(p.height, 0)"
    " FROM article_picture ap LEFT JOIN picture p ON p.key = ap.key WHERE ap.article_id = ? ORDER BY ap.ordinal"
)
_COPY_PICTURES = (
    "SELECT key, url, alt, bytes IS NOT NULL, width, height FROM library.bookmark_picture WHERE bookmark = ?"
    " ORDER BY ordinal"
)
_PICTURE = "SELECT bytes FROM picture WHERE key = ? AND state = 1"
_COPY_PICTURE = "SELECT bytes FROM library.bookmark_picture WHERE key = ? AND bytes IS NOT NULL LIMIT 1"


class Reads(Finding, IconReads):
    """Answers from disk on the one thread that uses it. A profile without files answers emptily.

    Every method raises Failed: STORE_NEWER, STORE_FOREIGN, STORE_UNREADABLE, STORE_DAMAGED or PROFILE_BUSY.
    """

    def __init__(self, paths: Paths) -> None:
        super().__init__(paths, ReadConnection(paths))

    def close(self) -> None:
        """Gives the files back; the next question opens them again."""
        self._reads.close()

    def is_damaged(self) -> bool:
        """Whether a store is found damaged at a first look, or was when it was last used."""
        return self._reads.is_damaged()

    # --- lists and articles ------------------------------------------------------------------------------------------

    def headlines(
        self, shelf: Shelf, after: Cursor | None = None, limit: int = 200, order: Ordering = Ordering.NEWEST
    ) -> HeadlinePage:
        """A page of a shelf, beginning after the cursor; in the order asked where the shelf can stand in it, else the
        newest first (bookmarks: the newest bookmark first)."""
        if shelf.kind is ShelfKind.SEARCH:
            return self.shelved.page(shelf.search, after, limit)
        if stands_in(shelf, order) is not Ordering.NEWEST:
            from newsdesk.store import orderings

            return orderings.page(self._reads, shelf, after, limit, order)
        return headlines.page(self._reads, shelf, after, limit)

    def headlines_by_id(self, ids: Collection[ArticleId]) -> tuple[Headline, ...]:
        """Those of these that exist, in the order asked."""
        return headlines.by_id(self._reads, ids)

    def is_on_shelf(self, shelf: Shelf, ids: Collection[ArticleId]) -> set[ArticleId]:
        """Which of these the shelf shows now."""
        if shelf.kind is ShelfKind.SEARCH:
            return self.shelved.on_shelf(shelf.search, ids)
        return headlines.on_shelf(self._reads, shelf, ids)

    def zone(self, source: SourceId) -> str | None:
        """The zone of a source's clock as far as it was learned: an IANA name or minutes east ("+180")."""
        found: str | None = self._reads.value("SELECT zone FROM source_clock WHERE source_id = ?", (source,))
        return found

    def article(self, article: ArticleId) -> Article | None:
        """The article as kept on disk, of a bookmark's copy where that has more; None when there is none."""
        found = self.headlines_by_id((article,))
        if not found:
            return None
        rows = self._reads.rows(_BODY, (article,))
        copies = self._reads.rows(_COPY, (article,))
        if copies and (not rows or (rows[0][2] < 2 and copies[0][2])):
            html, text, _ = copies[0]
            pictures = self._reads.rows(_COPY_PICTURES, (article,))
        else:
            html, text, _ = rows[0] if rows else ("", "", 0)
            pictures = self._reads.rows(_PICTURES, (article,))
        return Article(
            found[0],
            html,
            text,
            tuple(Picture(key, url, alt, bool(stored), *size) for key, url, alt, stored, *size in pictures),
        )

    def picture(self, key: str) -> bytes | None:
        """The bytes of a picture, of the cache or of a bookmark's copy; None when it is not on disk."""
        found: bytes | None = self._reads.value(_PICTURE, (key,))
        return self._reads.value(_COPY_PICTURE, (key,)) if found is None else found

    # --- sources and counts ------------------------------------------------------------------------------------------

    def sources(self) -> tuple[SourceState, ...]:
        """All sources, by folder and in the reader's order."""
        return standing.sources(self._reads)

    def source(self, source: SourceId) -> Source | None:
        """The source of this id; None when there is none."""
        return standing.source(self._reads, source)

    def source_by(self, name: str) -> Source | None:
        """The source of this id or address; None when there is none."""
        return standing.source_by(self._reads, name)

    def page_rules(self) -> dict[SourceId, Rule]:
        """How the lists of headlines of all pages are found."""
        from newsdesk.store import rules

        return rules.every(self._reads)

    def folders(self) -> tuple[str, ...]:
        """The names of the folders in the reader's order."""
        return standing.folders(self._reads)

    def counts(self, today_since: datetime) -> Counts:
        """Figures for the sidebar; `today_since` is when the reader's day began."""
        return standing.counts(self._reads, today_since)

    # --- what a sync asks --------------------------------------------------------------------------------------------

    def due(self, sources: Collection[SourceId] | None = None) -> tuple[DueSource, ...]:
        """These sources, all when None, with what a poll needs: who is due is not decided here."""
        from newsdesk.store import waiting

        return waiting.due(self._reads, sources)

    def held_hosts(self, now: datetime) -> frozenset[str]:
        """Hosts, with their ports, that asked to be left alone for longer than until now."""
        from newsdesk.store import waiting

        return waiting.held_hosts(self._reads, now)

    def received_today(self, now: datetime) -> int:
        """Bytes of all kinds that came over the line today (UTC)."""
        from newsdesk.store import meter

        return meter.received_today(self._reads, now)

    def metered(self, since: datetime) -> tuple[Metered, ...]:
        """What came by day and source, newest day first, in each the largest first."""
        from newsdesk.store import meter

        return meter.metered(self._reads, since)

    def validators(self, source: SourceId) -> Validators:
        """What the source's feed address gave to ask again with; nothing for an unknown source."""
        found = self.due((source,))
        is_its_own = bool(found) and found[0].validated_url == found[0].source.feed_url
        return found[0].validators if is_its_own else Validators()

    def awaiting_text(
        self, now: datetime, limit: int = 100, sources: Collection[SourceId] | None = None
    ) -> tuple[AwaitingText, ...]:
        """Articles whose page may be fetched now, newest first."""
        from newsdesk.store import waiting

        return waiting.awaiting_text(self._reads, now, limit, sources)

    def urgent_text(
        self, now: datetime, limit: int = 100, sources: Collection[SourceId] | None = None
    ) -> tuple[AwaitingText, ...]:
        """Of these the bookmarked ones, then what followed searches find, then breaking news; each newest first."""
        from newsdesk.store import waiting

        return waiting.urgent_text(self._reads, now, limit, sources, self.followed_among)

    def pictures_received(self, now: datetime) -> int:
        """Bytes of pictures that came today (UTC)."""
        from newsdesk.store import picture_room

        remark = self._reads.value("SELECT value FROM main.meta WHERE key = ?", (picture_room.RECEIVED,))
        return picture_room.received_on(remark, now)

    def awaiting_pictures(
        self,
        now: datetime,
        limit: int = 100,
        sources: Collection[SourceId] | None = None,
        size: str = "small",
    ) -> tuple[AwaitingPicture, ...]:
        """Pictures that may be fetched now, those of the newest articles first. `size`: none, small or all, where a
        source has no choice of its own."""
        from newsdesk.store import waiting

        return waiting.awaiting_pictures(self._reads, now, limit, sources, size)

    # --- upkeep ------------------------------------------------------------------------------------------------------

    def removals(self, days: int = 30) -> tuple[Removal, ...]:
        """How many articles retention removed on the last days on which it did, and why; newest first."""
        from newsdesk.store import keepings

        return keepings.removals(self._reads, days)

    def doctor(self, full: bool = False) -> DoctorReport:
        """How both files are; `full` reads every page and the search index, which takes seconds."""
        from newsdesk.store.doctor import examine

        return examine(self._reads, self._paths, is_full=full)
