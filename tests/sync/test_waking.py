"""After a sleep of the machine, or when its clock is set, one sync makes up for what was missed: no storm."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from tests.newspaper import Newspaper
from tests.press import Press
from tests.whole.screen import until

from newsdesk.app.compose import Profile
from newsdesk.desk import Desk
from newsdesk.domain.changes import News, Progress, Stage
from newsdesk.domain.outline import Outline
from newsdesk.settings.paths import Paths

SOURCES = 5
HALF_HOUR = timedelta(minutes=30)


@dataclass
class Night:
    """A desk that syncs by itself every half hour, by a clock that the test moves."""

    desk: Desk
    press: Press
    now: datetime = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    syncs: int = 0
    news: threading.Condition = field(default_factory=threading.Condition)

    def hear(self, news: News) -> None:
        if isinstance(news, Progress) and news.stage == Stage.DONE:
            with self.news:
                self.syncs += 1
                self.news.notify_all()

    def sleep(self, time: timedelta) -> None:
        """The wall clock goes on, the monotonic one does not; then the sync thread looks up, as it does by itself."""
        self.now += time
        self.look_up()

    def look_up(self) -> None:
        """Returns when the sync thread has looked at the clock twice and has nothing to do."""
        for _ in range(2):
            turned = threading.Event()
            self.desk._engine.post(turned.set)
            assert turned.wait(10)
        with self.news:
            assert self.news.wait_for(lambda: not self.desk.is_syncing, 30)

    def last_answers(self) -> dict[str, datetime | None]:
        """When each source last answered."""
        return {state.source.url: state.health.last_success_at for state in self.desk.sources()}

    def asked(self) -> Counter[str]:
        """How often each feed was asked for since the last look."""
        count = Counter(request.path for request in self.press.requests if request.path.endswith("/feed"))
        self.press.forget()
        return count


ONCE = Counter({f"/s{number}/feed": 1 for number in range(SOURCES)})


@pytest.fixture
def night(paths: Paths, press: Press) -> Iterator[Night]:
    made: list[Night] = []
    profile = Profile(paths, patience=5.0, clock=lambda: made[0].now)
    made.append(Night(profile.desk, press))
    profile.desk.start().result(20)
    urls = Newspaper(SOURCES, 2).print_on(press)
    profile.desk.add_outlines([Outline(f"مصدر {n}", url) for n, url in enumerate(urls)]).result(30)
    profile.desk.subscribe(made[0].hear)
    profile.desk.sync_every(HALF_HOUR)
    with made[0].news:
        assert made[0].news.wait_for(lambda: made[0].syncs == 1, 30)
    made[0].look_up()
    assert made[0].asked() == ONCE
    yield made[0]
    assert profile.close(), "a thread of the desk is still there"


def test_eight_hours_of_sleep_lead_to_one_sync_and_ask_a_source_once(night: Night) -> None:
    night.sleep(timedelta(hours=8))
    assert (night.syncs, night.asked()) == (2, ONCE)
    for _ in range(5):
        night.sleep(timedelta(minutes=5))
    assert (night.syncs, night.asked()) == (2, Counter())
    night.sleep(timedelta(minutes=6))
    assert (night.syncs, night.asked()) == (3, ONCE)


def test_the_thread_looks_at_the_clock_by_itself(night: Night) -> None:
    night.now += timedelta(hours=8)
    with night.news:
        assert night.news.wait_for(lambda: night.syncs == 2, 30)
    assert night.asked() == ONCE


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_set_wrong_and_right_again_starts_no_storm_and_stops_nothing(night: Night, years: int) -> None:
    night.sleep(timedelta(days=365 * years))
    night.sleep(timedelta(minutes=31))
    assert max(night.asked().values()) <= 1 + (years > 0)
    night.sleep(timedelta(days=-365 * years))
    night.sleep(timedelta(minutes=31))
    assert max(night.asked().values()) <= 2
    before = night.syncs
    night.sleep(timedelta(minutes=31))
    assert (night.syncs, night.asked()) == (before + 1, ONCE)


def test_what_the_reader_does_meanwhile_does_not_put_the_next_sync_off(night: Night) -> None:
    for _ in range(4):
        night.sleep(timedelta(minutes=8))
        night.desk.line_changed()
        night.look_up()
    assert (night.syncs, night.asked()) == (2, ONCE)


def test_a_sync_that_a_sleep_interrupted_is_followed_by_one_of_what_was_missed(night: Night) -> None:
    gate = night.press.hold("/s0/feed")
    night.now += HALF_HOUR
    assert until(lambda: [*night.last_answers().values()].count(night.now) == SOURCES - 1, 30)
    assert night.press.wait_for("/s0/feed", seconds=30)
    night.now += timedelta(hours=8)  # while an answer is on its way
    gate.set()
    with night.news:
        assert night.news.wait_for(lambda: night.syncs == 3, 30)
    night.look_up()
    count = night.asked()
    assert count["/s0/feed"] == 1  # it has just answered
    assert count == Counter({**{f"/s{number}/feed": 2 for number in range(1, SOURCES)}, "/s0/feed": 1})
