"""Article pages per CPU second: newsdesk's whole reading (charset, two readings, trimming, sanitising) and trafilatura
alone on the same pages, page by page in one run.

    python benchmarks/pages.py [--corpus CORPUS]

Without the corpus, pages of the made newspaper. Prints a line for each set and the ratio of all.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from measure import ROOT, machine


def of_corpus(corpus: Path) -> Iterator[tuple[str, bytes, str]]:
    """Set, bytes and address of each page that has a text."""
    for line in (corpus / "pages" / "index.jsonl").read_text("utf-8").strip().split("\n"):
        page = json.loads(line)
        if page["set"] in {"rtl-real", "arabic-made", "scrapinghub"}:
            document = gzip.decompress((corpus / "pages" / page["file"]).read_bytes())
            yield page["set"], document, page.get("url") or "https://news.example/"


def of_newspaper() -> Iterator[tuple[str, bytes, str]]:
    """The same of the made newspaper."""
    from tests.newspaper import Newspaper

    paper = Newspaper(sources=4, items=25)
    for source in range(4):
        for number in range(25):
            yield "made", paper.page(source, number), f"https://news.example/{source}/{number}"


def seconds(work: Callable[[], object]) -> float:
    """CPU time of one call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Measures and prints."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    corpus = reader.parse_args().corpus
    import trafilatura

    from newsdesk.domain.faults import Failed
    from newsdesk.pages import extract

    logging.disable(logging.CRITICAL)

    def ours(document: bytes, url: str) -> None:
        try:
            extract(document, url=url, content_type=None, title="")
        except Failed:
            return

    def theirs(document: bytes, url: str) -> None:
        trafilatura.extract(
            document, url=url, output_format="html", include_images=True, include_links=True, include_formatting=True,
            include_comments=False,
        )  # fmt: skip

    pages = list(of_corpus(corpus) if corpus.is_dir() else of_newspaper())
    for _, document, url in pages[:3]:  # everything imported, every pattern compiled
        ours(document, url)
        theirs(document, url)
    spent: dict[str, list[float]] = {}
    for name, document, url in pages:
        taken = spent.setdefault(name, [0, 0.0, 0.0])
        taken[0] += 1
        taken[1] += seconds(lambda document=document, url=url: ours(document, url))
        taken[2] += seconds(lambda document=document, url=url: theirs(document, url))
    print(machine())
    for name, (count, own, alone) in spent.items():
        print(f"{name:12} {count:4.0f} pages: {count / own:5.1f} a CPU second, trafilatura alone {count / alone:5.1f}")
    own, alone = (sum(taken[place] for taken in spent.values()) for place in (1, 2))
    print(f"all: {own / alone:.2f} times trafilatura's time")


if __name__ == "__main__":
    main()
