"""The index is merged in steps whose pages are counted: none grows with what has come in."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from newsdesk.intake.jobs import PreparedItem
from newsdesk.store import index
from newsdesk.sync.save import LETTERS, SLICE, _slices

from .conftest import NOON, AddSource, Writes, item

WORDS = "الحكومة تعلن موازنة العام المقبل بعد نقاش طويل في البرلمان حول الضرائب والدعم والأجور"


def long_item(number: int) -> PreparedItem:
    """With words that no other item has, so that its segment is some pages long."""
    own = " ".join(f"كلمة{number}س{place}" for place in range(60))
    return item(number, text=f"{WORDS} {own}")


def pages_written(writes: Writes, act: Callable[[], object]) -> int:
    """How many pages an act writes into the log of the cache."""
    connection = writes.stores.cache.connection
    connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchall()  # the next transaction begins the log anew
    act()
    (_, pages, _) = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
    return int(pages)


def segments(writes: Writes) -> int:
    return int(writes.stores.cache.value("SELECT count(DISTINCT segid) FROM search_idx"))


def test_no_step_of_merging_grows_with_how_much_has_come_in(writes: Writes) -> None:
    cache = writes.stores.cache
    cache.connection.execute("PRAGMA synchronous=OFF")  # pages are counted, the disk need not keep up
    most: list[int] = []
    for documents in (range(1, 200, 5), range(200, 600, 5)):
        steps = []
        for first in documents:
            with cache.transaction():  # leaves a segment as a sync does, without its step
                index.add(cache, [index.folded(n, "عنوان", long_item(n).text, "") for n in range(first, first + 5)])
            steps.append(pages_written(writes, lambda: index.keep_pace(cache)))
        most.append(max(steps))
        assert segments(writes) < 3 * index.FAN
    assert most[0] > index.MERGED, "nothing was merged"
    assert max(most) <= 6 * index.MERGED, most


def test_what_comes_in_leaves_no_heap_of_segments_for_afterwards(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    for number in range(1, 300):
        writes.save_items(source, [item(number)], NOON)
    assert segments(writes) < 3 * index.FAN
    left = 0
    while index.settle(writes.stores.cache):
        left += 1
    assert left < index.FAN
    assert segments(writes) < 3 * index.FAN


@pytest.mark.parametrize("letters", [10, LETTERS // 10, 2 * LETTERS])
def test_a_slice_holds_so_many_items_and_so_many_letters(letters: int) -> None:
    items = tuple(item(n, text="م" * letters) for n in range(1, 2 * SLICE))
    parts = [*_slices(items)]
    assert [one for part in parts for one in part] == [*items]
    for part in parts:
        assert len(part) == 1 or sum(len(one.html) + len(one.search_body) for one in part) <= LETTERS
        assert len(part) <= SLICE
    assert [*_slices(())] == []
