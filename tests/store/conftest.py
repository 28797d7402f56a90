"""A real profile in a temporary folder, and items to fill it with."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from newsdesk.arabic.fold import fold
from newsdesk.domain.article import ArticleId
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.source import DEFAULT_INTERVAL, Source, SourceId, SourceKind, Validators
from newsdesk.intake.jobs import PictureWanted, PreparedItem
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

__all__ = ["DEFAULT_INTERVAL", "FeedFinish", "Paths", "SourceKind", "Validators", "Writes"]

NOON = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def move(self, step: timedelta) -> datetime:
        self.now += step
        return self.now


def picture(url: str, alt: str = "") -> PictureWanted:
    return PictureWanted(sha256(url.encode()).hexdigest()[:24], url, alt)


def item(number: int, title: str | None = None, **said: object) -> PreparedItem:
    """One item; `number` gives it its identity and its place, everything else may be said otherwise."""
    title = f"خبر رقم {number}" if title is None else title
    text = str(said.pop("text", ""))
    summary = str(said.pop("summary", f"ملخص الخبر {number}"))
    values: dict[str, object] = {
        "keys": (f"g:{number}", f"u:https://press.example/{number}"),
        "title": title,
        "url": f"https://press.example/{number}",
        "author": None,
        "published_at": None,
        "time_text": None,
        "position": number,
        "summary": summary,
        "html": f"<p>{text}</p>" if text else "",
        "text": text,
        "has_full_text": False,
        "pictures": (),
        "search_title": fold(title),
        "search_body": fold(text or summary),
    }
    return PreparedItem(**{**values, **said})  # type: ignore[arg-type]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def profile(tmp_path: object) -> Paths:
    paths = Paths.of_profile(str(tmp_path))
    paths.make()
    return paths


@pytest.fixture
def writes(profile: Paths, clock: Clock) -> Iterator[Writes]:
    opened = Writes(profile, clock)
    opened.open()
    yield opened
    opened.close()


@pytest.fixture
def reads(profile: Paths) -> Iterator[Reads]:
    opened = Reads(profile)
    yield opened
    opened.close()


AddSource = Callable[..., Source]


@pytest.fixture
def add_source(writes: Writes) -> AddSource:
    def add(url: str = "https://press.example/feed", *, title: str = "الجريدة", folder: str | None = None) -> Source:
        return writes.add_source(SourceKind.FEED, url, url, None, title, folder, DEFAULT_INTERVAL)

    return add


def show(writes: Writes, source: int, items: Iterable[PreparedItem], at: datetime) -> tuple[ArticleId, ...]:
    """A whole document of these items, in slices as a sync brings it; the new articles."""
    wanted, added = list(items), []
    parts = [wanted[start : start + 25] for start in range(0, len(wanted), 25)] or [[]]
    for part in parts[:-1]:
        added += writes.save_items(SourceId(source), part, at).added
    added += writes.finish_feed(SourceId(source), parts[-1], at, FeedFinish(Validators(), None, None, None)).added
    return tuple(added)


def pass_days(writes: Writes, source: int, clock: Clock, days: float) -> None:
    """Lets that much time go by, with a 304 each half hour."""
    for _ in range(round(days * 48)):
        writes.save_unchanged(SourceId(source), Validators(), clock.move(timedelta(minutes=30)), None)


def retire(writes: Writes, keeping: Keeping, at: datetime) -> list[ArticleId]:
    """A whole sweep; what went."""
    went: list[ArticleId] = []
    while (turn := writes.retire(keeping, at)).is_more_left:
        went += turn.removed
    return went
