"""Retention, copies of marks, backups: what is done when nobody waits."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.settings.paths import Paths
from newsdesk.store import backups
from newsdesk.store.reads import Reads
from newsdesk.store.schema import CACHE, LIBRARY
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, Clock, item

ALL = Shelf(ShelfKind.ALL)
DAY = timedelta(days=1)


def test_marking_the_same_again_changes_nothing(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    ids = writes.save_items(source, [item(n) for n in range(1, 4)], NOON).added
    changes = writes.set_read([*ids, *ids], True, NOON)
    assert (changes.updated, changes.sources) == (ids, (source,))
    assert not writes.set_read(ids, True, NOON)
    assert not writes.set_read([ids[-1] + 100], True, NOON)  # type: ignore[list-item]


def test_marking_thousands_is_one_act(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    ids = []
    for start in range(0, 700, 25):
        ids += writes.save_items(source, [item(n) for n in range(start + 1, start + 26)], NOON).added
    assert len(writes.set_read(ids, True, NOON).updated) == 700
    assert reads.counts(NOON - DAY).unread == 0


def test_the_library_is_backed_up_daily_and_only_after_a_change(
    writes: Writes, profile: Paths, clock: Clock, add_source: AddSource
) -> None:
    assert writes.backup(NOON) is None
    source = add_source().id
    made = writes.backup(NOON)
    assert made == profile.backups / "library-20260701T120000Z.db"
    assert backups.is_good(made)
    assert writes.backup(NOON + 2 * DAY) is None
    (article,) = writes.save_items(source, [item(1)], NOON).added
    assert writes.backup(NOON + 2 * DAY) is None
    writes.set_bookmarked([article], True, NOON)
    assert writes.backup(NOON + timedelta(hours=23)) is None
    assert writes.backup(NOON + DAY) is not None
    assert not list(profile.backups.glob("*.part"))


def test_what_a_kill_left_of_a_backup_leaves_with_the_next_start(writes: Writes, profile: Paths) -> None:
    writes.close()
    profile.backups.mkdir(exist_ok=True)
    for name in ("library-20260701T120000Z.db.part", "library-20260701T120000Z.db.part-journal", "mine.part"):
        (profile.backups / name).write_bytes(b"half")
    writes.open()
    assert [path.name for path in profile.backups.iterdir()] == ["mine.part"]


def test_the_newest_seven_backups_are_kept(writes: Writes, profile: Paths, add_source: AddSource) -> None:
    other = profile.backups / "library-mine.db"
    other.write_bytes(b"the reader's own")
    for day in range(10):
        add_source(f"https://s{day}.example/feed")
        assert writes.backup(NOON + day * DAY) is not None
    days = [at.day for at, _ in backups.made(profile.backups)]
    assert days == [10, 9, 8, 7, 6, 5, 4]
    assert other.exists()
    counted = sqlite3.connect(profile.backups / "library-20260710T120000Z.db")
    assert counted.execute("SELECT count(*) FROM source").fetchone() == (10,)
    counted.close()


def test_the_doctor_finds_nothing_in_a_sound_profile(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    writes.save_items(add_source().id, [item(1)], NOON)
    report = reads.doctor()
    assert report.is_sound
    assert [(store.name, store.is_there, store.schema) for store in report.stores] == [
        ("library", True, LIBRARY.version),
        ("cache", True, CACHE.version),
    ]
    assert report.stores[1].rows["article"] == 1
    assert report.stores[1].size > 0


def test_the_doctor_finds_an_index_that_lacks_articles(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    writes.save_items(add_source().id, [item(1)], NOON)
    with writes.stores.cache.transaction():
        writes.stores.cache.write("INSERT INTO search (search) VALUES ('delete-all')")
    assert reads.doctor().is_sound
    report = reads.doctor(full=True)
    assert report.stores[1].problems == ("search index: 0 entries for 1 articles",)


def test_the_doctor_finds_a_broken_index(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    writes.save_items(add_source().id, [item(1)], NOON)
    with writes.stores.cache.transaction():
        writes.stores.cache.write("UPDATE search_data SET block = x'00' WHERE id > 10")
    assert not reads.doctor(full=True).is_sound


def test_the_doctor_of_an_empty_folder_says_that_nothing_is_there(profile: Paths, reads: Reads) -> None:
    report = reads.doctor(full=True)
    assert report.is_sound
    assert not any(store.is_there for store in report.stores)
