"""A clean-up of many old articles tells how far it is, stops when asked to, and goes on where it was."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from threading import Event

import pytest
from tests.store.conftest import NOON, Clock, pass_days, show
from tests.whole.filled import at_that_time, fill, whole

from newsdesk.app.compose import Profile
from newsdesk.desk import Desk
from newsdesk.domain.budget import Budget
from newsdesk.domain.changes import Changes, News, Progress, Stage
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.source import SourceId
from newsdesk.settings.paths import Paths
from newsdesk.store.writes import Writes

ALL, SHOWN = 260, 10
TEN_DAYS = Budget("none", Keeping(10, 0, 0), 0, 0)
Opens = Callable[..., Desk]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Clock]:
    """A profile of which all but ten articles left their feed eleven days ago, and its clock."""
    paths, clock = Paths.of_profile(tmp_path_factory.mktemp("old") / "profile"), Clock()
    fill(paths, ALL, clock)
    writes = Writes(paths, clock)
    writes.open()
    shown = [whole(number, has_picture=False) for number in range(ALL - SHOWN + 1, ALL + 1)]
    show(writes, SourceId(1), shown, clock.now)
    pass_days(writes, 1, clock, 11)
    writes.close()
    assert clock.now > NOON
    return paths.data, clock


@pytest.fixture
def opens(old: tuple[Path, Clock], paths: Paths) -> Iterator[Opens]:
    """Opens that profile, as this test's own; again after it was closed."""
    shutil.copytree(old[0], paths.data)
    profiles: list[Profile] = []

    def start(budget: Budget = Budget()) -> Desk:  # noqa: B008  it never changes
        for before in profiles:
            before.close()
        profiles.append(Profile(paths, patience=5.0, clock=at_that_time(old[1])))
        profiles[-1].desk.keep(budget)
        profiles[-1].desk.start().result(20)
        return profiles[-1].desk

    yield start
    for profile in profiles:
        profile.close()


class Listener:
    """Hears how far a clean-up is; `at_first` is called at its first word."""

    def __init__(self, desk: Desk, at_first: Callable[[], object] = lambda: None) -> None:
        self.told: list[tuple[int, int]] = []
        self.removed: SimpleQueue[int] = SimpleQueue()
        self._at_first = at_first
        self._is_over = Event()
        desk.subscribe(self._hear)

    def wait(self) -> None:
        """Until it is over."""
        assert self._is_over.wait(60)

    def _hear(self, news: News) -> None:
        if isinstance(news, Changes):
            self.removed.put(len(news.removed))
        elif isinstance(news, Progress) and news.stage == Stage.CLEANING:
            if not self.told:
                self._at_first()
            self.told.append((news.done, news.total))
        elif isinstance(news, Progress) and news.stage == Stage.DONE:
            self._is_over.set()


def left(desk: Desk) -> int:
    return desk.write(lambda writes: writes.stores.cache.value("SELECT count(*) FROM article")).result(20)


def test_a_choice_of_fewer_days_is_carried_out_at_once_and_tells_how_far_it_is(opens: Opens) -> None:
    desk = opens()
    listener = Listener(desk)
    desk.keep(TEN_DAYS)
    desk.tidy()
    listener.wait()
    assert left(desk) == SHOWN
    assert {total for _, total in listener.told} == {ALL - SHOWN}
    done = [done for done, _ in listener.told]
    assert (done, done[-1]) == (sorted(done), ALL - SHOWN)
    assert len(set(done)) > 5


def test_a_clean_up_that_is_stopped_goes_on_with_the_next_sync(opens: Opens) -> None:
    desk = opens()
    listener = Listener(desk, at_first=desk.stop_sync)
    desk.keep(TEN_DAYS)
    desk.tidy()
    listener.wait()
    after = left(desk)
    assert SHOWN < after < ALL
    told: list[Progress] = []
    desk.sync([], on_progress=told.append).result(60)
    assert left(desk) == SHOWN
    cleaning = [(one.done, one.total) for one in told if one.stage == Stage.CLEANING]
    assert cleaning[0][0] >= ALL - after
    assert cleaning[-1] == (ALL - SHOWN, ALL - SHOWN)


def test_a_clean_up_that_was_cut_off_goes_on_after_a_start(opens: Opens) -> None:
    desk = opens()
    listener = Listener(desk, at_first=desk.stop_sync)
    desk.keep(TEN_DAYS)
    desk.tidy()
    listener.wait()
    again = opens(TEN_DAYS)
    assert SHOWN < left(again) < ALL
    again.sync([]).result(60)
    assert left(again) == SHOWN


def test_a_sync_can_be_stopped_while_it_cleans_up_and_is_done_all_the_same(opens: Opens) -> None:
    desk = opens(TEN_DAYS)
    told: list[Progress] = []

    def hear(progress: Progress) -> None:
        told.append(progress)
        if progress.stage == Stage.CLEANING:
            desk.stop_sync()

    report = desk.sync([], on_progress=hear).result(60)
    assert not report.is_stopped
    assert SHOWN < left(desk) < ALL
    assert told[-1].stage == Stage.DONE
