"""Runs the histories of publishers through parser, preparation and a real store, and prints per history how many
stories it told, how many are held twice, how many came back as unread and how many were hidden when they were new.

    python tests/feeds/histories.py
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[2] / "src")]

from tests.feeds.publishers import FIRST, HISTORIES, History  # noqa: E402

from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind, Validators  # noqa: E402
from newsdesk.feeds import parse  # noqa: E402
from newsdesk.intake.jobs import PreparedItem  # noqa: E402
from newsdesk.intake.prepare import prepare  # noqa: E402
from newsdesk.settings.paths import Paths  # noqa: E402
from newsdesk.store.rows import FeedFinish  # noqa: E402
from newsdesk.store.writes import Writes  # noqa: E402
from newsdesk.sync.save import SLICE  # noqa: E402

ADDRESS = "https://news.example/rss"


@dataclass(slots=True)
class Told:
    """What came of a history. `back`: stories that were read and stood unread again."""

    stories: int = 0
    doubles: int = 0
    back: int = 0
    hidden: int = 0


def save(writes: Writes, source: int, items: tuple[PreparedItem, ...], at: datetime) -> list[int]:
    """Stores a document as the sync does, in slices; the ids of new articles."""
    added: list[int] = []
    parts = [items[start : start + SLICE] for start in range(0, len(items), SLICE)] or [()]
    for part in parts[:-1]:
        added += writes.save_items(source, part, at).added  # type: ignore[arg-type]
    finish = FeedFinish(Validators(), None, None, at + timedelta(hours=1))
    added += writes.finish_feed(source, parts[-1], at, finish).added  # type: ignore[arg-type]
    return added


def tell(history: History, folder: Path) -> Told:
    """Feeds a history to a store in that folder; everything is read after each fetch."""
    paths = Paths.of_profile(str(folder))
    paths.make()
    writes = Writes(paths, lambda: FIRST)
    writes.open()
    try:
        source = writes.add_source(SourceKind.FEED, ADDRESS, ADDRESS, None, "ج", None, DEFAULT_INTERVAL).id
        told, seen = Told(), set[str]()
        for at, document, printed in history.documents():
            feed = parse(document, url=ADDRESS, content_type=None, now=at)
            added = save(writes, source, prepare(feed), at)
            shown = [_story(writes, article) for article in added]
            _count(told, seen, shown, printed)
            told.back += writes.stores.cache.value("SELECT count(*) FROM mark WHERE is_read = 0") - len(added)
            writes.set_read([row[0] for row in writes.stores.cache.rows("SELECT id FROM article")], True, at)
        told.stories = len(seen)
        return told
    finally:
        writes.close()


def _story(writes: Writes, article: int) -> str:
    story: str = writes.stores.cache.value("SELECT author FROM article WHERE id = ?", (article,))
    return story


def _count(told: Told, seen: set[str], shown: list[str], printed: list[str]) -> None:
    for place, story in enumerate(shown):
        told.doubles += story in seen or story in shown[:place]
        told.back += story in seen
    told.hidden += len(set(printed) - seen - set(shown))
    seen.update(printed)


def tell_all() -> dict[str, Told]:
    """Every history in a store of its own."""
    with tempfile.TemporaryDirectory() as folder:
        return {
            name: tell(history, Path(folder) / str(place)) for place, (name, history) in enumerate(HISTORIES.items())
        }


def main() -> int:
    told = tell_all()
    print(f"{'history':48}{'stories':>9}{'doubles':>9}{'unread again':>14}{'hidden':>8}")
    for name, one in told.items():
        print(f"{name:48}{one.stories:>9}{one.doubles:>9}{one.back:>14}{one.hidden:>8}")
    stories, doubles, back, hidden = (
        sum(getattr(one, field) for one in told.values()) for field in ("stories", "doubles", "back", "hidden")
    )
    print(f"{f'all {len(told)} histories':48}{stories:>9}{doubles:>9}{back:>14}{hidden:>8}")
    print(f"doubles: {100 * doubles / stories:.2f} % of {stories} stories")
    return 1 if doubles * 200 > stories or back or hidden else 0


if __name__ == "__main__":
    sys.exit(main())
