"""How items of a feed become articles: told apart by their keys, kept in order, never written twice."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta

from newsdesk.domain.article import ArticleId, Offline
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import Validators
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish, Saved
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, Clock, item, pass_days, picture, retire, show

ALL = Shelf(ShelfKind.ALL)
LATER = NOON + timedelta(hours=1)


def test_items_without_dates_keep_the_order_of_their_document(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    writes.save_items(source, [item(number) for number in (1, 2, 3)], NOON)
    writes.save_items(source, [item(number) for number in (4, 5)], NOON)
    assert [headline.position for headline in reads.headlines(ALL).headlines] == [1, 2, 3, 4, 5]


def test_equal_dates_keep_the_order_of_their_document_and_stay_within_their_day(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    midnight = NOON.replace(hour=0)
    writes.save_items(add_source().id, [item(number, published_at=midnight) for number in (1, 2, 3)], NOON)
    headlines = reads.headlines(ALL).headlines
    assert [headline.position for headline in headlines] == [1, 2, 3]
    assert all(midnight <= headline.sorted_at < midnight + timedelta(milliseconds=1) for headline in headlines)
    assert {headline.published_at for headline in headlines} == {midnight}


def test_a_date_in_the_future_does_not_stay_on_top(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    writes.save_items(source, [item(1, "من الغد", published_at=NOON + timedelta(days=300))], NOON)
    writes.save_items(source, [item(2, "بعد ساعة")], LATER)
    assert [headline.title for headline in reads.headlines(ALL).headlines] == ["بعد ساعة", "من الغد"]


def test_unchanged_items_cost_no_write(writes: Writes, profile: Paths, add_source: AddSource) -> None:
    source = add_source().id
    items = [item(number, text="نص") for number in range(1, 20)]
    writes.save_items(source, items, NOON)
    watcher = sqlite3.connect(profile.cache_db)
    before = watcher.execute("PRAGMA data_version").fetchone()
    assert writes.save_items(source, [replace(one, position=one.position + 1) for one in items], LATER) == Saved()
    assert watcher.execute("PRAGMA data_version").fetchone() == before
    watcher.close()


def test_a_corrected_headline_is_shown_and_stays_read(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    (article,) = writes.save_items(source, [item(1, "خبر قديم")], NOON).added
    writes.set_read([article], True, NOON)
    saved = writes.save_items(source, [item(1, "خبر مصحح")], LATER)
    assert saved.added == ()
    assert saved.updated == saved.changes.updated == (article,)
    (headline,) = reads.headlines(ALL).headlines
    assert (headline.title, headline.is_read) == ("خبر مصحح", True)
    assert headline.sorted_at < LATER
    assert [found.id for found in reads.search("مصحح")] == [article]
    assert reads.search("قديم") == ()


def test_any_key_tells_and_new_keys_are_learned(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    (article,) = writes.save_items(source, [item(1, keys=("g:old", "u:link"))], NOON).added
    assert writes.save_items(source, [item(1, keys=("g:new", "u:link"))], LATER).added == ()
    assert writes.save_items(source, [item(1, keys=("g:new", "u:moved"))], LATER + timedelta(1)).added == ()
    assert writes.stores.cache.value("SELECT count(*) FROM item_key WHERE article_id = ?", (article,)) == 4


def test_two_items_of_a_document_never_become_one_article(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    writes.save_items(source, [item(1, "الأول", keys=("g:1", "t:الأول"))], NOON)
    slices = ([item(1, "الأول معدلا", keys=("g:1", "t:x"))], [item(2, "الأول", keys=("g:2", "t:الأول"))])
    for at in (LATER, LATER + timedelta(hours=1)):
        for part in slices:
            writes.save_items(source, part, at)
        writes.finish_feed(source, (), at, FeedFinish(Validators(), None, None, None))
        assert sorted(headline.title for headline in reads.headlines(ALL).headlines) == ["الأول", "الأول معدلا"]


def test_an_item_without_any_key_is_stored_once(writes: Writes, add_source: AddSource) -> None:
    source = add_source().id
    assert len(writes.save_items(source, [item(1, keys=())], NOON).added) == 1
    assert writes.save_items(source, [item(1, keys=())], LATER).added == ()


def test_the_same_key_in_another_source_is_another_article(writes: Writes, add_source: AddSource) -> None:
    for url in ("https://a.example/f", "https://b.example/f"):
        assert len(writes.save_items(add_source(url).id, [item(1)], NOON).added) == 1


def test_what_arrives_for_a_removed_source_is_not_stored(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    source = add_source().id
    writes.remove_source(source)
    assert writes.save_items(source, [item(1)], NOON) == Saved()
    finish = FeedFinish(Validators("e"), None, None, None)
    assert writes.finish_feed(source, [item(2)], NOON, finish) == Saved()
    assert writes.stores.cache.value("SELECT count(*) FROM article") == 0


def test_a_full_text_from_the_feed_needs_no_page(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    named = (picture("https://press.example/a.png"),)
    items = [
        item(1, text="نص كامل", has_full_text=True),
        item(2, text="نص كامل", has_full_text=True, pictures=named),
        item(3, text="أول النص", pictures=named),
        item(4),
    ]
    writes.save_items(add_source().id, items, NOON)
    assert [headline.offline for headline in reads.headlines(ALL).headlines] == [
        Offline.FULL,
        Offline.TEXT,
        Offline.HEADLINE,
        Offline.HEADLINE,
    ]
    assert [waiting.article_id for waiting in reads.awaiting_text(NOON)] == [3, 4]
    assert reads.awaiting_text(NOON)[0].html == "<p>أول النص</p>"
    article = reads.article(ArticleId(3))
    assert article is not None
    assert article.text == "أول النص"


def test_a_text_read_from_the_page_is_kept_when_the_feed_changes_its_summary(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    from newsdesk.intake.jobs import PageRead

    source = add_source().id
    (article,) = writes.save_items(source, [item(1, summary="موجز")], NOON).added
    writes.save_body(article, PageRead(0, "<p>النص الطويل</p>", "النص الطويل", (), "النص الطويل", 0), NOON)
    writes.save_items(source, [item(1, summary="موجز آخر")], LATER)
    found = reads.article(article)
    assert found is not None
    assert (found.text, found.headline.summary, found.headline.offline) == ("النص الطويل", "موجز آخر", Offline.FULL)
    assert [one.id for one in reads.search("الطويل")] == [article]
    assert reads.doctor(full=True).is_sound


def test_an_id_that_is_used_again_does_not_hide_the_new_story(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    first = item(1, "افتتاح معرض الكتاب", keys=("g:1", "u:a", "t:a"), summary="يفتح المعرض أبوابه للزوار غدا")
    second = item(1, "ارتفاع أسعار القمح", keys=("g:1", "u:b", "t:b"), summary="قالت الوزارة إن الأسعار مرتفعة")
    writes.save_items(source, [first], NOON)
    assert len(writes.save_items(source, [second], LATER).added) == 1
    for at in (LATER + timedelta(hours=1), LATER + timedelta(hours=2)):
        assert writes.save_items(source, [second, replace(first, keys=("u:a", "t:a"))], at) == Saved()
    assert sorted(one.title for one in reads.headlines(ALL).headlines) == ["ارتفاع أسعار القمح", "افتتاح معرض الكتاب"]


def test_an_expired_article_does_not_hide_a_new_story_that_has_its_id(
    writes: Writes, clock: Clock, add_source: AddSource
) -> None:
    source = add_source().id
    old = item(1, keys=("g:1", "u:a", "t:a"), published_at=NOON)
    show(writes, source, [old], NOON)
    show(writes, source, [item(2)], NOON)
    pass_days(writes, source, clock, 1.1)
    later = NOON + timedelta(days=90)
    assert retire(writes, Keeping(1), later)
    assert writes.save_items(source, [old], later).added == ()
    new = item(1, "خبر جديد", keys=("g:1", "u:b", "t:b"), published_at=later)
    assert len(writes.save_items(source, [replace(old, keys=("g:9", "u:a", "t:a")), new], later).added) == 1


def test_a_date_read_against_the_fetch_keeps_its_first_reading(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    seen = item(1, published_at=NOON - timedelta(hours=2), time_text="قبل ساعتين", has_vague_time=True)
    (article,) = writes.save_items(source, [seen], NOON).added
    again = replace(seen, published_at=LATER - timedelta(hours=4), time_text="قبل 4 ساعات")
    assert writes.save_items(source, [again], LATER) == Saved()
    writes.save_items(source, [replace(again, title="عنوان مصحح")], LATER + timedelta(hours=1))
    (headline,) = reads.headlines(ALL).headlines
    assert (headline.id, headline.title) == (article, "عنوان مصحح")
    assert (headline.published_at, headline.time_text) == (NOON - timedelta(hours=2), "قبل ساعتين")
