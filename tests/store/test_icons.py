"""Icons are kept while their source is there, and asked for some weeks apart."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.source import SourceChoice, SourceId, Validators
from newsdesk.intake.jobs import IconRead
from newsdesk.store.icons import page_of
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

from .conftest import AddSource, Clock, item, show

DAYS = timedelta(days=1)
PNG = b"\x89PNG our own"


def asked(reads: Reads, clock: Clock, **how: str) -> list[int]:
    return [row.source for row in reads.awaiting_icons(clock.now, **how)]  # type: ignore[arg-type]


def answering(writes: Writes, add_source: AddSource, clock: Clock) -> SourceId:
    source = add_source().id
    show(writes, source, [item(1)], clock.now)
    return source


def test_only_a_source_that_answered_is_asked_for_its_icon(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    silent = add_source("https://silent.example/feed").id
    source = answering(writes, add_source, clock)
    assert asked(reads, clock) == [source]
    assert silent != source


def test_an_icon_is_asked_for_again_after_weeks_and_stays_meanwhile(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    source = answering(writes, add_source, clock)
    assert writes.save_icon((source,), IconRead(1, PNG, 4000), clock.now).icons == (source,)
    assert reads.icon(source) == PNG
    assert not writes.save_icon((source,), IconRead(1, PNG, 0), clock.now), "the same icon is no news"
    clock.move(27 * DAYS)
    assert asked(reads, clock) == []
    clock.move(2 * DAYS)
    assert asked(reads, clock) == [source]
    writes.save_icon((source,), IconRead(2, b"", 100), clock.now)
    assert reads.icon(source) == PNG


def test_a_site_without_an_icon_is_left_alone_for_two_weeks_and_a_silent_one_for_a_day(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    source = answering(writes, add_source, clock)
    writes.save_icon_fault((source,), Fault(FaultKind.TIMED_OUT, {}), clock.now)
    assert asked(reads, clock) == []
    clock.move(1 * DAYS)
    assert asked(reads, clock) == [source]
    writes.save_icon_fault((source,), Fault(FaultKind.NOT_FOUND, {}), clock.now)
    clock.move(13 * DAYS)
    assert asked(reads, clock) == []
    clock.move(1 * DAYS)
    assert asked(reads, clock) == [source]
    writes.save_icon_fault((source,), Fault(FaultKind.OFFLINE, {}), clock.now)
    assert asked(reads, clock) == [source], "an outage of ours says nothing of the site"


def test_nobody_is_asked_where_no_pictures_are_wanted(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    source = answering(writes, add_source, clock)
    assert asked(reads, clock, size="none") == []
    writes.choose(source, SourceChoice(pictures="none"))
    assert asked(reads, clock, size="all") == []
    writes.choose(source, SourceChoice(pictures="small"))
    assert asked(reads, clock, size="none") == [source]


def test_a_clock_that_was_wrong_does_not_put_an_icon_off_for_years(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    source = answering(writes, add_source, clock)
    writes.save_icon((source,), IconRead(1, PNG, 0), clock.now + 4000 * DAYS)
    assert asked(reads, clock) == [source]


def test_room_takes_no_icon_and_a_removed_source_takes_its_own_along(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    source = answering(writes, add_source, clock)
    writes.save_icon((source,), IconRead(1, PNG, 4000), clock.now)
    writes.make_room(0)
    assert reads.icon(source) == PNG
    assert [(row.source, row.pictures) for row in reads.metered(clock.now)] == [(source, 4000)]
    assert reads.pictures_received(clock.now) == 4000
    writes.remove_source(source)
    while writes.keep_up(clock.now):
        pass
    assert reads.icon(source) is None
    assert not writes.save_icon((source,), IconRead(2, PNG, 4000), clock.now), "it came too late"
    assert reads.icon(source) is None


def test_sources_of_one_site_share_an_icon_that_is_counted_once(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    one, gone, other = (add_source(f"https://press.example/{name}").id for name in "abc")
    for source in (one, gone, other):
        show(writes, source, [item(source)], clock.now)
    writes.save_icon((other,), IconRead(1, PNG, 0), clock.now)
    writes.remove_source(gone)
    assert writes.save_icon((gone, one, other), IconRead(2, PNG, 4000), clock.now).icons == (one,)
    assert [reads.icon(source) for source in (one, gone, other)] == [PNG, None, PNG]
    assert [(row.source, row.pictures) for row in reads.metered(clock.now) if row.pictures] == [(one, 4000)]
    assert asked(reads, clock) == []
    clock.move(28 * DAYS)
    writes.save_icon_fault((one, other), Fault(FaultKind.NOT_FOUND, {}), clock.now)
    assert asked(reads, clock) == []


def test_the_pictures_that_a_feed_shows_itself_by_are_kept_until_it_names_others(
    writes: Writes, reads: Reads, add_source: AddSource, clock: Clock
) -> None:
    source = add_source().id

    def named(*pictures: str) -> tuple[str, ...]:
        finish = FeedFinish(Validators(), None, None, None, pictures=pictures)
        writes.finish_feed(source, [item(1)], clock.now, finish)
        writes.save_unchanged(source, Validators(), clock.now, None)
        return reads.awaiting_icons(clock.now)[0].pictures

    assert named("https://press.example/a.png", "https://press.example/b c.png") == (
        "https://press.example/a.png",
        "https://press.example/b c.png",
    )
    assert named() == ()


def test_the_page_that_may_name_an_icon() -> None:
    feed = "https://name:word@feeds.example:8443/rss?x=1"
    assert page_of("https://paper.example/ar/", feed) == "https://paper.example/ar/"
    assert page_of(None, feed) == "https://feeds.example:8443/"
    assert page_of("javascript:1", feed) == "https://feeds.example:8443/"
