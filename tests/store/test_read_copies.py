"""What was read stays read when the cache is lost, whatever its publisher does to ids, links and titles meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.intake.jobs import PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.migrations import CACHE_STEPS, LIBRARY_STEPS, migrate
from newsdesk.store.reads import Reads
from newsdesk.store.schema import CACHE, LIBRARY, Kind
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, Clock, item, show

LINK = "https://press.example/1"
Lose = Callable[[], None]


@pytest.fixture
def lose_the_cache(writes: Writes, reads: Reads, profile: Paths) -> Lose:
    def lose() -> None:
        while writes.copy_marks():
            pass
        reads.close()
        writes.close()
        profile.cache_db.unlink()
        writes.open()

    return lose


def shown(reads: Reads) -> dict[str, bool]:
    """Headlines in the list and whether each is read."""
    return {row.title: row.is_read for row in reads.headlines(Shelf(ShelfKind.ALL)).headlines}


def told(number: int, *keys: str, title: str = "العنوان الأول", **said: object) -> PreparedItem:
    return item(number, title, keys=keys, published_at=NOON, **said)


@pytest.mark.parametrize("keys", [("g:x", "u:1", "t:1"), ("g:1", "u:x", "t:x"), ("g:x", "u:x", "t:1"), ("g:x", "u:1")])
def test_one_key_that_stayed_is_enough(
    writes: Writes, reads: Reads, add_source: AddSource, lose_the_cache: Lose, keys: tuple[str, ...]
) -> None:
    source = add_source().id
    writes.set_read(show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON), True, NOON)
    lose_the_cache()
    show(writes, source, [told(1, *keys)], NOON + timedelta(days=1))
    assert shown(reads) == {"العنوان الأول": True}


def test_a_key_that_came_later_is_copied_too(
    writes: Writes, reads: Reads, add_source: AddSource, lose_the_cache: Lose
) -> None:
    source = add_source().id
    writes.set_read(show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON), True, NOON)
    assert not writes.copy_marks()
    show(writes, source, [told(1, "g:2", "u:2", "t:1")], NOON + timedelta(hours=1))
    lose_the_cache()
    show(writes, source, [told(1, "g:2", "u:2", "t:2")], NOON + timedelta(days=1))
    assert shown(reads) == {"العنوان الأول": True}


def test_a_key_that_came_while_the_cache_was_lost_is_copied_too(
    writes: Writes, reads: Reads, add_source: AddSource, lose_the_cache: Lose
) -> None:
    source = add_source().id
    writes.set_read(show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON), True, NOON)
    lose_the_cache()
    show(writes, source, [told(1, "g:2", "u:1", "t:1")], NOON + timedelta(hours=1))
    lose_the_cache()
    show(writes, source, [told(1, "g:2", "u:2", "t:2")], NOON + timedelta(days=1))
    assert shown(reads) == {"العنوان الأول": True}


def test_what_the_reader_marks_unread_loses_all_its_copies(
    writes: Writes, reads: Reads, add_source: AddSource, lose_the_cache: Lose
) -> None:
    source = add_source().id
    ids = show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON)
    writes.set_read(ids, True, NOON)
    assert not writes.copy_marks()
    writes.set_read(ids, False, NOON)
    lose_the_cache()
    assert writes.stores.library.rows("SELECT * FROM read_mark") == []
    show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON)
    assert shown(reads) == {"العنوان الأول": False}


def test_a_new_story_under_an_id_that_was_read_is_unread(
    writes: Writes, reads: Reads, add_source: AddSource, lose_the_cache: Lose
) -> None:
    source = add_source().id
    writes.set_read(show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON), True, NOON)
    lose_the_cache()
    other = item(2, "خبر آخر تماما", keys=("g:1", "u:2", "t:2"), published_at=NOON + timedelta(days=1))
    show(writes, source, [other, told(1, "u:1", "t:1")], NOON + timedelta(days=1))
    assert shown(reads) == {"خبر آخر تماما": False, "العنوان الأول": True}


def test_an_id_that_another_story_took_is_no_longer_a_read_mark(
    writes: Writes, reads: Reads, add_source: AddSource, lose_the_cache: Lose
) -> None:
    source = add_source().id
    writes.set_read(show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON), True, NOON)
    assert not writes.copy_marks()
    other = item(2, "خبر آخر تماما", keys=("g:1", "u:2", "t:2"))  # no date: only the stored words tell it apart
    show(writes, source, [other, told(1, "u:1", "t:1")], NOON)
    lose_the_cache()
    show(writes, source, [other, told(1, "u:1", "t:1")], NOON)
    assert shown(reads) == {"خبر آخر تماما": False, "العنوان الأول": True}


def test_a_bookmark_does_not_go_to_another_story_with_its_id(
    writes: Writes, reads: Reads, add_source: AddSource, lose_the_cache: Lose
) -> None:
    source = add_source().id
    writes.set_bookmarked(show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON), True, NOON)
    lose_the_cache()
    other = item(2, "خبر آخر تماما", keys=("g:1", "u:2", "t:2"), published_at=NOON + timedelta(days=1))
    show(writes, source, [other, told(1, "u:1", "t:1")], NOON + timedelta(days=1))
    rows = reads.headlines(Shelf(ShelfKind.ALL)).headlines
    assert {row.title: row.is_bookmarked for row in rows} == {"خبر آخر تماما": False, "العنوان الأول": True}


def test_a_bookmark_whose_article_is_gone_is_not_read_by_anothers_id(
    writes: Writes, reads: Reads, add_source: AddSource, lose_the_cache: Lose
) -> None:
    source = add_source().id
    writes.set_bookmarked(show(writes, source, [told(1, "g:1", "u:1", "t:1")], NOON), True, NOON)
    other = item(2, "خبر آخر تماما", keys=("g:1", "u:2", "t:2"))
    writes.set_read(show(writes, source, [other], NOON), True, NOON)
    lose_the_cache()
    assert [row.is_read for row in reads.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines] == [False]


def test_a_poll_that_brings_nothing_new_leaves_nothing_to_copy(
    writes: Writes, add_source: AddSource, clock: Clock
) -> None:
    source = add_source().id
    items = [item(number) for number in range(1, 40)]
    writes.set_read(show(writes, source, items, NOON), True, NOON)
    while writes.copy_marks():
        pass
    revision = writes.stores.library.meta("revision")
    show(writes, source, items, clock.move(timedelta(hours=1)))
    assert writes.stores.cache.value("SELECT count(*) FROM uncopied_mark") == 0
    assert not writes.copy_marks()
    assert writes.stores.library.meta("revision") == revision


# --- from before -----------------------------------------------------------------------------------------------------


def climbed(path: Path, kind: Kind, steps: object, backups: Path, *rows: str) -> sqlite3.Connection:
    """A file of the schema before that, with these rows, brought to today's."""
    connection = sqlite3.connect(path)
    connection.executescript((Path(__file__).parent / "schemas" / f"{kind.name}-1.sql").read_text("utf-8"))
    connection.execute(f"PRAGMA application_id={kind.application_id}")
    connection.execute("PRAGMA user_version=1")
    for row in rows:
        connection.execute(row)
    connection.commit()
    connection.close()
    migrate(path, kind, steps, backups, NOON)  # type: ignore[arg-type]
    return sqlite3.connect(path)


