"""Retention: what goes, what stays whatever is chosen, and that nothing comes back."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from newsdesk.domain.keeping import EVERYTHING, Keeping, Reason
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import SourceChoice, Validators
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, Clock, item, pass_days, retire, show

ALL = Shelf(ShelfKind.ALL)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
YEAR = 365 * DAY
UNCHANGED = FeedFinish(Validators(), None, None, None)


def shown(reads: Reads) -> list[int]:
    return sorted(headline.position for headline in reads.headlines(ALL).headlines)


def test_nothing_goes_unless_the_reader_says_so(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    show(writes, source, [item(n) for n in range(1, 41)], NOON)
    show(writes, source, [item(41)], NOON)
    pass_days(writes, source, clock, 3)
    assert retire(writes, EVERYTHING, clock.now) == []
    assert retire(writes, Keeping(), clock.now) == []
    assert len(shown(reads)) == 41


def test_days_are_counted_from_when_the_feed_last_showed_an_article(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    show(writes, source, [item(n, published_at=NOON - 900 * DAY) for n in (1, 2, 3)], NOON)
    pass_days(writes, source, clock, 3)
    show(writes, source, [item(3)], clock.now)  # 1 and 2 were shown until half an hour ago
    pass_days(writes, source, clock, 1)
    assert retire(writes, Keeping(2), clock.now) == []
    pass_days(writes, source, clock, 1.1)
    assert len(retire(writes, Keeping(2), clock.now)) == 2
    assert shown(reads) == [3]
    assert reads.doctor(full=True).is_sound


def test_what_returns_to_the_feed_counts_anew(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    show(writes, source, [item(1), item(2)], NOON)
    show(writes, source, [item(2)], clock.move(timedelta(minutes=30)))
    pass_days(writes, source, clock, 3)
    show(writes, source, [item(1), item(2)], clock.now)
    assert retire(writes, Keeping(1), clock.now) == []
    show(writes, source, [item(2)], clock.move(timedelta(minutes=30)))
    assert retire(writes, Keeping(1), clock.now) == []
    assert shown(reads) == [1, 2]


def test_an_empty_document_and_a_dead_source_remove_nothing(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source, other = add_source().id, add_source("https://other.example/feed").id
    show(writes, source, [item(1), item(2)], NOON)
    show(writes, source, [], clock.move(timedelta(minutes=30)))
    pass_days(writes, other, clock, 5)
    assert retire(writes, Keeping(1, 1), clock.now) == []
    assert shown(reads) == [1, 2]


def one_read_and_both_gone(writes: Writes, source: int, clock: Clock) -> None:
    """Two articles, one of them read, that left their feed and were removed; a third is shown."""
    ids = show(writes, source, [item(n) for n in (1, 2)], NOON)
    writes.set_read(ids[:1], True, NOON)
    show(writes, source, [item(3)], NOON)
    pass_days(writes, source, clock, 1.1)
    assert len(retire(writes, Keeping(1), clock.now)) == 2


def test_what_went_stays_away_unread_or_read_by_any_of_its_keys(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    one_read_and_both_gone(writes, source, clock)
    assert show(writes, source, [item(n) for n in (1, 2, 3)], clock.now) == ()
    renamed = [item(n, keys=(f"g:new-{n}", f"u:https://press.example/{n}")) for n in (1, 2)]
    assert show(writes, source, renamed, clock.now) == ()
    assert shown(reads) == [3]
    assert reads.search("1") == ()


def test_what_went_stays_away_from_a_rebuilt_cache(
    profile: Paths, writes: Writes, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    one_read_and_both_gone(writes, source, clock)
    writes.close()
    profile.cache_db.unlink()
    again = Writes(profile, clock)
    again.open()
    assert len(show(again, source, [item(n) for n in (1, 2, 3)], clock.now)) == 1
    again.close()


def test_a_number_of_articles_leaves_those_that_were_shown_last(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    for number in range(1, 61):
        show(writes, source, [item(number), item(number + 1)], clock.move(timedelta(minutes=30)))
    assert len(retire(writes, Keeping(0, 10), clock.now)) == 51
    assert shown(reads) == list(range(52, 62))
    assert retire(writes, Keeping(0, 10), clock.now) == []
    assert retire(writes, Keeping(0, 1), clock.now) != []
    assert shown(reads) == [60, 61]  # what the feed shows never goes


def unpackable(letters: int) -> str:
    """Letters by chance: five bits in sixteen are left however well they are packed."""
    return "".join(random.Random(letters).choices("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", k=letters))


def test_megabytes_are_those_of_texts(writes: Writes, reads: Reads, clock: Clock, add_source: AddSource) -> None:
    source = add_source().id
    heavy = unpackable(116_000)  # some 200 KB as text and as page, packed
    for number in range(1, 13):
        show(writes, source, [item(number, text=heavy)], clock.move(timedelta(minutes=30)))
    assert retire(writes, Keeping(0, 0, 3), clock.now) == []
    assert len(retire(writes, Keeping(0, 0, 1), clock.now)) == 7
    assert shown(reads) == [8, 9, 10, 11, 12]


def test_a_source_may_keep_more_or_less_than_all(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    one, two, three = (add_source(f"https://s{n}.example/feed").id for n in range(3))
    writes.choose(two, SourceChoice(keeping=Keeping(0, 0)))
    writes.choose(three, SourceChoice(keeping=Keeping(None, 2)))
    for place, source in enumerate((one, two, three)):
        show(writes, source, [item(10 * place + n) for n in (1, 2, 3, 4)], NOON)
        show(writes, source, [item(10 * place + 5)], NOON)
    pass_days(writes, one, clock, 1.1)
    writes.save_unchanged(two, Validators(), clock.now, None)
    assert [state.choice.keeping for state in reads.sources()] == [Keeping(), Keeping(0, 0), Keeping(None, 2)]
    retire(writes, Keeping(30, 3), clock.now)
    assert shown(reads) == [3, 4, 5, 11, 12, 13, 14, 15, 24, 25]
    retire(writes, Keeping(1, 0), clock.now)
    assert shown(reads) == [5, 11, 12, 13, 14, 15, 25]


def test_a_bookmark_set_in_the_middle_of_a_sweep_stays(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    ids = show(writes, source, [item(n) for n in range(1, 101)], NOON)
    show(writes, source, [item(101)], NOON)
    pass_days(writes, source, clock, 1.1)
    while not (turn := writes.retire(Keeping(1), clock.now)).removed:
        assert turn.is_more_left
    left = [article for article in ids if article not in turn.removed]
    writes.set_bookmarked(left[::2], True, clock.now)
    retire(writes, Keeping(1), clock.now)
    assert {headline.id for headline in reads.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines} == set(left[::2])
    assert len(shown(reads)) == len(left[::2]) + 1
    assert reads.doctor(full=True).is_sound


def test_a_turn_removes_few_and_says_whether_more_is_left(writes: Writes, clock: Clock, add_source: AddSource) -> None:
    source = add_source().id
    show(writes, source, [item(n) for n in range(1, 101)], NOON)
    show(writes, source, [item(101)], NOON)
    pass_days(writes, source, clock, 1.1)
    turns = []
    while (turn := writes.retire(Keeping(1), clock.now)).is_more_left:
        turns.append(len(turn.removed))
    assert (sum(turns), max(turns)) == (100, 20)


def test_every_removal_is_counted_with_its_reason(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    show(writes, source, [item(n) for n in range(1, 31)], NOON)
    show(writes, source, [item(31)], NOON)
    retire(writes, Keeping(0, 21), clock.now)
    pass_days(writes, source, clock, 1.1)
    retire(writes, Keeping(1), clock.now)
    told = [(one.day, one.source, one.reason, one.articles) for one in reads.removals()]
    assert told == [
        ("2026-07-02", source, Reason.DAYS, 20),
        ("2026-07-01", source, Reason.ARTICLES, 10),
    ]


@pytest.mark.parametrize("error", [HOUR, -HOUR, 12 * HOUR, -12 * HOUR, 10 * YEAR, -10 * YEAR])
def test_a_clock_that_is_wrong_for_a_day_removes_nothing(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource, error: timedelta
) -> None:
    source = add_source().id
    show(writes, source, [item(n) for n in (1, 2)], NOON)
    show(writes, source, [item(2)], clock.move(timedelta(minutes=30)))
    pass_days(writes, source, clock, 5)
    clock.move(error)
    for _ in range(24):
        pass_days(writes, source, clock, 1 / 24)
        assert retire(writes, Keeping(7), clock.now) == []
    clock.move(-error)
    pass_days(writes, source, clock, 0.5)
    assert retire(writes, Keeping(7), clock.now) == []
    pass_days(writes, source, clock, 4)
    assert len(retire(writes, Keeping(7), clock.now)) == 1


def test_a_304_writes_no_row_of_an_article(writes: Writes, clock: Clock, add_source: AddSource) -> None:
    source = add_source().id
    cache = writes.stores.cache
    show(writes, source, [item(n) for n in range(1, 51)], NOON)

    def written(act: object) -> int:
        before = cache.connection.total_changes
        act()  # type: ignore[operator]
        return cache.connection.total_changes - before

    few = written(lambda: writes.save_unchanged(source, Validators(), clock.move(timedelta(minutes=30)), None))
    same = written(lambda: show(writes, source, [item(n) for n in range(1, 51)], clock.move(timedelta(minutes=30))))
    assert few <= 4
    assert same <= 6


def test_articles_from_before_there_were_lists_count_from_the_first(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    writes.save_items(source, [item(1)], NOON - 900 * DAY)  # never followed by the end of its document
    assert retire(writes, Keeping(1), clock.now) == []
    show(writes, source, [item(2)], NOON)
    pass_days(writes, source, clock, 0.3)
    assert retire(writes, Keeping(1), clock.now) == []  # it is met here, and counts from now on
    pass_days(writes, source, clock, 1.1)
    assert len(retire(writes, Keeping(1), clock.now)) == 1
    assert shown(reads) == [2]


def test_room_that_is_free_goes_back_to_the_disk(
    writes: Writes, profile: Paths, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    for number in range(1, 13):
        show(writes, source, [item(number, text=unpackable(300_000))], clock.move(timedelta(minutes=30)))
    writes.checkpoint()
    before = profile.cache_db.stat().st_size
    retire(writes, Keeping(0, 1), clock.now)
    while writes.keep_up(clock.now):
        pass
    writes.checkpoint()
    assert profile.cache_db.stat().st_size < before * 0.75  # what is left is mostly the index of words


def test_what_was_shown_while_the_clock_was_wrong_is_not_too_old_once_it_is_right(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    """What a wrong clock did not count is counted when a server bears out the right one: but not against these."""
    source = add_source().id
    right = clock.now
    proved = FeedFinish(Validators(), None, None, None, told_at=right)
    writes.finish_feed(source, [item(1), item(2)], right, proved)
    clock.now = right - 10 * YEAR
    pass_days(writes, source, clock, 4)  # both are still there
    clock.now = right + 4 * DAY
    show(writes, source, [item(2)], clock.now)
    writes.finish_unchanged(source, clock.now, FeedFinish(Validators(), None, None, None, told_at=clock.now))
    assert retire(writes, Keeping(2), clock.now) == []
    assert shown(reads) == [1, 2]
