"""Commands that change something."""

from __future__ import annotations

import json
import os
import pty
import signal
import subprocess
from pathlib import Path

import pytest
from tests.cli.conftest import FEED, Runs, command, environment
from tests.press import Press


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    path = tmp_path / "feed.xml"
    path.write_text(FEED, encoding="utf-8")
    return path


def test_a_source_is_added_listed_and_removed(newsdesk: Runs, press: Press) -> None:
    url = press.publish("/feed", FEED)
    added = newsdesk("add", url, "--folder", "الجبل", "--json")
    assert added.code == 0
    (source,) = added.json["sources"]
    assert (source["url"], source["folder"], source["title"]) == (url, "الجبل", "نشرة الجبل")
    assert newsdesk("remove", str(source["id"])).code == 0
    assert newsdesk("sources", "--json").json == []
    again = newsdesk("remove", str(source["id"]))
    assert (again.code, again.out) == (2, "")
    assert f"«{source['id']}»" in again.err


def test_a_source_is_removed_by_its_address(newsdesk: Runs, feed: Path) -> None:
    newsdesk("add", str(feed))
    assert newsdesk("remove", feed.as_uri()).code == 0
    assert newsdesk("sources", "--json").json == []


@pytest.mark.parametrize("address", ["not an address", "http://", "ftp://127.0.0.1/feed"])
def test_what_is_no_address_is_wrong_use(newsdesk: Runs, address: str) -> None:
    run = newsdesk("add", address)
    assert run.code == 2
    assert run.out == ""
    assert address in run.err
    assert run.err.count("\n") == 1


def test_a_page_that_is_no_feed_is_refused_with_its_address(newsdesk: Runs, press: Press) -> None:
    url = press.publish("/page", "<html><body><p>مرحبا</p></body></html>", "text/html")
    run = newsdesk("add", url)
    assert run.code == 1
    assert url in run.err
    assert newsdesk("sources", "--json").json == []


def test_marks_are_set_and_unknown_articles_named(newsdesk: Runs, feed: Path) -> None:
    newsdesk("add", str(feed))
    assert newsdesk("bookmark", "1", "2").code == 0
    assert [row["id"] for row in newsdesk("list", "--shelf", "bookmarks", "--json").json] == [2, 1]
    assert newsdesk("unbookmark", "2").code == 0
    assert newsdesk("read", "1").code == 0
    rows = {row["id"]: row for row in newsdesk("list", "--json").json}
    assert (rows[1]["bookmarked"], rows[1]["read"]) == (True, True)
    assert (rows[2]["bookmarked"], rows[2]["read"]) == (False, False)
    assert newsdesk("unread", "1").code == 0
    assert newsdesk("show", "1", "--json").json["read"] is False
    partly = newsdesk("read", "1", "99", "x")
    assert partly.code == 3
    assert "99" in partly.err
    assert newsdesk("read", "99").code == 2


def test_a_sync_tells_each_source_and_the_totals(newsdesk: Runs, press: Press) -> None:
    good, bad = press.publish("/good", FEED), press.publish("/bad", FEED)
    for url in (good, bad):
        assert newsdesk("add", url).code == 0
    press.publish("/good", FEED.replace(">c<", ">d<").replace("قافلة", "سفينة"))
    press.refuse("/bad", 404)
    run = newsdesk("sync", "--json", "--headlines-only")
    assert run.code == 3
    assert [list(row) for row in run.json["sources"]] == [["id", "url", "status", "new", "updated", "fault"]] * 2
    outcomes = {row["url"]: row for row in run.json["sources"]}
    assert (outcomes[good]["status"], outcomes[good]["new"], outcomes[good]["fault"]) == ("new", 1, None)
    assert (outcomes[bad]["status"], outcomes[bad]["fault"]["kind"]) == ("failed", "not-found")
    assert outcomes[bad]["fault"]["facts"]["status"] == 404
    totals = run.json["totals"]
    assert (totals["new"], totals["failed"], totals["sources"]) == (1, 1, 2)
    assert totals["seconds"] > 0
    assert bad in run.err
    assert good not in run.err
    sources = {row["url"]: row for row in newsdesk("sources", "--json").json}
    assert sources[bad]["fault"]["kind"] == "not-found"


