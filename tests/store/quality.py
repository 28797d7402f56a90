"""How well searches find what they should, on the corpus. As a command it prints the figures:

python -m tests.store.quality ../shared/corpus
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from newsdesk.arabic.fold import fold
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind
from newsdesk.intake.jobs import PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)
FIRST = 10
SLICE = 200


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def fill(writes: Writes, corpus: Path) -> None:
    """Puts the articles and the passages of the corpus into a store; the key of an item is its id there."""
    articles = [(one["id"], one["title"], one["body"], one["date"]) for one in lines(corpus / "articles.jsonl")]
    for name in ("xquad", "arcd"):
        articles += [(one["id"], "", one["text"], None) for one in lines(corpus / "search" / f"{name}_docs.jsonl")]
    address = "https://press.example/feed"
    source = writes.add_source(SourceKind.FEED, address, address, None, "الجريدة", None, DEFAULT_INTERVAL)
    for start in range(0, len(articles), SLICE):
        items = [_item(start + place, *one) for place, one in enumerate(articles[start : start + SLICE])]
        writes.save_items(source.id, items, NOW)


def found_share(reads: Reads, corpus: Path, level: str, step: int = 1) -> tuple[float, list[str]]:
    """The share of respelt queries whose article is among the first ten, and the queries that missed it; of each
    `step` queries one is asked."""
    asked = [one for one in lines(corpus / "search" / "variants.jsonl") if one["level"] == level][::step]
    missed = [one["query"] for one in asked if one["must_contain"] not in first_ten(reads, one["query"])]
    return 1 - len(missed) / len(asked), missed


def recall(reads: Reads, corpus: Path) -> tuple[float, list[str]]:
    """The share of questions of whose passages one is among the first ten, and the questions that missed."""
    asked = [one for name in ("xquad", "arcd") for one in lines(corpus / "search" / f"{name}_queries.jsonl")]
    missed = [one["query"] for one in asked if not set(one["doc_ids"]) & set(first_ten(reads, one["query"]))]
    return 1 - len(missed) / len(asked), missed


def first_ten(reads: Reads, query: str) -> list[str]:
    """The keys of the ten that come first."""
    return [(one.headline.url or "").rpartition("/")[2] for one in reads.find(query, FIRST)]


def _item(place: int, key: str, title: str, text: str, date: str | None) -> PreparedItem:
    published = None if date is None else datetime.fromisoformat(date)
    if published is not None and published.tzinfo is None:
        published = published.replace(tzinfo=UTC)
    url = f"https://press.example/{key}"
    folded = (fold(title), fold(text))
    return PreparedItem(
        (f"g:{key}", f"u:{url}"), title, url, None, published, None, place + 1, "", "", text, True, (), *folded
    )


def main(corpus: Path) -> None:
    """Prints each share, what it took and some of what was missed."""
    with tempfile.TemporaryDirectory() as folder:
        paths = Paths.of_profile(folder)
        paths.make()
        writes = Writes(paths, lambda: NOW)
        writes.open()
        fill(writes, corpus)
        reads = Reads(paths)
        for name in ("orthography", "stem", "questions"):
            start = time.perf_counter()
            share, missed = recall(reads, corpus) if name == "questions" else found_share(reads, corpus, name)
            print(f"{name}: {share:.4f} ({time.perf_counter() - start:.1f} s); missed {len(missed)}: {missed[:12]}")
        reads.close()
        writes.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
