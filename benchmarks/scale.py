"""A large archive beside one of 10,000 articles, in one run: benchmarks/scale.py [ARTICLES [SOURCES]] [--store DIR].

Prints, for 1,000,000 articles of 1,000 sources unless told otherwise: pages of 200 headlines at the top and deep in the
list, an article, a new item, counts of all shelves beside plain COUNTs, the window's start and its memory. Times by the
clock, and of CPU where the machine is busy. --store keeps what was built, and takes it when it is there.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import measure
from profiles import item

from newsdesk.domain.article import ArticleId
from newsdesk.domain.shelf import Cursor, Shelf, ShelfKind
from newsdesk.domain.source import SourceId, SourceKind
from newsdesk.intake.jobs import PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
SMALL = (10_000, 100)
SLICE = 500
TEXTS = 300  # different texts, taken in turn
ROUNDS = 5
PAGE = 200


def build(paths: Paths, articles: int, sources: int) -> None:
    """That many articles through the store's own door, the sources in turn; nothing when they are there."""
    if paths.cache_db.exists():  # of an older schema, it would be read as empty
        writes = Writes(paths, lambda: NOW)
        writes.open()
        writes.close()
        return
    paths.make()
    made = [item(0, number, NOW) for number in range(TEXTS)]
    writes = Writes(paths, lambda: NOW)
    writes.open()
    each = articles // sources
    for source in range(sources):
        address = f"http://127.0.0.1:9/s{source}/feed"
        added = writes.add_source(
            SourceKind.FEED, address, address, None, f"صحيفة {source}", f"مجلد {source % 20}", timedelta(minutes=30)
        )
        for first in range(0, each, SLICE):
            numbers = range(first, min(each, first + SLICE))
            writes.save_items(added.id, [one(made, source, number) for number in numbers], NOW)
        while source % 20 == 0 and writes.keep_up(NOW):
            pass
    while writes.keep_up(NOW):
        pass
    writes.close()


def one(made: list[PreparedItem], source: int, number: int) -> PreparedItem:
    """An article of its own with one of the texts."""
    like = made[(source * 7 + number) % len(made)]
    url = f"http://127.0.0.1:9/s{source}/a{number}.html"
    at = NOW - timedelta(minutes=5 * number, seconds=source)
    return PreparedItem(
        (f"u:{url}",), f"{like.title} {number}", url, like.author, at, None, 1, like.summary, like.html, like.text,
        True, (), f"{like.search_title} {number}", like.search_body,
    )  # fmt: skip


def timed(act: Callable[[], object]) -> tuple[float, float]:
    """The median of some rounds in milliseconds, by the clock and of CPU."""
    wall, cpu = [], []
    for _ in range(ROUNDS):
        start, began = time.perf_counter(), time.thread_time()
        act()
        cpu.append(1000 * (time.thread_time() - began))
        wall.append(1000 * (time.perf_counter() - start))
    return statistics.median(wall), statistics.median(cpu)


