"""What a list, an article and a new item ask of SQLite does not grow with the archive; its steps are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from newsdesk.domain.article import ArticleId
from newsdesk.domain.shelf import Cursor, Shelf, ShelfKind
from newsdesk.store.reads import Reads

from .conftest import NOON, AddSource, Writes, item

SOURCES = 10
SLICE = 250


def grow(writes: Writes, sources: list[int], numbers: range) -> None:
    for start in range(numbers.start, numbers.stop, SLICE):
        for place, source in enumerate(sources):
            items = [
                item(n, published_at=NOON - timedelta(minutes=n, seconds=place)) for n in range(start, start + SLICE)
            ]
            writes.save_items(source, items, NOON + timedelta(seconds=start))  # type: ignore[arg-type]
    while writes.keep_up(NOON):
        pass


def steps(connection: object, act: Callable[[], object]) -> int:
    """How many tens of steps of SQLite's machine an act takes."""
    counted = [0]

    def count() -> int:
        counted[0] += 1
        return 0

    connection.set_progress_handler(count, 10)  # type: ignore[attr-defined]
    act()
    connection.set_progress_handler(None, 10)  # type: ignore[attr-defined]
    return counted[0]


def test_ten_times_the_articles_take_no_more_steps_for_a_page_an_article_or_a_new_item(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    sources = [
        add_source(f"https://press.example/{n}", title=f"صحيفة {n}", folder=f"مجلد {n % 2}").id for n in range(SOURCES)
    ]
    deep = Cursor(NOON - timedelta(minutes=60), ArticleId(1))
    asked: dict[str, Callable[[], object]] = {
        "top": lambda: reads.headlines(Shelf(ShelfKind.ALL), None, 200),
        "deep": lambda: reads.headlines(Shelf(ShelfKind.ALL), deep, 200),
        "unread": lambda: reads.headlines(Shelf(ShelfKind.UNREAD), deep, 200),
        "source": lambda: reads.headlines(Shelf(ShelfKind.SOURCE, source=sources[3]), None, 100),
        "folder": lambda: reads.headlines(Shelf(ShelfKind.FOLDER, folder="مجلد 1"), deep, 200),
        "article": lambda: reads.article(ArticleId(5)),
        "sources": reads.sources,
        "counts": lambda: reads.counts(NOON - timedelta(hours=1)),
    }

    def all_steps(fresh: int) -> dict[str, int]:
        taken = {}
        for name, act in asked.items():
            act()
            connection = reads._reads.opened()
            taken[name] = steps(connection, act)
        new = [item(fresh, published_at=NOON + timedelta(minutes=fresh))]
        taken["new item"] = steps(
            writes.stores.cache.connection,
            lambda: writes.save_items(sources[0], new, NOON + timedelta(days=fresh)),
        )
        return taken

    grow(writes, sources, range(SLICE))
    before = all_steps(100_001)
    grow(writes, sources, range(SLICE, 5 * SLICE))
    after = all_steps(100_002)
    assert {name: (before[name], after[name]) for name in before if after[name] > 1.2 * before[name] + 10} == {}
