"""Only one connection writes: SQLite before 3.51.3 can lose a commit when two do."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.settings.paths import Paths
from newsdesk.store.connection import ReadConnection
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, item


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO main.meta VALUES ('x', 'y')",
        "DELETE FROM library.source",
        "UPDATE mark SET is_read = 1",
        "CREATE TABLE extra (id)",
        "INSERT INTO search (search, rank) VALUES ('merge', 100)",
    ],
)
def test_a_reader_cannot_write(writes: Writes, profile: Paths, add_source: AddSource, statement: str) -> None:
    writes.save_items(add_source().id, [item(1)], NOON)
    connection = ReadConnection(profile)
    driver = connection.opened()
    assert driver is not None
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        driver.execute(statement)
    assert driver.execute("PRAGMA wal_autocheckpoint").fetchone() == (0,)
    connection.close()


def test_a_look_from_another_process_leaves_the_writers_log_alone(
    writes: Writes, profile: Paths, reads: Reads, add_source: AddSource
) -> None:
    add_source()
    assert len(reads.sources()) == 1  # this process looks at the files, too
    logs = [path.with_name(path.name + "-wal") for path in (profile.library_db, profile.cache_db)]
    before = [log.stat().st_ino for log in logs]
    code = (
        "from newsdesk.settings.paths import Paths\n"
        "from newsdesk.store.reads import Reads\n"
        f"reads = Reads(Paths.of_profile({str(profile.data)!r}))\n"
        "assert len(reads.sources()) == 1\n"
        "reads.close()\n"  # who believes to be the last empties and removes the log
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
    assert [log.stat().st_ino for log in logs] == before


def test_a_profile_without_files_answers_emptily_and_stays_without(tmp_path: object) -> None:
    profile = Paths.of_profile(str(tmp_path))
    reads = Reads(profile)
    assert reads.headlines(Shelf(ShelfKind.ALL)).headlines == ()
    assert reads.sources() == ()
    assert reads.article(1) is None  # type: ignore[arg-type]
    assert reads.counts(NOON).total == 0
    assert reads.search("خبر") == ()
    assert not profile.library_db.exists()
    assert not profile.cache_db.exists()


def test_a_reader_opened_before_the_first_writing_sees_what_comes(
    profile: Paths, reads: Reads, writes: Writes, add_source: AddSource
) -> None:
    assert reads.sources() == ()
    add_source()
    assert len(reads.sources()) == 1


def test_reading_imports_nothing_heavy(writes: Writes, profile: Paths, add_source: AddSource) -> None:
    writes.save_items(add_source().id, [item(1)], NOON)
    heavy = "sqlalchemy alembic requests msgspec platformdirs lxml email logging.config"
    code = (
        "import sys\n"
        "from newsdesk.domain.shelf import Shelf, ShelfKind\n"
        "from newsdesk.settings.paths import Paths\n"
        "from newsdesk.store.reads import Reads\n"
        f"reads = Reads(Paths.of_profile({str(profile.data)!r}))\n"
        "assert len(reads.headlines(Shelf(ShelfKind.ALL)).headlines) == 1\n"
        "reads.close()\n"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == "[]"


def test_what_need_not_wait_for_the_disk_leaves_the_library_as_careful_as_before(writes: Writes) -> None:
    library = writes.stores.library

    def care() -> int:
        return int(library.value("PRAGMA synchronous"))  # 1: NORMAL, 2: FULL

    assert care() == 2
    with library.transaction(waits_for_disk=False):
        assert care() == 1
    assert care() == 2
    with pytest.raises(ZeroDivisionError), library.transaction(waits_for_disk=False):
        library.set_meta("x", "y")
        raise ZeroDivisionError
    assert care() == 2
    assert library.meta("x") is None
