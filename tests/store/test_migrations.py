"""Steps between schemas: all of it or nothing, no row lost, ending where a fresh store begins."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from newsdesk.settings.paths import Paths
from newsdesk.store import backups, migrations
from newsdesk.store.migrations import BrokenStepError, Step, migrate
from newsdesk.store.opening import close_cleanly, create, open_database
from newsdesk.store.schema import CACHE, LIBRARY, Condition, Kind, condition
from newsdesk.store.watch import Watch

from .conftest import NOON

NOW = LIBRARY.version
NEXT = Kind("library", LIBRARY.application_id, NOW + 1)


def schema(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    rows = connection.execute("SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name").fetchall()
    connection.close()
    return [(name, " ".join(sql.replace('"', "").split()).replace(" ,", ",").replace(" )", ")")) for name, sql in rows]


@pytest.fixture
def old(profile: Paths) -> Path:
    """A library of today's schema with a bookmark that has a picture."""
    create(profile.library_db, LIBRARY)
    connection = sqlite3.connect(profile.library_db)
    connection.execute(
        "INSERT INTO bookmark VALUES (7, 't', NULL, 1, 's', 'u', NULL, NULL, NULL, 0, 0, 1, 0, 0, '', '', '', 0)"
    )
    connection.execute("INSERT INTO bookmark_picture (bookmark, ordinal, key, url, alt) VALUES (7, 0, 'k', 'u', '')")
    connection.commit()
    connection.close()
    return profile.library_db


def add_tags(op: Any) -> None:
    op.create_table("tag", sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.Text, nullable=False))


def rebuild_bookmarks(op: Any) -> None:
    with op.batch_alter_table("bookmark", recreate="always") as batch:
        batch.add_column(sa.Column("note", sa.Text, nullable=False, server_default=""))


def shrinks(path: Path) -> int:
    connection = sqlite3.connect(path)
    found: int = connection.execute("PRAGMA auto_vacuum").fetchone()[0]
    connection.close()
    return found


def version_of(path: Path) -> int:
    connection = sqlite3.connect(path)
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    connection.close()
    return found


