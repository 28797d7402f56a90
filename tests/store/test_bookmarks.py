"""What the reader keeps outlives source, retention and cache, with its own copy of text and pictures."""

from __future__ import annotations

from datetime import timedelta

from newsdesk.domain.article import Article, ArticleId, Offline
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.intake.jobs import PageRead, PictureRead
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import NOON, AddSource, Clock, item, pass_days, picture, retire, show

BOOKMARKS = Shelf(ShelfKind.BOOKMARKS)
PHOTO = picture("https://press.example/photo.jpg", "صورة")
PAGE = PageRead(0, "<p>نص من الصفحة</p>", "نص من الصفحة", (PHOTO,), "نص من الصفحه", 0)
SMALL = PictureRead(0, "image/jpeg", 3, 2, b"jpeg", 0)


def whole(writes: Writes, add_source: AddSource) -> ArticleId:
    """A read article with text and picture, bookmarked."""
    source = add_source().id
    (article,) = writes.save_items(source, [item(1), item(2)], NOON).added[:1]
    writes.save_body(article, PAGE, NOON)
    writes.save_picture(PHOTO.key, SMALL, NOON)
    writes.set_read([article], True, NOON)
    writes.set_bookmarked([article], True, NOON)
    return article


def assert_kept(reads: Reads, article: ArticleId) -> Article:
    (headline,) = reads.headlines(BOOKMARKS).headlines
    assert (headline.id, headline.is_bookmarked, headline.is_read) == (article, True, True)
    assert headline.offline is Offline.FULL
    assert headline.source_title == "الجريدة"
    found = reads.article(article)
    assert found is not None
    assert (found.html, found.text) == (PAGE.html, PAGE.text)
    assert [(one.key, one.is_stored, one.alt) for one in found.pictures] == [(PHOTO.key, True, "صورة")]
    assert reads.picture(PHOTO.key) == b"jpeg"
    assert [one.id for one in reads.search("الصفحة")] == [article]
    return found


