"""Texts and pictures that come after the headlines, and those that do not come."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from newsdesk.domain.article import Offline
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.intake.jobs import PageRead, PictureRead
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, item, picture

ONE, TWO = picture("https://press.example/1.jpg"), picture("https://press.example/2.jpg")
PAGE = PageRead(0, "<p>نص</p>", "نص", (ONE, TWO), "نص", 0)
SMALL = PictureRead(0, "image/jpeg", 3, 2, b"jpeg", 0)
SLOW = Fault(FaultKind.TIMED_OUT, {"address": "https://press.example/1", "seconds": 30})


def offline(reads: Reads) -> Offline:
    return reads.headlines(Shelf(ShelfKind.ALL)).headlines[0].offline


def test_an_article_is_whole_once_its_last_picture_is_there(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    (article,) = writes.save_items(add_source().id, [item(1)], NOON).added
    assert offline(reads) is Offline.HEADLINE
    assert writes.save_body(article, PAGE, NOON).updated == (article,)
    assert offline(reads) is Offline.TEXT
    assert writes.save_picture(ONE.key, SMALL, NOON).updated == (article,)
    assert offline(reads) is Offline.TEXT
    writes.save_picture(TWO.key, SMALL, NOON)
    assert offline(reads) is Offline.FULL
    found = reads.article(article)
    assert found is not None
    assert [(one.key, one.is_stored, one.width, one.height) for one in found.pictures] == [
        (ONE.key, True, 3, 2),
        (TWO.key, True, 3, 2),
    ]
    assert reads.awaiting_text(NOON) == reads.awaiting_pictures(NOON) == ()


def test_an_article_whose_pictures_were_given_up_is_whole(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    (article,) = writes.save_items(add_source().id, [item(1)], NOON).added
    writes.save_body(article, PAGE, NOON)
    writes.save_picture(ONE.key, SMALL, NOON)
    gone = Fault(FaultKind.NOT_FOUND, {"address": TWO.url, "status": 404})
    assert writes.save_picture_fault(TWO.key, gone, NOON).updated == (article,)
    assert offline(reads) is Offline.FULL
    assert reads.awaiting_pictures(NOON + timedelta(days=9)) == ()


def test_a_picture_that_is_there_already_is_not_wanted_again(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    first, second = writes.save_items(add_source().id, [item(1), item(2)], NOON).added
    writes.save_body(first, PAGE, NOON)
    for wanted in (ONE, TWO):
        writes.save_picture(wanted.key, SMALL, NOON)
    writes.save_body(second, PAGE, NOON)
    assert {headline.offline for headline in reads.headlines_by_id([first, second])} == {Offline.FULL}


@pytest.mark.parametrize("what", ["text", "picture"])
def test_what_does_not_come_is_tried_three_times_with_growing_pauses(
    writes: Writes, reads: Reads, add_source: AddSource, what: str
) -> None:
    (article,) = writes.save_items(add_source().id, [item(1)], NOON).added
    if what == "picture":
        writes.save_body(article, PageRead(0, "<p>نص</p>", "نص", (ONE,), "نص", 0), NOON)

    def is_waiting(at: datetime) -> bool:
        return bool(reads.awaiting_text(at) if what == "text" else reads.awaiting_pictures(at))

    def fail(at: datetime) -> None:
        if what == "text":
            writes.save_body_fault(article, SLOW, at)
        else:
            writes.save_picture_fault(ONE.key, SLOW, at)

    at = NOON
    for pause in (timedelta(hours=1), timedelta(hours=6)):
        assert is_waiting(at)
        fail(at)
        assert not is_waiting(at + pause - timedelta(seconds=1))
        at += pause
    assert is_waiting(at)
    fail(at)
    assert not is_waiting(at + timedelta(days=365))


@pytest.mark.parametrize("kind", [FaultKind.NOT_FOUND, FaultKind.GONE, FaultKind.REFUSED_ADDRESS])
def test_what_will_never_come_is_not_asked_for_again(
    writes: Writes, reads: Reads, add_source: AddSource, kind: FaultKind
) -> None:
    (article,) = writes.save_items(add_source().id, [item(1)], NOON).added
    writes.save_body_fault(article, Fault(kind, {}), NOON)
    assert reads.awaiting_text(NOON + timedelta(days=9)) == ()


@pytest.mark.parametrize("kind", [FaultKind.OFFLINE, FaultKind.STOPPED])
def test_an_outage_of_our_own_counts_against_no_page(
    writes: Writes, reads: Reads, add_source: AddSource, kind: FaultKind
) -> None:
    (article,) = writes.save_items(add_source().id, [item(1)], NOON).added
    for _ in range(5):
        writes.save_body_fault(article, Fault(kind, {}), NOON)
    assert len(reads.awaiting_text(NOON)) == 1


def test_the_pictures_of_the_feeds_own_body_are_wanted_once_its_page_failed(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    (article,) = writes.save_items(add_source().id, [item(1, text="أول", pictures=(ONE,))], NOON).added
    assert reads.awaiting_pictures(NOON) == ()
    writes.save_body_fault(article, SLOW, NOON)
    assert [waiting.key for waiting in reads.awaiting_pictures(NOON)] == [ONE.key]
    assert offline(reads) is Offline.HEADLINE


def test_the_newest_text_and_the_newest_picture_are_fetched_first(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    old, new = writes.save_items(
        source, [item(1, published_at=NOON - timedelta(days=2)), item(2, published_at=NOON)], NOON
    ).added
    assert [waiting.name for waiting in reads.awaiting_text(NOON)] == [new, old]
    writes.save_body(old, PageRead(0, "<p>قديم</p>", "قديم", (ONE,), "قديم", 0), NOON)
    writes.save_body(new, PageRead(0, "<p>جديد</p>", "جديد", (TWO,), "جديد", 0), NOON)
    assert [waiting.key for waiting in reads.awaiting_pictures(NOON)] == [TWO.key, ONE.key]


def test_work_can_be_asked_for_some_sources_only(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    one, two = add_source("https://a.example/f").id, add_source("https://b.example/f").id
    writes.save_items(one, [item(1)], NOON)
    (wanted,) = writes.save_items(two, [item(1)], NOON).added
    assert [waiting.name for waiting in reads.awaiting_text(NOON, 10, (two,))] == [wanted]
    assert reads.awaiting_text(NOON, 10, ()) == ()


def test_a_text_for_an_article_that_is_gone_changes_nothing(writes: Writes) -> None:
    assert not writes.save_body(404, PAGE, NOON)  # type: ignore[arg-type]


def test_a_picture_that_its_article_names_no_more_leaves_the_disk(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    writes.save_items(source, [item(1, text="نص", has_full_text=True, pictures=(ONE, TWO))], NOON)
    writes.save_items(source, [item(2, text="آخر", has_full_text=True, pictures=(TWO,))], NOON)
    for one in (ONE, TWO):
        writes.save_picture(one.key, SMALL, NOON)
    writes.save_items(source, [item(1, text="نص صحح", has_full_text=True)], NOON + timedelta(hours=1))
    assert writes.stores.cache.rows("SELECT key FROM picture") == [(TWO.key,)]


def test_a_picture_that_comes_too_late_for_its_article_is_not_kept(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    writes.save_items(source, [item(1, text="نص", has_full_text=True, pictures=(ONE,))], NOON)
    writes.save_items(source, [item(1, text="نص صحح", has_full_text=True)], NOON + timedelta(hours=1))
    writes.save_picture(ONE.key, SMALL, NOON + timedelta(hours=1))
    assert writes.stores.cache.rows("SELECT key FROM picture") == []
