"""What a publisher says is breaking beside the title is kept beside it, as long as it says so; by a bookmark, too."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.domain.article import ArticleId
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import AddSource, Clock, item, show

ALL, BOOKMARKS = Shelf(ShelfKind.ALL), Shelf(ShelfKind.BOOKMARKS)
HOUR = timedelta(hours=1)


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
    assert [row.is_breaking for row in reads.headlines(BOOKMARKS).headlines] == [True]
    show(writes, source, [item(1), item(2)], clock.move(HOUR))
    assert not any(row.is_breaking for row in reads.headlines(ALL).headlines)


def test_a_bookmark_has_the_mark_still_when_its_article_is_gone(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    def kept() -> dict[ArticleId, bool]:
        return {row.id: row.is_breaking for row in reads.headlines(BOOKMARKS).headlines}

    source = add_source().id
    show(writes, source, [item(1, is_breaking=True), item(2), item(3, is_breaking=True), item(4)], clock.now)
    writes.set_bookmarked([row.id for row in reads.headlines(ALL).headlines], True, clock.now)
    show(writes, source, [item(1, is_breaking=True), item(2, is_breaking=True), item(3), item(4)], clock.move(HOUR))
    shown = kept()
    assert list(shown.values()).count(True) == 2
    writes.remove_source(source)
    while writes.keep_up(clock.now):
        pass
    assert writes.stores.cache.value("SELECT count(*) FROM article") == 0
    assert kept() == shown, "as it was seen last"
    assert all(one.is_breaking for one in reads.headlines_by_id([one for one, is_marked in shown.items() if is_marked]))


def test_a_bookmark_has_the_mark_still_when_the_cache_is_lost(
    writes: Writes, reads: Reads, profile: Paths, add_source: AddSource, clock: Clock
) -> None:
    show(writes, add_source().id, [item(1, is_breaking=True)], clock.now)
    writes.set_bookmarked([reads.headlines(ALL).headlines[0].id], True, clock.now)
    reads.close()
    writes.close()
    profile.cache_db.unlink()
    writes.open()
    assert [row.is_breaking for row in reads.headlines(BOOKMARKS).headlines] == [True]