def test_a_bookmark_outlives_its_source(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    article = whole(writes, add_source)
    source = reads.sources()[0].source
    changes = writes.remove_source(source.id)
    assert changes.source_list
    assert changes.everything
    assert reads.headlines(Shelf(ShelfKind.ALL)).headlines == ()
    while writes.keep_up(NOON):
        pass
    assert writes.stores.cache.value("SELECT count(*) FROM article") == 0
    assert writes.stores.cache.value("SELECT count(*) FROM picture") == 0
    assert_kept(reads, article)
    assert reads.doctor(full=True).is_sound


def test_a_bookmark_outlives_retention(writes: Writes, reads: Reads, clock: Clock, add_source: AddSource) -> None:
    article = whole(writes, add_source)
    other = ArticleId(article + 1)
    source = reads.sources()[0].source.id
    show(writes, source, [item(9)], clock.move(timedelta(minutes=30)))
    assert retire(writes, Keeping(1), clock.now) == []
    pass_days(writes, source, clock, 1.1)
    assert retire(writes, Keeping(1), clock.now) == [other]
    assert retire(writes, Keeping(1, 1, 1), clock.now) == []
    assert_kept(reads, article)


def test_a_bookmark_outlives_the_cache_and_gives_its_article_back(
    profile: Paths, reads: Reads, add_source: AddSource, writes: Writes
) -> None:
    article = whole(writes, add_source)
    source = reads.sources()[0].source.id
    assert writes.copy_marks() is False
    writes.close()
    reads.close()
    profile.cache_db.unlink()
    assert_bookmark_without_cache = Reads(profile)
    (headline,) = assert_bookmark_without_cache.headlines(BOOKMARKS).headlines
    assert headline.is_read
    assert_bookmark_without_cache.close()
    again = Writes(profile, Clock())
    assert again.open() == ()
    assert_kept(reads, article)
    added = again.save_items(source, [item(2), item(1)], NOON + timedelta(hours=1)).added
    assert sorted(added) == [article, article + 1]
    assert_kept(reads, article)
    (fresh,) = reads.headlines_by_id([article])
    assert (fresh.title, fresh.is_bookmarked, fresh.is_read) == ("خبر رقم 1", True, True)
    assert [waiting.article_id for waiting in reads.awaiting_text(NOON + timedelta(days=1))] == [article + 1]
    assert reads.doctor(full=True).is_sound
    again.close()


def test_new_articles_of_a_rebuilt_cache_take_no_bookmarks_id(
    profile: Paths, writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    ids = writes.save_items(source, [item(number) for number in range(1, 11)], NOON).added
    writes.set_bookmarked(ids[-1:], True, NOON)
    writes.close()
    profile.cache_db.unlink()
    again = Writes(profile, Clock())
    again.open()
    fresh = again.save_items(source, [item(number) for number in range(20, 25)], NOON).added
    assert min(fresh) > ids[-1]
    again.close()


def test_a_read_article_is_read_after_the_cache_was_lost(
    profile: Paths, writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    read, _, again_unread = writes.save_items(source, [item(1), item(2), item(3)], NOON).added
    writes.set_read([read, again_unread], True, NOON)
    writes.copy_marks()
    writes.set_read([again_unread], False, NOON)
    writes.copy_marks()
    writes.close()
    profile.cache_db.unlink()
    again = Writes(profile, Clock())
    again.open()
    again.save_items(source, [item(1), item(2), item(3)], NOON)
    titles = {headline.title: headline.is_read for headline in reads.headlines(Shelf(ShelfKind.ALL)).headlines}
    assert titles == {"خبر رقم 1": True, "خبر رقم 2": False, "خبر رقم 3": False}
    again.close()


def test_text_and_picture_that_come_later_reach_the_bookmark(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    (article,) = writes.save_items(add_source().id, [item(1)], NOON).added
    writes.set_bookmarked([article], True, NOON)
    writes.set_read([article], True, NOON)
    writes.save_body(article, PAGE, NOON)
    writes.save_picture(PHOTO.key, SMALL, NOON)
    writes.remove_source(reads.sources()[0].source.id)
    while writes.keep_up(NOON):
        pass
    assert_kept(reads, article)


def test_a_picture_is_still_fetched_for_a_bookmark_whose_source_went(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    (article,) = writes.save_items(add_source().id, [item(1)], NOON).added
    writes.set_read([article], True, NOON)
    writes.save_body(article, PAGE, NOON)
    writes.set_bookmarked([article], True, NOON)
    writes.remove_source(reads.sources()[0].source.id)
    while writes.keep_up(NOON):
        pass
    (waiting,) = reads.awaiting_pictures(NOON)
    assert (waiting.name, waiting.url, waiting.source_url) == (PHOTO.key, PHOTO.url, "https://press.example/feed")
    writes.save_picture(waiting.name, SMALL, NOON)
    assert reads.awaiting_pictures(NOON) == ()
    assert_kept(reads, article)


def test_a_text_of_the_feed_that_changes_later_leaves_the_copy_as_it_was_kept(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    source = add_source().id
    (article,) = writes.save_items(source, [item(1, text="النص الاول", has_full_text=True)], NOON).added
    writes.set_bookmarked([article], True, NOON)
    writes.save_items(source, [item(1, text="النص الثاني", has_full_text=True)], NOON + timedelta(hours=1))
    writes.remove_source(source)
    while writes.keep_up(NOON):
        pass
    found = reads.article(article)
    assert found is not None
    assert found.text == "النص الاول"
    assert reads.search("الثاني") == ()
    assert [one.id for one in reads.search("الاول")] == [article]


def test_removing_a_bookmark_whose_article_is_gone_removes_it_altogether(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    article = whole(writes, add_source)
    writes.remove_source(reads.sources()[0].source.id)
    while writes.keep_up(NOON):
        pass
    changes = writes.set_bookmarked([article], False, NOON)
    assert changes.removed == (article,)
    assert reads.article(article) is None
    assert reads.search("الصفحة") == ()
    assert reads.picture(PHOTO.key) is None
    assert reads.doctor(full=True).is_sound


def test_bookmarks_are_set_never_toggled(writes: Writes, reads: Reads, add_source: AddSource) -> None:
    (article,) = writes.save_items(add_source().id, [item(1)], NOON).added
    assert writes.set_bookmarked([article, ArticleId(404)], True, NOON).updated == (article,)
    assert not writes.set_bookmarked([article], True, NOON + timedelta(hours=1))
    assert writes.set_bookmarked([article], False, NOON).updated == (article,)
    assert not writes.set_bookmarked([article], False, NOON)
    assert reads.headlines(BOOKMARKS).headlines == ()


def test_a_bookmark_without_an_article_can_be_marked_unread(
    writes: Writes, reads: Reads, add_source: AddSource
) -> None:
    article = whole(writes, add_source)
    writes.remove_source(reads.sources()[0].source.id)
    while writes.keep_up(NOON):
        pass
    for is_read in (False, True):
        assert writes.set_read([article], is_read, NOON).updated == (article,)
        assert reads.headlines_by_id([article])[0].is_read is is_read
