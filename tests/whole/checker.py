"""Opens a profile's two databases with plain sqlite3 and says what is wrong; shares no code with newsdesk.

It works on copies, so that the recovery of a log left by a kill stays newsdesk's own to do.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

DANGLING = {
    "a text without its article": "SELECT article_id FROM body WHERE article_id NOT IN (SELECT id FROM article)",
    "a mark without its article": "SELECT article_id FROM mark WHERE article_id NOT IN (SELECT id FROM article)",
    "an article without its mark": "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM mark)",
    "a key without its article": "SELECT article_id FROM item_key WHERE article_id NOT IN (SELECT id FROM article)",
    "an article without a key": "SELECT id FROM article WHERE id NOT IN (SELECT article_id FROM item_key"
    " WHERE article_id IS NOT NULL)",
    "a picture's place without its article": "SELECT article_id FROM article_picture"
    " WHERE article_id NOT IN (SELECT id FROM article)",
    "a picture's place without its picture": "SELECT key FROM article_picture"
    " WHERE key NOT IN (SELECT key FROM picture)",
    "a picture that no article names": "SELECT key FROM picture WHERE key NOT IN (SELECT key FROM article_picture)",
    "a stored picture without bytes": "SELECT key FROM picture WHERE state = 1 AND length(coalesce(bytes, '')) = 0",
    "an article that search cannot find": "SELECT id FROM article WHERE id NOT IN (SELECT id FROM search_docsize)",
    "two articles of one address": "SELECT min(url) FROM article GROUP BY source_id, url HAVING count(*) > 1",
}


@dataclass(frozen=True, slots=True)
class Promised:
    """What must be found: ids bookmarked and not, and by each validator the addresses of the items it came with; ids
    of articles that are read and unread."""

    bookmarked: frozenset[int] = frozenset()
    not_bookmarked: frozenset[int] = frozenset()
    editions: dict[str, list[str]] = field(default_factory=dict)
    read: frozenset[int] = frozenset()
    unread: frozenset[int] = frozenset()


def problems(profile: Path, promised: Promised) -> list[str]:
    """Every broken promise in a sentence; [] when the profile is whole."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("library.db", "cache.db"):
            for ending in ("", "-wal", "-journal"):
                if (profile / (name + ending)).exists():
                    shutil.copy(profile / (name + ending), folder)
        found: list[str] = []
        for name in ("library.db", "cache.db"):
            if not (Path(folder) / name).exists():
                if promised.bookmarked or promised.read:
                    found.append(f"{name} is missing")
                continue
            with closing(sqlite3.connect(Path(folder) / name)) as base:
                try:
                    found += _sound(name, base)
                    found += _library(base, promised) if name == "library.db" else _cache(base, promised)
                except sqlite3.DatabaseError as error:
                    found.append(f"{name}: {error}")
        return found


def _sound(name: str, base: sqlite3.Connection) -> Iterator[str]:
    (verdict,) = base.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        yield f"{name}: {verdict}"
    for row in base.execute("PRAGMA foreign_key_check"):
        yield f"{name}: a row of {row[0]} points nowhere in {row[2]}"
    for (table,) in base.execute("SELECT name FROM sqlite_master WHERE sql LIKE '%USING fts5%'").fetchall():
        try:
            base.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
        except sqlite3.DatabaseError as error:
            yield f"{name}: the index {table} is damaged: {error}"


def _has(base: sqlite3.Connection, table: str) -> bool:
    return bool(base.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone())


def _library(base: sqlite3.Connection, promised: Promised) -> Iterator[str]:
    if not _has(base, "bookmark"):
        if promised.bookmarked:
            yield "library.db has no bookmarks"
        return
    kept = {number for (number,) in base.execute("SELECT id FROM bookmark")}
    yield from _each("an acknowledged bookmark is lost", promised.bookmarked - kept)
    yield from _each("a bookmark taken back is there again", promised.not_bookmarked & kept)
    empty = base.execute("SELECT id FROM bookmark WHERE title = '' OR (has_full_text = 1 AND text = '')")
    yield from _each("a bookmark without its words", [number for (number,) in empty])


def _cache(base: sqlite3.Connection, promised: Promised) -> Iterator[str]:
    if not _has(base, "search"):
        return
    if base.execute("SELECT 1 FROM meta WHERE key = 'index_version' AND value = 'stale'").fetchone():
        yield "the search index was left out of step with what is stored"
    for what, query in DANGLING.items():
        yield from _each(what, [row[0] for row in base.execute(query).fetchall()])
    read = {number for (number,) in base.execute("SELECT article_id FROM mark WHERE is_read = 1")}
    yield from _each("an acknowledged read mark is lost", promised.read - read)
    yield from _each("a read mark taken back is there again", promised.unread & read)
    stored = {url for (url,) in base.execute("SELECT url FROM article")}
    for source, etag in base.execute("SELECT source_id, etag FROM source_state WHERE etag IS NOT NULL").fetchall():
        if promised.editions and etag not in promised.editions:
            yield f"source {source} holds a validator that nobody gave: {etag}"
        yield from _each(
            f"source {source} holds a validator without its items", set(promised.editions.get(etag, [])) - stored
        )


def _each(what: str, which: Iterable[object]) -> Iterator[str]:
    for one in list(which)[:5]:
        yield f"{what}: {one}"


def main() -> int:
    """`python -m tests.whole.checker PROFILE < PROMISED.json`: prints the problems; 1 when there is one."""
    said = json.load(sys.stdin)
    kept, gone = frozenset(said["bookmarked"]), frozenset(said["not_bookmarked"])
    found = problems(Path(sys.argv[1]), Promised(kept, gone, said["editions"]))
    print("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
