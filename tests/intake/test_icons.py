"""A site's icon, found and made small by a real child."""

from __future__ import annotations

import io

from PIL import Image
from tests.intake.newspaper import answers, page
from tests.web.scripted import Scripted, answer

from newsdesk.intake.client import Intake
from newsdesk.intake.jobs import FetchIcon, IconRead, Refused


def drawn(side: int = 96, high: int = 0) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, high or side), (10, 90, 90)).save(out, "PNG")
    return out.getvalue()


def found(intake: Intake, url: str, source: str | None = None, pictures: tuple[str, ...] = ()) -> object:
    intake.submit(FetchIcon(1, url, source or url, pictures=pictures))
    return answers(intake, 1)[1]


def side_of(read: object) -> int:
    """Pixels of the icon that came, 0 of none."""
    assert isinstance(read, IconRead)
    return Image.open(io.BytesIO(read.data)).width if read.data else 0


def asked(server: Scripted) -> list[str]:
    return [request.split(b" ", 2)[1].decode() for request in server.requests]


def test_the_icon_that_a_page_names_comes_small(intake: Intake, server: Scripted) -> None:
    site = page(head="<link rel=icon href=/broken.png sizes=64x64><link rel=apple-touch-icon href=/touch.png>")
    url = server.say("/", answer(site, "Content-Type: text/html"))
    server.say("/broken.png", answer(b"<html>no picture</html>", "Content-Type: image/png"))
    server.say("/touch.png", answer(drawn(), "Content-Type: image/png"))
    read = found(intake, url)
    assert isinstance(read, IconRead)
    with Image.open(io.BytesIO(read.data)) as made:
        assert (made.format, made.size) == ("PNG", (64, 64))
    assert read.received == len(site) + len(b"<html>no picture</html>") + len(drawn())


def test_a_site_without_one_says_so_and_what_it_cost(intake: Intake, server: Scripted) -> None:
    url = server.say("/", answer(page(), "Content-Type: text/html"))
    server.say("/favicon.ico", answer(b"", status="404 Not Found"))
    assert found(intake, url) == IconRead(1, b"", len(page()))


def test_a_page_that_refuses_may_have_one_at_the_usual_place(intake: Intake, server: Scripted) -> None:
    url = server.say("/site", answer(b"", status="403 Forbidden"))
    server.say("/favicon.ico", answer(drawn(16), "Content-Type: image/x-icon"))
    read = found(intake, url)
    assert isinstance(read, IconRead)
    assert read.data


def test_what_the_feed_shows_itself_by_comes_after_what_the_page_names(intake: Intake, server: Scripted) -> None:
    url = server.say("/", answer(page(head="<link rel=icon href=/named.png>"), "Content-Type: text/html"))
    server.say("/named.png", answer(b"no picture"))
    own = server.say("/own.png", answer(drawn(12), "Content-Type: image/png"))
    server.say("/favicon.ico", answer(drawn(10)))
    assert side_of(found(intake, url, pictures=(own,))) == 12, "what the page names is no picture"
    server.say("/named.png", answer(drawn(8)))
    assert side_of(found(intake, url, pictures=(own,))) == 8
    assert asked(server) == ["/", "/named.png", "/own.png", "/", "/named.png"]


def test_a_banner_of_the_feed_gives_way_to_the_usual_place(intake: Intake, server: Scripted) -> None:
    url = server.say("/site", answer(b"", status="403 Forbidden"))
    banner = server.say("/banner.png", answer(drawn(120, 60), "Content-Type: image/png"))
    server.say("/favicon.ico", answer(drawn(16), "Content-Type: image/x-icon"))
    assert side_of(found(intake, url, pictures=(banner,))) == 16


def test_a_page_that_calls_itself_an_icon_is_asked_once(intake: Intake, server: Scripted) -> None:
    url = server.say("/site", answer(page(head="<link rel=icon href=/site>"), "Content-Type: text/html"))
    server.say("/favicon.ico", answer(b"", status="404 Not Found"))
    assert side_of(found(intake, url, pictures=(url,))) == 0
    assert asked(server) == ["/site", "/favicon.ico"]


def test_a_public_source_reaches_no_icon_of_this_machine(intake: Intake, server: Scripted) -> None:
    url = server.say("/", answer(page(), "Content-Type: text/html"))
    own = server.say("/own.png", answer(drawn(), "Content-Type: image/png"))
    read = found(intake, url, "https://paper.example/feed", (own,))
    assert isinstance(read, Refused)
    assert asked(server) == []
