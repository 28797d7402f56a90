"""What bad input gets from the real program: one sentence at the source that sent it, and nothing else is touched."""

from __future__ import annotations

import json
from dataclasses import replace

from tests.newspaper import Newspaper, opml
from tests.press import Press
from tests.press_answers import answer_of, bomb
from tests.whole.conftest import Runs

WITHOUT_END = '<rss version="2.0"><channel><title>بلا نهاية</title>'
BROKEN = "<rss version='2.0'><channel><item><title>خبر مبتور</title><guid>1</guid></item><item><title>آخر"
KINDS = {
    "endless": "too-large",
    "bomb": "too-large",
    "cut": "broken-transfer",
    "loop": "redirect-loop",
    "page": "not-a-feed",
    "binary": "not-a-feed",
    "empty": "not-a-feed",
    "401": "forbidden",
    "404": "not-found",
    "410": "gone",
    "429": "too-many-requests",
    "500": "server-error",
    "503": "server-error",
}


def misprint(press: Press) -> list[str]:
    """Publishes one of each kind of bad answer; their addresses."""
    press.publish("/endless", WITHOUT_END, is_endless=True)
    press.route("/bomb", replace(answer_of(bomb(40), "application/rss+xml"), encoding="gzip"))
    press.publish("/cut", WITHOUT_END, cut_after=20)
    press.redirect("/loop", "/loop2")
    press.redirect("/loop2", "/loop")
    press.publish("/page", "<!doctype html><html><head></head><body><p>عودوا غدًا</p></body></html>", "text/html")
    press.publish("/binary", bytes(range(256)) * 20, "application/rss+xml")
    press.publish("/empty", "")
    for status in (401, 404, 410, 429, 500, 503):
        press.refuse(f"/{status}", status)
    return [press.url(f"/{name}") for name in KINDS]


def test_each_bad_answer_is_a_fault_of_its_source_and_the_others_go_on(newsdesk: Runs, press: Press) -> None:
    good = Newspaper(2, 3).print_on(press)
    assert newsdesk("opml", "import", "-", stdin=opml([good[0], *misprint(press), good[1]])).returncode == 0
    synced = newsdesk("sync", "--json")
    assert synced.returncode == 3
    found = {row["url"].rsplit("/", 1)[1]: row for row in json.loads(synced.stdout)["sources"] if row["fault"]}
    assert {name: row["fault"]["kind"] for name, row in found.items()} == KINDS
    assert all(row["status"] == "failed" for row in found.values())
    said = synced.stderr.splitlines()
    assert sorted(line.split("\t")[0] for line in said) == sorted(str(row["id"]) for row in found.values())
    assert all(any(row["url"] in line for line in said) for row in found.values())
    stored = {row["url"]: row for row in json.loads(newsdesk("sources", "--json").stdout)}
    assert [stored[url]["total"] for url in good] == [3, 3]
    assert [stored[url]["fault"] for url in good] == [None, None]
    assert {stored[press.url(f"/{name}")]["fault"]["kind"] for name in KINDS} == set(KINDS.values())
    listed = newsdesk("sources").stdout
    assert all(listed.count(press.url(f"/{name}")) == 2 for name in KINDS)  # its row, and the sentence below it


def test_a_source_that_turns_bad_loses_nothing_and_comes_back(newsdesk: Runs, press: Press) -> None:
    paper = Newspaper(1, 4)
    url = paper.print_on(press)[0]
    newsdesk("add", url)
    before = newsdesk("list", "--json").stdout
    for spoil in (
        lambda: press.publish("/s0/feed", WITHOUT_END, is_endless=True),
        lambda: press.publish("/s0/feed", "<html><body>صيانة</body></html>", "text/html"),
        lambda: press.refuse("/s0/feed", 410),
    ):
        spoil()
        assert newsdesk("sync", "--headlines-only").returncode == 1
        assert newsdesk("list", "--json").stdout == before
    replace(paper, edition=1).print_on(press)
    assert newsdesk("sync", "--headlines-only").returncode == 0
    (source,) = json.loads(newsdesk("sources", "--json").stdout)
    assert (source["total"], source["fault"]) == (5, None)


