"""A source's own clock: its zone out of its feed, its country or a page, and stamps that are always wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from newsdesk.domain.clock import SourceClock
from newsdesk.domain.feed import Item
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind, Validators
from newsdesk.feeds import parse
from newsdesk.feeds.zone_names import country_zone, page_zone, zone_named
from newsdesk.intake.jobs import FeedRead
from newsdesk.intake.prepare import prepare
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
UNKNOWN = SourceClock()
HOURS = timedelta(hours=1)


def items(
    dates: list[str], clock: SourceClock = UNKNOWN, *, url: str = "https://news.example/f", head: str = ""
) -> tuple[Item, ...]:
    inside = "".join(f"<item><title>خبر {n}</title><pubDate>{date}</pubDate></item>" for n, date in enumerate(dates))
    document = f"<rss><channel><title>ج</title>{head}{inside}</channel></rss>".encode()
    return parse(document, url=url, content_type=None, now=NOW, clock=clock).items


@pytest.mark.parametrize(
    ("clock", "url", "head"),
    [
        (SourceClock("+180"), "https://news.example/f", ""),
        (SourceClock("Asia/Riyadh"), "https://news.example/f", ""),
        (UNKNOWN, "https://news.sa/f", ""),
        (UNKNOWN, "https://news.example/f", "<link>https://www.news.com.sa/</link>"),
        (UNKNOWN, "https://news.example/f", "<language>ar-SA</language>"),
        (UNKNOWN, "https://news.example/f", "<lastBuildDate>Tue, 24 Nov 2026 14:00:00 +0300</lastBuildDate>"),
        (SourceClock("Europe/London"), "https://news.ma/f", "<pubDate>Tue, 24 Nov 2026 14:00:00 +0300</pubDate>"),
    ],
    ids=["learned", "learned by name", "address", "site", "language", "feed", "feed before all others"],
)
def test_a_stamp_without_a_zone_is_one_of_the_sources_zone(clock: SourceClock, url: str, head: str) -> None:
    found = items(["2026-11-24 14:30", "13:49", "16:00", "اليوم 10:00", "أمس 23:00"], clock, url=url, head=head)
    assert [item.published_at for item in found] == [
        NOW - 0.5 * HOURS,
        NOW - timedelta(hours=1, minutes=11),
        NOW - 23 * HOURS,  # 16:00 there is still to come: it was yesterday's
        NOW - 5 * HOURS,
        NOW - 16 * HOURS,
    ]
    assert [item.is_time_vague for item in found] == [False, True, True, True, True]


def test_stamps_that_name_a_zone_are_not_touched_by_the_sources() -> None:
    date = "Tue, 24 Nov 2026 10:00:00 GMT"
    assert items([date], SourceClock("+180"))[0].published_at == NOW - 2 * HOURS


def test_summer_time_is_the_countrys() -> None:
    summer = items(["2026-07-01 12:00"], url="https://news.eg/f")[0]
    winter = items(["2026-01-01 12:00"], url="https://news.eg/f")[0]
    assert summer.published_at == datetime(2026, 7, 1, 9, tzinfo=UTC)
    assert winter.published_at == datetime(2026, 1, 1, 10, tzinfo=UTC)


def test_a_zone_is_named_by_a_country_by_minutes_or_not_at_all() -> None:
    assert country_zone("https://www.news.com.eg/rss", None) == "Africa/Cairo"
    assert country_zone("https://news.example", "ar_LB") == "Asia/Beirut"
    assert country_zone("http://[x", "ar") is None
    assert [zone_named(name) for name in ("", None, "+9999", "No/Such", "../etc/passwd", "+x")] == [None] * 6


def test_a_page_names_its_zone() -> None:
    meta = b'<meta property="article:published_time" content="2026-11-24T10:00:00+03:00">'
    time = b"<time datetime='2026-11-24 10:00-0330'>"
    assert [page_zone(page) for page in (meta, time * 2 + meta, b"x" * 100, meta.replace(b"+03", b"+00"))] == [
        *("+180", "-210", None, None),
    ]


# --- constant offsets over a real store ------------------------------------------------------------------------------


class Paper:
    """A source that prints a new item every so many minutes, its stamps wrong by `wrong`, fetched every `pause`."""

    def __init__(self, writes: Writes, wrong: timedelta, *, zone: str = "GMT", pause: timedelta = 0.5 * HOURS) -> None:
        self.writes, self.wrong, self.zone, self.pause = writes, wrong, zone, pause
        url = "https://news.sa/f"
        self.source = writes.add_source(SourceKind.FEED, url, url, None, "ج", None, DEFAULT_INTERVAL).id
        self.at = NOW
        self.every = 10

    def fetch(self, times: int = 1) -> tuple[Item, ...]:
        """The items of the last fetch, as they were stored."""
        found: tuple[Item, ...] = ()
        for _ in range(times):
            self.at += self.pause
            found = self._once()
        return found

    def clock(self) -> SourceClock:
        rows = self.writes.stores.cache.rows("SELECT zone, correction FROM source_clock")
        return SourceClock(*rows[0]) if rows else UNKNOWN

    def _once(self) -> tuple[Item, ...]:
        since = (self.at - NOW) // timedelta(minutes=1)
        newest = self.at - timedelta(minutes=since % self.every + 3)
        inside = "".join(
            f"<item><title>خبر {at:%d %H:%M}</title><guid>{at:%d%H%M}</guid>"
            f"<pubDate>{format_datetime(at + self.wrong).replace('+0000', self.zone)}</pubDate></item>"
            for at in (newest - timedelta(minutes=self.every) * place for place in range(12))
        )
        document = f"<rss><channel><title>ج</title>{inside}</channel></rss>".encode()
        feed = parse(document, url="https://news.sa/f", content_type=None, now=self.at, clock=self.clock())
        finish = FeedFinish(Validators(), None, None, self.at, zone=feed.zone, minutes_east=feed.minutes_east)
        self.writes.finish_feed(self.source, prepare(feed), self.at, finish)
        return feed.items


@pytest.fixture
def writes(tmp_path: Path):  # type: ignore[no-untyped-def]
    paths = Paths.of_profile(str(tmp_path))
    paths.make()
    opened = Writes(paths, lambda: NOW)
    opened.open()
    yield opened
    opened.close()


@pytest.mark.parametrize("wrong", [2 * HOURS, 3 * HOURS, 3.5 * HOURS, 12 * HOURS])
def test_stamps_that_always_lie_in_the_future_are_put_right_once_that_is_proved(
    writes: Writes, wrong: timedelta
) -> None:
    paper = Paper(writes, wrong)
    assert paper.fetch(2)[0].published_at > paper.at
    assert paper.clock().correction == 0
    paper.fetch()
    assert paper.clock().correction == wrong / timedelta(minutes=1)
    found = paper.fetch(40)
    assert found[0].published_at is not None
    assert timedelta() <= paper.at - found[0].published_at < timedelta(minutes=15)
    late = "SELECT count(*) FROM article WHERE published_at > fetched_at AND source_id = ?"
    assert writes.stores.cache.value(late, (paper.source,)) < 40  # only such as left the feed before


def test_a_right_clock_is_left_alone_and_a_mended_one_believed_again(writes: Writes) -> None:
    paper = Paper(writes, timedelta())
    paper.fetch(20)
    assert paper.clock().correction == 0
    paper.wrong = 3 * HOURS
    paper.fetch(4)
    assert paper.clock().correction == 180
    paper.wrong = timedelta()
    paper.fetch(12)
    assert paper.clock().correction == 0
    assert paper.fetch()[0].published_at == paper.at - timedelta(minutes=3)


def test_a_source_that_prints_seldom_is_not_put_right_by_less_than_it_is_wrong(writes: Writes) -> None:
    paper = Paper(writes, 3 * HOURS, pause=2 * HOURS)
    paper.every = 77
    corrections = []
    for _ in range(40):
        paper.fetch()
        corrections.append(paper.clock().correction)
    assert corrections == sorted(corrections)
    assert set(corrections) == {0, 180}


def test_stamps_that_lie_in_the_past_by_just_the_countrys_zone_are_put_right_later(writes: Writes) -> None:
    paper = Paper(writes, -3 * HOURS)
    paper.fetch(5)
    assert paper.clock().correction == 0
    paper.fetch(4)
    assert paper.clock().correction == -180


@pytest.mark.parametrize("wrong", [-1 * HOURS, -2 * HOURS, -5 * HOURS])
def test_a_source_that_is_slow_is_not_put_right(writes: Writes, wrong: timedelta) -> None:
    paper = Paper(writes, wrong)
    paper.fetch(20)
    assert paper.clock().correction == 0


def test_one_announced_event_in_the_future_proves_nothing(writes: Writes) -> None:
    paper = Paper(writes, timedelta())
    for wrong in (timedelta(), 2 * HOURS, timedelta(), timedelta(days=9), timedelta(), 5 * HOURS) * 3:
        paper.wrong = wrong
        paper.fetch()
    assert paper.clock().correction == 0


def test_a_future_date_is_kept_as_published_and_sorted_by_arrival(writes: Writes, tmp_path: Path) -> None:
    paper = Paper(writes, 5 * HOURS)
    first = paper.fetch()
    reads = Reads(Paths.of_profile(str(tmp_path)))
    headlines = reads.headlines(Shelf(ShelfKind.ALL)).headlines
    reads.close()
    assert {one.published_at for one in headlines} == {item.published_at for item in first}
    assert all(one.sorted_at < paper.at + timedelta(milliseconds=1) for one in headlines)
    assert [one.title for one in headlines] == [item.title for item in first]


def test_a_zone_learned_from_a_page_is_the_sources_until_its_feed_names_one(writes: Writes) -> None:
    from newsdesk.intake.jobs import PageRead

    paper = Paper(writes, timedelta())
    paper.fetch()
    (article,) = writes.stores.cache.rows("SELECT id FROM article LIMIT 1")[0]
    page = PageRead(0, "<p>نص</p>", "نص", (), "نص", 0, zone="+240")
    writes.save_body(article, page, NOW)
    writes.save_body(article, replace(page, zone="+60"), NOW)
    assert paper.clock().zone == "+240"
    paper.zone = "+0300"
    paper.fetch()
    assert paper.clock().zone == "+180"


def test_what_was_learned_goes_to_the_next_fetch(writes: Writes, tmp_path: Path) -> None:
    paper = Paper(writes, 5 * HOURS, zone="+0300")
    paper.fetch(4)
    reads = Reads(Paths.of_profile(str(tmp_path)))
    (due,) = reads.due(None)
    reads.close()
    assert due.clock == SourceClock("+180", 120)
    assert FeedRead.__dataclass_fields__["zone"].default is None
