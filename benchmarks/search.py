"""Searches beside bare FTS5 over the same folded text, in one run: python benchmarks/search.py CORPUS [10000 …].

Prints, for each number of articles: what building cost, the sizes, and the median, the 95th of a hundred and the worst
of each kind of question in milliseconds, to the newest 50 with snippets, to the best 50 with snippets, and to 50 ids of
a bare FTS5 table. With --rebuild, also making the index anew beside building the bare one, with searches answered
meanwhile, and the index's own check. --store FOLDER keeps what was built, and takes it when it is there.
"""

from __future__ import annotations

import argparse
import json
import random
import sqlite3
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from pathlib import Path

from measure import machine

from newsdesk.app.window import SWITCH
from newsdesk.arabic.fold import fold
from newsdesk.domain.found import SearchOrder
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind
from newsdesk.intake.jobs import PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SLICE = 500
ROUNDS = 3
WORDS = 60  # of the text of a made article
SAMPLE = 10_000  # articles whose words the questions are made of
Made = tuple[str, str]


def made_items(corpus: Path, number: int) -> Iterator[Made]:
    """Titles and texts made of the words of the corpus, in their own order within a sentence or so."""
    rng = random.Random(6)
    with (corpus / "articles.jsonl").open(encoding="utf-8") as file:
        articles = [(one["title"], one["body"].split()) for one in map(json.loads, file)]
    for place in range(number):
        title, body = articles[place % len(articles)]
        start = rng.randrange(max(1, len(body) - WORDS))
        yield title, " ".join(body[start : start + WORDS])


def build(paths: Paths, made: Iterator[Made]) -> float:
    """Seconds to store and index all of it; merging, which waits for a quiet moment, is not among them."""
    writes = Writes(paths, lambda: NOW)
    writes.open()
    address = "https://press.example/feed"
    source = writes.add_source(SourceKind.FEED, address, address, None, "الجريدة", None, DEFAULT_INTERVAL)
    taken, first = 0.0, 0
    while slice_ := list(islice(made, SLICE)):
        items = [item(first + place, *one) for place, one in enumerate(slice_)]
        start = time.perf_counter()
        writes.save_items(source.id, items, NOW)
        taken += time.perf_counter() - start
        first += len(items)
        if first % (20 * SLICE) == 0:
            settle(writes)
    settle(writes)
    writes.close()
    return taken


def settle(writes: Writes) -> None:
    """Merges as the program does whenever it is idle."""
    while writes.keep_up(NOW):
        pass


def bring_up_to_date(paths: Paths) -> None:
    """A store that was kept may be of an older schema, which readers answer emptily, and very fast."""
    writes = Writes(paths, lambda: NOW)
    writes.open()
    settle(writes)
    writes.close()


def item(place: int, title: str, text: str) -> PreparedItem:
    """One made article; the later ones are the newer."""
    url = f"https://press.example/{place}"
    keys = (f"g:{place}", f"u:{url}")
    published = NOW - timedelta(days=1200) + timedelta(minutes=1.5 * place)
    return PreparedItem(keys, title, url, None, published, None, 1, text, "", "", False, (), fold(title), fold(text))


