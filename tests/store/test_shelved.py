"""Saved searches: what stands on their shelves, what is unread there, and which articles are followed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from newsdesk.domain.article import ArticleId
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.searches import SavedSearch
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import SourceId
from newsdesk.settings.paths import Paths
from newsdesk.store import backups, searches
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import DEFAULT_INTERVAL, NOON, AddSource, Clock, SourceKind, item, pass_days, retire, show

TITLES = ("انقطاع المياه في الوادي", "الوادي يفتح بابه", "سوق الزيتون", "مياه الوادي تعود", "بلا علاقة")
AddsItems = Callable[..., object]


@pytest.fixture
def articles(writes: Writes) -> list[ArticleId]:
    """The numbers of the articles with these titles, in their order."""
    source = writes.add_source(
        SourceKind.FEED,
        "https://press.example/feed",
        "https://press.example/feed",
        None,
        "صحيفة الميناء",
        None,
        DEFAULT_INTERVAL,
    )
    writes.save_items(SourceId(source.id), [item(n, title) for n, title in enumerate(TITLES, 1)], NOON)
    rows = dict(writes.stores.cache.rows("SELECT title, id FROM article"))
    return [ArticleId(rows[title]) for title in TITLES]


def shelf(search: SavedSearch) -> Shelf:
    return Shelf(ShelfKind.SEARCH, search=search.id)


def test_a_saved_search_is_a_shelf_in_pages_with_its_unread_count(
    writes: Writes, reads: Reads, articles: list[ArticleId]
) -> None:
    saved = searches.add(writes.stores, "", "  وادي ").search
    assert (saved.name, saved.query) == ("وادي", "وادي")
    first = reads.headlines(shelf(saved), None, 2)
    assert first.next is not None
    second = reads.headlines(shelf(saved), first.next, 2)
    found = [row.title for row in (*first.headlines, *second.headlines)]
    assert sorted(found) == sorted(title for title in TITLES if "الوادي" in title)
    assert [state.unread for state in reads.search_states()] == [3]
    writes.set_read(articles[:1], True, NOON)
    assert [state.unread for state in reads.search_states()] == [2]
    assert reads.is_on_shelf(shelf(saved), articles) == {articles[0], articles[1], articles[3]}


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("وادي -مياه", 1),
        ("مياه أو زيتون", 3),
        ("من:الميناء وادي", 3),
        ("من:أخرى وادي", 0),
        ("is:unread", 5),
        ("is:unread سوق", 1),
        ("is:bookmarked", 1),
        ("is:bookmarked وادي", 1),
        ("is:bookmarked سوق", 0),
        ('"الوادي يفتح"', 1),
        ("وا", 0),  # a saved word is whole
        ("-", 0),
    ],
)
def test_count_shelf_and_membership_agree_in_every_form_of_question(
    writes: Writes, reads: Reads, articles: list[ArticleId], query: str, number: int
) -> None:
    writes.set_bookmarked(articles[1:2], True, NOON)
    saved = searches.add(writes.stores, "بحث", query).search
    page = reads.headlines(shelf(saved), None, 50).headlines
    assert len(page) == number
    assert reads.search_states()[0].unread == number
    assert reads.is_on_shelf(shelf(saved), articles) == {row.id for row in page}
    scattered = [*articles, ArticleId(10**9)]  # far apart: asked one by one
    assert reads.is_on_shelf(shelf(saved), scattered) == {row.id for row in page}


def test_only_what_a_followed_search_finds_is_followed(writes: Writes, reads: Reads, articles: list[ArticleId]) -> None:
    searches.add(writes.stores, "غير متابع", "زيتون")
    saved = searches.add(writes.stores, "متابع", "مياه", is_followed=True).search
    assert reads.followed_among(articles) == {articles[0], articles[3]}
    assert reads.followed_among(articles[1:3]) == set()
    assert [row.title for row in reads.urgent_text(NOON)] == [TITLES[0], TITLES[3]]
    searches.put(writes.stores, replace(saved, is_followed=False))
    assert reads.followed_among(articles) == set()
    assert reads.urgent_text(NOON) == ()


def test_a_removed_search_can_be_put_back_where_it_was(writes: Writes, reads: Reads) -> None:
    saved = [searches.add(writes.stores, name, name).search for name in ("أ", "ب", "ج")]
    assert searches.remove(writes.stores, saved[1].id).searches
    assert not searches.remove(writes.stores, saved[1].id)
    searches.put(writes.stores, saved[1])
    assert reads.searches() == tuple(saved)
    searches.arrange(writes.stores, (saved[2].id, saved[0].id, saved[1].id))
    assert [search.name for search in reads.searches()] == ["ج", "أ", "ب"]


def test_the_backup_carries_saved_searches(writes: Writes, profile: Paths) -> None:
    searches.add(writes.stores, "الوادي", "وادي", is_followed=True)
    made = writes.backup(NOON)
    assert made is not None
    assert backups.counts(made)[-1] == 1


def test_a_name_that_the_reader_adds_counts_from_the_next_question_on(
    writes: Writes, reads: Reads, profile: Paths, articles: list[ArticleId]
) -> None:
    assert reads.search("بستانتونيا") == ()
    profile.name_variants.write_text("بستانتونيا زيتون\n", encoding="utf-8")
    assert [row.title for row in reads.search("بستانتونيا")] == [TITLES[2]]


def test_what_a_followed_search_finds_outlives_the_rules_while_it_is_unread(
    writes: Writes, reads: Reads, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    show(writes, source, [item(n, title) for n, title in enumerate(TITLES, 1)], NOON)
    show(writes, source, [item(9)], NOON)
    pass_days(writes, source, clock, 3)
    rows = reads.headlines(Shelf(ShelfKind.ALL)).headlines
    saved = searches.add(writes.stores, "", "مياه", is_followed=True).search
    read = next(row.id for row in rows if row.title == TITLES[3])
    writes.set_read([read], True, NOON)
    retire(writes, Keeping(2), clock.now)
    assert TITLES[0] in [row.title for row in reads.headlines(Shelf(ShelfKind.ALL)).headlines]
    assert TITLES[3] not in [row.title for row in reads.headlines(Shelf(ShelfKind.ALL)).headlines]
    searches.put(writes.stores, replace(saved, is_followed=False))
    pass_days(writes, source, clock, 1)
    retire(writes, Keeping(2), clock.now)
    assert TITLES[0] not in [row.title for row in reads.headlines(Shelf(ShelfKind.ALL)).headlines]
