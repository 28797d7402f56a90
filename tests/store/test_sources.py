"""Sources, their health and validators."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind, Validators
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, item

LATER = NOON + timedelta(hours=1)
GIVEN = Validators('W/"abc"', "Wed, 01 Jul 2026 12:00:00 GMT")
BROKEN = Fault(FaultKind.SERVER_ERROR, {"address": "https://press.example/feed", "status": 503})


def test_a_source_is_found_by_id_and_by_address(writes: Writes, reads: Reads) -> None:
    made = writes.add_source(
        SourceKind.FEED,
        "https://press.example",
        "https://press.example/feed",
        None,
        "الجريدة",
        "صحف",
        timedelta(minutes=15),
    )
    for name in (str(made.id), "https://press.example", "https://press.example/feed"):
        assert reads.source_by(name) == made
    assert reads.source(made.id) == made
    assert reads.source_by("٣") is None
    assert reads.source_by("9" * 40) is None
    assert reads.folders() == ("صحف",)


def test_the_same_address_is_not_added_twice(writes: Writes, add_source: AddSource) -> None:
    add_source("https://press.example/feed", title="الجريدة")
    with pytest.raises(Failed) as refused:
        add_source("https://press.example/feed")
    assert refused.value.fault.kind is FaultKind.ALREADY_THERE
    assert refused.value.fault.facts == {"address": "https://press.example/feed", "title": "الجريدة"}


def test_an_id_is_never_given_again(writes: Writes, add_source: AddSource) -> None:
    first = add_source().id
    writes.remove_source(first)
    assert add_source().id > first


def test_an_empty_folder_goes_with_its_last_source(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source(folder="صحف").id
    assert not writes.remove_source(source + 1)  # type: ignore[arg-type]
    writes.remove_source(source)
    assert reads.folders() == ()


def test_validators_are_kept_byte_for_byte(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    writes.finish_feed(source, [item(1)], NOON, FeedFinish(GIVEN, None, None, LATER))
    assert reads.validators(source) == GIVEN
    (due,) = reads.due()
    assert (due.health.last_success_at, due.health.next_due_at, due.health.failures) == (NOON, LATER, 0)


def test_validators_of_another_address_are_not_sent(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    writes.finish_feed(source, [item(1)], NOON, FeedFinish(GIVEN, None, None, LATER))
    with writes.stores.changing_library() as library:
        library.write("UPDATE source SET feed_url = 'https://moved.example/feed'")
    assert reads.validators(source) == Validators()


def test_a_feed_that_moved_is_asked_at_its_new_address(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    moved = FeedFinish(GIVEN, None, "https://press.example/", LATER, feed_url="https://new.example/feed")
    saved = writes.finish_feed(source, (), NOON, moved)
    assert saved.changes.source_list
    (due,) = reads.due()
    assert (due.source.url, due.source.feed_url) == ("https://press.example/feed", "https://new.example/feed")
    assert due.validators == GIVEN


def test_a_304_writes_nothing_but_the_sources_health(
    writes: Writes, reads: Reads, profile: Paths, add_source: AddSource
) -> None:
    source = add_source().id
    writes.finish_feed(source, [item(1)], NOON, FeedFinish(GIVEN, None, None, NOON))
    articles = writes.stores.cache.rows("SELECT * FROM article")
    watcher = sqlite3.connect(profile.library_db)
    before = watcher.execute("PRAGMA data_version").fetchone()
    assert writes.save_unchanged(source, Validators("new"), LATER, LATER + DEFAULT_INTERVAL).sources == (source,)
    assert writes.stores.cache.rows("SELECT * FROM article") == articles
    assert watcher.execute("PRAGMA data_version").fetchone() == before
    watcher.close()
    assert reads.validators(source) == Validators("new")


def test_a_fault_is_that_sources_state_and_goes_with_the_next_success(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    writes.finish_feed(source, [item(1)], NOON, FeedFinish(GIVEN, None, None, NOON))
    for count in (1, 2):
        writes.save_fault(source, BROKEN, LATER, LATER + timedelta(hours=count))
        health = reads.sources()[0].health
        assert (health.failures, health.fault, health.last_success_at) == (count, BROKEN, NOON)
    assert reads.validators(source) == GIVEN
    writes.save_unchanged(source, GIVEN, LATER, None)
    assert (reads.sources()[0].health.failures, reads.sources()[0].health.fault) == (0, None)


def test_an_outage_of_our_own_line_punishes_no_source(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    writes.save_fault(source, Fault(FaultKind.OFFLINE), NOON, LATER)
    assert (reads.sources()[0].health.failures, reads.sources()[0].health.fault) == (0, None)


def test_the_readers_own_name_for_a_source_stays(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    named = add_source("https://a.example/f", title="اسمي").id
    unnamed = add_source("https://b.example/f", title="https://b.example/f").id
    for source in (named, unnamed):
        writes.finish_feed(source, (), NOON, FeedFinish(GIVEN, "عنوان الخلاصة", None, None))
    assert [state.source.title for state in reads.sources()] == ["اسمي", "عنوان الخلاصة"]


def test_the_guide_is_never_polled(writes: Writes, reads: Reads) -> None:
    writes.add_source(SourceKind.GUIDE, "newsdesk:guide", "newsdesk:guide", None, "الدليل", None, DEFAULT_INTERVAL)
    assert reads.due() == ()
    assert len(reads.sources()) == 1


def test_validators_never_stand_without_their_items(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    items = [item(n, text="نص طويل جدا " * 3000) for n in range(1, 26)]
    pages = writes.stores.cache.value("PRAGMA page_count")
    writes.stores.cache.write(f"PRAGMA max_page_count={pages + 50}")
    with pytest.raises(Failed) as refused:
        writes.finish_feed(source, items, NOON, FeedFinish(GIVEN, None, None, LATER))
    assert refused.value.fault == Fault(FaultKind.DISK_FULL, {"path": str(writes.stores.cache.path)})
    assert reads.validators(source) == Validators()
    assert writes.stores.cache.value("SELECT count(*) FROM article") == 0
    writes.stores.cache.write("PRAGMA max_page_count=1000000")
    assert len(writes.finish_feed(source, items, NOON, FeedFinish(GIVEN, None, None, LATER)).added) == 25
    assert reads.validators(source) == GIVEN


def test_a_full_disk_loses_no_bookmark_and_work_goes_on_after(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    ids = writes.save_items(source, [item(n, text="نص " * 5000) for n in (1, 2)], NOON).added
    writes.set_bookmarked(ids[:1], True, NOON)
    pages = writes.stores.library.value("PRAGMA page_count")
    writes.stores.library.write(f"PRAGMA max_page_count={pages}")
    with pytest.raises(Failed, match="disk-full"):
        writes.set_bookmarked(ids[1:], True, NOON)
    assert [one.is_bookmarked for one in reads.headlines_by_id(ids)] == [True, False]
    writes.stores.library.write("PRAGMA max_page_count=1000000")
    writes.set_bookmarked(ids[1:], True, NOON)
    assert [one.is_bookmarked for one in reads.headlines_by_id(ids)] == [True, True]
    assert reads.doctor(full=True).is_sound