def bare(path: Path, made: Iterator[Made]) -> tuple[sqlite3.Connection, float]:
    """The same folded text in a contentless FTS5 table, and the seconds that took, folding included."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(title, body, content='', tokenize='ascii')")
    taken, first, cpu = 0.0, 1, 0.0
    connection.execute("BEGIN")
    while slice_ := list(islice(made, SLICE)):
        start, began = time.perf_counter(), time.thread_time()
        rows = ((first + place, fold(title), fold(text)) for place, (title, text) in enumerate(slice_))
        connection.executemany("INSERT INTO t (rowid, title, body) VALUES (?, ?, ?)", rows)
        taken += time.perf_counter() - start
        cpu += time.thread_time() - began
        first += len(slice_)
    start = time.perf_counter()
    connection.execute("COMMIT")
    print(f"bare FTS5 of {first - 1} articles: CPU {cpu:.1f} s")
    return connection, taken + time.perf_counter() - start


def questions(made: list[Made]) -> dict[str, list[str]]:
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
        "common and rare": [f"{one} {other}." for one, other in zip(common, rare, strict=True)],
        "some of five": [" ".join((*common[place : place + 4], rare[place])) + "." for place in range(6)],
        "a phrase": [f'"{" ".join(fold(text).split()[4:7])}"' for _, text in made[:1000:100]],
        "four letters": [word[:4] for word in words[:200:20]],
        "three letters": [word[:3] for word in words[:200:20]],
        "two letters": [word[:2] for word in words[:200:20]],
        "one letter": [word[:1] for word in words[:200:20]],
        "rare, three letters": [word[:3] for word in rare],
        "of a source": [f"{word}. source:الجريدة" for word in common[:3]],
        "unread": [f"{word}. is:unread" for word in common[:3]],
        "no word, unread": ["is:unread"],
    }


def bare_match(question: str) -> str:
    """What bare FTS5 is asked for the same, leaving filters out; "" where nothing is left."""
    if question.startswith('"'):
        return question
    words = [word for word in question.split() if ":" not in word]
    folded = " ".join(f'"{word}"' for word in fold(" ".join(words)).split())
    return folded + ("" if not folded or words[-1].endswith(".") else "*")


def milliseconds(ask: Callable[[str], object], asked: list[str]) -> tuple[list[float], list[float]]:
    """For each question the median of some rounds, by the clock and of CPU: on a busy machine only the second tells."""
    walls, cpus = [], []
    for question in asked:
        wall, cpu = [], []
        for _ in range(ROUNDS):
            start, began = time.perf_counter(), time.thread_time()
            ask(question)
            cpu.append(1000 * (time.thread_time() - began))
            wall.append(1000 * (time.perf_counter() - start))
        walls.append(statistics.median(wall))
        cpus.append(statistics.median(cpu))
    return walls, cpus


def spread(times: list[float]) -> str:
    """Median, 95th of a hundred, worst."""
    ordered = sorted(times)
    return f"{statistics.median(ordered):8.2f} /{ordered[int(0.95 * (len(ordered) - 1))]:8.2f} /{ordered[-1]:8.2f}"


def ask_all(reads: Reads, plain: sqlite3.Connection, sample: list[Made]) -> None:
    """Prints the table of all kinds of questions."""
    newest = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid DESC LIMIT 50"
    best = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 50"
    asks: dict[str, Callable[[str], object]] = {
        "newest 50": lambda question: reads.find(question, 50, SearchOrder.DATE),
        "best 50": lambda question: reads.find(question, 50, SearchOrder.RELEVANCE),
        "bare, newest": lambda question: plain.execute(newest, (bare_match(question) or '"x"',)).fetchall(),
        "bare, best": lambda question: plain.execute(best, (bare_match(question) or '"x"',)).fetchall(),
    }
    all_times: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in asks}
    print(f"{'ms: median / p95 / worst (worst CPU)':24}" + "".join(f"{name:>30}" for name in asks))
    for kind, asked in questions(sample).items():
        columns = []
        for name, ask in asks.items():
            wall, cpu = milliseconds(ask, asked)
            all_times[name][0].extend(wall)
            all_times[name][1].extend(cpu)
            columns.append(f"{spread(wall)} ({max(cpu):.2f})")
        print(f"{kind:24}" + "".join(f"{column:>30}" for column in columns), flush=True)
    print(f"{'all':24}" + "".join(f"{spread(wall):>30}" for wall, _ in all_times.values()))
    print(f"{'all, CPU':24}" + "".join(f"{spread(cpu):>30}" for _, cpu in all_times.values()))


def rebuild(paths: Paths, plain_taken: float) -> None:
    """Makes the index anew, undisturbed and while somebody asks twenty times a second; then its own rank-1 check."""
    for is_asked in (False, True):
        with sqlite3.connect(paths.cache_db) as connection:
            connection.execute("UPDATE meta SET value = 'other' WHERE key = 'index_version'")
        connection.close()
        waits: list[float] = []
        done = threading.Event()
        asker = threading.Thread(target=ask_on, args=(paths, done, waits))
        writes = Writes(paths, lambda: NOW)
        if is_asked:
            sys.setswitchinterval(SWITCH)  # as in the window, where it happens
            asker.start()
        start, began = time.perf_counter(), time.thread_time()
        writes.open()
        taken, cpu = time.perf_counter() - start, time.thread_time() - began
        done.set()
        if is_asked:
            asker.join()
        told = f"; asked meanwhile: {spread(waits)} ms" if waits else ""
        print(f"index made anew in {taken:.1f} s (CPU {cpu:.1f}), {taken / plain_taken:.2f} × bare FTS5{told}")
        start = time.perf_counter()
        settle(writes)
        print(f"its segments merged afterwards in {time.perf_counter() - start:.1f} s")
        if is_asked:
            start = time.perf_counter()
            with writes.stores.cache.transaction():
                writes.stores.cache.write("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
            print(f"its own check with rank 1: sound, {time.perf_counter() - start:.1f} s")
        writes.close()


def ask_on(paths: Paths, done: threading.Event, waits: list[float]) -> None:
    """Asks until it is done, and notes the milliseconds of each answer."""
    reads = Reads(paths)
    while not done.wait(0.05):
        start = time.perf_counter()
        reads.find("مصر.", 50, SearchOrder.DATE)
        waits.append(1000 * (time.perf_counter() - start))
    reads.close()


def run(corpus: Path, number: int, folder: Path, *, is_rebuilt: bool) -> None:
    """Builds both, unless they are there, and prints the table of this number of articles."""
    paths = Paths.of_profile(str(folder / "profile"))
    times = folder / "times.json"
    if not times.exists():
        paths.make()
        taken = build(paths, made_items(corpus, number))
        plain, plain_taken = bare(folder / "bare.db", made_items(corpus, number))
        letters = sum(len(f"{title}{text}".encode()) for title, text in made_items(corpus, number))
        times.write_text(json.dumps([taken, plain_taken, letters]))
    taken, plain_taken, letters = json.loads(times.read_text())
    plain = sqlite3.connect(folder / "bare.db", isolation_level=None)
    size = sqlite3.connect(paths.cache_db).execute("SELECT sum(length(block)) FROM search_data").fetchone()[0]
    plain_size = plain.execute("SELECT sum(length(block)) FROM t_data").fetchone()[0]
    print(f"{number} articles, {letters / 1e6:.1f} MB of text; stored and indexed in {taken:.1f} s")
    print(f"index {size / 1e6:.1f} MB ({size / letters:.2f} of the text)")
    print(f"bare FTS5 {plain_size / 1e6:.1f} MB ({plain_size / letters:.2f}) in {plain_taken:.1f} s")
    bring_up_to_date(paths)
    reads = Reads(paths)
    if not reads.find("من", 50, SearchOrder.DATE):
        sys.exit("the store answers nothing")
    ask_all(reads, plain, list(made_items(corpus, min(number, SAMPLE))))
    reads.close()
    if is_rebuilt:
        plain, plain_taken = bare(folder / "again.db", made_items(corpus, number))
        rebuild(paths, plain_taken)


def main() -> None:
    """Runs each number of articles in a folder of its own."""
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("numbers", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--store", "--in", dest="kept", type=Path)
    parser.add_argument("--rebuild", action="store_true")
    options = parser.parse_args()
    print(machine())
    for number in options.numbers:
        with tempfile.TemporaryDirectory() as folder:
            kept = Path(folder) if options.kept is None else options.kept / str(number)
            kept.mkdir(parents=True, exist_ok=True)
            run(options.corpus, number, kept, is_rebuilt=options.rebuild)


if __name__ == "__main__":
    main()
