"""Searching: folded words, the newest first, whatever the reader types."""

from __future__ import annotations

from datetime import timedelta

import pytest

from newsdesk.settings.paths import Paths
from newsdesk.store import search
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, Clock, item


def test_spellings_of_a_word_find_each_other(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    (article,) = writes.save_items(add_source().id, [item(1, "اجتماع يوم الإثنين في المدينة")], NOON).added
    for query in ("الاثنين", "الإثنين", "المدينه", "اجتمـــاع", "اجتماع المدينة", "اجتم"):
        assert [found.id for found in reads.search(query)] == [article], query
    for query in ("الاث المدينة", "ثنين"):
        assert reads.search(query) == (), query


@pytest.mark.parametrize("query", ['"a', "AND", "foo:bar", "NEAR(", "*", "'", "خبر OR", "-خبر", "(", "^خبر", "\0", ""])
def test_no_query_is_an_error(writes: Writes, reads: Reads, add_source: AddSource, query: str) -> None:
    writes.save_items(add_source().id, [item(1)], NOON)
    reads.search(query)


def test_the_newest_come_first_whenever_they_arrived(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    items = [item(n, published_at=NOON - timedelta(hours=(n * 7) % 20)) for n in range(1, 21)]
    writes.save_items(add_source().id, items, NOON)
    found = reads.search("خبر", limit=5)
    times = [headline.sorted_at for headline in found]
    assert times == sorted(times, reverse=True)
    assert times[0] >= NOON
    assert len(found) == 5


def test_the_index_is_made_anew_when_folding_has_changed(
    profile: Paths, writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    kept, *_ = writes.save_items(source, [item(1, "زهرة"), item(2, "وردة")], NOON).added
    writes.set_bookmarked([kept], True, NOON)
    with writes.stores.cache.transaction():
        writes.stores.cache.set_meta("index_version", "0")
        writes.stores.cache.write("INSERT INTO search (search) VALUES ('delete-all')")
    assert reads.search("زهرة") == ()
    writes.close()
    again = Writes(profile, Clock())
    again.open()
    assert [found.id for found in reads.search("زهرة")] == [kept]
    assert reads.doctor(full=True).is_sound
    again.save_items(source, [item(1, "شجرة")], NOON + timedelta(hours=1))
    assert reads.search("زهرة") == ()
    again.close()


def test_words_that_were_indexed_otherwise_have_the_index_made_anew(
    profile: Paths, writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    writes.save_items(source, [item(1, "زهرة", search_title="شيء اخر")], NOON)
    writes.save_items(source, [item(1, "وردة")], NOON + timedelta(hours=1))
    writes.close()
    again = Writes(profile, Clock())
    again.open()
    assert reads.search("اخر") == ()
    assert len(reads.search("وردة")) == 1
    again.close()


def test_a_word_of_every_article_is_sought_among_the_last_arrived(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    assert search.LOOKED_AT >= 1000
    source = add_source().id
    for start in range(0, 100, 25):
        writes.save_items(source, [item(n) for n in range(start + 1, start + 26)], NOON)
    assert len(reads.search("خبر", limit=200)) == 100


def test_merging_the_index_loses_nothing(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    for number in range(1, 40):
        writes.save_items(source, [item(number, f"خبر{number}")], NOON)
    while writes.keep_up(NOON):
        pass
    assert all(len(reads.search(f"خبر{number} ")) for number in range(1, 40))
    assert reads.doctor(full=True).is_sound
