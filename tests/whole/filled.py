"""Profiles to be killed on: of today with articles and pictures, and of the first schemas."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.store.conftest import Clock, item, picture, show

from newsdesk.domain.article import ArticleId
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind
from newsdesk.intake.jobs import PictureRead, PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.index import VERSION, folded
from newsdesk.store.schema import CACHE, LIBRARY
from newsdesk.store.writes import Writes

SCHEMAS = Path(__file__).parents[1] / "store" / "schemas"
FEED = "https://press.example/feed"


def at_that_time(clock: Clock) -> Clock:
    """A clock that stands where the other does."""
    other = Clock()
    other.now = clock.now
    return other


def whole(number: int, *, has_picture: bool) -> PreparedItem:
    """An item that is read without its page."""
    pictures = (picture(f"{FEED}/{number}"),) if has_picture else ()
    return item(number, text=f"نص الخبر {number} وهو كامل", has_full_text=True, pictures=pictures)


def fill(paths: Paths, articles: int, clock: Clock, *, picture_bytes: int = 0) -> tuple[ArticleId, ...]:
    """A source with so many whole articles, each with a picture of that size when it has one."""
    paths.make()
    writes = Writes(paths, clock)
    writes.open()
    source = writes.add_source(SourceKind.FEED, FEED, FEED, None, "الجريدة", None, DEFAULT_INTERVAL)
    chance = random.Random(3)
    ids: tuple[ArticleId, ...] = ()
    for first in range(1, articles + 1, 50):
        numbers = range(first, min(first + 50, articles + 1))
        items = [whole(number, has_picture=bool(picture_bytes)) for number in numbers]
        ids += show(writes, source.id, items, clock.move(timedelta(minutes=1)))
        for one in items if picture_bytes else ():
            read = PictureRead(0, "image/png", 1, 1, chance.randbytes(picture_bytes), picture_bytes)
            writes.save_picture(one.pictures[0].key, read, clock.now)
    writes.close()
    return ids


def first_schema(profile: Path) -> None:
    """A profile of the first schemas: forty articles, ten of them read, five bookmarked."""
    profile.mkdir()
    for kind in (LIBRARY, CACHE):
        with closing(sqlite3.connect(profile / f"{kind.name}.db")) as base, base:
            base.executescript((SCHEMAS / f"{kind.name}-1.sql").read_text("utf-8"))
            base.execute(f"PRAGMA application_id={kind.application_id}")
            base.execute("PRAGMA user_version=1")
            for table, row in _library_rows() if kind is LIBRARY else _cache_rows():
                base.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)


def _library_rows() -> Iterator[tuple[str, tuple[object, ...]]]:
    yield "source", (1, "feed", FEED, FEED, None, "الجريدة", None, 1800, 0, 1)
    for number in range(1, 6):
        times = (None, None, 0, number)
        yield (
            "bookmark",
            (number, f"خبر {number}", None, 1, "س", FEED, None, *times, 1, number, 0, "", "", ""),
        )
        yield "bookmark_key", (FEED, f"g:{number}", number)
        yield "read_mark", (FEED, f"g:{number}", number, 0)


def _cache_rows() -> Iterator[tuple[str, tuple[object, ...]]]:
    yield "meta", ("index_version", VERSION)
    for number in range(1, 41):
        entry = folded(number, f"خبر {number}", "", "")
        times, states = (number, None, 0), (1, 0, 0, 0, 0, number, entry.sum)
        url = f"https://press.example/{number}"
        yield "article", (number, 1, *times, *states, f"خبر {number}", url, None, None, "")
        yield "search (rowid, title, body)", entry.row
        yield "mark", (number, 1, number, int(number <= 10), number if number <= 10 else None)
        yield "item_key", (1, f"g:{number}", 0, number)
