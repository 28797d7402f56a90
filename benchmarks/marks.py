"""How long a page of headlines, a search and a bookmark take, at 10,000 and 100,000 articles, and during a sync.

`marks.py --load`: only bookmarks and write transactions, while 300 sources of 50 items sync, ten of them hostile.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import measure

from newsdesk.app.compose import Profile
from newsdesk.domain.changes import Progress, Stage
from newsdesk.domain.shelf import HeadlinePage, Shelf, ShelfKind
from newsdesk.domain.source import SourceId
from newsdesk.settings.paths import Paths
from newsdesk.store.database import Database

TURNS = 50
COMMITS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE kept(id INTEGER PRIMARY KEY, t)"


def timed(act: Callable[[], object], turns: int = TURNS) -> list[float]:
    """Milliseconds of each turn."""
    figures = []
    for _ in range(turns):
        began = time.perf_counter()
        act()
        figures.append((time.perf_counter() - began) * 1000)
    return figures


def told(name: str, figures: list[float]) -> None:
    """p50, p99 and the worst."""
    p50, p99 = measure.percentile(figures, 0.5), measure.percentile(figures, 0.99)
    print(f"{name:>44}: p50 {p50:.2f} ms, p99 {p99:.2f}, max {max(figures):.2f} ({len(figures)})")


def pages(profile: Profile) -> HeadlinePage:
    """Pages of 200 from several shelves; the first page of all is given back."""
    desk = profile.desk
    everything = Shelf(ShelfKind.ALL)
    first = desk.headlines(everything)
    assert first.next is not None
    told("first page of 200, all", timed(lambda: desk.headlines(everything)))
    told("second page of 200, all", timed(lambda: desk.headlines(everything, first.next)))
    told("first page of 200, unread", timed(lambda: desk.headlines(Shelf(ShelfKind.UNREAD))))
    told("first page of 200, one source", timed(lambda: desk.headlines(Shelf(ShelfKind.SOURCE, SourceId(3)))))
    told("an article", timed(lambda: desk.article(first.headlines[7].id)))
    told("search for a common word, 50 newest", timed(lambda: desk.search("المدينة", 50)))
    return first


def limit(database: Path) -> None:
    """The same page with plain sqlite3 and nothing made of its rows."""
    base = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    query = "SELECT * FROM article ORDER BY sorted_at DESC, id DESC LIMIT 200"
    told("limit: 200 rows, plain sqlite3", timed(lambda: base.execute(query).fetchall()))
    base.close()


def commit_limit(folder: Path) -> None:
    """One row committed with synchronous=FULL in WAL."""
    base = sqlite3.connect(folder / "commits.db", isolation_level=None)
    base.executescript(COMMITS)
    told("limit: a durable commit, plain sqlite3", timed(lambda: base.execute("INSERT INTO kept(t) VALUES ('ن')")))
    base.close()


def marks(profile: Profile, page: HeadlinePage, opml: bytes) -> None:
    """Bookmarks from call to durable commit, idle and while 100 sources sync."""
    desk = profile.desk
    ids = [headline.id for headline in page.headlines]
    turns = iter([(ids[n % len(ids)], n // len(ids) % 2 == 0) for n in range(100_000)])

    def bookmark() -> None:
        article, is_bookmarked = next(turns)
        desk.set_bookmarked([article], is_bookmarked).result()

    told("bookmark, idle", timed(bookmark, 200))
    told("read mark, idle", timed(lambda: desk.set_read([next(turns)[0]], True).result(), 200))
    desk.import_opml(opml).result()
    sources = [state.source.id for state in desk.sources() if ":9/" not in state.source.url]
    syncing = desk.sync(sources, headlines_only=True)
    figures: list[float] = []
    while not syncing.done():
        figures += timed(bookmark, 1)
        time.sleep(0.003)
    report = syncing.result()
    told(f"bookmark, during a sync of {len(report.sources)} sources", figures)


@contextmanager
def timed_transactions() -> Iterator[list[tuple[float, float]]]:
    """Milliseconds of every transaction that is written meanwhile, from BEGIN to COMMIT, and the processor time of its
    thread in it: what other programs do to the machine and to the disk shows in the first alone."""
    figures: list[tuple[float, float]] = []
    plain = Database.transaction

    @contextmanager
    def timed(database: Database, **how: bool) -> Iterator[sqlite3.Connection]:
        began, worked = time.perf_counter(), time.thread_time()
        with plain(database, **how) as connection:
            yield connection
        figures.append(((time.perf_counter() - began) * 1000, (time.thread_time() - worked) * 1000))

    Database.transaction = timed  # type: ignore[method-assign]
    try:
        yield figures
    finally:
        Database.transaction = plain  # type: ignore[method-assign]


def under_load(sources: int, items: int, hostile: int) -> None:
    """Bookmarks and transactions while all these sources sync for the first time, hostile ones among them; beside each
    bookmark a durable commit of plain sqlite3 on the same disk."""
    with tempfile.TemporaryDirectory() as folder, measure.newspaper(sources - hostile, items, 0, hostile) as paper:
        measure.run([str(measure.HERE / "profiles.py"), folder, "10", "100"])
        base = sqlite3.connect(Path(folder) / "commits.db", isolation_level=None)
        base.executescript(COMMITS)
        profile = Profile(Paths.of_profile(folder), patience=5)
        profile.desk.start().result()
        try:
            desk = profile.desk
            ids = [headline.id for headline in desk.headlines(Shelf(ShelfKind.ALL)).headlines]
            desk.import_opml(str(paper["opml"]).encode()).result()
            wanted = [state.source.id for state in desk.sources() if ":9/" not in state.source.url]
            bookmarks: list[float] = []
            commits: list[float] = []
            marked = [0, 0]  # bookmarks and transactions when the last headline was in

            def on_progress(progress: Progress) -> None:
                if progress.stage == Stage.HEADLINES and progress.done == progress.total:
                    marked[:] = len(bookmarks), len(transactions)

            with timed_transactions() as transactions:
                syncing = desk.sync(wanted, headlines_only=True, on_progress=on_progress)
                while not syncing.done():
                    article, is_new = ids[len(bookmarks) % len(ids)], len(bookmarks) // len(ids) % 2 == 0
                    bookmarks += timed(lambda one=article, new=is_new: desk.set_bookmarked([one], new).result(), 1)
                    commits += timed(lambda: base.execute("INSERT INTO kept(t) VALUES ('ن')"), 1)
                    time.sleep(0.005)
            report = syncing.result()
        finally:
            profile.close()
            base.close()
    failed = sum(outcome.status == "failed" for outcome in report.sources)
    new = sum(outcome.new for outcome in report.sources)
    print(f"\n{len(report.sources)} sources, {hostile} of them hostile: {new:,} items, {failed} failed,", end=" ")
    print(f"{report.seconds:.1f} s with the upkeep")
    told("bookmark, while headlines come", bookmarks[: marked[0]])
    told("bookmark, during the upkeep after it", bookmarks[marked[0] :])
    told("limit: a durable commit beside them, sqlite3", commits)
    for name, some in (
        ("transactions, while headlines come", transactions[: marked[1]]),
        ("transactions, during the upkeep after it", transactions[marked[1] :]),
    ):
        told(name, [wall for wall, _ in some])
        told("their own processor time", [own for _, own in some])
    print(f"{'':>10}promised: bookmarks p99 50 ms, transactions p99 25 ms; {measure.machine()}")


def main() -> int:
    """Prints the figures."""
    measure.compile_everything()
    print(measure.machine())
    if "--load" in sys.argv:
        under_load(300, 50, 10)
        return 0
    for sources, items in ((100, 100), (100, 1000)):
        with tempfile.TemporaryDirectory() as folder, measure.newspaper(100, 50) as paper:
            print(f"\n{sources * items:,} articles")
            measure.run([str(measure.HERE / "profiles.py"), folder, str(sources), str(items)])
            profile = Profile(Paths.of_profile(folder), patience=5)
            profile.desk.start().result()
            try:
                first = pages(profile)
                limit(Path(folder) / "cache.db")
                commit_limit(Path(folder))
                marks(profile, first, str(paper["opml"]).encode())
            finally:
                profile.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