def test_marks_of_an_older_library_climb_with_it(profile: Paths) -> None:
    connection = climbed(
        profile.data / "first.db",
        LIBRARY,
        LIBRARY_STEPS,
        profile.backups,
        "INSERT INTO read_mark VALUES ('https://b.example/', 'g:1', 5, 0), ('https://a.example/', 'g:1', 6, 1)",
        "INSERT INTO read_mark VALUES ('https://b.example/', 'u:2', 7, 0)",
    )
    found = connection.execute(
        "SELECT url, key, read_at, is_expired, published_at FROM read_mark JOIN read_origin ON id = origin ORDER BY 3"
    ).fetchall()
    connection.close()
    assert found == [
        ("https://b.example/", "g:1", 5, 0, None),
        ("https://a.example/", "g:1", 6, 1, None),
        ("https://b.example/", "u:2", 7, 0, None),
    ]


def test_marks_of_an_older_cache_are_copied_anew(profile: Paths) -> None:
    connection = climbed(
        profile.data / "first.db",
        CACHE,
        CACHE_STEPS,
        profile.backups,
        "INSERT INTO article (id, source_id, sorted_at, fetched_at, position, offline, text_state, text_retry_at,"
        " content_sum, search_sum, title, summary) VALUES (1, 1, 0, 0, 1, 0, 0, 0, 0, 0, '', ''),"
        " (2, 1, 0, 0, 1, 0, 0, 0, 0, 0, '', '')",
        "INSERT INTO mark VALUES (1, 1, 0, 1, 5), (2, 1, 0, 0, NULL)",
    )
    assert connection.execute("SELECT article_id FROM uncopied_mark").fetchall() == [(1,)]
    connection.close()