def test_a_step_rebuilds_a_table_and_what_refers_to_it_stays(old: Path, profile: Paths) -> None:
    migrate(old, NEXT, [Step(NOW + 1, rebuild_bookmarks)], profile.backups, NOON)
    connection = sqlite3.connect(old)
    assert connection.execute("SELECT id, note FROM bookmark").fetchall() == [(7, "")]
    assert connection.execute("SELECT bookmark FROM bookmark_picture").fetchall() == [(7,)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()
    assert version_of(old) == NOW + 1


def test_a_copy_is_made_before(old: Path, profile: Paths) -> None:
    before = schema(old)
    migrate(old, NEXT, [Step(NOW + 1, add_tags)], profile.backups, NOON)
    (copy,) = profile.backups.glob(f"library-schema-{NOW}-*.db")
    assert schema(copy) == before
    assert version_of(copy) == NOW


def lose_rows(op: Any) -> None:
    op.execute("DELETE FROM bookmark")


def lose_table(op: Any) -> None:
    op.execute("DROP TABLE bookmark_picture")


def orphan(op: Any) -> None:
    op.execute("UPDATE bookmark SET id = 8")


def break_off(op: Any) -> None:
    add_tags(op)
    op.execute("SELECT no_such_function()")


@pytest.mark.parametrize("breaking", [lose_rows, lose_table, orphan, break_off])
def test_a_broken_step_leaves_the_file_as_it_was(old: Path, profile: Paths, breaking: Callable[[Any], None]) -> None:
    before = schema(old)
    with pytest.raises((BrokenStepError, sqlite3.OperationalError)):
        migrate(
            old,
            Kind("library", LIBRARY.application_id, NOW + 2),
            [Step(NOW + 1, add_tags), Step(NOW + 2, breaking)],
            profile.backups,
            NOON,
        )
    assert schema(old) == before
    assert version_of(old) == NOW
    connection = sqlite3.connect(old)
    assert connection.execute("SELECT count(*) FROM bookmark_picture").fetchone() == (1,)
    connection.close()


def test_a_step_may_say_which_rows_it_removes(old: Path, profile: Paths) -> None:
    declared = frozenset({"bookmark", "bookmark_picture"})

    def remove(op: Any) -> None:
        op.execute("DELETE FROM bookmark_picture")
        op.execute("DELETE FROM bookmark")

    migrate(old, NEXT, [Step(NOW + 1, remove, declared)], profile.backups, NOON)
    assert version_of(old) == NOW + 1


def test_a_missing_step_is_a_mistake_of_ours(old: Path, profile: Paths) -> None:
    with pytest.raises(BrokenStepError, match="no steps"):
        migrate(old, Kind("library", LIBRARY.application_id, NOW + 2), [Step(NOW + 2, add_tags)], profile.backups, NOON)
    assert version_of(old) == NOW


@pytest.mark.parametrize(("kind", "steps"), [(LIBRARY, migrations.LIBRARY_STEPS), (CACHE, migrations.CACHE_STEPS)])
def test_the_first_schema_climbs_to_the_one_a_fresh_store_has(
    profile: Paths, kind: Kind, steps: tuple[Step, ...]
) -> None:
    """The first schema is kept as text: a table changed without a step shows here."""
    first = profile.data / "first.db"
    connection = sqlite3.connect(first)
    connection.executescript((Path(__file__).parent / "schemas" / f"{kind.name}-1.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA application_id={kind.application_id}")
    connection.execute("PRAGMA user_version=1")
    connection.close()
    if kind.version > 1:
        migrate(first, kind, steps, profile.backups, NOON)
    fresh = profile.data / "fresh.db"
    create(fresh, kind)
    assert schema(first) == schema(fresh)
    assert version_of(first) == version_of(fresh) == kind.version
    assert shrinks(first) == shrinks(fresh)


def first_library(path: Path) -> None:
    """A library of the first schema with a rollback journal, as restored copies have one."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript((Path(__file__).parent / "schemas" / "library-1.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA application_id={LIBRARY.application_id}")
    connection.execute("PRAGMA user_version=1")
    connection.execute("INSERT INTO read_mark VALUES ('https://press.example/feed', 'g:1', 1, 0)")
    connection.close()


def half_written(path: Path) -> None:
    """What a kill leaves that comes when a transaction with a rollback journal has written all but its end."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA cache_size=1")  # the journal is written before the end
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute(f"PRAGMA user_version={LIBRARY.version}")
    connection.execute("CREATE TABLE later (words TEXT)")
    connection.executemany("INSERT INTO later VALUES (?)", [(f"{number} " * 400,) for number in range(200)])
    journal = path.with_name(path.name + "-journal")
    before = journal.read_bytes()
    connection.execute("COMMIT")
    connection.close()
    journal.write_bytes(before)


def test_a_library_that_a_kill_left_half_written_climbs_from_where_it_was(profile: Paths) -> None:
    first_library(profile.library_db)
    half_written(profile.library_db)
    library, notices = open_database(profile.library_db, LIBRARY, NOON, profile.backups, steps=migrations.LIBRARY_STEPS)
    assert notices == ()
    assert library.value("PRAGMA user_version") == LIBRARY.version
    assert library.value("SELECT count(*) FROM read_mark") == 1
    assert library.value("SELECT count(*) FROM sqlite_schema WHERE name = 'later'") == 0
    close_cleanly(library)


def test_an_older_library_climbs_in_a_write_ahead_log(profile: Paths) -> None:
    """Else its first bytes could tell of the end of a climb that is taken back."""
    first_library(profile.library_db)
    journals: list[str] = []

    def look(op: Any) -> None:
        journals.append(op.get_bind().exec_driver_sql("PRAGMA journal_mode").scalar_one())

    migrate(profile.library_db, Kind("library", LIBRARY.application_id, 2), [Step(2, look)], profile.backups, NOON)
    assert journals == ["wal"]


def test_a_climb_whose_end_a_kill_left_in_the_log_needs_no_other_copy(old: Path, profile: Paths) -> None:
    writer = sqlite3.connect(old, isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint=0")
    writer.execute(f"PRAGMA user_version={NOW + 1}")
    migrate(old, NEXT, [Step(NOW + 1, break_off)], profile.backups, NOON)
    assert condition(old, NEXT) is Condition.READY
    assert not list(profile.backups.glob("*"))
    writer.close()


def grow(op: Any) -> None:
    """A step that writes a table of some seconds' work."""
    op.execute("CREATE TABLE large (n INTEGER)")
    numbers = "WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c LIMIT 10000000) SELECT n FROM c"
    op.execute(f"INSERT INTO large {numbers}")


def fill_the_disk(op: Any) -> None:
    """A step for which there is no room: SQLite takes the whole transaction back by itself."""
    op.execute(f"PRAGMA max_page_count={op.get_bind().exec_driver_sql('PRAGMA page_count').scalar_one() + 4}")
    grow(op)


def test_a_step_ends_in_the_middle_when_the_rest_is_no_longer_wanted(old: Path, profile: Paths) -> None:
    """SQLite takes the whole transaction back when it interrupts what writes."""
    told: list[int] = []
    watch = Watch(lambda done, _total: told.append(done), lambda: 1 in told)
    with pytest.raises(sqlite3.OperationalError, match="interrupted"):
        migrate(old, NEXT, [Step(NOW + 1, grow, frozenset({"large"}))], profile.backups, NOON, watch)
    assert told == [0, 1]
    assert version_of(old) == NOW


def test_a_climb_without_room_says_so(old: Path, profile: Paths) -> None:
    with pytest.raises(sqlite3.OperationalError, match="full"):
        migrate(old, NEXT, [Step(NOW + 1, fill_the_disk)], profile.backups, NOON)
    assert version_of(old) == NOW


def copies(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*-schema-*.db"))


def test_a_cache_is_not_copied_where_that_would_take_the_room_that_is_left(profile: Paths) -> None:
    create(profile.cache_db, CACHE)
    next_cache = Kind("cache", CACHE.application_id, CACHE.version + 1)
    step = Step(CACHE.version + 1, add_tags)
    # What lies behind its last page is no concern of SQLite's, and takes no room: a hole.
    os.truncate(profile.cache_db, int(shutil.disk_usage(profile.backups).free * 0.3))
    migrate(profile.cache_db, next_cache, [step], profile.backups, NOON)
    assert version_of(profile.cache_db) == CACHE.version + 1
    assert copies(profile.backups) == []


def test_copies_of_climbs_do_not_heap_up(profile: Paths) -> None:
    profile.backups.mkdir(exist_ok=True)
    for kind, number in (("library", 5), ("cache", 2)):
        for day in range(1, number + 1):
            (profile.backups / f"{kind}-schema-{day}-2026060{day}T120000Z.db").touch()
    backups.thin_out(profile.backups, datetime(2026, 6, 3, tzinfo=UTC))
    library = [f"library-schema-{day}-2026060{day}T120000Z.db" for day in (3, 4, 5)]
    assert copies(profile.backups) == ["cache-schema-2-20260602T120000Z.db", *library]
    backups.thin_out(profile.backups, datetime(2026, 6, 10, tzinfo=UTC))
    assert copies(profile.backups) == library, "a cache can be fetched again"
