"""The loopback newspaper itself: what the other tests lean on must behave as it says."""

from __future__ import annotations

import http.client
import json
import threading
import urllib.error
import urllib.request

import pytest
from lxml import etree
from tests.newspaper import Newspaper
from tests.press import Press
from tests.press_answers import Answer, bomb, encode


def _get(press: Press, path: str, headers: dict[str, str] | None = None) -> tuple[int, bytes, dict[str, str]]:
    line = http.client.HTTPConnection("127.0.0.1", press.port, timeout=5)
    try:
        line.request("GET", path, headers=headers or {})
        answer = line.getresponse()
        return answer.status, answer.read(), {name.lower(): value for name, value in answer.getheaders()}
    finally:
        line.close()


def test_a_feed_is_served_once_and_then_304_for_its_validators(press: Press) -> None:
    press.publish("/feed", "<rss/>", last_modified="Fri, 20 Nov 2026 18:00:00 GMT")
    status, body, headers = _get(press, "/feed")
    assert (status, body) == (200, b"<rss/>")
    assert _get(press, "/feed", {"If-None-Match": headers["etag"]})[:2] == (304, b"")
    assert _get(press, "/feed", {"If-Modified-Since": headers["last-modified"]})[0] == 304
    assert _get(press, "/feed", {"If-None-Match": '"another"'})[0] == 200
    assert [request.headers.get("if-none-match") for request in press.requests] == [
        None,
        headers["etag"],
        None,
        '"another"',
    ]


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, gzip"])
def test_a_body_leaves_in_the_encoding_it_names(press: Press, encoding: str) -> None:
    press.publish("/feed", "خبر", encoding=encoding)
    _, body, headers = _get(press, "/feed")
    assert headers["content-encoding"] == encoding
    assert body == encode("خبر".encode(), encoding)


def test_a_body_cut_short_ends_before_its_length(press: Press) -> None:
    press.publish("/feed", "x" * 100, cut_after=40)
    with pytest.raises(http.client.IncompleteRead):
        _get(press, "/feed")


def test_a_chunked_body_is_whole(press: Press) -> None:
    press.publish("/feed", "x" * 100, is_chunked=True)
    assert _get(press, "/feed")[1] == b"x" * 100


def test_an_endless_body_goes_on(press: Press) -> None:
    press.publish("/feed", "<rss>", is_endless=True)
    line = http.client.HTTPConnection("127.0.0.1", press.port, timeout=5)
    line.request("GET", "/feed")
    assert len(line.getresponse().read(1_000_000)) == 1_000_000
    line.close()


def test_a_slow_head_and_a_slow_body_arrive_whole(press: Press) -> None:
    press.publish("/feed", "abc", header_pace=0.0001, body_pace=(1, 0.001))
    assert _get(press, "/feed")[1] == b"abc"


def test_refusals_and_redirects_say_what_they_were_told(press: Press) -> None:
    press.refuse("/busy", 429, retry_after=120)
    press.redirect("/loop", "/loop", 302)
    assert _get(press, "/busy")[0] == 429
    assert _get(press, "/busy")[2]["retry-after"] == "120"
    assert _get(press, "/loop")[2]["location"] == "/loop"
    assert _get(press, "/nothing")[0] == 404


def test_a_held_answer_waits_until_it_is_released(press: Press) -> None:
    press.publish("/feed", "abc")
    gate = press.hold("/feed")
    got: list[bytes] = []
    asking = threading.Thread(target=lambda: got.append(_get(press, "/feed")[1]))
    asking.start()
    assert press.wait_for("/feed")
    assert not got
    gate.set()
    asking.join()
    assert got == [b"abc"]


def test_pages_of_any_host_come_through_it_as_a_proxy(press: Press) -> None:
    press.publish("http://news.example/a.html", "<p>نص</p>", "text/html")
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({"http": press.origin, "https": press.origin}))
    with opener.open("http://news.example/a.html") as answer:
        assert answer.read().decode() == "<p>نص</p>"
    with pytest.raises(urllib.error.URLError):
        opener.open("https://news.example/a.html")
    assert press.requests_of("http://news.example/a.html")[0].headers["host"] == "news.example"


def test_a_route_may_be_a_function_of_the_request(press: Press) -> None:
    press.route("/feed", lambda request: Answer(request.headers["x-asked"].encode()))
    assert _get(press, "/feed", {"X-Asked": "17"})[1] == b"17"


def test_a_bomb_is_small_on_the_wire() -> None:
    assert len(bomb(50)) < 100_000


def test_a_newspaper_prints_every_format_and_its_pages(press: Press) -> None:
    paper = Newspaper(sources=10, items=3)
    urls = paper.print_on(press, encoding=None)
    for number, url in enumerate(urls):
        status, body, headers = _get(press, url.removeprefix(press.origin))
        assert status == 200
        titles = [story.title for story in paper.stories(number)]
        if "json" in headers["content-type"]:
            assert [item["title"] for item in json.loads(body)["items"]] == titles
        else:
            root = etree.fromstring(body)
            found = root.xpath("//*[local-name()='item' or local-name()='entry']/*[local-name()='title']/text()")
            assert found == titles
    assert "windows-1256" in _get(press, "/s0/feed")[2]["content-type"]
    story = paper.stories(4)[0]
    status, page, _ = _get(press, story.path)
    assert status == 200
    assert page[:2] == b"\x1f\x8b"
    assert _get(press, "/s4/p2.png")[1][:4] == b"\x89PNG"
    assert _get(press, "/s4/other.gif")[0] == 404


def test_the_next_edition_keeps_the_older_items_that_it_still_lists() -> None:
    first, second = Newspaper(items=5), Newspaper(items=5, edition=2)
    assert [story.path for story in second.stories(0)][2:] == [story.path for story in first.stories(0)][:3]
