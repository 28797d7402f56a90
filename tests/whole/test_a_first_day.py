"""A reader's first day with the real program, by the keyboard: what is starred is there the next morning."""

from __future__ import annotations

import json
import shutil
import signal
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from tests.newspaper import Newspaper, Story
from tests.press import Press
from tests.whole.conftest import Opens, Runs
from tests.whole.screen import Window, until

from newsdesk.domain.article import Article, ArticleId, Headline
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads

pytestmark = pytest.mark.display


def headlines(profile: Path, kind: ShelfKind = ShelfKind.ALL) -> tuple[Headline, ...]:
    """What a shelf holds now, without a process of its own for each look."""
    reads = Reads(Paths.of_profile(profile))
    try:
        return reads.headlines(Shelf(kind)).headlines
    finally:
        reads.close()


def article(profile: Path, number: ArticleId) -> Article:
    reads = Reads(Paths.of_profile(profile))
    try:
        found = reads.article(number)
        assert found is not None
        return found
    finally:
        reads.close()


def print_today(press: Press, paper: Newspaper) -> tuple[str, list[Story]]:
    """Publishes a feed whose items link to the paper's pages, dated an hour ahead: they stand on top when they come."""
    paper.print_on(press)
    now, stories = datetime.now(UTC) + timedelta(hours=1), paper.stories(0)
    items = "".join(
        f"<item><title>{story.title}</title><link>{press.url(story.path)}</link><guid>{story.path}</guid>"
        f"<pubDate>{format_datetime(now - timedelta(seconds=number))}</pubDate></item>"
        for number, story in enumerate(stories)
    )
    feed = f'<rss version="2.0"><channel><title>صحيفة الصباح</title>{items}</channel></rss>'
    return press.publish("/today", feed), stories


def start(opens: Opens) -> Window:
    window = opens()
    assert window.is_ready()
    window.take_focus()
    return window


def test_what_is_starred_by_key_is_there_the_next_morning_without_a_network(
    opens: Opens, newsdesk: Runs, profile: Path
) -> None:
    if shutil.which("xdotool") is None:
        pytest.skip("xdotool is not installed")
    with Press() as press:
        second = read_and_star(opens, newsdesk, press, profile)
    (profile / "cache.db").unlink()
    window = start(opens)
    assert until(lambda: len(headlines(profile)) == 8)  # the guide is back
    (kept,) = headlines(profile, ShelfKind.BOOKMARKS)
    assert (kept.id, kept.title) == (second.id, second.title)
    assert len(article(profile, kept.id).text) > 500
    assert [picture.is_stored for picture in article(profile, kept.id).pictures] == [True]
    assert until(lambda: is_unread_by_key(window))
    assert window.end(signal.SIGTERM)[:2] == (0, "")
    shown = json.loads(newsdesk("show", str(kept.id), "--json").stdout)
    assert (shown["title"], shown["bookmarked"], shown["offline"]) == (second.title, True, "full")


def is_unread_by_key(window: Window) -> bool:
    """Opens the shelf of bookmarks and its first article and marks that unread. A reader sees when the rows stand;
    here the store may know of them before the window does, and keys that met an empty list are pressed again."""
    window.press("ctrl+4", "j", "m")
    return until(lambda: not headlines(window.profile, ShelfKind.BOOKMARKS)[0].is_read, 5)


def read_and_star(opens: Opens, newsdesk: Runs, press: Press, profile: Path) -> Headline:
    """The first evening; the headline that was starred."""
    window = start(opens)
    assert until(lambda: len(headlines(profile)) == 8)  # the guide, and nothing was asked of anybody
    assert {row.source_title for row in headlines(profile)} == {"دليل newsdesk"}
    url, stories = print_today(press, Newspaper(1, 4))
    assert newsdesk("add", url).returncode == 0
    assert newsdesk("sync").returncode == 0
    first, second = headlines(profile)[:2]
    assert [first.title, second.title] == [story.title for story in stories[:2]]

    # What the reader opens is marked read: so the window's first rows are the new headlines.
    window.press("j")
    assert until(lambda: headlines(profile)[0].is_read)
    window.press("j")
    assert until(lambda: headlines(profile)[1].is_read)
    assert [row.is_read for row in headlines(profile)[2:]] == [False] * 10
    window.press("s")
    assert until(lambda: headlines(profile, ShelfKind.BOOKMARKS))
    window.press("ctrl+q")
    assert window.finish() == (0, "")
    return second
