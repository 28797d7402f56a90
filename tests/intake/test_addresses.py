"""What addresses in an item's text are relative to: xml:base, the item's link, the channel's, the feed's address."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsdesk import feeds
from newsdesk.intake.prepare import prepare

FEED = "https://feeds.example/deep/feed.xml"
TEXT = "<![CDATA[<p>نص طويل فيه ما يكفي</p><img src='p.png'>]]>"


def rss(base: str = "", channel: str = "", item: str = "", item_base: str = "") -> str:
    return (
        f'<rss version="2.0" {base} xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>T</title>{channel}'
        f"<item {item_base}><title>x</title>{item}<description>قصير</description><c:encoded>{TEXT}</c:encoded></item>"
        "</channel></rss>"
    )


def atom(base: str = "", channel: str = "", item: str = "", item_base: str = "") -> str:
    return (
        f'<feed xmlns="http://www.w3.org/2005/Atom" {base}><title>T</title>{channel}'
        f'<entry {item_base}><title>x</title>{item}<content type="html">{TEXT}</content></entry></feed>'
    )


CHANNEL, ITEM = "https://channel.example/a/", "https://item.example/b/story"
BASE, ITEM_BASE = 'xml:base="https://base.example/c/"', 'xml:base="https://nearer.example/d/"'


@pytest.mark.parametrize("make", [rss, atom])
@pytest.mark.parametrize(
    ("base", "has_channel", "has_item", "item_base", "where"),
    [
        ("", False, False, "", "https://feeds.example/deep/p.png"),
        ("", True, False, "", "https://channel.example/a/p.png"),
        ("", True, True, "", "https://item.example/b/p.png"),
        (BASE, True, True, "", "https://base.example/c/p.png"),
        (BASE, True, True, ITEM_BASE, "https://nearer.example/d/p.png"),
        ("", True, True, ITEM_BASE, "https://nearer.example/d/p.png"),
    ],
)
def test_the_nearest_base_counts(
    make: object, base: str, has_channel: bool, has_item: bool, item_base: str, where: str
) -> None:
    def link(url: str) -> str:
        return f"<link>{url}</link>" if make is rss else f'<link href="{url}"/>'

    document = make(base, link(CHANNEL) if has_channel else "", link(ITEM) if has_item else "", item_base)  # type: ignore[operator]
    feed = feeds.parse(document.encode(), url=FEED, content_type=None, now=datetime(2026, 11, 25, tzinfo=UTC))
    (item,) = prepare(feed)
    assert [picture.url for picture in item.pictures] == [where]
