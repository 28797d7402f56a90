"""A whole sync over a loopback newspaper: headlines first, then texts, then pictures; faults stay at their source."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from tests.newspaper import Newspaper
from tests.press import Press
from tests.sync.conftest import PATIENCE, headlines, subscribe, sync

from newsdesk.app.compose import Profile
from newsdesk.desk import Desk
from newsdesk.domain.article import Offline
from newsdesk.domain.budget import Budget
from newsdesk.domain.changes import Changes, News, Notice, Progress, Stage
from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.domain.orders import Added, AddSource, Answer, Done, Order, RemoveSource, SetBookmarked, Sync
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.settings.paths import Paths
from newsdesk.store import index

ALL = Shelf(ShelfKind.ALL)


def on_its_own_thread(desk: Desk, order: Order) -> Answer:
    """As whoever asks over the profile's socket, with a connection of their own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(desk.carry_out, order).result(PATIENCE)


def test_a_sync_brings_headlines_then_texts_then_pictures(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(3, 4).print_on(press))
    heard: list[News] = []
    desk.subscribe(heard.append)
    report = sync(desk)
    assert [outcome.status for outcome in report.sources] == ["new"] * 3
    assert sum(outcome.new for outcome in report.sources) == 12
    assert report.texts == 12
    headlines = desk.headlines(ALL).headlines
    assert len(headlines) == 12
    assert {headline.offline for headline in headlines} == {Offline.FULL}
    article = desk.article(headlines[0].id)
    assert article is not None
    assert len(article.text) > 500
    assert desk.picture(article.pictures[0].key)
    stages = list(dict.fromkeys(news.stage for news in heard if isinstance(news, Progress)))
    assert stages == [Stage.HEADLINES, Stage.TEXTS, Stage.PICTURES, Stage.DONE]
    paths = [request.path for request in press.requests]
    assert max(paths.index(path) for path in paths if path.endswith("/feed")) < min(
        paths.index(path) for path in paths if path.endswith(".html")
    )


def test_a_second_sync_asks_with_the_validators_and_writes_nothing(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(2, 5).print_on(press))
    headlines(desk)
    before = desk.headlines(ALL)
    report = headlines(desk)
    assert [outcome.status for outcome in report.sources] == ["unchanged", "unchanged"]
    asked = [request for request in press.requests if request.path == "/s0/feed"]
    assert "if-none-match" not in asked[0].headers
    assert asked[1].headers["if-none-match"].startswith('"')
    assert desk.headlines(ALL) == before


def test_a_broken_source_keeps_its_fault_and_stops_no_other(desk: Desk, press: Press) -> None:
    urls = Newspaper(2, 5).print_on(press)
    press.publish("/page", "<!doctype html><html><head></head><body>لا شيء</body></html>", "text/html")
    press.refuse("/gone", 410)
    press.redirect("/loop", "/loop")
    press.publish("/cut", "<rss><channel><item><title>x</title></item></channel></rss>", cut_after=10)
    subscribe(desk, [*urls, *map(press.url, ("/page", "/gone", "/loop", "/cut", "/nothing"))])
    report = headlines(desk)
    assert [outcome.status for outcome in report.sources].count("failed") == 5
    assert sum(outcome.new for outcome in report.sources) == 10
    kinds = {state.source.url.rsplit("/", 1)[1]: state.health.fault for state in desk.sources()}
    assert {name: fault.kind for name, fault in kinds.items() if fault} == {
        "page": FaultKind.NOT_A_FEED,
        "gone": FaultKind.GONE,
        "loop": FaultKind.REDIRECT_LOOP,
        "cut": FaultKind.BROKEN_TRANSFER,
        "nothing": FaultKind.NOT_FOUND,
    }


def test_a_host_that_said_retry_after_is_left_alone_even_by_hand(desk: Desk, press: Press) -> None:
    press.refuse("/busy", 429, retry_after=600)
    subscribe(desk, [press.url("/busy")])
    assert headlines(desk).sources[0].status == "failed"
    assert headlines(desk).sources[0].status == "skipped"
    assert len(press.requests) == 1
    subscribe(desk, Newspaper(1, 2).print_on(press))  # another source of the same host
    with Press() as other:
        subscribe(desk, [other.publish("/feed", Newspaper(1, 2).feed(0, other.origin)[0])])
        assert [outcome.status for outcome in headlines(desk).sources] == ["skipped", "skipped", "new"]
    assert len(press.requests) == 1


def test_a_host_that_said_too_many_without_a_time_is_asked_again_by_hand_only(desk: Desk, press: Press) -> None:
    press.refuse("/busy", 429)
    subscribe(desk, [press.url("/busy")])
    assert headlines(desk).sources[0].status == "failed"
    fault = desk.sources()[0].health.fault
    assert fault is not None
    assert "retry_after" not in fault.facts
    desk.sync_every(timedelta(minutes=30))
    assert headlines(desk).sources[0].status == "failed"
    assert len(press.requests) == 2


