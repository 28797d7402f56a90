"""Prints what comes of the corpus' Arabic feeds (how many titles, links, ids, authors and dates are right) and of the
snapshots of real feeds, fed one after the other to a real store.

    python tests/feeds/figures.py [CORPUS]
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

from tests.feeds.histories import save  # noqa: E402

from newsdesk.domain.faults import Failed  # noqa: E402
from newsdesk.domain.feed import Feed  # noqa: E402
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind  # noqa: E402
from newsdesk.feeds import parse  # noqa: E402
from newsdesk.feeds.identity import canonical_url  # noqa: E402
from newsdesk.intake.prepare import prepare  # noqa: E402
from newsdesk.settings.paths import Paths  # noqa: E402
from newsdesk.store.writes import Writes  # noqa: E402

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIELDS = ("title", "link", "guid", "author", "date")


def seen(text: str | None) -> str:
    """A text as a reader sees it: white space folded, control and direction characters gone."""
    kept = "".join(c for c in text or "" if c in " \t\r\n" or unicodedata.category(c) not in ("Cf", "Cc"))
    return " ".join(kept.split())


def listed(corpus: Path, index: str) -> list[dict[str, Any]]:
    """The lines of one of the corpus' lists of feeds."""
    return [json.loads(line) for line in (corpus / "feeds" / index).read_text(encoding="utf-8").splitlines()]


# --- the made Arabic feeds ------------------------------------------------------------------------------


@dataclass(slots=True)
class Arabic:
    """`right`: items whose field is as stated. `odd`: files that were refused or give other items than stated, and
    files that were to be refused and were not."""

    items: int = 0
    right: Counter[str] = field(default_factory=Counter)
    odd: list[str] = field(default_factory=list)


def arabic(corpus: Path) -> Arabic:
    """What comes of the made Arabic feeds."""
    told = Arabic()
    for stated, feed in _read(corpus):
        is_to_be_read = stated["must"] not in ("error", "discover")
        told.items += len(stated["items"]) if is_to_be_read else 0
        if (feed is not None) != is_to_be_read:
            told.odd.append(stated["file"])
        if feed is None:
            continue
        if len(feed.items) != len(stated["items"]) or feed.title != stated["feed"]["title"]:
            told.odd.append(stated["file"])
        for item, wanted in zip(feed.items, stated["items"], strict=False):
            told.right["title"] += seen(item.title) == seen(wanted["title"])
            told.right["link"] += item.url == wanted.get("link")
            told.right["guid"] += item.guid == wanted.get("guid")
            told.right["author"] += wanted.get("author") in (None, item.author)
            told.right["date"] += _is_date(item.published_at, wanted.get("published"), stated["file"])
    return told


def _read(corpus: Path) -> Iterator[tuple[dict[str, Any], Feed | None]]:
    for stated in listed(corpus, "arabic.jsonl"):
        document = (corpus / "feeds" / stated["file"]).read_bytes()
        kind = stated["http"].get("content-type")
        try:
            yield stated, parse(document, url="https://news.example/ar/feed", content_type=kind, now=NOW)
        except Failed:
            yield stated, None


def _is_date(got: datetime | None, wanted: str | None, file: str) -> bool:
    if file.endswith("date-nonsense.xml") and got is not None:
        return NOW - timedelta(days=1) < got <= NOW  # «قبل ساعتين» is a time before the first sight
    return (got and got.strftime("%Y-%m-%dT%H:%M:%SZ")) == wanted


# --- snapshots of real feeds ------------------------------------------------------------------------------


@dataclass(slots=True)
class Snapshots:
    """One feed: `union` different items in its documents, `held` articles afterwards, `lost` items that none of them
    is, `again` articles that came as new although an earlier document had them."""

    documents: int = 0
    union: set[str] = field(default_factory=set)
    held: int = 0
    lost: int = 0
    again: int = 0


def snapshots(corpus: Path) -> dict[str, Snapshots]:
    """Every feed's documents one after the other into a store of its own."""
    told: dict[str, Snapshots] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in dict.fromkeys(one["feed"] for one in listed(corpus, "snapshots.jsonl")):
            files = [one for one in listed(corpus, "snapshots.jsonl") if one["feed"] == name]
            told[name] = _fed(corpus, files, Path(folder) / name)
    return told


def _fed(corpus: Path, files: list[dict[str, Any]], folder: Path) -> Snapshots:
    paths = Paths.of_profile(str(folder))
    paths.make()
    writes = Writes(paths, lambda: NOW)
    writes.open()
    told = Snapshots(len(files))
    try:
        url = "https://news.example/feed"
        source = writes.add_source(SourceKind.FEED, url, url, None, "ج", None, DEFAULT_INTERVAL).id
        for one in sorted(files, key=lambda one: one["order"]):
            at = datetime.fromtimestamp(one["seen_at"], UTC)
            feed = parse((corpus / "feeds" / one["file"]).read_bytes(), url=url, content_type=None, now=at)
            own = {canonical_url(item.url or item.guid or item.title) for item in feed.items}
            added = len(save(writes, source, prepare(feed), at))
            told.again += max(0, added - len(own - told.union))
            told.union |= own
        rows = writes.stores.cache.rows("SELECT url, title FROM article")
        told.held = len(rows)
        told.lost = len(told.union - {canonical_url(address or title) for address, title in rows})
    finally:
        writes.close()
    return told


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path, default=Path(__file__).parents[3] / "shared" / "corpus")
    corpus = arguments.parse_args().corpus
    made = arabic(corpus)
    print(f"made Arabic feeds, {made.items} items; files that are not as stated: {', '.join(made.odd) or 'none'}")
    for name in FIELDS:
        print(f"    {name:8}{made.right[name]:>5} right, {100 * made.right[name] / made.items:.1f} %")
    print(f"{'snapshots':16}{'documents':>10}{'union':>8}{'held':>8}{'lost':>8}{'new again':>10}")
    fed = snapshots(corpus)
    for name, one in fed.items():
        print(f"    {name:12}{one.documents:>10}{len(one.union):>8}{one.held:>8}{one.lost:>8}{one.again:>10}")
    is_kept = min(made.right["title"], made.right["date"]) >= 0.99 * made.items and not made.odd
    return 0 if is_kept and all(one.held == len(one.union) and not one.lost for one in fed.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
