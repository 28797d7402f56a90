"""Lists in the source's own order and with the unread first, page by page."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsdesk.domain.article import Headline
from newsdesk.domain.shelf import Cursor, Ordering, Shelf, ShelfKind
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, item

LATER = NOON + timedelta(hours=1)


def paged(reads: Reads, shelf: Shelf, ordering: Ordering, limit: int = 2) -> list[Headline]:
    """All of a shelf, read in small pages."""
    found: list[Headline] = []
    after: Cursor | None = None
    for _ in range(50):
        page = reads.headlines(shelf, after, limit, ordering)
        found.extend(page.headlines)
        after = page.next
        if after is None:
            return found
    raise AssertionError("the pages do not end")


def test_the_own_order_is_that_of_the_documents_and_not_of_the_times(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    times = (13, 9, 12, 8)
    first = [item(n, str(n), published_at=NOON.replace(hour=h), position=n) for n, h in enumerate(times, 1)]
    writes.save_items(source, first, NOON)
    second = [item(n, str(n), published_at=NOON.replace(hour=2), position=n - 4) for n in (5, 6)]
    writes.save_items(source, second, LATER)
    other = add_source("https://other.example/feed").id
    writes.save_items(other, [item(7, "7")], LATER)
    shelf = Shelf(ShelfKind.SOURCE, source=source)
    assert [one.title for one in paged(reads, shelf, Ordering.OWN)] == ["5", "6", "1", "2", "3", "4"]
    assert [one.title for one in paged(reads, shelf, Ordering.OWN, 50)] == ["5", "6", "1", "2", "3", "4"]


@pytest.mark.parametrize("kind", [ShelfKind.ALL, ShelfKind.SOURCE, ShelfKind.FOLDER, ShelfKind.TODAY])
def test_the_unread_stand_first_each_part_newest_first(
    writes: Writes, reads: Reads, add_source: AddSource, kind: ShelfKind
) -> None:
    source = add_source(folder="بلاد").id
    items = [item(n, str(n), published_at=NOON - timedelta(minutes=n)) for n in range(1, 8)]
    writes.save_items(source, items, NOON)
    by_title = {one.title: one.id for one in reads.headlines(Shelf(ShelfKind.ALL)).headlines}
    writes.set_read([by_title["1"], by_title["4"]], True, NOON)
    shelf = Shelf(kind, source=source, folder="بلاد", since=NOON - timedelta(hours=6))
    for limit in (1, 2, 3, 5, 7, 50):
        found = [one.title for one in paged(reads, shelf, Ordering.UNREAD_FIRST, limit)]
        assert found == ["2", "3", "5", "6", "7", "1", "4"], limit


def test_a_shelf_that_cannot_stand_in_an_order_stands_newest_first(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    writes.save_items(source, [item(n, str(n), published_at=NOON - timedelta(minutes=n)) for n in (2, 1)], NOON)
    for kind in (ShelfKind.ALL, ShelfKind.UNREAD):
        assert [one.title for one in paged(reads, Shelf(kind), Ordering.OWN)] == ["1", "2"]
