"""What a page's source keeps: its rule in the library, its own order, and the first reading of a vague time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from newsdesk.domain.menu import ANY_LIST, Place, Rule
from newsdesk.domain.rule_text import as_text, of_text
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import SourceKind
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish, Saved
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, Validators, item

ALL = Shelf(ShelfKind.ALL)
HOUR = timedelta(hours=1)
URL = "https://news.example/"
RULE = Rule("links", 20, (Place("main/ul/li/a", ("أخبار", "list")), Place("main/section/h2/a")))


def finish(rule: Rule | None) -> FeedFinish:
    return FeedFinish(Validators(), None, None, NOON + HOUR, rule=rule)


def test_a_rule_survives_being_written_down() -> None:
    assert of_text(as_text(RULE)) == RULE


@pytest.mark.parametrize(
    "written",
    [
        *("", "null", "[]", "{}", '"links"', "[" * 5000, '["links", 3]', '["feed", 3, []]', '["links", -1, []]'),
        *('["links", 1e999, []]', '["links", 3, [["a"]]]', '["links", 3, [["a", [1]]]]'),
        f'["links", 3, [["{"a" * 1_000_000}", []]]]',
    ],
)
def test_what_is_no_rule_is_none(written: str) -> None:
    assert of_text(written) is None


def test_a_page_whose_rule_was_never_stored_is_read_by_its_best_list(writes: Writes, reads: Reads) -> None:
    writes.add_source(SourceKind.PAGE, URL, URL, None, "صحيفة", None, HOUR)
    assert [due.rule for due in reads.due(None)] == [ANY_LIST]
    assert reads.page_rules() == {}


def test_a_page_is_added_with_its_rule(writes: Writes, reads: Reads) -> None:
    source = writes.add_source(SourceKind.PAGE, URL, URL, None, "صحيفة", None, HOUR, RULE)
    assert [due.rule for due in reads.due(None)] == [RULE]
    assert reads.page_rules() == {source.id: RULE}


def test_a_page_is_polled_by_its_rule_and_a_new_one_takes_its_place(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    assert reads.due(None)[0].rule is None
    writes.finish_feed(source, [item(1)], NOON, finish(RULE))
    assert reads.due(None)[0].rule == RULE
    writes.finish_feed(source, [item(1)], NOON + HOUR, finish(None))
    assert reads.due(None)[0].rule == RULE
    fresh = replace(RULE, count=5)
    writes.finish_feed(source, [item(1)], NOON + HOUR, finish(fresh))
    assert reads.due(None)[0].rule == fresh
    assert writes.stores.library.value("SELECT count(*) FROM page_rule") == 1


def test_the_same_rule_again_writes_nothing_to_the_library(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    writes.finish_feed(source, [item(1)], NOON, finish(RULE))
    before = writes.stores.library.meta("revision")
    writes.finish_feed(source, [item(1)], NOON + HOUR, finish(RULE))
    assert writes.stores.library.meta("revision") == before


def test_a_rule_goes_with_its_source(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    writes.finish_feed(source, [item(1)], NOON, finish(RULE))
    writes.remove_source(source)
    assert writes.stores.library.value("SELECT count(*) FROM page_rule") == 0


def test_a_vague_time_keeps_its_first_reading_also_when_the_words_change(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    first = item(1, published_at=NOON - HOUR, time_text="قبل ساعة", has_vague_time=True)
    writes.save_items(source, [first], NOON)
    later = replace(first, published_at=NOON - HOUR / 2, time_text="قبل ساعتين", summary="ملخص آخر")
    assert len(writes.save_items(source, [later], NOON + HOUR).updated) == 1
    (headline,) = reads.headlines(ALL).headlines
    assert (headline.published_at, headline.time_text, headline.summary) == (NOON - HOUR, "قبل ساعة", "ملخص آخر")
    dated = replace(later, published_at=NOON - 2 * HOUR, time_text="1 يوليو 2026", has_vague_time=False)
    writes.save_items(source, [dated], NOON + 2 * HOUR)
    (headline,) = reads.headlines(ALL).headlines
    assert (headline.published_at, headline.time_text) == (NOON - 2 * HOUR, "1 يوليو 2026")


def test_a_vague_time_that_reads_otherwise_writes_nothing(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    first = item(1, published_at=NOON - HOUR, time_text="قبل ساعة", has_vague_time=True)
    writes.save_items(source, [first], NOON)
    later = replace(first, published_at=NOON - HOUR / 2, time_text="قبل ساعتين")
    assert writes.save_items(source, [later], NOON + HOUR) == Saved()


def test_a_vague_time_that_comes_later_fills_the_gap(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    bare = item(1, has_vague_time=True)
    writes.save_items(source, [bare], NOON)
    writes.save_items(source, [replace(bare, published_at=NOON, time_text="12:00", summary="ملخص آخر")], NOON + HOUR)
    (headline,) = reads.headlines(ALL).headlines
    assert (headline.published_at, headline.time_text) == (NOON, "12:00")


def test_the_stories_of_a_page_move_with_it_and_those_of_a_feed_stay(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    page, feed = add_source("https://a.example/").id, add_source("https://b.example/").id
    for source, rule in ((page, RULE), (feed, None)):
        writes.finish_feed(source, [item(1), item(2)], NOON, finish(rule))
        moved = [item(3), replace(item(1), position=2), replace(item(2), position=1)]
        writes.finish_feed(source, [replace(moved[0], position=3), *moved[1:]], NOON + HOUR, finish(rule))
    places = {(h.source_id, h.title): h.position for h in reads.headlines(ALL).headlines}
    assert [places[page, f"خبر رقم {number}"] for number in (1, 2, 3)] == [2, 1, 3]
    assert [places[feed, f"خبر رقم {number}"] for number in (1, 2, 3)] == [1, 2, 3]