def test_without_a_line_no_source_is_punished(desk: Desk) -> None:
    heard: list[News] = []
    desk.subscribe(heard.append)
    subscribe(desk, ["http://nobody.invalid/feed", "http://no-one.invalid/feed"])
    report = headlines(desk)
    assert report.is_offline
    assert Notice("sync.offline", {}) in heard
    assert [state.health.fault for state in desk.sources()] == [None, None]


def test_a_stopped_sync_keeps_what_it_has_and_ends_at_once(desk: Desk, press: Press) -> None:
    urls = Newspaper(2, 5).print_on(press)
    gate = press.hold("/s1/feed")
    subscribe(desk, urls)
    future = desk.sync()
    assert press.wait_for("/s1/feed")
    desk.stop_sync()
    report = future.result(PATIENCE)
    gate.set()
    assert report.is_stopped
    assert "skipped" in {outcome.status for outcome in report.sources}
    assert not desk.is_syncing
    assert headlines(desk).sources[1].new == 5


def test_a_star_passes_the_feeds_that_wait(desk: Desk, press: Press) -> None:
    urls = Newspaper(12, 40).print_on(press)
    subscribe(desk, urls[:1])
    headlines(desk)
    article = desk.headlines(ALL).headlines[0].id
    subscribe(desk, urls[1:])
    running = desk.sync(headlines_only=True)
    assert article in desk.set_bookmarked([article], True).result(PATIENCE).updated
    running.result(PATIENCE)
    assert [headline.id for headline in desk.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines] == [article]


def test_texts_that_come_later_leave_the_search_index_in_step(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(2, 4, letters=900).print_on(press))  # longer than the summary that is kept
    sync(desk)
    version = desk.write(lambda writes: writes.stores.cache.meta("index_version")).result(PATIENCE)
    assert version == index.VERSION


def test_articles_that_left_the_feed_stay(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(1, 6).print_on(press))
    headlines(desk)
    Newspaper(1, 6, edition=4).print_on(press)
    assert headlines(desk).sources[0].new == 4
    assert len(desk.headlines(ALL).headlines) == 10


def test_texts_left_over_are_fetched_by_the_next_sync(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(1, 6, with_pictures=False).print_on(press))
    headlines(desk)
    assert {headline.offline for headline in desk.headlines(ALL).headlines} == {Offline.HEADLINE}
    assert sync(desk).texts == 6


# --- adding ----------------------------------------------------------------------------------------------------------


def test_a_feed_address_is_added_with_its_items(desk: Desk, press: Press) -> None:
    url = Newspaper(1, 6).print_on(press)[0]
    added = desk.carry_out(AddSource(url, "محلي"))
    assert isinstance(added, Added)
    state = desk.sources()[0]
    assert (state.source.title, state.source.folder, state.total) == ("صحيفة 0", "محلي", 6)


def test_a_site_address_finds_the_feed_in_its_head(desk: Desk, press: Press) -> None:
    Newspaper(1, 6).print_on(press)
    assert isinstance(desk.carry_out(AddSource(press.url("/s0/"))), Added)
    source = desk.sources()[0].source
    assert (source.url, source.feed_url) == (press.url("/s0/"), press.url("/s0/feed"))


def test_a_local_file_becomes_a_source_and_is_kept_in_the_profile(desk: Desk, press: Press, tmp_path: Path) -> None:
    document, _ = Newspaper(2, 6).feed(1, "http://127.0.0.1:9")
    file = tmp_path / "موجز.xml"
    file.write_bytes(document)
    assert isinstance(desk.carry_out(AddSource(str(file))), Added)
    source = desk.sources()[0].source
    assert (desk.paths.files / str(source.id)).read_bytes() == document
    assert headlines(desk).sources[0].status == "unchanged"


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("ليس عنوانًا", FaultKind.NOT_AN_ADDRESS),
        ("/no/such/file.xml", FaultKind.FILE_UNREADABLE),
        ("http://nobody.invalid/", FaultKind.NO_ANSWER),
    ],
)
def test_bad_input_is_refused_and_adds_nothing(desk: Desk, typed: str, kind: FaultKind) -> None:
    answer = desk.carry_out(AddSource(typed))
    assert getattr(answer, "kind", None) is kind
    assert desk.sources() == ()


def test_a_page_without_a_feed_and_a_feed_already_there_are_refused(desk: Desk, press: Press) -> None:
    url = Newspaper(1, 2).print_on(press)[0]
    press.publish("/page", "<!doctype html><html><head></head><body><p>لا شيء</p></body></html>", "text/html")
    desk.carry_out(AddSource(url))
    for typed, kind in ((press.url("/page"), FaultKind.NO_FEED_FOUND), (url, FaultKind.ALREADY_THERE),
                        (press.url("/s0/"), FaultKind.ALREADY_THERE)):  # fmt: skip
        assert getattr(desk.carry_out(AddSource(typed)), "kind", None) is kind
    assert len(desk.sources()) == 1


