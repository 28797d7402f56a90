"""Every shelf in pages: in order, each article once, straight from an index."""

from __future__ import annotations

import sqlite3
from datetime import timedelta

import pytest

from newsdesk.domain.article import ArticleId
from newsdesk.domain.shelf import Cursor, Shelf, ShelfKind
from newsdesk.settings.paths import Paths
from newsdesk.store import headlines, waiting
from newsdesk.store.connection import ReadConnection
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, item


@pytest.fixture
def shelves(writes: Writes, add_source: AddSource) -> dict[str, Shelf]:
    """Two sources in a folder and one outside, 60 articles whose dates collide, a third read, some bookmarked."""
    ids: list[ArticleId] = []
    for place, folder in enumerate(("صحف", "صحف", None)):
        source = add_source(f"https://s{place}.example/feed", folder=folder)
        items = [item(n, published_at=NOON - timedelta(hours=n % 7)) for n in range(1, 21)]
        ids += writes.save_items(source.id, items, NOON).added
    writes.set_read(ids[::3], True, NOON)
    for count, article in enumerate(ids[::4]):
        writes.set_bookmarked([article], True, NOON + timedelta(minutes=count // 2))
    return {
        "all": Shelf(ShelfKind.ALL),
        "unread": Shelf(ShelfKind.UNREAD),
        "today": Shelf(ShelfKind.TODAY, since=NOON - timedelta(hours=3)),
        "source": Shelf(ShelfKind.SOURCE, source=source.id),
        "folder": Shelf(ShelfKind.FOLDER, folder="صحف"),
        "bookmarks": Shelf(ShelfKind.BOOKMARKS),
    }


SIZES = {"all": 60, "unread": 40, "today": 33, "source": 20, "folder": 40, "bookmarks": 15}


@pytest.mark.parametrize("name", SIZES)
def test_pages_show_each_headline_once_and_in_order(shelves: dict[str, Shelf], reads: Reads, name: str) -> None:
    shelf = shelves[name]
    whole = reads.headlines(shelf, limit=500)
    assert len(whole.headlines) == SIZES[name]
    assert whole.next is None
    paged, after = [], None
    while True:
        page = reads.headlines(shelf, after, 7)
        paged += page.headlines
        after = page.next
        if after is None:
            break
    assert tuple(paged) == whole.headlines
    if name != "bookmarks":
        order = [(headline.sorted_at, headline.id) for headline in paged]
        assert order == sorted(order, reverse=True)


@pytest.mark.parametrize("name", SIZES)
def test_what_a_shelf_shows_is_what_is_on_it(shelves: dict[str, Shelf], reads: Reads, name: str) -> None:
    everything = [headline.id for headline in reads.headlines(Shelf(ShelfKind.ALL), limit=500).headlines]
    shown = {headline.id for headline in reads.headlines(shelves[name], limit=500).headlines}
    assert reads.is_on_shelf(shelves[name], everything) == shown


def test_counts_agree_with_the_lists(shelves: dict[str, Shelf], reads: Reads) -> None:
    counts = reads.counts(NOON - timedelta(hours=3))
    found = (counts.total, counts.unread, counts.today, counts.bookmarks, sum(counts.unread_by_source.values()))
    assert found == (60, 40, 33, 15, 40)
    assert sum(state.unread for state in reads.sources()) == 40
    assert sum(state.total for state in reads.sources()) == 60


def test_the_newest_bookmark_comes_first(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    ids = writes.save_items(add_source().id, [item(n) for n in (1, 2, 3)], NOON).added
    for minute, article in enumerate((ids[1], ids[2], ids[0])):
        writes.set_bookmarked([article], True, NOON + timedelta(minutes=minute))
    shown = [headline.id for headline in reads.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines]
    assert shown == [ids[0], ids[2], ids[1]]


def test_headlines_by_id_come_as_asked_and_unknown_ones_are_left_out(shelves: dict[str, Shelf], reads: Reads) -> None:
    found = reads.headlines_by_id([ArticleId(9), ArticleId(999), ArticleId(2)])
    assert [headline.id for headline in found] == [9, 2]


QUERIES = {
    "all": (headlines.ALL, (*headlines.NEWER_THAN_ALL, 200)),
    "today": (headlines.TODAY, (*headlines.NEWER_THAN_ALL, 0, 200)),
    "unread": (headlines.UNREAD, (*headlines.NEWER_THAN_ALL, 200)),
    "source": (headlines.SOURCE, (*headlines.NEWER_THAN_ALL, 1, 200)),
    "places": (headlines.PLACES, (*headlines.NEWER_THAN_ALL, 1)),
    "bookmarks": (headlines.BOOKMARKS, (*headlines.NEWER_THAN_ALL, 200)),
    "awaiting text": (waiting.AWAITING_TEXT, (0, 200, None)),
}


@pytest.mark.parametrize("name", QUERIES)
def test_no_list_is_sorted_or_read_whole(shelves: dict[str, Shelf], profile: Paths, name: str) -> None:
    sql, values = QUERIES[name]
    connection = ReadConnection(profile)
    driver = connection.opened()
    assert driver is not None
    plan = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    connection.close()
    assert not [step for step in plan if "TEMP B-TREE" in step], plan
    scans = [step for step in plan if step.startswith("SCAN") and "USING" not in step and "json_each" not in step]
    assert not scans, plan


def test_a_page_begins_after_a_cursor_that_no_longer_exists(shelves: dict[str, Shelf], reads: Reads) -> None:
    between = Cursor(NOON - timedelta(hours=3), ArticleId(10**9))
    page = reads.headlines(Shelf(ShelfKind.ALL), between, 500)
    assert page.headlines
    assert all(headline.sorted_at <= between.at for headline in page.headlines)


def test_a_reader_of_a_locked_profile_still_answers(shelves: dict[str, Shelf], profile: Paths, reads: Reads) -> None:
    other = sqlite3.connect(profile.cache_db, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert len(reads.headlines(Shelf(ShelfKind.ALL), limit=500).headlines) == 60
    other.execute("ROLLBACK")
    other.close()
