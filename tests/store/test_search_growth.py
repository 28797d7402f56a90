"""What a search reads does not grow with the archive, and it says so when older articles are left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from newsdesk.domain.found import SearchOrder
from newsdesk.settings.paths import Paths
from newsdesk.store import ranking, search
from newsdesk.store.answers import Answers
from newsdesk.store.connection import ReadConnection
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
    taken: dict[tuple[str, SearchOrder], int] = {}
    answers.find("م", 50, SearchOrder.DATE)
    for question in QUESTIONS:
        for order in SearchOrder:
            counted = [0]

            def count(counted: list[int] = counted) -> int:
                counted[0] += 1
                return 0

            connection.set_progress_handler(count, 100)
            answers.find(question, 50, order)
            connection.set_progress_handler(None, 100)
            taken[question, order] = counted[0]
    return taken


def test_twice_the_articles_take_far_from_twice_the_steps(archive: tuple[Writes, ReadConnection, Answers]) -> None:
    writes, reads, answers = archive
    before = steps(reads, answers)
    fill(writes, 1, range(FIRST + 1, FIRST + MORE + 1))
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
    _, reads, _ = archive
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
