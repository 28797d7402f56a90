"""A line that is down, or has a portal in it, is told apart from sources that are: nothing is added or counted."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from tests.press import Request
from tests.press_answers import Answer
from tests.sync.portal import Hosts, asks_for_login, page, silent

from newsdesk.app.compose import Profile
from newsdesk.desk import Desk
from newsdesk.domain.changes import Changes, News, Notice
from newsdesk.domain.faults import FaultKind
from newsdesk.domain.orders import SyncReport
from newsdesk.domain.outline import Outline
from newsdesk.intake.client import Intake
from newsdesk.intake.limits import Limits
from newsdesk.settings.paths import Paths

PATIENCE = 60
POLLUTABLE = {
    "cache.db": ("article", "item_key", "body", "picture", "source_state", "source_record", "host_hold"),
    "library.db": ("source", "page_rule", "source_choice"),
}


@dataclass
class Rig:
    """A desk over several hosts behind one line, and a clock that the test moves."""

    desk: Desk
    hosts: Hosts
    paths: Paths
    now: datetime = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    heard: list[News] = field(default_factory=list)
    news: threading.Condition = field(default_factory=threading.Condition)

    def hear(self, news: News) -> None:
        with self.news:
            self.heard.append(news)
            self.news.notify_all()

    def sync(self, *, headlines_only: bool = True) -> SyncReport:
        return self.desk.sync(headlines_only=headlines_only).result(PATIENCE)

    def subscribe(self, urls: list[str]) -> None:
        self.desk.add_outlines([Outline(f"مصدر {n}", url) for n, url in enumerate(urls)]).result(PATIENCE)

    def stored(self) -> dict[str, list[tuple[object, ...]]]:
        """Everything that a portal could spoil."""
        rows = {}
        for name, tables in POLLUTABLE.items():
            with closing(sqlite3.connect(f"file:{self.paths.data / name}?mode=ro", uri=True)) as base:
                for table in tables:
                    rows[table] = base.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
        return rows

    def told(self, key: str) -> int:
        return sum(isinstance(news, Notice) and news.key == key for news in self.heard)

    def wait_for_articles(self, count: int, seconds: float = 30.0) -> bool:
        """Whether so many articles were added in all, waiting for it."""

        def added() -> bool:
            return sum(len(news.added) for news in self.heard if isinstance(news, Changes)) >= count

        with self.news:
            return self.news.wait_for(added, seconds)


@pytest.fixture
def rig(paths: Paths) -> Iterator[Rig]:
    with Hosts(6) as hosts:
        made: list[Rig] = []
        profile = Profile(
            paths,
            patience=5.0,
            opens_intake=lambda: Intake(user_agent="newsdesk/test", proxies={}, limits=Limits(deadline=1.0)),
            clock=lambda: made[0].now,
        )
        made.append(Rig(profile.desk, hosts, paths))
        profile.desk.subscribe(made[0].hear)
        profile.desk.start().result(20)
        yield made[0]
        assert profile.close(), "a thread of the desk is still there"


def lead_to_login(hosts: Hosts, status: int) -> Callable[[Request], Answer | None]:
    """All is sent to one place, which shows a page."""
    target = hosts.at(6, "/login")

    def answer(request: Request) -> Answer:
        if request.path == "/login":
            return page(request)
        return Answer(status=status, headers=(("Location", target),))

    return answer


PORTALS: dict[str, Callable[[Hosts], Callable[[Request], Answer | None]]] = {
    "silence": lambda _: silent,
    "a page for everybody": lambda _: page,
    "511": lambda _: asks_for_login,
    **{
        f"{status} to one place": lambda hosts, s=status: lead_to_login(hosts, s)
        for status in (301, 302, 303, 307, 308)
    },
}


@pytest.mark.parametrize("name", PORTALS)
def test_a_line_that_is_down_or_has_a_portal_in_it_leaves_nothing_behind(rig: Rig, name: str) -> None:
    rig.subscribe(rig.hosts.print()[:5])
    rig.sync(headlines_only=False)
    before = rig.stored()
    rig.hosts.print(edition=3)
    rig.now += timedelta(hours=3)
    rig.hosts.line = PORTALS[name](rig.hosts)
    report = rig.sync(headlines_only=False)
    assert report.is_offline, [outcome.fault for outcome in report.sources]
    assert rig.stored() == before
    assert rig.told("sync.offline") + rig.told("sync.portal") == 1
    rig.hosts.line = lambda _: None
    rig.desk.line_changed()
    assert rig.wait_for_articles(5 * 5 + 5 * 3), [(n.source.id, n.health) for n in rig.desk.sources()]
    assert rig.told("sync.offline") + rig.told("sync.portal") == 1


def test_on_a_first_day_behind_a_portal_no_source_is_to_blame(rig: Rig) -> None:
    rig.subscribe(rig.hosts.print()[:4])
    before = rig.stored()
    rig.hosts.line = page
    assert rig.sync().is_offline
    assert rig.stored() == before


def test_without_being_told_the_line_is_found_back_within_seconds(rig: Rig) -> None:
    rig.subscribe(rig.hosts.print()[:3])
    rig.hosts.line = silent
    assert rig.sync().is_offline
    asked = len(rig.hosts.requests)
    rig.hosts.line = lambda _: None
    assert rig.wait_for_articles(15, 20.0)
    feeds = [request.path for request in rig.hosts.requests[asked:] if request.path.endswith("/feed")]
    assert sorted(set(feeds)) == ["/s1/feed", "/s2/feed", "/s3/feed"]
    assert len(feeds) <= 4  # the probe's answer is used, not asked for twice; one question may have met the silence


def test_two_sources_that_really_became_pages_are_to_blame_themselves(rig: Rig) -> None:
    rig.subscribe(rig.hosts.print()[:5])
    rig.sync()
    rig.now += timedelta(hours=3)
    rig.hosts.line = lambda request: page(request) if request.path in {"/s1/feed", "/s2/feed"} else None
    report = rig.sync()
    assert not report.is_offline
    kinds = [state.health.fault and state.health.fault.kind for state in rig.desk.sources()]
    assert kinds == [FaultKind.NOT_A_FEED, FaultKind.NOT_A_FEED, None, None, None]


def test_sources_that_have_been_pages_for_long_are_no_portal(rig: Rig) -> None:
    rig.subscribe(rig.hosts.print()[:2])
    rig.sync()
    rig.now += timedelta(hours=3)
    rig.hosts.line = lambda request: page(request) if request.path == "/s1/feed" else None
    assert not rig.sync().is_offline
    rig.now += timedelta(hours=30)
    rig.hosts.line = page
    assert not rig.sync().is_offline  # one of them is news, one is not: that is no portal


def test_an_address_changes_only_after_a_day_of_agreeing_redirects(rig: Rig) -> None:
    old, new = rig.hosts.print()[0], rig.hosts.at(2, "/moved")
    rig.subscribe([old])
    rig.sync()
    feed = rig.hosts.answer_at("/s1/feed")
    rig.hosts.route("/moved", feed)
    rig.hosts.redirect("/s1/feed", new, 301)
    for hours in (1, 11, 11):
        rig.now += timedelta(hours=hours)
        rig.sync()
        assert rig.desk.sources()[0].source.feed_url == old
    rig.now += timedelta(hours=3)
    rig.sync()
    state = rig.desk.sources()[0]
    assert (state.source.url, state.source.feed_url, state.former_url) == (old, new, old)
    sent = rig.hosts.requests_of("/moved")
    assert all(request.headers.get("if-none-match") == feed.etag for request in sent[1:])


def test_redirects_that_disagree_or_lead_to_another_feed_change_no_address(rig: Rig) -> None:
    old = rig.hosts.print()[0]
    rig.subscribe([old])
    rig.sync()
    mine = rig.hosts.answer_at("/s1/feed")
    rig.hosts.route("/a", mine)
    rig.hosts.route("/b", mine)
    rig.hosts.route("/other", rig.hosts.answer_at("/s2/feed"))
    for place, status in (("/a", 301), ("/b", 301), ("/a", 308), ("/a", 302), ("/other", 301), ("/other", 301)):
        rig.now += timedelta(hours=13)
        rig.hosts.redirect("/s1/feed", place, status)
        rig.sync()
    for _ in range(2):
        rig.now += timedelta(hours=13)
        rig.sync()
    assert rig.desk.sources()[0].source.feed_url == old


def say_gone(rig: Rig, times: int, pause: timedelta) -> FaultKind:
    """The fault of a source that was there and said 410 so often since, with such pauses; another one is well."""
    rig.hosts.print()
    rig.subscribe([rig.hosts.at(1, "/s1/feed"), rig.hosts.at(2, "/s2/feed")])
    rig.sync()
    rig.hosts.refuse("/s1/feed", 410)
    for _ in range(times):
        rig.now += pause
        rig.sync()
    fault = rig.desk.sources()[0].health.fault
    assert fault is not None
    return fault.kind


def test_a_source_that_is_gone_three_times_in_three_days_is_not_asked_again_by_itself(rig: Rig) -> None:
    assert say_gone(rig, 3, timedelta(hours=25)) is FaultKind.GONE_FOR_GOOD
    asked = len(rig.hosts.requests_of("/s1/feed"))
    rig.now += timedelta(days=30)
    rig.desk.sync_every(timedelta(hours=1))
    assert rig.hosts.wait_for("/s2/feed", 5)
    assert len(rig.hosts.requests_of("/s1/feed")) == asked
    rig.hosts.print(edition=1)
    rig.sync()  # by hand it is tried once more
    assert rig.desk.sources()[0].health.fault is None


def test_one_410_seen_three_times_in_an_hour_is_one(rig: Rig) -> None:
    assert say_gone(rig, 4, timedelta(minutes=20)) is FaultKind.GONE
