"""The two feed libraries that ours was measured against, each in the shape of our own reader; only for measuring."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from newsdesk.domain.feed import Enclosure, Feed, Item
from newsdesk.feeds.plain import plain


def _with_feedparser(document: bytes, url: str, content_type: str | None) -> Feed:
    import feedparser

    headers = {"content-location": url, **({"content-type": content_type} if content_type else {})}
    return _shaped(feedparser.parse(document, response_headers=headers, sanitize_html=False))


def _with_feedparser_rs(document: bytes, url: str, content_type: str | None) -> Feed:
    import feedparser_rs

    return _shaped(feedparser_rs.parse(document))


def _shaped(said: Any) -> Feed:
    feed = said.feed
    items = tuple(_item(one, place) for place, one in enumerate(said.entries, 1))
    return Feed(plain(_get(feed, "title") or ""), _get(feed, "link"), _get(feed, "language"), "rss", "", items)


def _item(one: Any, place: int) -> Item:
    stamp = _get(one, "published_parsed") or _get(one, "updated_parsed")
    bodies = [_get(body, "value") or "" for body in (_get(one, "content") or ())]
    return Item(
        title=plain(_get(one, "title") or ""),
        url=_get(one, "link"),
        guid=_get(one, "id"),
        published_at=datetime(*stamp[:6], tzinfo=UTC) if stamp else None,
        time_text=_get(one, "published"),
        author=_get(one, "author"),
        summary_html=_get(one, "summary") or "",
        content_html=max(bodies, key=len, default=""),
        position=place,
        enclosures=tuple(
            Enclosure(
                _get(file, "href") or _get(file, "url") or "", _get(file, "type") or "", int(_get(file, "length") or 0)
            )
            for file in (_get(one, "enclosures") or ())
        ),
    )


def _get(owner: Any, name: str) -> Any:
    return owner.get(name) if isinstance(owner, dict) else getattr(owner, name, None)


READERS: dict[str, Callable[[bytes, str, str | None], Feed]] = {
    "feedparser": _with_feedparser,
    "feedparser-rs": _with_feedparser_rs,
}
