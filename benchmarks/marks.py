"""How long a page of headlines, a search and a bookmark take, at 10,000 and 100,000 articles, and during a sync."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import measure

from newsdesk.app.compose import Profile
from newsdesk.domain.shelf import HeadlinePage, Shelf, ShelfKind
from newsdesk.domain.source import SourceId
from newsdesk.settings.paths import Paths

TURNS = 50


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
    base.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE kept(id INTEGER PRIMARY KEY, t)")
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


def main() -> int:
    """Prints the figures."""
    measure.compile_everything()
    print(measure.machine())
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
