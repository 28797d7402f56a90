"""Reads own Arabic text in every encoding under every kind of declaration, and prints the share of letters read right.

    python tests/feeds/charset_grid.py

Rows are the encodings and where they are declared; columns whether that is true. "broken tail": the declaration
is true and the last letter is cut in two or followed by bytes that are none. Where several false declarations are
tried, the least share is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

from tests.arabic_words import Writer  # noqa: E402

from newsdesk.feeds import parse  # noqa: E402

NOW = datetime(2026, 11, 24, tzinfo=UTC)
ENCODINGS = ("windows-1256", "iso-8859-6", "utf-8", "utf-16")
PLACES = ("header", "XML", "meta", "none")
MANNERS = ("agreeing", "contradicting", "lying", "broken tail")
FALSE = {
    "windows-1256": ("utf-8", "iso-8859-6", "iso-8859-1"),
    "iso-8859-6": ("utf-8", "windows-1256", "iso-8859-1"),
    "utf-8": ("windows-1256", "iso-8859-6", "iso-8859-1"),
    "utf-16": ("utf-8", "windows-1256", "iso-8859-1"),
}
ITEMS = 12


@dataclass(frozen=True, slots=True)
class Served:
    """A document as it is served. `has_true_declaration`: one says what the bytes are, whatever another says."""

    encoding: str
    place: str
    manner: str
    content_type: str | None
    document: bytes
    has_true_declaration: bool


def text() -> list[str]:
    """Titles of the made feed: letters that all four encodings hold."""
    return [Writer(number).headline().replace("‑", "-") for number in range(ITEMS)]


def served() -> Iterator[Served]:
    """Every cell of the grid, with each false declaration. A contradicting document has a second, false one in the next
    place; a lying one has the false one only."""
    for encoding in ENCODINGS:
        for place in PLACES:
            for manner in MANNERS if place != "none" else ("agreeing", "broken tail"):
                is_false = manner in ("contradicting", "lying")
                for false in FALSE[encoding] if is_false else ("",):
                    yield _served(encoding, place, manner, false)


def _served(encoding: str, place: str, manner: str, false: str) -> Served:
    said: dict[str, str] = {}
    if place != "none":
        said[place] = false if manner == "lying" else encoding
    if manner == "contradicting":
        said[PLACES[(PLACES.index(place) + 1) % 3]] = false
    document = _document(said).encode(encoding)
    if manner == "broken tail":
        document = document[:-2] + b"\xff\xd9\x8e\xfe\xd9" if encoding != "utf-16" else document[:-1]
    header = f"text/xml; charset={said['header']}" if "header" in said else "text/xml"
    return Served(encoding, place, manner, header, document, manner != "lying" and place != "none")


def _document(said: dict[str, str]) -> str:
    declared = f'<?xml version="1.0" encoding="{said["XML"]}"?>' if "XML" in said else ""
    meta = f'<meta http-equiv="content-type" content="text/html; charset={said["meta"]}"/>' if "meta" in said else ""
    items = "".join(f"<item><title>{title}</title></item>" for title in text())
    return f"{declared}<rss version='2.0'><channel>{meta}<title>ج</title>{items}</channel></rss>  "


def share_right(one: Served) -> float:
    """The share of the letters of all titles that come out, in their order."""
    feed = parse(one.document, url="https://news.example/f", content_type=one.content_type, now=NOW)
    wanted, got = "\n".join(text()), "\n".join(item.title for item in feed.items)
    if wanted == got:
        return 1.0
    same = sum(block.size for block in SequenceMatcher(None, wanted, got, autojunk=False).get_matching_blocks())
    return same / len(wanted)


def main() -> int:
    shares: dict[tuple[str, str, str], float] = {}
    worst = 1.0
    for one in served():
        share, cell = share_right(one), (one.encoding, one.place, one.manner)
        shares[cell] = min(share, shares.get(cell, 1.0))
        worst = min(worst, share) if one.has_true_declaration else worst
    print(f"{'':14}{'':8}" + "".join(f"{manner:>15}" for manner in MANNERS))
    for encoding in ENCODINGS:
        for place in PLACES:
            cells = (shares.get((encoding, place, manner)) for manner in MANNERS)
            print(f"{encoding:14}{place:8}" + "".join(f"{'-' if c is None else f'{100 * c:.2f} %':>15}" for c in cells))
    print(f"least where one declaration is right: {100 * worst:.2f} %")
    return 1 if worst < 0.99 else 0


if __name__ == "__main__":
    sys.exit(main())
