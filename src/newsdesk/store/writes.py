"""The only way into the stores. A Writes object lives on the writer thread; each of its methods is one job."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from newsdesk.domain.arrangement import Arrangement
from newsdesk.domain.article import ArticleId
from newsdesk.domain.changes import Changes, Notice
from newsdesk.domain.faults import Fault
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.menu import Rule
from newsdesk.domain.source import Source, SourceChoice, SourceId, SourceKind, Validators
from newsdesk.intake.jobs import PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store import (
    arranging,
    backups,
    bodies,
    bookmarks,
    choices,
    index,
    migrations,
    reading,
    records,
    sources,
    upkeep,
)
from newsdesk.store.arrivals import Arrivals
from newsdesk.store.bodies import PageText
from newsdesk.store.opening import check_sqlite, close_cleanly, open_database
from newsdesk.store.picture_room import make_room, want_again
from newsdesk.store.picture_writes import PictureWrites
from newsdesk.store.reads import Reads
from newsdesk.store.retention import Retention, Retired
from newsdesk.store.room import give_back
from newsdesk.store.rows import FeedFinish, Saved
from newsdesk.store.schema import CACHE, LIBRARY
from newsdesk.store.stores import Stores
from newsdesk.store.watch import UNWATCHED, Watch

TURN = 0.010  # seconds after which a turn of upkeep gives way; its last piece may take some milliseconds more


class Writes(PictureWrites):
    """Writes to both databases of a profile. `open` first; any method raises Failed for what the disk refuses,
    with nothing of that transaction written."""

    def __init__(self, paths: Paths, clock: Callable[[], datetime]) -> None:
        self._paths = paths
        self._clock = clock
        self._stores: Stores | None = None
        self._arrivals: Arrivals | None = None
        self._retention: Retention | None = None
        self._followed = Reads(paths)

    @property
    def stores(self) -> Stores:
        """Both connections; only between `open` and `close`."""
        if self._stores is None:
            raise RuntimeError("the stores are not open")
        return self._stores

    @property
    def arrivals(self) -> Arrivals:
        """What a sync writes with; only between `open` and `close`."""
        if self._arrivals is None:
            raise RuntimeError("the stores are not open")
        return self._arrivals

    @property
    def retention(self) -> Retention:
        """What removes old articles; only between `open` and `close`."""
        if self._retention is None:
            raise RuntimeError("the stores are not open")
        return self._retention

    def open(self, watch: Watch = UNWATCHED) -> tuple[Notice, ...]:
        """Creates, migrates or repairs what must be, and says what the reader should be told.

        Raises Failed: STORE_NEWER, STORE_FOREIGN, STORE_UNREADABLE, each with the file untouched; DISK_FULL, STOPPED.
        """
        check_sqlite()
        paths, now = self._paths, self._clock()
        backups.clear(paths.backups)
        library, told = open_database(paths.library_db, LIBRARY, now, paths.backups, migrations.LIBRARY_STEPS, watch)
        try:
            cache, told_too = open_database(paths.cache_db, CACHE, now, paths.backups, migrations.CACHE_STEPS, watch)
        except BaseException:
            close_cleanly(library)
            raise
        self._stores = Stores(library, cache, self._followed.followed_among)
        self._arrivals = Arrivals(self._stores)
        self._retention = Retention(self._stores)
        try:
            self._start_ids()
            index.bring_up_to_date(self.stores, watch)
        except BaseException:
            self.close()
            raise
        return told + told_too

    def close(self) -> None:
        """Marks both files as left in order, empties their logs and closes them."""
        if self._stores is not None:
            self._followed.close()
            close_cleanly(self._stores.cache)
            close_cleanly(self._stores.library)
            self._stores = self._arrivals = self._retention = None

    # --- sources -----------------------------------------------------------------------------------------------------

    def add_source(
        self,
        kind: SourceKind,
        url: str,
        feed_url: str,
        site_url: str | None,
        title: str,
        folder: str | None,
        interval: timedelta,
        rule: Rule | None = None,
    ) -> Source:
        """The new source, a page with its rule. Raises Failed(ALREADY_THERE) when one has this address."""
        new = Source(SourceId(0), kind, url, feed_url, site_url, title, folder, interval, self._clock())
        return sources.add(self.stores, new, rule)

    def has_had_sources(self) -> bool:
        """Whether any source was ever added to this profile, also one that has been removed since."""
        return bool(self.stores.library.value("SELECT max(seq) FROM sqlite_sequence WHERE name = 'source'"))

    def unfilled(self, url: str) -> SourceId | None:
        """The source of this address when the cache has never heard of it: it was cut short, or the cache was lost."""
        found = self.stores.library.value("SELECT id FROM source WHERE url = ?", (url,))
        if found is None or self.stores.cache.value("SELECT 1 FROM source_state WHERE source_id = ?", (found,)):
            return None
        return SourceId(found)

    def remove_source(self, source: SourceId) -> Changes:
        """Removes a source: its articles leave every list at once, the disk by `keep_up`; bookmarks stay."""
        upkeep.keep_marks_of_bookmarks(self.stores, source)
        if not sources.remove(self.stores, source):
            return Changes()
        self.arrivals.forget(source)
        return Changes(sources=(source,), source_list=True, everything=True)

    # --- what a sync brings ------------------------------------------------------------------------------------------

    def save_items(self, source: SourceId, items: Sequence[PreparedItem], fetched_at: datetime) -> Saved:
        """Stores a slice of a document, at most 50 items for the sake of who waits; nothing when the source is gone."""
        return self.arrivals.save_items(source, items, fetched_at)

    def finish_feed(
        self, source: SourceId, items: Sequence[PreparedItem], fetched_at: datetime, finish: FeedFinish
    ) -> Saved:
        """Stores the last slice with validators and health in one transaction: never one without the other."""
        return self.arrivals.finish_feed(source, items, fetched_at, finish)

    def save_unchanged(
        self, source: SourceId, validators: Validators, at: datetime, next_due_at: datetime | None
    ) -> Changes:
        """Stores that the feed answered 304: nothing but the source's health."""
        return self.finish_unchanged(source, at, FeedFinish(validators, None, None, next_due_at))

    def finish_unchanged(self, source: SourceId, at: datetime, finish: FeedFinish) -> Changes:
        """The same with all that it tells."""
        return self.arrivals.finish_unchanged(source, at, finish)

    def save_fault(self, source: SourceId, fault: Fault, at: datetime, next_due_at: datetime | None) -> Changes:
        """Stores why a fetch failed as that source's state; articles and validators stay."""
        return self.arrivals.save_fault(source, fault, at, next_due_at)

    def hold(self, host: str, until: datetime, now: datetime) -> Changes:
        """Stores that a host (with its port) asked to be left alone until then."""
        records.hold(self.stores, host, until, now)
        return Changes()

    def choose(self, source: SourceId, choice: SourceChoice) -> Changes:
        """Stores what the reader chose for one source; nothing when it is gone."""
        is_there = choices.save(self.stores, source, choice)
        return Changes(sources=(source,), source_list=True) if is_there else Changes()

    def rename(self, source: SourceId, title: str) -> Changes:
        """Gives a source the reader's name for it."""
        is_there = arranging.rename(self.stores, source, title)
        return Changes(sources=(source,), source_list=True, everything=True) if is_there else Changes()

    def arrange(self, wanted: Arrangement) -> Changes:
        """Puts folders and sources in this order and these places."""
        arranging.arrange(self.stores, wanted)
        return Changes(sources=tuple(source for source, _ in wanted.places), source_list=True)

    def take_back_address(self, source: SourceId) -> Changes:
        """Has a source that moved fetched at its former address again."""
        is_back = arranging.take_back_address(self.stores, source)
        return Changes(sources=(source,), source_list=True) if is_back else Changes()

    def save_body(self, article: ArticleId, body: PageText, at: datetime | None = None) -> Changes:
        """Stores an article's whole text, and gives it to its bookmark when that had none."""
        is_there = bodies.save_body(self.stores, article, body, at or self._clock())
        return Changes(updated=(article,)) if is_there else Changes()

    def save_body_fault(self, article: ArticleId, fault: Fault, at: datetime) -> Changes:
        """Counts a page that did not come: three times at most, with growing pauses."""
        bodies.save_body_fault(self.stores, article, fault, at)
        return Changes()

    # --- what the reader does ----------------------------------------------------------------------------------------

    def set_read(self, ids: Collection[ArticleId], is_read: bool, at: datetime) -> Changes:
        """Marks articles read or unread; those that were so already stay as they are."""
        return reading.set_read(self.stores, ids, at if is_read else None)

    def set_bookmarked(self, ids: Collection[ArticleId], is_bookmarked: bool, at: datetime) -> Changes:
        """Adds or removes bookmarks, durable on return; a new one has its own copy of text and pictures."""
        if is_bookmarked:
            added = bookmarks.add(self.stores, list(dict.fromkeys(ids)), at)
            if added:
                want_again(self.stores, list(added))
            return Changes(updated=_ids(added))
        remaining, gone = bookmarks.remove(self.stores, list(dict.fromkeys(ids)))
        return Changes(updated=_ids(remaining), removed=_ids(gone))

    # --- upkeep ------------------------------------------------------------------------------------------------------

    def keep_up(self, now: datetime) -> bool:
        """A short turn of what can wait: removed sources, copies of marks, room, the backup. Whether more is left."""
        until = time.monotonic() + TURN
        while time.monotonic() < until:
            if not (
                upkeep.sweep(self.stores)
                or upkeep.copy_marks(self.stores)
                or bodies.pack_old(self.stores)
                or index.settle(self.stores.cache, index.NARROW)
                or give_back(self.stores.cache)
            ):
                self.backup(now)
                return False
        return True

    def copy_marks(self) -> bool:
        """Copies some read marks to the library, for the day the cache is lost; whether more are left."""
        return upkeep.copy_marks(self.stores)

    def retire(self, keeping: Keeping, now: datetime) -> Retired:
        """Removes some articles beyond what the reader keeps, in a short turn; again while more is left."""
        return self.retention.turn(keeping, self.arrivals.passing.passed, now)

    def make_room(self, most: int) -> Changes:
        """Lets some of the oldest pictures go while they take more than `most` bytes; again until nothing changed."""
        return Changes(updated=make_room(self.stores, most))

    def backup(self, now: datetime) -> Path | None:
        """A checked copy of the library, at most one a day and only after a change; None when none was made."""
        made = backups.made(self._paths.backups)
        revision = self.stores.library.meta("revision")
        if revision is None or (
            made and (now - made[0][0] < backups.EVERY or backups.revision(made[0][1]) == revision)
        ):
            return None
        return backups.back_up(self.stores.library.connection, self._paths.backups, now)

    def checkpoint(self) -> None:
        """Brings both logs into their files."""
        self.stores.cache.checkpoint()
        self.stores.library.checkpoint()

    # --- within ------------------------------------------------------------------------------------------------------

    def _start_ids(self) -> None:
        """Starts a fresh cache's ids above every bookmark's: an id means one article for the life of a profile."""
        cache = self.stores.cache
        if cache.value("SELECT seq FROM sqlite_sequence WHERE name = 'article'") is None:
            highest = self.stores.library.value("SELECT coalesce(max(id), 0) FROM bookmark")
            with cache.transaction():
                cache.write("INSERT INTO sqlite_sequence (name, seq) VALUES ('article', ?)", (highest,))


def _ids(numbers: Iterable[int]) -> tuple[ArticleId, ...]:
    return tuple(ArticleId(number) for number in numbers)
