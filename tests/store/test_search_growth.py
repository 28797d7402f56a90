"""What a search reads does not grow with the archive, and it says so when older articles are left out."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from newsdesk.domain.found import Place, SearchOrder
from newsdesk.settings.paths import Paths
from newsdesk.store import ranking, search
from newsdesk.store.answers import Answers
from newsdesk.store.connection import ReadConnection
from newsdesk.store.search import Hit
from newsdesk.store.spellings import Spellings
from newsdesk.store.vocabulary import Vocabulary
from newsdesk.store.writes import Writes

from .conftest import DEFAULT_INTERVAL, NOON, SourceKind, item

FIRST, MORE = 6000, 6000
SLICE = 500


def fill(writes: Writes, source: int, numbers: range) -> None:
    """Short articles that share two words; every two-thousandth holds a rare one."""
    for start in range(numbers.start, numbers.stop, SLICE):
        items = [
            item(
                n,
                f"{'زلزال ' if n % 2000 == 7 else ''}عنوان مشترك {n}",
                summary="الحكومة تعلن",
                published_at=NOON - timedelta(minutes=20_000 - n),
            )
            for n in range(start, min(start + SLICE, numbers.stop))
        ]
        writes.save_items(source, items, NOON)  # type: ignore[arg-type]


def fill_up(writes: Writes, reads: ReadConnection) -> None:
    """Doubles the archive, unless a test has done so before."""
    if reads.value("SELECT count(*) FROM main.article") < FIRST + MORE:
        fill(writes, 1, range(FIRST + 1, FIRST + MORE + 1))


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Writes, ReadConnection, Answers]]:
    paths = Paths.of_profile(str(tmp_path_factory.mktemp("archive")))
    paths.make()
    writes = Writes(paths, lambda: NOON)
    writes.open()
    address = "https://press.example/feed"
    source = writes.add_source(SourceKind.FEED, address, address, None, "الجريدة", None, DEFAULT_INTERVAL)
    fill(writes, source.id, range(1, FIRST + 1))
    reads = ReadConnection(paths)
    yield writes, reads, Answers(reads, Spellings(paths))
    reads.close()
    writes.close()


QUESTIONS = ("مشترك الحكومة؟", "مشترك", "م", "زلزال مشترك؟", "زلزال غائب عنوان؟", "is:unread", "مشترك is:unread؟")


def steps(reads: ReadConnection, answers: Answers) -> dict[tuple[str, SearchOrder], int]:
    """How many hundreds of steps SQLite takes for each question, the words of the newest being gathered already."""
    connection = reads.opened()
    assert connection is not None
    answers.find("م", 50, SearchOrder.DATE)
    return {
        (question, order): counted(connection, lambda asked=(question, 50, order): answers.find(*asked))  # type: ignore[misc]
        for question in QUESTIONS
        for order in SearchOrder
    }


def counted(connection: sqlite3.Connection, asks: Callable[[], object]) -> int:
    """How many hundreds of steps SQLite takes for this."""
    taken = [0]

    def count() -> int:
        taken[0] += 1
        return 0

    connection.set_progress_handler(count, 100)
    asks()
    connection.set_progress_handler(None, 100)
    return taken[0]


def test_twice_the_articles_take_far_from_twice_the_steps(archive: tuple[Writes, ReadConnection, Answers]) -> None:
    writes, reads, answers = archive
    before = steps(reads, answers)
    fill_up(writes, reads)
    after = steps(reads, answers)
    # What bm25 would cost is counted up to a bound that lies above both numbers; all else is bounded below them.
    assert {asked: (before[asked], after[asked]) for asked in before if after[asked] > 1.5 * before[asked] + 20} == {}


def test_the_newest_of_many_are_said_to_be_that_and_rare_ones_are_never_left_out(
    archive: tuple[Writes, ReadConnection, Answers],
) -> None:
    _, _, answers = archive
    for order in SearchOrder:
        common = answers.find("مشترك؟", 50, order)
        assert len(common) == 50 and not any(one.is_of_all for one in common)
        rare = answers.find("زلزال؟", 50, order)
        assert 7 in {one.headline.position for one in rare} and all(one.is_of_all for one in rare)
        both = answers.find("زلزال مشترك؟", 50, order)
        assert 7 in {one.headline.position for one in both if one.has_all} and both[0].is_of_all


def test_a_beginning_that_many_words_share_stands_for_these(archive: tuple[Writes, ReadConnection, Answers]) -> None:
    writes, reads, _ = archive
    fill_up(writes, reads)
    vocabulary = Vocabulary(reads)
    assert vocabulary.endings("ا")[0] == "الحكومه"
    assert vocabulary.endings("زلز") == ()
    assert ranking.RANKED < search.LOOKED_AT < FIRST


def test_beside_rare_words_any_word_with_the_beginning_is_found(
    archive: tuple[Writes, ReadConnection, Answers],
) -> None:
    _, _, answers = archive
    found = answers.find("زلزال الح", 50, SearchOrder.DATE)
    assert {one.headline.position for one in found if one.has_all} >= {7, 2007, 4007}


DATE, RELEVANCE = SearchOrder.DATE, SearchOrder.RELEVANCE
PAGED = {
    ("مشترك؟", DATE): search.LOOKED_AT,
    ("مشترك؟", RELEVANCE): search.LOOKED_AT,
    ("مشترك الحكومة؟", RELEVANCE): ranking.RANKED,
    ("is:unread", DATE): search.LOOKED_AT,
}


@pytest.mark.parametrize(("question", "order"), PAGED)
def test_pages_go_on_to_the_last_that_is_looked_at_and_each_costs_what_the_first_does(
    archive: tuple[Writes, ReadConnection, Answers], question: str, order: SearchOrder
) -> None:
    writes, reads, answers = archive
    fill_up(writes, reads)
    connection = reads.opened()
    assert connection is not None
    hits: list[Hit] = []
    costs: list[int] = []
    rest: Place | None = None

    def ask() -> None:
        nonlocal rest
        page, rest = search.page(reads, *answers._read(question), order, search.WEIGHED, rest)
        hits.extend(page)

    while not costs or rest is not None:
        costs.append(counted(connection, ask))
    assert len({hit.id for hit in hits}) == len(hits) == PAGED[question, order]
    assert not hits[-1].is_of_all, "more answer than that"
    if order is DATE:
        assert [hit.at for hit in hits] == sorted((hit.at for hit in hits), reverse=True)
    assert max(costs) <= 1.2 * costs[0], costs


def test_what_holds_some_words_goes_on_over_pages_too(archive: tuple[Writes, ReadConnection, Answers]) -> None:
    _, reads, answers = archive
    asked = answers._read("زلزال غائب عنوان؟")
    whole = search.found(reads, *asked, RELEVANCE, search.WEIGHED)
    hits, rest = search.page(reads, *asked, RELEVANCE, 60)
    while rest is not None:
        page, rest = search.page(reads, *asked, RELEVANCE, 60, rest)
        hits += page
    assert [hit.id for hit in hits] == [hit.id for hit in whole]
    assert len(hits) == search.WEIGHED
    assert not any(hit.has_all for hit in hits)
