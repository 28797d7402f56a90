"""A source's own proxy and other address: each source is asked by its way, in the same cycle as all others."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.newspaper import Newspaper
from tests.press import Press
from tests.socks_proxy import SocksProxy
from tests.web.trap import Trap

from newsdesk.app.compose import Profile
from newsdesk.desk import Desk
from newsdesk.domain.condition import Condition, condition_of
from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.domain.orders import AddSource
from newsdesk.domain.outline import Outline
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import SourceChoice, SourceId, SourceState
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings

PATIENCE = 60
ALL = Shelf(ShelfKind.ALL)
RSS = (
    "<rss version='2.0'><channel><title>{name}</title><item><title>خبر من {name}</title><guid>{name}</guid>"
    "<link>{link}</link></item></channel></rss>"
)


@pytest.fixture
def trap() -> Iterator[Trap]:
    made = Trap()
    yield made
    made.close()


@pytest.fixture
def other_press() -> Iterator[Press]:
    with Press() as press:
        yield press


def added(desk: Desk, url: str, **chosen: object) -> SourceId:
    (source,) = desk.add_outlines([Outline(url, url)]).result(PATIENCE).sources
    if chosen:
        desk.choose(source, replace(SourceChoice(), **chosen)).result(PATIENCE)  # type: ignore[arg-type]
    return source


def state(desk: Desk, source: SourceId) -> SourceState:
    return next(one for one in desk.sources() if one.source.id == source)


def statuses(desk: Desk, *, headlines_only: bool = True) -> dict[SourceId, str]:
    report = desk.sync(headlines_only=headlines_only).result(PATIENCE)
    return {outcome.id: outcome.status for outcome in report.sources}


def test_each_source_is_asked_through_its_own_proxy_in_the_same_cycle(
    desk: Desk, press: Press, other_press: Press, trap: Trap
) -> None:
    direct = added(desk, press.publish("/direct", RSS.format(name="مباشر", link="")))
    by_one = added(desk, f"http://127.0.0.1:{trap.port}/one", proxy=press.origin)
    by_other = added(desk, f"http://127.0.0.1:{trap.port}/other", proxy=other_press.origin)
    press.publish(f"http://127.0.0.1:{trap.port}/one", RSS.format(name="الأول", link=""))
    other_press.publish(f"http://127.0.0.1:{trap.port}/other", RSS.format(name="الثاني", link=""))
    assert statuses(desk) == {direct: "new", by_one: "new", by_other: "new"}
    assert trap.caught() == 0
    assert [request.path for request in other_press.requests] == ["/other"]
    assert {headline.title for headline in desk.headlines(ALL).headlines} == {
        *("خبر من مباشر", "خبر من الأول", "خبر من الثاني")
    }


def test_pages_and_pictures_go_the_way_of_their_source(desk: Desk, press: Press, trap: Trap) -> None:
    paper = Newspaper(1, 2)
    place = f"http://127.0.0.1:{trap.port}"
    press.fallback = paper.page_or_picture
    press.publish(f"{place}/s0/feed", *paper.feed(0, place))
    source = added(desk, f"{place}/s0/feed", proxy=press.origin, pictures="all")
    assert statuses(desk, headlines_only=False) == {source: "new"}
    headlines = desk.headlines(ALL).headlines
    assert {headline.offline.value for headline in headlines} == {"full"}
    assert trap.caught() == 0


def test_a_socks_proxy_looks_up_the_name_itself_and_is_told_who_asks(desk: Desk, press: Press) -> None:
    press.publish("/feed", RSS.format(name="بعيد", link=""))
    with SocksProxy(press.port, wants_login=True) as proxy:
        source = added(desk, "http://far.invalid/feed", proxy=f"socks5h://reader:s%40fe@127.0.0.1:{proxy.port}")
        assert statuses(desk) == {source: "new"}
        assert proxy.asked == [("far.invalid", 80)]
        assert proxy.logins == [("reader", "s@fe")]


def test_a_proxy_that_does_not_answer_is_no_fault_of_the_line_nor_of_the_site(
    desk: Desk, press: Press, trap: Trap
) -> None:
    well = added(desk, press.publish("/direct", RSS.format(name="مباشر", link="")))
    with SocksProxy(press.port) as gone:
        nowhere = f"socks5://reader:secret@127.0.0.1:{gone.port}"
    ailing = added(desk, f"http://127.0.0.1:{trap.port}/feed", proxy=nowhere)
    assert statuses(desk) == {well: "new", ailing: "failed"}
    found = state(desk, ailing)
    assert condition_of(found, desk.clock()) is Condition.PROXY
    assert found.health.fault is not None
    assert "secret" not in json.dumps(dict(found.health.fault.facts))
    assert trap.caught() == 0


def test_the_other_address_is_asked_only_when_the_first_gives_no_feed(desk: Desk, press: Press) -> None:
    first = press.publish("/first", RSS.format(name="جريدة", link=""), etag='"one"')
    other = press.publish("/other", RSS.format(name="جريدة", link=""), etag='"two"')
    source = added(desk, first, alternative_url=other)
    assert statuses(desk) == {source: "new"}
    assert [request.path for request in press.requests] == ["/first"]
    press.refuse("/first", 403)
    assert statuses(desk) == {source: "unchanged"}
    found = state(desk, source)
    assert (found.is_by_alternative, found.health.fault, found.source.feed_url) == (True, None, first)
    assert condition_of(found, desk.clock()) is Condition.ELSEWHERE
    assert "if-none-match" not in press.requests[-1].headers, "the first one's validators belong to it alone"
    press.publish("/first", RSS.format(name="جريدة", link=""))
    statuses(desk)
    assert not state(desk, source).is_by_alternative
    assert len(desk.headlines(ALL).headlines) == 1


def test_where_the_other_address_moved_to_never_becomes_the_sources_own(desk: Desk, press: Press) -> None:
    first = press.refuse("/first", 500)
    press.publish("/third", RSS.format(name="جريدة", link=""))
    other = press.redirect("/other", press.url("/third"), 301)
    source = added(desk, first, alternative_url=other)
    for _ in range(2):  # a whole document, then a 304
        statuses(desk)
        counted = desk.write(lambda w: w.stores.cache.rows("SELECT moved_url, moved_times FROM source_record"))
        assert counted.result(PATIENCE) == [(None, 0)]
    assert state(desk, source).source.feed_url == first


def test_when_neither_address_answers_the_last_fault_is_told(desk: Desk, press: Press) -> None:
    other = press.refuse("/other", 404)
    source = added(desk, press.refuse("/first", 403), alternative_url=other)
    assert statuses(desk) == {source: "failed"}
    fault = state(desk, source).health.fault
    assert fault is not None
    assert fault.kind is FaultKind.NOT_FOUND


@pytest.mark.parametrize("typed", ["ftp://127.0.0.1:21", "127.0.0.1", "http://", "socks5://host:x", "http://h:1/path"])
def test_what_is_no_proxy_is_refused_and_nothing_changes(desk: Desk, press: Press, typed: str) -> None:
    source = added(desk, press.url("/feed"))
    with pytest.raises(Failed) as raised:
        desk.choose(source, SourceChoice(proxy=typed)).result(PATIENCE)
    assert raised.value.fault.kind is FaultKind.NOT_A_PROXY
    assert state(desk, source).choice.proxy is None


def test_name_and_password_of_a_proxy_are_in_no_log(desk: Desk, press: Press, trap: Trap, tmp_path: Path) -> None:
    added(desk, f"http://127.0.0.1:{trap.port}/feed", proxy=f"http://reader:s3cret@127.0.0.1:{press.port}")
    statuses(desk)
    assert press.requests[0].headers.get("proxy-authorization", "").startswith("Basic ")
    for path in tmp_path.rglob("*.log"):
        assert "s3cret" not in path.read_text(encoding="utf-8")


def test_a_proxy_for_all_holds_from_the_next_sync_on_and_spares_this_machine(paths: Paths, press: Press) -> None:
    profile = Profile(paths, patience=5.0)
    desk = profile.desk
    desk.start().result(PATIENCE)
    here = added(desk, press.publish("/feed", RSS.format(name="بعيد", link="")))
    far = added(desk, "http://far.invalid/feed")
    assert statuses(desk) == {here: "new", far: "failed"}
    with SocksProxy(press.port) as proxy:
        profile.heed(replace(Settings(), proxies={"all": f"socks5://127.0.0.1:{proxy.port}"}))
        until = time.monotonic() + PATIENCE
        while statuses(desk).get(far) == "failed" and time.monotonic() < until:
            pass  # the process that was under way has to end first
        assert {host for host, _ in proxy.asked} == {"far.invalid"}
    assert {one.source.id for one in desk.sources() if one.health.fault is None} == {here, far}
    assert profile.close()


def test_a_source_that_is_only_reached_by_a_proxy_is_added_through_it(desk: Desk, press: Press, trap: Trap) -> None:
    press.publish(f"http://127.0.0.1:{trap.port}/feed", RSS.format(name="بعيد", link=""))
    order = AddSource(f"http://127.0.0.1:{trap.port}/feed", proxy=press.origin)
    answer = desk.add(order).result(PATIENCE)
    assert state(desk, answer.sources[0]).choice.proxy == press.origin
    assert statuses(desk)[answer.sources[0]] == "unchanged"
    assert trap.caught() == 0