def acts(reads: Reads, each: int) -> dict[str, Callable[[], object]]:
    """What is timed in one archive."""
    middle = NOW - timedelta(minutes=5 * each // 2)
    folder, deep = Shelf(ShelfKind.FOLDER, folder="مجلد 3"), Cursor(middle, ArticleId(1))
    last = int(reads.headlines(Shelf(ShelfKind.ALL), None, 1).headlines[0].id)
    return {
        "page, all, top": lambda: reads.headlines(Shelf(ShelfKind.ALL), None, PAGE),
        "page, all, deep": lambda: reads.headlines(Shelf(ShelfKind.ALL), deep, PAGE),
        "page, unread, deep": lambda: reads.headlines(Shelf(ShelfKind.UNREAD), deep, PAGE),
        "page, source": lambda: reads.headlines(Shelf(ShelfKind.SOURCE, source=SourceId(7)), None, PAGE),
        "page, folder, top": lambda: reads.headlines(folder, None, PAGE),
        "page, folder, deep": lambda: reads.headlines(folder, deep, PAGE),
        "article": lambda: reads.article(ArticleId(last)),
        "counts (asker)": lambda: reads.counts(NOW - timedelta(hours=12)),
        "sources": reads.sources,
    }


def check_counts(paths: Paths, reads: Reads) -> bool:
    """Whether the sidebar's figures are those of plain COUNTs."""
    import sqlite3

    since = NOW - timedelta(hours=12)
    base = sqlite3.connect(paths.cache_db)
    base.execute("ATTACH ? AS library", (str(paths.library_db),))
    told = reads.counts(since)
    plain = tuple(
        base.execute(f"SELECT count(*) FROM {what}").fetchone()[0]
        for what in (
            "article",
            "mark WHERE is_read = 0",
            f"article WHERE sorted_at >= {round(since.timestamp() * 1e6)}",
            "library.bookmark",
            "article WHERE offline > 0",
        )
    )
    base.close()
    return plain == (told.total, told.unread, told.today, told.bookmarks, told.offline_text)


def insertion(paths: Paths) -> tuple[float, float]:
    """A new item of one source, by turns; what is measured is removed by nobody, and is the same in both archives."""
    writes = Writes(paths, lambda: NOW)
    writes.open()
    fresh = iter([item(999, number, NOW) for number in range(time.time_ns() % 10**9, time.time_ns() % 10**9 + ROUNDS)])
    taken = timed(lambda: writes.save_items(SourceId(1), [next(fresh)], datetime.now(UTC)))
    writes.close()
    return taken


def windows(profiles: dict[str, Path]) -> None:
    """Prints start and memory of the window over each."""
    measure.compile_everything()
    painted: dict[str, list[float]] = {name: [] for name in profiles}
    memory: dict[str, list[float]] = {name: [] for name in profiles}
    screen = measure.Screen()
    try:
        for turn in range(ROUNDS + 1):
            for name, profile in profiles.items():
                start, process = measure.start_window(screen, [*measure.WINDOW, "--profile", str(profile)], 1.0)
                if turn:
                    painted[name].append(start.painted)
                    memory[name].append(measure.pss(process.pid))
                measure.end(process)
    finally:
        screen.close()
    for name in profiles:
        print(f"{name}: painted {measure.spread(painted[name])}, memory {measure.spread(memory[name], 'MB', 1)}")
    small, large = (measure.median(painted[name]) for name in profiles)
    print(measure.verdict("start, large beside small", large / small, 1.2))


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("articles", type=int, nargs="?", default=1_000_000)
    parser.add_argument("sources", type=int, nargs="?", default=1_000)
    parser.add_argument("--store", type=Path)
    parser.add_argument("--no-window", action="store_true")
    options = parser.parse_args()
    print(measure.machine())
    with tempfile.TemporaryDirectory() as folder:
        kept = options.store or Path(folder)
        sizes = (SMALL, (options.articles, options.sources))
        folders = {f"{articles}": kept / f"scale-{articles}" for articles, _ in sizes}
        stores = [Paths.of_profile(str(folder)) for folder in folders.values()]
        for paths, (articles, sources) in zip(stores, sizes, strict=True):
            build(paths, articles, sources)
        reading = [Reads(paths) for paths in stores]
        tables = [acts(reads, articles // sources) for reads, (articles, sources) in zip(reading, sizes, strict=True)]
        print(f"{'ms (CPU)':20}{'  '.join(f'{name:>18}' for name in folders)}")
        for name in tables[0]:
            figures = [timed(table[name]) for table in tables]
            print(f"{name:20}" + "  ".join(f"{wall:9.2f} ({cpu:6.2f})" for wall, cpu in figures), flush=True)
        for paths, reads in zip(stores, reading, strict=True):
            print("counts are those of plain COUNTs:", check_counts(paths, reads))
            reads.close()
        print("a new item: " + ", ".join(f"{wall:.2f} ({cpu:.2f}) ms" for wall, cpu in map(insertion, stores)))
        if not options.no_window:
            windows(folders)
    return 0


if __name__ == "__main__":
    sys.exit(main())
