"""What a sync brings, written in slices; with the last one goes what was learned of its source."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from newsdesk.domain.changes import Changes
from newsdesk.domain.faults import Fault
from newsdesk.domain.source import SourceId
from newsdesk.intake.jobs import PreparedItem
from newsdesk.store import articles, bodies, bookmarks, clocks, identity, index, records, showing, sources
from newsdesk.store.moments import stamp
from newsdesk.store.passing import Passing
from newsdesk.store.rows import FeedFinish, Saved
from newsdesk.store.stores import Stores


class Arrivals:
    """The documents that are being written. Lives on the writer thread, as long as the stores are open."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self.passing = Passing(stores.cache)
        self._documents: dict[int, identity.Document] = {}

    def forget(self, source: SourceId) -> None:
        """Drops what is known of a document that was not finished."""
        self._documents.pop(source, None)

    def save_items(self, source: SourceId, items: Sequence[PreparedItem], fetched_at: datetime) -> Saved:
        """Stores a slice of a document, at most 50 items for the sake of who waits; nothing when the source is gone."""
        found = self._sorted(source, items, fetched_at)
        if not found:
            return Saved()
        with self._stores.cache.transaction():
            written = self._write(source, found, fetched_at)
        index.keep_pace(self._stores.cache)
        return _saved(source, written)

    def finish_feed(
        self, source: SourceId, items: Sequence[PreparedItem], fetched_at: datetime, finish: FeedFinish
    ) -> Saved:
        """Stores the last slice with validators and health in one transaction: never one without the other."""
        found = self._sorted(source, items, fetched_at)
        document = self._documents.get(source)
        if found is None:
            return Saved()
        is_renewed = sources.renew(self._stores, source, finish)
        is_known = records.knows(self._stores, source, items, finish, fetched_at)
        with self._stores.cache.transaction():
            written = self._write(source, found, fetched_at)
            if document is not None:
                clocks.learn(self._stores, source, document, finish)
            age = self.passing.observe(fetched_at, finish.told_at)
            showing.show(self._stores.cache, source, document.taken if document else (), age)
            records.read(self._stores, source, finish, fetched_at)
            is_moving = records.answered(self._stores, source, finish, fetched_at, is_known=is_known)
        index.keep_pace(self._stores.cache)
        self._documents.pop(source, None)
        is_renewed |= is_moving and records.move(self._stores, source, finish.moved_to)
        return _saved(source, written, is_renewed=is_renewed)

    def finish_unchanged(self, source: SourceId, at: datetime, finish: FeedFinish) -> Changes:
        """The same with all that it tells."""
        if self._stores.origin(source) is None:
            return Changes()
        with self._stores.cache.transaction():
            showing.still_shows(self._stores.cache, source, self.passing.observe(at, finish.told_at))
            records.still_there(self._stores, source)
            is_moving = records.answered(self._stores, source, finish, at, is_known=False)
        is_moved = is_moving and records.move(self._stores, source, finish.moved_to)
        return Changes(sources=(source,), source_list=is_moved)

    def save_fault(self, source: SourceId, fault: Fault, at: datetime, next_due_at: datetime | None) -> Changes:
        """Stores why a fetch failed as that source's state; articles and validators stay."""
        if self._stores.origin(source) is None:
            return Changes()
        self._documents.pop(source, None)
        sources.save_fault(self._stores, source, fault, at, next_due_at)
        return Changes(sources=(source,))

    def _sorted(self, source: SourceId, items: Sequence[PreparedItem], fetched_at: datetime) -> identity.Sorted | None:
        origin = self._stores.origin(source)
        if origin is None:
            return None
        document = self._documents.get(source)
        if document is None or document.fetched_at != fetched_at:
            document = self._documents[source] = identity.Document(fetched_at)
        is_page = self._stores.library.value("SELECT 1 FROM page_rule WHERE source_id = ?", (source,)) is not None
        return identity.sort_items(self._stores, source, origin, items, document, is_page=is_page)

    def _write(self, source: SourceId, found: identity.Sorted, fetched_at: datetime) -> articles.Written:
        cache = self._stores.cache
        cache.write("INSERT OR IGNORE INTO source_state (source_id) VALUES (?)", (source,))
        written = articles.write_slice(cache, source, found, stamp(fetched_at))
        document = self._documents.get(source)
        if document is not None:
            document.taken.update(written.added)
            clocks.note(self._stores, source, document, found.new)
        for one in found.new:
            copy = None if one.bookmark is None else bookmarks.whole_copy(self._stores, one.bookmark)
            if one.bookmark is not None and copy is not None and not one.item.has_full_text:
                bookmarks.give_back_pictures(self._stores, one.bookmark)
                bodies.write_body(self._stores, one.bookmark, copy)
        return written


def _saved(source: SourceId, written: articles.Written, *, is_renewed: bool = False) -> Saved:
    changes = Changes(
        added=written.added,
        updated=written.updated + written.touched,
        sources=(source,),
        source_list=is_renewed,
    )
    return Saved(written.added, written.updated, changes)
