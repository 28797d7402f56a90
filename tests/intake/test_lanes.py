"""Who is fetched and read first."""

from __future__ import annotations

import threading
import time

from newsdesk.domain.manners import Manners
from newsdesk.intake.jobs import FetchFeed, FetchPage, FetchPicture, Job
from newsdesk.intake.lanes import MOST_WAITING, Documents, Fetches, Task
from newsdesk.web.politeness import Pace


def task(job: Job) -> Task:
    return Task(job, job.url)  # type: ignore[union-attr]


def feed(number: int, host: str = "") -> Task:
    return task(FetchFeed(number, f"https://{host or number}.example/feed"))


def test_feeds_pass_pages_and_pages_pass_pictures() -> None:
    fetches, documents = Fetches(Pace(Manners(pause=0.0))), Documents()
    waiting = [
        task(FetchPicture(1, "https://a.example/p", "https://a.example/")),
        task(FetchPage(2, "https://b.example/a", "https://b.example/", "x")),
        feed(3),
        feed(4),
    ]
    for each in waiting:
        fetches.put(each)
        documents.put(each, None)
    assert [fetches.take().job.job for _ in waiting] == [3, 4, 2, 1]
    assert [documents.take()[0].job.job for _ in waiting] == [3, 4, 2, 1]


def test_a_host_with_two_fetches_under_way_holds_up_nobody() -> None:
    fetches = Fetches(Pace(Manners(pause=0.0)))
    for number in range(1, 5):
        fetches.put(feed(number, "slow"))
    fetches.put(feed(5, "other"))
    first = fetches.take()
    taken = [first.job.job, fetches.take().job.job, fetches.take().job.job]
    assert taken == [1, 2, 5]
    fetches.done(first)
    assert fetches.take().job.job == 3


def test_a_fetcher_that_waits_is_woken_when_its_host_is_free() -> None:
    fetches = Fetches(Pace(Manners(pause=0.0)))
    for number in range(1, 4):
        fetches.put(feed(number, "slow"))
    first, _ = fetches.take(), fetches.take()
    taken: list[int] = []
    waiter = threading.Thread(target=lambda: taken.append(fetches.take().job.job))
    waiter.start()
    fetches.done(first)
    waiter.join(10)
    assert taken == [3]


def test_this_machine_may_be_asked_by_all_fetchers() -> None:
    fetches = Fetches(Pace(Manners(pause=0.0)))
    for number in range(16):
        fetches.put(task(FetchFeed(number, f"http://127.0.0.1:8000/{number}")))
    assert [fetches.take().job.job for _ in range(16)] == list(range(16))


def test_a_fetcher_waits_while_too_many_documents_are_unread() -> None:
    documents = Documents()
    for number in range(MOST_WAITING):
        documents.put(feed(number), None)
    late = threading.Thread(target=lambda: documents.put(feed(99), None))
    late.start()
    assert late.is_alive()
    assert documents.take()[0].job.job == 0
    late.join(10)
    assert not late.is_alive()


def test_a_host_is_asked_three_times_at_once_and_then_at_its_pace() -> None:
    pace = Pace(Manners(pause=0.2, connections=100))
    fetches = Fetches(pace)
    for number in range(6):
        fetches.put(feed(number, "one"))
    began = time.monotonic()
    taken = [fetches.take() for _ in range(3)]
    fetches.put(feed(9, "two"))
    assert fetches.take().url == "https://two.example/feed"
    taken += [fetches.take() for _ in range(3)]
    assert time.monotonic() - began >= 0.6
    assert len(taken) == 6


def test_this_machine_is_held_to_the_pace_when_the_manners_say_so() -> None:
    pace = Pace(Manners(pause=60.0, spares_loopback=False))
    assert [pace.take("localhost") > 0 for _ in range(4)] == [False, False, False, True]
    spared = Pace(Manners(pause=60.0))
    assert not any(spared.take("localhost") for _ in range(50))
