"""Addresses that a source moved to and was taken back from; folders and places as the reader put them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from newsdesk.domain.arrangement import arrangement_of
from newsdesk.domain.source import SourceChoice, SourceId, Validators
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, item

NEW = "https://new.example/feed"


def polled(writes: Writes, source: SourceId, days: int) -> None:
    """Polls twice a day for so many days, each time led to the new address for good."""
    for turn in range(2 * days + 1):
        at = NOON + timedelta(hours=12 * turn)
        finish = FeedFinish(Validators('"a"'), None, None, at, validated_url=NEW, moved_to=NEW)
        writes.finish_feed(source, [item(1)], at, finish)


def test_an_address_that_was_taken_back_stays_though_the_publisher_still_leads_away(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    old = reads.sources()[0].source.feed_url
    writes.finish_feed(source, [item(1)], NOON - timedelta(hours=1), FeedFinish(Validators(), None, None, NOON))
    polled(writes, source, 2)
    state = reads.sources()[0]
    assert (state.source.feed_url, state.former_url) == (NEW, old)
    assert writes.take_back_address(source)
    state = reads.sources()[0]
    assert (state.source.feed_url, state.former_url) == (old, NEW)
    assert reads.due((source,))[0].validators == Validators()
    polled(writes, source, 4)
    assert reads.sources()[0].source.feed_url == old
    writes.choose(source, replace(SourceChoice(), proxy=None))
    polled(writes, source, 4)
    assert reads.sources()[0].source.feed_url == old, "another choice leaves it refused"


def test_a_source_that_never_moved_has_nothing_to_take_back(writes: Writes, add_source: AddSource) -> None:
    assert not writes.take_back_address(add_source().id)


def test_an_arrangement_keeps_empty_folders_and_sources_that_it_does_not_name(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    writes.arrange(arrangement_of(("فارغ", "صحف"), ((source, "صحف"),)))
    assert reads.folders() == ("فارغ", "صحف")
    assert reads.sources()[0].source.folder == "صحف"
    writes.arrange(arrangement_of((), ()))
    assert reads.folders() == ("صحف",), "a folder that holds a source stays"
