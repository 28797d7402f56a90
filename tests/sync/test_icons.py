"""A sync brings the icons of sources, once; a look at an address brings one that adding does not ask for again."""

from __future__ import annotations

import io

from PIL import Image
from tests.newspaper import Newspaper
from tests.press import Press, Request
from tests.press_answers import Answer

from newsdesk.desk import Desk
from newsdesk.domain.budget import Budget
from newsdesk.domain.changes import Changes, News
from newsdesk.domain.outline import Outline
from newsdesk.domain.source import SourceId
from newsdesk.store.rows import AwaitingIcon
from newsdesk.sync.sites import one_a_site

PATIENCE = 60
FEED = (
    '<?xml version="1.0"?><rss version="2.0"><channel><title>صحيفة</title><link>/{0}/</link>'
    "<image><url>/{1}</url></image><item><title>خبر {0}</title><link>/{0}/1</link></item></channel></rss>"
)
PAGE = "<!doctype html><html><head><link rel=icon href=/icon.png sizes=64x64></head><body></body></html>"


def drawn(red: int = 10) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), (red, 90, 90)).save(out, "PNG")
    return out.getvalue()


def with_icons(press: Press, sources: int) -> list[str]:
    """The addresses of so many feeds whose sites have the same icon."""
    urls = Newspaper(sources, 1, with_pictures=False).print_on(press)
    printed = press.fallback

    def answered(request: Request) -> Answer | None:
        is_site = request.path.startswith("/s") and request.path.endswith("/")
        return Answer(PAGE.encode(), content_type="text/html") if is_site else printed(request)

    press.fallback = answered
    press.publish("/icon.png", drawn(), "image/png")
    return urls


def subscribe(desk: Desk, urls: list[str]) -> None:
    desk.add_outlines([Outline(f"مصدر {number}", url) for number, url in enumerate(urls)]).result(PATIENCE)


def test_a_sync_brings_the_icon_of_a_site_once_for_all_its_sources_and_says_so(desk: Desk, press: Press) -> None:
    subscribe(desk, with_icons(press, 3))
    heard: list[News] = []
    desk.subscribe(heard.append)
    desk.sync().result(PATIENCE)
    icons = [desk.icon(state.source.id) for state in desk.sources()]
    assert all(icon is not None and icon.startswith(b"\x89PNG") for icon in icons)
    told = {source for news in heard if isinstance(news, Changes) for source in news.icons}
    assert told == {state.source.id for state in desk.sources()}
    desk.sync().result(PATIENCE)
    assert len(press.requests_of("/icon.png")) == 1
    assert sum(len(press.requests_of(f"/s{number}/")) for number in range(3)) == 1


def test_no_site_is_asked_where_no_pictures_are_wanted(desk: Desk, press: Press) -> None:
    subscribe(desk, with_icons(press, 1))
    desk.keep(Budget(pictures="none"))
    desk.sync().result(PATIENCE)
    assert press.requests_of("/s0/") == ()
    assert desk.icon(desk.sources()[0].source.id) is None


def test_an_icon_that_was_looked_at_is_not_asked_for_again(desk: Desk, press: Press) -> None:
    (url,) = with_icons(press, 1)
    desk.add_source(url, is_looking=True).result(PATIENCE)
    shown = desk.icon_of_looked(url).result(PATIENCE)
    assert shown.startswith(b"\x89PNG")
    assert desk.icon_of_looked("https://other.example/").result(PATIENCE) == b""
    (source,) = desk.add_source(url).result(PATIENCE).sources
    assert desk.icon(source) == shown
    desk.sync().result(PATIENCE)
    assert len(press.requests_of("/icon.png")) == 1


def test_a_feed_whose_site_names_no_icon_lends_its_own_picture(desk: Desk, press: Press) -> None:
    url = press.publish("/paper/feed", FEED.format("paper", "own.png"))
    press.publish("/paper/", "<!doctype html><title>صحيفة</title>", "text/html")
    press.publish("/own.png", drawn(), "image/png")
    (source,) = desk.add_source(url).result(PATIENCE).sources
    desk.sync().result(PATIENCE)
    assert desk.icon(source) is not None
    assert len(press.requests_of("/own.png")) == 1
    assert press.requests_of("/favicon.ico") == ()


def with_own_pictures(press: Press, **pictures: str) -> list[str]:
    """The addresses of feeds of one site that show themselves by these pictures."""
    return [press.publish(f"/{name}/feed", FEED.format(name, picture)) for name, picture in pictures.items()]


def asked(press: Press) -> list[str]:
    """What was asked for besides feeds and articles, in order."""
    return [one.path for one in press.requests if not one.path.endswith(("/feed", "/1"))]


def test_sources_of_a_site_that_names_no_icon_keep_each_its_own(desk: Desk, press: Press) -> None:
    subscribe(desk, with_own_pictures(press, sport="sport.png", arts="arts.png", more="sport.png"))
    press.publish("/arts/", "<!doctype html><title>صحيفة</title>", "text/html")
    press.publish("/sport.png", drawn(200), "image/png")
    press.publish("/arts.png", drawn(0), "image/png")
    desk.sync().result(PATIENCE)
    sport, arts, more = (desk.icon(state.source.id) for state in desk.sources())
    assert sport == more != arts
    assert None not in {sport, arts}
    assert asked(press) == ["/arts/", "/arts.png", "/sport.png"], "the page of the shortest address, and no other"


def test_one_source_of_a_site_that_refuses_does_not_cost_another_its_picture(desk: Desk, press: Press) -> None:
    subscribe(desk, with_own_pictures(press, sport="sport.png", arts="arts.png"))
    press.publish("/sport.png", drawn(), "image/png")
    desk.sync().result(PATIENCE)
    sport, arts = (desk.icon(state.source.id) for state in desk.sources())
    assert (sport is not None, arts) == (True, None)
    assert asked(press) == ["/arts/", "/arts.png", "/favicon.ico", "/sport.png"]


def test_what_the_page_names_is_for_all_sources_of_the_site(desk: Desk, press: Press) -> None:
    subscribe(desk, with_own_pictures(press, sport="sport.png", arts="arts.png"))
    press.publish("/arts/", PAGE, "text/html")
    press.publish("/icon.png", drawn(), "image/png")
    desk.sync().result(PATIENCE)
    assert all(desk.icon(state.source.id) for state in desk.sources())
    assert asked(press) == ["/arts/", "/icon.png"]


def test_the_picture_of_one_feed_is_not_anothers(desk: Desk, press: Press) -> None:
    subscribe(desk, with_own_pictures(press, sport="sport.png", arts="arts.png"))
    press.publish("/arts.png", drawn(), "image/png")
    desk.sync().result(PATIENCE)
    sport, arts = (desk.icon(state.source.id) for state in desk.sources())
    assert (sport, arts is not None) == (None, True)


def row(number: int, url: str, **how: object) -> AwaitingIcon:
    return AwaitingIcon(SourceId(number), url, f"https://paper.example/{number}", **how)  # type: ignore[arg-type]


def test_a_site_is_a_scheme_a_host_and_a_port_asked_the_same_way() -> None:
    rows = [
        row(1, "https://paper.example/ar/sport"),
        row(2, "http://paper.example/"),
        row(3, "https://Paper.example:443/ar/"),
        row(4, "https://paper.example:8443/"),
        row(5, "https://sub.paper.example/"),
        row(6, "https://paper.example/", proxy="http://127.0.0.1:9"),
        row(7, "https://paper.example/", is_local=True),
    ]
    assert [one.sources for one in one_a_site(rows)] == [(3, 1), (2,), (4,), (5,), (6,), (7,)]
