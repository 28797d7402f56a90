"""Searches beside bare FTS5 over the same folded text, in one run: python benchmarks/search.py CORPUS [10000 …].

Prints, for each number of articles: what building cost, the sizes, and the median and worst of each kind of question in
milliseconds, to the newest 50 with snippets, to the best 50 with snippets, and to 50 ids of a bare FTS5 table.
"""

from __future__ import annotations

import json
import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from measure import machine

from newsdesk.arabic.fold import fold
from newsdesk.domain.found import SearchOrder
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind
from newsdesk.intake.jobs import PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SLICE = 500
ROUNDS = 5
WORDS = 60  # of the text of a made article


def made_items(corpus: Path, number: int) -> list[tuple[str, str]]:
    """Titles and texts made of the words of the corpus, in their own order within a sentence or so."""
    rng = random.Random(6)
    with (corpus / "articles.jsonl").open(encoding="utf-8") as file:
        articles = [(one["title"], one["body"].split()) for one in map(json.loads, file)]
    made = []
    for place in range(number):
        title, body = articles[place % len(articles)]
        start = rng.randrange(max(1, len(body) - WORDS))
        made.append((title, " ".join(body[start : start + WORDS])))
    return made


def build(paths: Paths, made: list[tuple[str, str]]) -> float:
    """Seconds to store and index all of it."""
    writes = Writes(paths, lambda: NOW)
    writes.open()
    address = "https://press.example/feed"
    source = writes.add_source(SourceKind.FEED, address, address, None, "الجريدة", None, DEFAULT_INTERVAL)
    start = time.perf_counter()
    for first in range(0, len(made), SLICE):
        items = [item(first + place, *one) for place, one in enumerate(made[first : first + SLICE])]
        writes.save_items(source.id, items, NOW)
    taken = time.perf_counter() - start
    while writes.keep_up(NOW):
        pass
    writes.close()
    return taken


def item(place: int, title: str, text: str) -> PreparedItem:
    """One made article; the later ones are the newer."""
    url = f"https://press.example/{place}"
    keys = (f"g:{place}", f"u:{url}")
    published = NOW - timedelta(days=400) + timedelta(minutes=5 * place)
    return PreparedItem(keys, title, url, None, published, None, 1, text, "", "", False, (), fold(title), fold(text))


def bare(path: Path, made: list[tuple[str, str]]) -> tuple[sqlite3.Connection, float]:
    """The same folded text in a contentless FTS5 table, and the seconds that took."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(title, body, content='', tokenize='ascii')")
    start = time.perf_counter()
    connection.execute("BEGIN")
    rows = ((place, fold(title), fold(text)) for place, (title, text) in enumerate(made, 1))
    connection.executemany("INSERT INTO t (rowid, title, body) VALUES (?, ?, ?)", rows)
    connection.execute("COMMIT")
    return connection, time.perf_counter() - start


def questions(made: list[tuple[str, str]]) -> dict[str, list[str]]:
    """A few questions of each kind, of the words that stand in the articles."""
    counts: Counter[str] = Counter()
    for title, text in made:
        counts.update(set(fold(f"{title} {text}").split()))
    words = [word for word, _ in counts.most_common() if len(word) > 3]
    common, rare = words[:10], words[len(words) // 2 :][:10]
    return {
        "a common word": [f"{word}." for word in common],
        "a rare word": [f"{word}." for word in rare],
        "an absent word": ["ضفدعستان.", "قلمونيوس."],
        "two words": [f"{one} {other}." for one, other in pairwise(common)],
        "a phrase": [f'"{" ".join(fold(text).split()[4:7])}"' for _, text in made[:1000:100]],
        "three letters": [word[:3] for word in words[:200:20]],
        "two letters": [word[:2] for word in words[:200:20]],
        "one letter": [word[:1] for word in words[:200:20]],
    }


def bare_match(question: str) -> str:
    """What bare FTS5 is asked for the same."""
    if question.startswith('"'):
        return question
    words = [f'"{word}"' for word in fold(question).split()]
    return " ".join(words) + ("" if question.endswith(".") else "*")


def milliseconds(ask: Callable[[str], object], asked: list[str]) -> str:
    """Median and worst over all questions, of the best of some rounds each."""
    best = []
    for question in asked:
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            ask(question)
            times.append(1000 * (time.perf_counter() - start))
        best.append(min(times))
    return f"{statistics.median(best):8.2f} /{max(best):8.2f}"


def run(corpus: Path, number: int, folder: Path) -> None:
    """Builds both and prints the table of this number of articles."""
    made = made_items(corpus, number)
    paths = Paths.of_profile(str(folder / "profile"))
    paths.make()
    taken = build(paths, made)
    plain, plain_taken = bare(folder / "bare.db", made)
    letters = sum(len(f"{title}{text}".encode()) for title, text in made)
    reads = Reads(paths)
    size = sqlite3.connect(paths.cache_db).execute("SELECT sum(length(block)) FROM search_data").fetchone()[0]
    plain_size = plain.execute("SELECT sum(length(block)) FROM t_data").fetchone()[0]
    print(f"{number} articles, {letters / 1e6:.1f} MB of text; stored and indexed in {taken:.1f} s")
    print(f"index {size / 1e6:.1f} MB ({size / letters:.2f} of the text)")
    print(f"bare FTS5 {plain_size / 1e6:.1f} MB in {plain_taken:.1f} s")
    newest = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid DESC LIMIT 50"
    best = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 50"
    print(f"{'ms: median / worst':20}{'newest 50':>20}{'best 50':>20}{'bare, newest':>20}{'bare, best':>20}")
    for kind, asked in questions(made).items():
        columns = [
            milliseconds(lambda question: reads.find(question, 50, SearchOrder.DATE), asked),
            milliseconds(lambda question: reads.find(question, 50, SearchOrder.RELEVANCE), asked),
            milliseconds(lambda question: plain.execute(newest, (bare_match(question),)).fetchall(), asked),
            milliseconds(lambda question: plain.execute(best, (bare_match(question),)).fetchall(), asked),
        ]
        print(f"{kind:20}" + "".join(f"{column:>20}" for column in columns))
    reads.close()


def main() -> None:
    """Runs each number of articles in a folder of its own."""
    corpus, numbers = Path(sys.argv[1]), [int(word) for word in sys.argv[2:]] or [10_000, 100_000]
    print(machine())
    for number in numbers:
        with tempfile.TemporaryDirectory() as folder:
            run(corpus, number, Path(folder))


if __name__ == "__main__":
    main()