def test_a_broken_feed_gives_what_is_whole_in_it_and_a_wrong_charset_is_seen_through(
    newsdesk: Runs, press: Press
) -> None:
    press.publish("/broken", BROKEN)
    said = '<?xml version="1.0" encoding="utf-8"?>'
    feed = "<rss version='2.0'><channel><title>صحيفة</title><item><title>سوق السمك</title></item></channel></rss>"
    press.publish("/latin", said + feed, "application/rss+xml; charset=iso-8859-1")
    press.publish("/arabic", feed.encode("windows-1256"), "text/xml; charset=utf-8")
    for name in ("broken", "latin", "arabic"):
        assert newsdesk("add", press.url(f"/{name}")).returncode == 0
    titles = [row["title"] for row in json.loads(newsdesk("list", "--json").stdout)]
    assert titles.count("سوق السمك") == 2
    assert "خبر مبتور" in titles


def test_validators_go_back_byte_for_byte_and_a_304_brings_nothing(newsdesk: Runs, press: Press) -> None:
    Newspaper(1, 3).print_on(press)
    press.behave("/s0/feed", last_modified="friday, 20-Nov-26 18:00:00 GMT")
    press.publish("/odd", Newspaper(2, 2).feed(1, press.origin)[0], etag='W/"a, b";c')
    press.publish("/undated", Newspaper(3, 2).feed(2, press.origin)[0], etag=None, last_modified="Yesterday  noon")
    for name in ("s0/feed", "odd", "undated"):
        newsdesk("add", press.url(f"/{name}"))
    newsdesk("sync")
    press.forget()
    before = newsdesk("list", "--json").stdout
    report = json.loads(newsdesk("sync", "--json").stdout)
    assert [row["status"] for row in report["sources"]] == ["unchanged"] * 3
    assert (report["totals"]["new"], report["totals"]["updated"], len(press.requests)) == (0, 0, 3)
    asked = {request.path: request.headers for request in press.requests}
    assert asked["/s0/feed"]["if-none-match"] == press.answer_at("/s0/feed").etag
    assert asked["/s0/feed"]["if-modified-since"] == "friday, 20-Nov-26 18:00:00 GMT"
    assert asked["/odd"]["if-none-match"] == 'W/"a, b";c'
    assert "if-none-match" not in asked["/undated"]
    assert asked["/undated"]["if-modified-since"] == "Yesterday  noon"
    assert newsdesk("list", "--json").stdout == before


def test_who_said_retry_after_is_left_alone_and_named(newsdesk: Runs, press: Press) -> None:
    press.refuse("/busy", 503, retry_after=600)
    newsdesk("opml", "import", "-", stdin=opml([press.url("/busy")]))
    assert newsdesk("sync", "--json").returncode == 1
    press.forget()
    again = newsdesk("sync", "--json", "--source", "1")
    assert (again.returncode, press.requests) == (1, ())
    (row,) = json.loads(again.stdout)["sources"]
    assert (row["status"], row["fault"]["kind"], row["fault"]["facts"]["retry_after"]) == (
        "skipped",
        "too-many-requests",
        600,
    )
    assert press.url("/busy") in again.stderr


def test_without_a_line_a_sync_is_one_quiet_line(newsdesk: Runs) -> None:
    newsdesk("opml", "import", "-", stdin=opml(["http://a.invalid/feed", "http://b.invalid/feed"]))
    run = newsdesk("sync", http_proxy="", HTTP_PROXY="", https_proxy="", HTTPS_PROXY="", all_proxy="", ALL_PROXY="")
    assert run.returncode == 1
    assert run.stderr.count("\n") == 1
    assert [row["fault"] for row in json.loads(newsdesk("sources", "--json").stdout)] == [None, None]
