"""Feeds parsed per second of CPU, in one run: ours, feedparser with and without its sanitiser, the bare lxml parse of
the same bytes; over the real feeds of the corpus and over 100 made ones. Says how many answers are the same.

    python benchmarks/feeds.py [CORPUS] [--differences] [--growth]

feedparser and feedparser-rs are no dependencies: where they are not installed, their lines are left out.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import measure
from lxml import etree
from tests.feeds import peers, test_growth
from tests.feeds.conformance import letters

from newsdesk.domain.feed import Feed, Item
from newsdesk.feeds import parse
from newsdesk.feeds.identity import canonical_url

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://a.example/f"
TARGET = 5.0  # times feedparser's speed over the real feeds
ROUNDS = 5
SENTENCE = "أعلنت وزارة التربية يوم الثلاثاء عن موعد امتحانات الشهادة الإعدادية في جميع المحافظات والمدن الكبرى. "
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>صحيفة</title><link>https://a.example/</link>'
)
Read = Callable[[bytes], object]


def real_feeds(corpus: Path) -> dict[str, bytes]:
    """The corpus' real feeds and snapshots in XML; JSON Feed is no format of feedparser's."""
    found: dict[str, bytes] = {}
    for index in ("real", "snapshots"):
        for line in (corpus / "feeds" / f"{index}.jsonl").read_text(encoding="utf-8").splitlines():
            stated = json.loads(line)
            if stated["format"] != "json":
                found[stated["file"]] = (corpus / "feeds" / stated["file"]).read_bytes()
    return found


def made_feed(number: int) -> bytes:
    """Fifty items with full text, 116 KB."""
    items = "".join(
        f"<item><title>{SENTENCE[:70]} {place}</title><link>https://a.example/{number}/{place}?utm_source=rss</link>"
        f"<guid isPermaLink='false'>{number}-{place}</guid><pubDate>Tue, 20 Jun 2017 17:46:{place:02} +0000</pubDate>"
        f"<dc:creator>ليلى</dc:creator><description>{SENTENCE * 2}</description>"
        f"<content:encoded><![CDATA[<p>{'</p><p>'.join([SENTENCE] * 8)}</p>]]></content:encoded></item>"
        for place in range(50)
    )
    return f"{HEAD}{items}</channel></rss>".encode()


def ours(document: bytes) -> Feed:
    return parse(document, url=URL, content_type=None, now=NOW)


def bare(document: bytes) -> object:
    """The least that any reader in Python does: a tree, nothing taken from it."""
    return etree.fromstring(document, etree.XMLParser(recover=True, resolve_entities=False, no_network=True))


def readers() -> dict[str, Read]:
    """Every reader that is installed, ours first."""
    found: dict[str, Read] = {"ours": ours, "bare lxml": bare}
    for name, read in peers.READERS.items():
        try:
            read(made_feed(0), URL, None)
        except ModuleNotFoundError:
            continue
        found[name] = lambda document, read=read: read(document, URL, None)
    if "feedparser" in found:
        import feedparser

        found["feedparser, as it comes"] = feedparser.parse
    return found


def cpu(read: Read, documents: Sequence[bytes]) -> float:
    """Seconds of CPU for all documents."""
    start = time.process_time()
    for document in documents:
        read(document)
    return time.process_time() - start


def table(title: str, documents: Sequence[bytes], *, rounds: int, few: int | None = None) -> dict[str, float]:
    """Prints one line a reader, medians of rounds that take turns; the seconds per reader. `few`: how many documents
    the slow ones read, their time is scaled."""
    print(f"{title}: {len(documents)} feeds, {sum(map(len, documents)) / 1e6:.2f} MB")
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, read in readers().items():
            part = documents if few is None or not name.startswith("feedparser") else documents[:few]
            found.setdefault(name, []).append(cpu(read, part) * len(documents) / len(part))
    medians = {name: statistics.median(times) for name, times in found.items()}
    for name, seconds in medians.items():
        ratio = f"{seconds / medians['ours']:.2f} x our time"
        print(f"    {name:26}{len(documents) / seconds:>9.0f} feeds per second, {1000 * seconds:>8.1f} ms; {ratio}")
    return medians


# --- whether the answers are the same --------------------------------------------------------------------------------


def different(ours_: Item, theirs: Item) -> dict[str, tuple[str, str]]:
    """The fields in which two readings of one item differ, both values beside each other."""
    pairs = {
        "title": (letters(ours_.title), letters(theirs.title)),
        "link": (canonical_url(ours_.url or ""), canonical_url(theirs.url or "")),
        "id": (ours_.guid or ours_.url or "", theirs.guid or theirs.url or ""),
        "date": tuple(f"{one.published_at:%Y-%m-%d %H:%M:%S}" if one.published_at else "" for one in (ours_, theirs)),
    }
    return {name: (pair[0], pair[1]) for name, pair in pairs.items() if pair[0] != pair[1]}


def compare(feeds: dict[str, bytes], *, is_told: bool) -> None:
    """Prints how many items, and fields of them, feedparser reads otherwise."""
    counts: Counter[str] = Counter()
    for name, document in feeds.items():
        mine, theirs = ours(document), peers.READERS["feedparser"](document, URL, None)
        counts["items"] += len(mine.items)
        if len(mine.items) != len(theirs.items):
            counts["feeds with another number of items"] += 1
            continue
        for one, other in zip(mine.items, theirs.items, strict=True):
            for field, (own, their) in different(one, other).items():
                counts[field] += 1
                if is_told:
                    print(f"    {name} item {one.position} {field}: {own[:90]!r} | {their[:90]!r} | {one.time_text}")
    print("beside feedparser: " + ", ".join(f"{name} {count}" for name, count in counts.items()))


def growth() -> bool:
    """Prints by how much doubling multiplies the time, per family; whether all stay within the promise."""
    worst = 0.0
    for name, make in test_growth.FAMILIES.items():
        factor = test_growth.growth(make)
        worst = max(worst, factor)
        print(f"    {name:32}{factor:.2f}")
    print(f"doubling the document multiplies the time by {worst:.2f} at most, in {len(test_growth.FAMILIES)} families")
    return worst <= test_growth.MOST


def main() -> int:
    """Prints the figures; 1 when a promise is not kept."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path, default=measure.ROOT.parent / "shared" / "corpus")
    arguments.add_argument("--differences", action="store_true", help="name every field that is read otherwise")
    arguments.add_argument("--growth", action="store_true", help="measure growth, too")
    chosen = arguments.parse_args()
    print(measure.machine())
    feeds = real_feeds(chosen.corpus)
    medians = table("real feeds", list(feeds.values()), rounds=ROUNDS)
    table("made feeds", [made_feed(number) for number in range(100)], rounds=3, few=10)
    is_kept = True
    if "feedparser" in medians:
        compare(feeds, is_told=chosen.differences)
        ratio = medians["feedparser"] / medians["ours"]
        is_kept = ratio >= TARGET
        print(f"{ratio:.1f} times feedparser's speed over the real feeds (promised: {TARGET:.0f})")
    if chosen.growth:
        is_kept = growth() and is_kept
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
