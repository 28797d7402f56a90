"""Prints how well articles are extracted: `python -m tests.pages.measure [folder of the corpus]`, from the project."""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path

from newsdesk.domain.faults import Failed
from newsdesk.pages import extract

SETS = ("rtl-real", "arabic-made", "scrapinghub", "readability")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[start : start + 4]) for start in range(max(1, len(words) - 3)))


def score(truth: str, found: str) -> tuple[float, float]:
    """Precision and recall of the 4-word shingles."""
    expected, got = shingles(truth), shingles(found)
    shared = sum((expected & got).values())
    return shared / max(1, sum(got.values())), shared / max(1, sum(expected.values()))


def measure(corpus: Path, name: str) -> tuple[int, float, float, float, float]:
    """Pages, mean precision, mean recall, their F1, CPU milliseconds a page."""
    pages = [json.loads(line) for line in (corpus / "pages" / "index.jsonl").read_text("utf-8").strip().split("\n")]
    pages = [page for page in pages if page["set"] == name]
    precisions, recalls, seconds = [], [], 0.0
    for page in pages:
        document = gzip.decompress((corpus / "pages" / page["file"]).read_bytes())
        began = time.process_time()
        try:
            url = page.get("url") or "https://news.example/"
            text = extract(document, url=url, content_type=None, title=page.get("title") or "").text
        except Failed:
            text = ""
        seconds += time.process_time() - began
        precision, recall = score(page["text"], text)
        precisions.append(precision)
        recalls.append(recall)
    precision, recall = sum(precisions) / len(pages), sum(recalls) / len(pages)
    return len(pages), precision, recall, 2 * precision * recall / (precision + recall), 1000 * seconds / len(pages)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[3] / "shared" / "corpus"
    for each in SETS:
        count, precision, recall, f1, cost = measure(folder, each)
        print(f"{each:12} {count:3} pages  precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}  {cost:.0f} ms")
