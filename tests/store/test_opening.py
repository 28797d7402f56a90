"""What becomes of every kind of file that can lie where a store should be."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from tests.whole.filled import first_schema

from newsdesk.domain.changes import Notice
from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind
from newsdesk.settings.paths import Paths
from newsdesk.store import migrations
from newsdesk.store.opening import close_cleanly, open_database
from newsdesk.store.reads import Reads
from newsdesk.store.schema import CACHE, LIBRARY, Kind
from newsdesk.store.watch import Watch
from newsdesk.store.writes import Writes

from .conftest import NOON, Clock, item


def opened(profile: Paths) -> tuple[Writes, tuple[Notice, ...]]:
    writes = Writes(profile, Clock())
    return writes, writes.open()


def filled(profile: Paths, *, is_backed_up: bool = False) -> None:
    writes, _ = opened(profile)
    url = "https://press.example/feed"
    source = writes.add_source(SourceKind.FEED, url, url, None, "الجريدة", None, DEFAULT_INTERVAL)
    writes.save_items(source.id, [item(number, text="نص " * 300) for number in range(1, 26)], NOON)
    writes.set_bookmarked([writes.stores.cache.value("SELECT min(id) FROM article")], True, NOON)
    if is_backed_up:
        assert writes.backup(NOON) is not None
    writes.close()


def digests(folder: Path) -> dict[str, str]:
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_a_fresh_profile_gets_two_empty_stores_without_a_notice(profile: Paths) -> None:
    writes, notices = opened(profile)
    writes.close()
    assert notices == ()
    for path, kind in ((profile.library_db, LIBRARY), (profile.cache_db, CACHE)):
        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA application_id").fetchone() == (kind.application_id,)
        assert connection.execute("PRAGMA user_version").fetchone() == (kind.version,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        connection.close()


def test_the_library_waits_for_the_disk_and_the_cache_does_not(writes: Writes) -> None:
    assert writes.stores.library.value("PRAGMA synchronous") == 2
    assert writes.stores.cache.value("PRAGMA synchronous") == 1


def test_a_clean_exit_leaves_no_log(profile: Paths) -> None:
    filled(profile)
    assert not list(profile.data.glob("*-wal"))
    assert not list(profile.data.glob("*-shm"))


@pytest.mark.parametrize(("name", "kind"), [("library_db", LIBRARY), ("cache_db", CACHE)])
def test_a_newer_store_is_refused_untouched(profile: Paths, name: str, kind: Kind) -> None:
    filled(profile)
    path: Path = getattr(profile, name)
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version={kind.version + 1}")
    connection.close()
    before = digests(profile.data)
    with pytest.raises(Failed) as refused:
        opened(profile)
    assert refused.value.fault.kind is FaultKind.STORE_NEWER
    assert refused.value.fault.facts == {"path": str(path), "found": kind.version + 1, "known": kind.version}
    assert digests(path.parent)[str(path)] == before[str(path)]
    assert not path.with_name(path.name + "-wal").exists()
    with pytest.raises(Failed, match="store-newer"):
        Reads(profile).headlines(Shelf(ShelfKind.ALL))
    assert digests(path.parent)[str(path)] == before[str(path)]


@pytest.mark.parametrize("name", ["library_db", "cache_db"])
def test_another_programs_database_is_refused_untouched(profile: Paths, name: str) -> None:
    path: Path = getattr(profile, name)
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE mail (id INTEGER PRIMARY KEY)")
    connection.execute("PRAGMA application_id=77")
    connection.close()
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(Failed) as refused:
        opened(profile)
    assert refused.value.fault.kind is FaultKind.STORE_FOREIGN
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before
    assert not path.with_name(path.name + "-wal").exists()


def garble(path: Path) -> None:
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def swap_pages(path: Path) -> None:
    """Damage that no header tells: only found because the last exit was not clean."""
    connection = sqlite3.connect(path)
    connection.execute("UPDATE meta SET value = '0' WHERE key = 'is_clean'")
    connection.commit()
    connection.execute("PRAGMA journal_mode=DELETE")
    connection.close()
    content = bytearray(path.read_bytes())
    for page in range(2, len(content) // 4096 - 2, 2):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("damage", [garble, cut, empty, swap_pages])
def test_a_damaged_cache_is_set_aside_and_rebuilt(profile: Paths, damage: Callable[[Path], None]) -> None:
    filled(profile)
    damage(profile.cache_db)
    damaged = profile.cache_db.read_bytes()
    writes, notices = opened(profile)
    assert [notice.key for notice in notices] == ["store.cache-rebuilt"]
    assert Path(str(notices[0].facts["aside"])).read_bytes() == damaged
    reads = Reads(profile)
    assert len(reads.sources()) == 1
    assert len(reads.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines) == 1
    assert reads.doctor(full=True).is_sound
    reads.close()
    writes.close()
    writes, notices = opened(profile)
    assert notices == ()
    writes.close()


def test_damage_met_at_work_is_found_at_the_next_opening(profile: Paths) -> None:
    filled(profile)
    content = bytearray(profile.cache_db.read_bytes())
    for page in range(2, len(content) // 4096, 1):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    profile.cache_db.write_bytes(bytes(content))
    reads = Reads(profile)
    with pytest.raises(Failed, match="store-damaged"):
        reads.headlines(Shelf(ShelfKind.ALL))
    reads.close()
    writes, notices = opened(profile)
    writes.close()
    assert [notice.key for notice in notices] == ["store.cache-rebuilt"]


@pytest.mark.parametrize("damage", [garble, cut, empty, swap_pages])
def test_a_damaged_library_comes_back_from_its_backup(profile: Paths, damage: Callable[[Path], None]) -> None:
    filled(profile, is_backed_up=True)
    damage(profile.library_db)
    writes, notices = opened(profile)
    assert [notice.key for notice in notices] == ["store.library-restored"]
    assert notices[0].fault is not None
    assert notices[0].fault.kind is FaultKind.STORE_DAMAGED
    assert Path(str(notices[0].facts["aside"])).exists()
    reads = Reads(profile)
    assert len(reads.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines) == 1
    reads.close()
    writes.close()


def test_a_backup_that_is_damaged_itself_is_passed_over(profile: Paths) -> None:
    filled(profile, is_backed_up=True)
    (good,) = profile.backups.glob("library-*.db")
    newer = good.with_name(f"library-{NOON + timedelta(days=1):%Y%m%dT%H%M%SZ}.db")
    newer.write_bytes(good.read_bytes()[:5000])
    garble(profile.library_db)
    writes, notices = opened(profile)
    writes.close()
    assert notices[0].facts["backup"] == str(good)


def test_a_damaged_library_without_a_backup_begins_anew_and_says_so(profile: Paths) -> None:
    filled(profile)
    garble(profile.library_db)
    writes, notices = opened(profile)
    writes.close()
    assert [notice.key for notice in notices] == ["store.library-lost"]


def test_a_log_left_beside_a_damaged_library_does_not_spoil_the_restored_one(profile: Paths) -> None:
    filled(profile, is_backed_up=True)
    writes, _ = opened(profile)
    url = "https://other.example/feed"
    writes.add_source(SourceKind.FEED, url, url, None, "غيرها", None, DEFAULT_INTERVAL)
    log = profile.library_db.with_name("library.db-wal")
    stale = log.read_bytes()
    assert stale
    writes.close()
    log.write_bytes(stale)
    garble(profile.library_db)
    writes, _ = opened(profile)
    reads = Reads(profile)
    assert reads.doctor(full=True).is_sound
    assert [state.source.url for state in reads.sources()] == ["https://press.example/feed"]
    reads.close()
    writes.close()


def test_a_log_left_beside_a_missing_cache_is_not_read_into_the_new_one(profile: Paths) -> None:
    filled(profile)
    writes, _ = opened(profile)
    writes.set_read([writes.stores.cache.value("SELECT min(id) FROM article")], True, NOON)
    stale = profile.cache_db.with_name("cache.db-wal").read_bytes()
    writes.close()
    profile.cache_db.unlink()
    profile.cache_db.with_name("cache.db-wal").write_bytes(stale)
    writes, notices = opened(profile)
    assert notices == ()
    reads = Reads(profile)
    assert reads.headlines(Shelf(ShelfKind.ALL)).headlines == ()
    assert reads.doctor(full=True).is_sound
    reads.close()
    writes.close()


@pytest.mark.parametrize("is_there", [True, False])
def test_a_journal_left_beside_a_lost_library_is_not_written_into_the_new_one(profile: Paths, is_there: bool) -> None:
    filled(profile, is_backed_up=True)
    journal = profile.library_db.with_name("library.db-journal")
    base = sqlite3.connect(profile.library_db, isolation_level=None)
    base.execute("PRAGMA journal_mode=DELETE")
    base.execute("PRAGMA cache_size=1")
    base.execute("BEGIN")
    base.execute("CREATE TABLE other (words TEXT)")
    base.executemany("INSERT INTO other VALUES (?)", [(f"{number} " * 400,) for number in range(200)])
    stale = journal.read_bytes()
    assert stale
    base.execute("ROLLBACK")
    base.close()
    journal.write_bytes(stale)
    if is_there:
        profile.library_db.write_bytes(b"x" * 5000)
    else:
        profile.library_db.unlink()
    writes, _ = opened(profile)
    writes.close()
    assert not journal.exists()
    assert is_there or len(list(profile.data.glob("library.db.stray*-journal"))) == 1, "nothing is deleted"
    reads = Reads(profile)
    assert reads.doctor(full=True).is_sound
    reads.close()


@pytest.mark.parametrize("name", ["library_db", "cache_db"])
def test_a_folder_in_a_stores_place_is_refused(profile: Paths, name: str) -> None:
    path: Path = getattr(profile, name)
    path.mkdir()
    with pytest.raises(Failed) as refused:
        opened(profile)
    assert refused.value.fault.kind is FaultKind.STORE_UNREADABLE
    assert refused.value.fault.facts == {"path": str(path), "reason": "folder"}
    assert path.is_dir()


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to root")
def test_a_store_that_may_not_be_written_is_refused(profile: Paths) -> None:
    filled(profile)
    profile.library_db.chmod(0o400)
    with pytest.raises(Failed) as refused:
        opened(profile)
    assert refused.value.fault.facts["reason"] == "readonly"


def test_a_library_opened_before_a_refused_cache_is_left_in_order(profile: Paths) -> None:
    filled(profile)
    profile.cache_db.unlink()
    profile.cache_db.mkdir()
    with pytest.raises(Failed):
        opened(profile)
    connection = sqlite3.connect(profile.library_db)
    assert connection.execute("SELECT value FROM meta WHERE key = 'is_clean'").fetchone() == ("1",)
    connection.close()


def test_a_reader_follows_when_a_store_is_rebuilt_under_it(profile: Paths) -> None:
    filled(profile)
    reads = Reads(profile)
    assert len(reads.headlines(Shelf(ShelfKind.ALL)).headlines) == 25
    garble(profile.cache_db)
    writes, _ = opened(profile)
    assert reads.headlines(Shelf(ShelfKind.ALL)).headlines == ()
    reads.close()
    writes.close()


def test_a_reader_follows_when_an_older_cache_is_brought_up_to_date_under_it(tmp_path: Path) -> None:
    first_schema(tmp_path / "profile")
    profile = Paths.of_profile(tmp_path / "profile")
    library, _ = open_database(profile.library_db, LIBRARY, NOON, profile.backups, steps=migrations.LIBRARY_STEPS)
    close_cleanly(library)
    reads = Reads(profile)
    assert len(reads.sources()) == 1
    assert reads.headlines(Shelf(ShelfKind.ALL)).headlines == (), "an empty cache stands in"
    writes, _ = opened(profile)
    assert len(reads.headlines(Shelf(ShelfKind.ALL)).headlines) == 40
    reads.close()
    writes.close()


def test_an_opening_that_is_no_longer_wanted_ends_and_leaves_all_as_it_was(tmp_path: Path) -> None:
    first_schema(tmp_path / "profile")
    profile = Paths.of_profile(tmp_path / "profile")
    with closing(sqlite3.connect(profile.cache_db)) as cache, cache:
        cache.execute("CREATE TABLE large (words TEXT)")
        cache.executemany("INSERT INTO large VALUES (?)", [(f"{number} " * 40,) for number in range(20_000)])
    told: list[tuple[int, int]] = []
    writes = Writes(profile, Clock())
    with pytest.raises(Failed) as refused:  # the library has few rows: none of its steps asks
        writes.open(Watch(lambda done, total: told.append((done, total)), lambda: len(told) > 9))
    assert refused.value.fault == Fault(FaultKind.STOPPED, {})
    with closing(sqlite3.connect(profile.cache_db)) as cache:
        assert cache.execute("PRAGMA user_version").fetchone() == (1,)
        assert cache.execute("PRAGMA quick_check").fetchone() == ("ok",)
    writes, _ = opened(profile)
    assert writes.stores.cache.value("PRAGMA user_version") == CACHE.version
    writes.close()


def test_an_opening_goes_on_for_what_the_reader_did(tmp_path: Path) -> None:
    first_schema(tmp_path / "profile")
    profile = Paths.of_profile(tmp_path / "profile")
    writes = Writes(profile, Clock())
    writes.open(Watch(is_stopping=lambda: True, is_awaited=lambda: True))
    assert writes.stores.cache.value("PRAGMA user_version") == CACHE.version
    writes.close()


def test_an_index_that_is_no_longer_wanted_is_begun_anew_by_the_next_opening(profile: Paths) -> None:
    filled(profile)
    with closing(sqlite3.connect(profile.cache_db)) as cache, cache:
        cache.execute("UPDATE meta SET value = 'old' WHERE key = 'index_version'")
    writes = Writes(profile, Clock())
    writes.open(Watch(is_stopping=lambda: True))
    assert writes.stores.cache.meta("index_version") == "stale"
    ids = [row[0] for row in writes.stores.cache.rows("SELECT id FROM article")]
    writes.set_bookmarked(ids, True, NOON)  # what the reader did just before is written all the same
    writes.set_bookmarked(ids[5:], False, NOON)
    writes.set_read(ids, True, NOON)
    writes.close()
    writes, _ = opened(profile)
    assert writes.stores.library.value("SELECT count(*) FROM bookmark") == 5
    reads = Reads(profile)
    assert reads.doctor(full=True).is_sound
    reads.close()
    writes.close()
