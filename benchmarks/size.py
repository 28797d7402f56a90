"""What the store of 10,000 articles of the benchmarks' own newspaper takes on disk, by table and index: size.py

They come the reader's road (a sync of 100 feeds of 100 items); the index is settled and the log brought in. With
PROFILE, what that one takes instead.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import measure

from newsdesk.settings.paths import Paths
from newsdesk.store.writes import Writes

TARGET = 20.0  # MB for 10,000 articles
_PARTS = "SELECT name, sum(pgsize), sum(payload), sum(unused) FROM dbstat GROUP BY name ORDER BY 2 DESC"


def settled(paths: Paths) -> None:
    """Does what the program does when it is idle, and brings the log in."""
    now = datetime.now(UTC)
    writes = Writes(paths, lambda: now)
    writes.open()
    while writes.keep_up(now):
        pass
    writes.close()


def show(paths: Paths) -> tuple[int, int, int]:
    """Prints the parts of the cache; the number of articles, the bytes of both files, and of free pages in them."""
    connection = sqlite3.connect(paths.cache_db)
    articles = connection.execute("SELECT count(*) FROM article").fetchone()[0]
    for name, size, payload, unused in connection.execute(_PARTS).fetchall():
        if size >= 100_000:
            print(f"{name:>24}: {size / 1e6:7.2f} MB, {payload / 1e6:7.2f} of it content, {unused / 1e6:5.2f} unused")
    free = connection.execute("SELECT freelist_count * page_size FROM pragma_freelist_count, pragma_page_size")
    unused = free.fetchone()[0]
    connection.close()
    return articles, paths.cache_db.stat().st_size + paths.library_db.stat().st_size, unused


def main() -> int:
    """Prints the table; 1 when 10,000 articles take more than is promised."""
    print(measure.machine())
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(sys.argv[1]) if sys.argv[1:] else Path(folder) / "profile"
        if not sys.argv[1:]:
            with measure.newspaper(100, 100) as paper:
                measure.newsdesk(profile, "opml", "import", "-", stdin=str(paper["opml"]))
                measure.newsdesk(profile, "sync", "--headlines-only")
        paths = Paths.of_profile(str(profile))
        settled(paths)
        articles, size, free = show(paths)
    megabytes = size / 1e6 * 10_000 / max(1, articles)
    print(f"of the files {free / 1e6:.1f} MB are free pages, which the next sync fills before a file grows")
    print(f"{articles} articles, both files {size / 1e6:.1f} MB: {megabytes:.1f} MB for 10,000, index included")
    print(f"promised ≤ {TARGET:.0f} MB: {'kept' if megabytes <= TARGET else 'NOT KEPT'}")
    return 0 if megabytes <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
