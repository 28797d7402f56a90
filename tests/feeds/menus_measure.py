"""How much of a page's list of headlines is found, page by page and on average: `python -m tests.feeds.menus_measure`.

Precision and recall of the first list that is offered, over the list pages of the corpus and our own shapes.
"""

from __future__ import annotations

import gzip
import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tests.feeds.shapes import pages

from newsdesk.feeds import menus

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def corpus_pages(corpus: Path, *, is_moved: bool = False) -> Iterator[tuple[str, bytes, str, list[str]]]:
    """Name, document, address and headlines of each list page. `is_moved`: the links of the page's chrome, which lead
    to its real publisher, lead to the same site as the list's."""
    for line in (corpus / "pages" / "index.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        if one["set"] != "list-made":
            continue
        document = gzip.decompress((corpus / "pages" / one["file"]).read_bytes())
        if is_moved:
            for host in (b"www.almadenahnews.com", b"www.youm7.com", b"www.beirutobserver.com", b"arabic.cnn.com"):
                document = document.replace(host, b"news.example")
        yield one["file"], document, one["url"], [" ".join(item["title"].split()) for item in one["items"]]


def figures(document: bytes, url: str, titles: list[str]) -> tuple[float, float, bool]:
    """Precision, recall, and whether what was found stands in the page's order."""
    offers = menus.offers(document, menus.Origin(url, "text/html; charset=utf-8", NOW))
    found = [item.title for item in offers[0].feed.items] if offers else []
    right = [title for title in found if title in set(titles)]
    in_order = right == [title for title in titles if title in set(right)]
    return len(right) / (len(found) or 1), len(set(right)) / len(titles), in_order


def averages(rows: list[tuple[str, float, float, bool]]) -> tuple[float, float]:
    """Average precision and recall."""
    return sum(row[1] for row in rows) / len(rows), sum(row[2] for row in rows) / len(rows)


def corpus_rows(corpus: Path, *, is_moved: bool = False) -> list[tuple[str, float, float, bool]]:
    """A row for each list page of the corpus."""
    return [
        (name, *figures(document, url, titles))
        for name, document, url, titles in corpus_pages(corpus, is_moved=is_moved)
    ]


def own_rows(seeds: int = 3) -> list[tuple[str, float, float, bool]]:
    """A row for each page of our own."""
    return [(p.name, *figures(p.html.encode(), "https://paper.example/latest", list(p.titles))) for p in pages(seeds)]


def main() -> None:
    """Prints a line a page, and the averages."""
    corpus = Path(os.environ.get("NEWSDESK_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
    sets = {"own shapes": own_rows()}
    if (corpus / "pages").is_dir():
        sets["corpus"] = corpus_rows(corpus)
        sets["corpus, chrome on the same site"] = corpus_rows(corpus, is_moved=True)
    for name, rows in sets.items():
        for page, precision, recall, in_order in rows:
            if "-v" in sys.argv or min(precision, recall) < 1 or not in_order:
                print(f"{page:32} precision {precision:.3f} recall {recall:.3f}{'' if in_order else '  out of order'}")
        precision, recall = averages(rows)
        print(f"{name}: {len(rows)} pages, precision {precision:.3f}, recall {recall:.3f}")


if __name__ == "__main__":
    main()
