"""What a publisher says is breaking beside the title is kept beside the title, as long as it says so."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import AddSource, Clock, item, show

ALL = Shelf(ShelfKind.ALL)


def test_breaking_news_by_category_is_marked_urgent_and_loses_its_mark_with_it(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    source = add_source().id
    show(writes, source, [item(1, is_breaking=True), item(2)], clock.now)
    assert [(row.title, row.is_breaking) for row in reads.headlines(ALL).headlines] == [
        ("خبر رقم 1", True),
        ("خبر رقم 2", False),
    ]
    assert [row.title for row in reads.urgent_text(clock.now)] == ["خبر رقم 1"]
    marked = reads.headlines(ALL).headlines[0].id
    writes.set_bookmarked([marked], True, clock.now)
    assert [row.is_breaking for row in reads.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines] == [True]
    show(writes, source, [item(1), item(2)], clock.move(timedelta(hours=1)))
    assert not any(row.is_breaking for row in reads.headlines(ALL).headlines)