def test_a_removed_source_leaves_its_bookmarks(desk: Desk, press: Press) -> None:
    url = Newspaper(1, 4).print_on(press)[0]
    subscribe(desk, [url])
    sync(desk)
    article = desk.headlines(ALL).headlines[0].id
    assert desk.carry_out(SetBookmarked((article,), True)) == Done()
    assert desk.carry_out(RemoveSource(url)) == Done()
    assert desk.headlines(ALL).headlines == ()
    kept = desk.article(desk.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines[0].id)
    assert kept is not None
    assert kept.headline.offline is Offline.FULL
    assert desk.picture(kept.pictures[0].key)


def test_a_star_that_is_the_last_of_its_article_is_taken_off_as_one_that_was_there(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(1, 40, with_pictures=False).print_on(press))
    headlines(desk)
    kept = tuple(headline.id for headline in desk.headlines(ALL).headlines)
    assert desk.carry_out(SetBookmarked(kept, True)) == Done()
    assert desk.carry_out(RemoveSource("1")) == Done()
    answers = [on_its_own_thread(desk, SetBookmarked((one,), False)) for one in kept]
    assert answers == [Done()] * 40, "though each is gone by the time that thread has opened the stores to look"
    assert desk.carry_out(SetBookmarked(kept[:1], False)) == Done(missing=(str(kept[0]),))


def test_an_opml_list_is_added_once(desk: Desk) -> None:
    document = (
        '<opml version="2.0"><body><outline text="الشام"><outline text="أ" xmlUrl="https://a.example/feed"/>'
        '<outline text="ب" xmlUrl="https://b.example/feed"/></outline></body></opml>'
    ).encode()
    assert len(desk.import_opml(document).result(PATIENCE).sources) == 2
    again = desk.import_opml(document).result(PATIENCE)
    assert (again.sources, len(again.already)) == ((), 2)
    with pytest.raises(Failed) as raised:
        desk.import_opml(b"not a list").result(PATIENCE)
    assert raised.value.fault.kind is FaultKind.NOT_OPML


def test_unknown_names_are_refused_by_name(desk: Desk) -> None:
    assert getattr(desk.carry_out(Sync(("99",))), "kind", None) is FaultKind.NO_SUCH_SOURCE
    assert getattr(desk.carry_out(RemoveSource("https://x.example/")), "kind", None) is FaultKind.NO_SUCH_SOURCE


# --- life ------------------------------------------------------------------------------------------------------------


def test_a_desk_that_syncs_by_itself_polls_what_is_due(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(1, 3).print_on(press))
    desk.sync_every(timedelta(minutes=30))
    assert press.wait_for("/s0/feed")


def test_a_closing_desk_writes_the_readers_acts_and_is_gone(paths: Paths, press: Press) -> None:
    profile = Profile(paths, patience=5.0)
    profile.desk.start().result(20)
    subscribe(profile.desk, Newspaper(6, 40).print_on(press))
    profile.desk.sync(headlines_only=True).result(PATIENCE)
    profile.desk.sync()
    ids = [headline.id for headline in profile.desk.headlines(ALL).headlines[:20]]
    promises = [profile.desk.set_bookmarked([one], True) for one in ids]
    assert profile.close()
    assert all(promise.exception() is None for promise in promises)
    again = Profile(paths, patience=5.0)
    again.desk.start().result(20)
    assert {headline.id for headline in again.desk.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines} == set(ids)
    again.close()


def test_a_second_writer_is_told_that_the_profile_is_busy(desk: Desk, paths: Paths) -> None:
    second = Profile(paths, patience=0.2)
    with pytest.raises(Failed) as raised:
        second.desk.start().result(20)
    assert raised.value.fault.kind is FaultKind.PROFILE_BUSY
    second.close()


def test_changes_are_told_after_the_commit(desk: Desk, press: Press) -> None:
    seen: list[int] = []

    def look(news: News) -> None:
        if isinstance(news, Changes) and news.added:
            seen.append(len(desk.headlines_by_id(news.added)) - len(news.added))
            desk.leave_thread()

    desk.subscribe(look)
    subscribe(desk, Newspaper(2, 30).print_on(press))
    headlines(desk)
    assert seen
    assert set(seen) == {0}


def test_no_more_pictures_are_fetched_in_a_day_than_the_reader_allows(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(1, 4).print_on(press))
    desk.keep(Budget(pictures_a_day=0))
    report = sync(desk)
    assert (report.texts, report.pictures) == (4, 0)
    desk.keep(Budget(pictures_a_day=1 << 20))
    assert sync(desk).pictures == 4


def test_a_sync_ends_with_the_pictures_within_their_room(desk: Desk, press: Press) -> None:
    subscribe(desk, Newspaper(1, 4).print_on(press))
    desk.keep(Budget(picture_room=0, pictures_a_day=1 << 20))
    assert sync(desk).pictures == 4
    assert {headline.offline for headline in desk.headlines(ALL).headlines} == {Offline.TEXT}