def test_a_sync_of_named_sources_asks_no_other(newsdesk: Runs, press: Press) -> None:
    urls = [press.publish(f"/{name}", FEED) for name in ("a", "b")]
    for url in urls:
        newsdesk("add", url)
    press.forget()
    run = newsdesk("sync", "--source", "2", "--headlines-only", "--json")
    assert [row["id"] for row in run.json["sources"]] == [2]
    assert not press.requests_of("/a")
    both = newsdesk("sync", "--source", "2", "1", "--headlines-only", "--json")
    assert {row["id"] for row in both.json["sources"]} == {1, 2}
    assert newsdesk("sync", "--source", "99").code == 2


def test_a_sync_in_which_everything_failed_is_1(newsdesk: Runs, press: Press) -> None:
    newsdesk("add", press.publish("/feed", FEED))
    press.refuse("/feed", 500)
    assert newsdesk("sync", "--headlines-only").code == 1


def test_an_interrupted_sync_ends_with_130_and_leaves_the_stores_whole(
    newsdesk: Runs, press: Press, profile: Path
) -> None:
    newsdesk("add", press.publish("/feed", FEED))
    press.forget()
    gate = press.hold("/feed")
    syncing = subprocess.Popen(
        command(profile, "sync"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(profile.parent),
        # Whoever runs the tests in the background may have it ignored, and children inherit that.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509  it takes no lock
    )
    assert press.wait_for("/feed")
    syncing.send_signal(signal.SIGINT)
    out, err = syncing.communicate(timeout=20)
    gate.set()
    assert (syncing.returncode, out, err) == (130, b"", b"")
    assert newsdesk("doctor", "--json").json["ok"] is True


def test_a_subscription_list_goes_out_and_comes_in(newsdesk: Runs, press: Press, tmp_path: Path) -> None:
    newsdesk("add", press.publish("/feed", FEED), "--folder", "الجبل")
    out = tmp_path / "قائمتي.opml"
    assert newsdesk("opml", "export", str(out)).code == 0
    document = newsdesk("opml", "export").out
    assert out.read_text(encoding="utf-8") == document
    assert newsdesk("opml", "import", str(out), "--json").json["already"] == [press.url("/feed")]
    newsdesk("remove", "1")
    assert newsdesk("opml", "import", "-", stdin=document).code == 0
    (source,) = newsdesk("sources", "--json").json
    assert (source["url"], source["folder"]) == (press.url("/feed"), "الجبل")


def test_a_list_that_cannot_be_read_is_named(newsdesk: Runs, tmp_path: Path) -> None:
    missing = newsdesk("opml", "import", str(tmp_path / "none.opml"))
    assert missing.code == 2
    assert str(tmp_path / "none.opml") in missing.err
    (tmp_path / "letter.txt").write_text("مرحبا")
    assert newsdesk("opml", "import", str(tmp_path / "letter.txt")).code == 1


def test_an_export_that_cannot_be_written_is_named_and_leaves_the_old_file(newsdesk: Runs, tmp_path: Path) -> None:
    run = newsdesk("opml", "export", str(tmp_path / "no folder" / "list.opml"))
    assert run.code == 1
    assert "list.opml" in run.err
    assert newsdesk("opml", "export", str(tmp_path)).code == 1


def test_a_profile_that_cannot_be_made_is_named(tmp_path: Path, newsdesk: Runs, profile: Path, feed: Path) -> None:
    profile.write_text("not a folder")
    run = newsdesk("add", str(feed))
    assert run.code == 1
    assert str(profile) in run.err
    assert run.err.count("\n") == 1


def test_progress_is_shown_on_a_terminal_and_wiped_at_the_end(newsdesk: Runs, press: Press, profile: Path) -> None:
    try:
        ours, theirs = pty.openpty()
    except OSError as error:  # a bare root without /dev/pts
        pytest.skip(f"no terminal to be had here: {error}")
    newsdesk("add", press.publish("/feed", FEED))
    syncing = subprocess.Popen(
        command(profile, "sync", "--headlines-only", "--json"),
        stdout=subprocess.PIPE,
        stderr=theirs,
        env=environment(profile.parent),
    )
    out, _ = syncing.communicate(timeout=30)
    os.close(theirs)
    shown = os.read(ours, 65536).decode()
    os.close(ours)
    assert syncing.returncode == 0
    assert "يحدّث المصادر: ١ من ١" in shown
    assert shown.endswith("\r\x1b[K")
    assert json.loads(out)["totals"]["sources"] == 1
