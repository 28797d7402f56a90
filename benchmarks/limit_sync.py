"""The limit of a sync, as one program: curl in parallel, then lxml, then SQLite with FTS5 of folded text.

`limit_sync.py FOLDER [CONNECTIONS]` reads the addresses from standard input, a line each, and prints the seconds of
each part; 50 connections at once unless told.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from lxml import etree

FOLDED = (*zip("أإآٱىةؤئ", "اااايهوي", strict=True), *((mark, "") for mark in "ًٌٍَُِّْـ"))  # a chain beats str.translate
TAGS = re.compile("<[^>]+>")
Row = tuple[str, str, str, str, str, str]


def fetch(urls: list[str], folder: Path, connections: int) -> list[bytes]:
    """Every document, by curl; by requests and 16 threads where there is no curl."""
    if shutil.which("curl") is None:
        import requests

        print("no curl: requests with 16 threads", file=sys.stderr)
        with ThreadPoolExecutor(16) as pool:
            return list(pool.map(lambda url: requests.get(url, timeout=30).content, urls))
    wishes = "".join(f'url = "{url}"\noutput = "{folder}/{number}"\n' for number, url in enumerate(urls))
    subprocess.run(
        ["curl", "-sS", "--compressed", "--parallel", "--parallel-max", str(connections), "--noproxy", "*", "-K", "-"],
        input=wishes.encode(),
        check=True,
    )
    return [(folder / str(number)).read_bytes() for number in range(len(urls))]


def rows_of(document: bytes) -> list[Row]:
    """Title, link, id, date, author and summary of every item."""
    if document.startswith(b"{"):
        return [
            (i["title"], i["url"], i["id"], i["date_published"], i["authors"][0]["name"], i["content_html"])
            for i in json.loads(document)["items"]
        ]
    rows = []
    for element in etree.fromstring(document).iter():
        if not isinstance(element.tag, str) or etree.QName(element).localname not in ("item", "entry"):
            continue
        said = {etree.QName(child).localname: child for child in element}
        link = said["link"]
        author = said.get("creator", said.get("author"))
        rows.append(
            (
                said["title"].text or "",
                link.get("href") or link.text or "",
                said["id" if "id" in said else "guid" if "guid" in said else "link"].text or "",
                next(said[name].text or "" for name in ("pubDate", "published", "date") if name in said),
                "" if author is None else "".join(author.itertext()),
                next(said[name].text or "" for name in ("description", "summary") if name in said),
            )
        )
    return rows


def fold(text: str) -> str:
    """The search form, as cheaply as it can be had."""
    for letter, other in FOLDED:
        text = text.replace(letter, other)
    return text


def store(rows: list[Row], folder: Path) -> None:
    """Rows and an index of their folded text, in one transaction."""
    base = sqlite3.connect(folder / "limit.db", isolation_level=None)
    base.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
        "CREATE TABLE article(id INTEGER PRIMARY KEY, title, url, guid, at, author, html);"
        "CREATE VIRTUAL TABLE words USING fts5(title, body, content='', tokenize='ascii');"
    )
    base.execute("BEGIN IMMEDIATE")
    base.executemany("INSERT INTO article(title, url, guid, at, author, html) VALUES (?, ?, ?, ?, ?, ?)", rows)
    base.executemany(
        "INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)",
        ((n, fold(row[0]), fold(TAGS.sub(" ", row[5]))) for n, row in enumerate(rows, 1)),
    )
    base.execute("COMMIT")
    base.close()


def main() -> None:
    """Does it, and prints the seconds of each part and the rows stored."""
    folder, connections = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 50
    began = time.perf_counter()
    documents = fetch(sys.stdin.read().split(), folder, connections)
    fetched = time.perf_counter()
    rows = [row for document in documents for row in rows_of(document)]
    parsed = time.perf_counter()
    store(rows, folder)
    stored = time.perf_counter()
    parts = {"fetch": fetched - began, "parse": parsed - fetched, "store": stored - parsed, "all": stored - began}
    print(json.dumps(parts | {"rows": len(rows)}))


if __name__ == "__main__":
    main()
