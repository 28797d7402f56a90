"""A page without a feed through the real command: added, listed, synced, a saved copy of it added, too."""

from __future__ import annotations

import json
from pathlib import Path

from tests.feeds.shapes import Desk, cards, whole
from tests.press import Press
from tests.whole.running import newsdesk


def test_a_page_is_added_listed_and_synced_by_the_command(press: Press, tmp_path: Path) -> None:
    words = Desk(1)
    url = press.publish("/", cards(words), "text/html; charset=utf-8")
    profile = tmp_path / "profile"
    added = newsdesk(profile, "add", url, "--json")
    assert (added.returncode, json.loads(added.stdout)["sources"][0]["url"]) == (0, url)
    listed = json.loads(newsdesk(profile, "list", "--json").stdout)
    assert [row["title"] for row in sorted(listed, key=lambda row: row["position"])] == words.titles
    assert all(row["time_text"] and row["published_at"] for row in listed)
    press.publish("/", whole("<p>الموقع تحت الصيانة</p>"), "text/html; charset=utf-8")
    synced = newsdesk(profile, "sync", "--headlines-only", "--json")
    (outcome,) = json.loads(synced.stdout)["sources"]
    assert (outcome["status"], outcome["fault"]["kind"]) == ("failed", "no-headlines")
    assert url in synced.stderr
    assert "Traceback" not in synced.stderr
    assert len(json.loads(newsdesk(profile, "list", "--json").stdout)) == len(words.titles)


def test_a_saved_page_as_text_is_added_by_the_command(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text(
        "Menu\n13:49وزير المالية يلتقي المزارعين\n09:477 قرى تتقاسم مولدا واحدا\n02:43سوق السمك يفتح ليلا\n", "utf-8"
    )
    assert newsdesk(tmp_path / "profile", "add", str(page)).returncode == 0
    listed = json.loads(newsdesk(tmp_path / "profile", "list", "--json").stdout)
    assert [
        (row["time_text"], row["title"], row["url"]) for row in sorted(listed, key=lambda row: row["position"])
    ] == [
        ("13:49", "وزير المالية يلتقي المزارعين", None),
        ("09:47", "7 قرى تتقاسم مولدا واحدا", None),
        ("02:43", "سوق السمك يفتح ليلا", None),
    ]
