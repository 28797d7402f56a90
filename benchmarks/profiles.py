"""Fills a profile with articles through the store's own door: `profiles.py DIR SOURCES ITEMS [DAYS_OLD]`."""

from __future__ import annotations

import hashlib
import html
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import measure  # noqa: F401  puts the checkout on the path
from tests.arabic_words import Writer

from newsdesk.arabic.fold import fold
from newsdesk.domain.source import SourceKind, Validators
from newsdesk.intake.jobs import PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

SLICE = 25


def item(source: int, number: int, at: datetime) -> PreparedItem:
    """An article with its text, four paragraphs."""
    writer = Writer(source * 100_003 + number)
    title, paragraphs = writer.headline(), [writer.paragraph(300) for _ in range(4)]
    text = "\n".join(paragraphs)
    return PreparedItem(
        keys=("u:" + hashlib.sha256(f"{source}/{number}".encode()).hexdigest()[:16],),
        title=title,
        url=f"http://127.0.0.1:9/s{source}/a{number}.html",
        author=writer.name(),
        published_at=at,
        time_text=None,
        position=number + 1,
        summary=paragraphs[0][:200],
        html="".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in paragraphs),
        text=text,
        has_full_text=True,
        pictures=(),
        search_title=fold(title),
        search_body=fold(text),
    )


def fill(folder: Path, sources: int, items: int, days: int = 0) -> None:
    """`sources` × `items` articles, the newest of `days` ago; no source is due for a year."""
    paths, now = Paths.of_profile(folder), datetime.now(UTC).replace(microsecond=0)
    newest = now - timedelta(days=days)
    paths.make()
    writes = Writes(paths, lambda: now)
    writes.open()
    for source in range(sources):
        url = f"http://127.0.0.1:9/s{source}/feed"
        added = writes.add_source(
            SourceKind.FEED, url, url, None, f"صحيفة {source}", f"مجلد {source % 6}", timedelta(minutes=30)
        )
        made = [item(source, number, newest - timedelta(minutes=5 * number + source)) for number in range(items)]
        for first in range(0, max(0, items - SLICE), SLICE):
            writes.save_items(added.id, made[first : first + SLICE], now)
        rest = made[max(0, items - SLICE) :] if items % SLICE == 0 else made[items - items % SLICE :]
        writes.finish_feed(added.id, rest, now, FeedFinish(Validators(), None, None, now + timedelta(days=365)))
    writes.close()


if __name__ == "__main__":
    fill(Path(sys.argv[1]), *map(int, sys.argv[2:]))
