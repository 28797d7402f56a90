"""The guide edition: newsdesk's own short articles, stored like those of any other source."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import TYPE_CHECKING

from newsdesk.arabic.fold import fold
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind, Validators
from newsdesk.intake.jobs import PreparedItem
from newsdesk.settings.paths import resource

if TYPE_CHECKING:
    from newsdesk.store.rows import Saved
    from newsdesk.store.writes import Writes

GUIDE_ADDRESS = "newsdesk:guide"


@dataclass(frozen=True, slots=True)
class Guide:
    """The guide in one language."""

    title: str
    items: tuple[PreparedItem, ...]


def read_guide(language: str) -> Guide:
    """The shipped guide edition; it is ours, so its HTML needs no sanitising."""
    document = json.loads(resource(f"guide/{language}.json").read_text(encoding="utf-8"))
    return Guide(document["title"], tuple(_item(position, item) for position, item in enumerate(document["items"], 1)))


def _item(position: int, item: dict[str, str]) -> PreparedItem:
    text = plain(item["html"])
    return PreparedItem(
        keys=("g:" + hashlib.sha256(item["id"].encode()).hexdigest()[:16],),
        title=item["title"],
        url=None,
        author=item.get("author"),
        published_at=None,
        time_text=None,
        position=position,
        summary=item["summary"],
        html=item["html"],
        text=text,
        has_full_text=True,
        pictures=(),
        search_title=fold(item["title"]),
        search_body=fold(text),
    )


def plain(html: str) -> str:
    """The text of our own simple HTML, a paragraph a line."""
    lines = re.sub(r"</(p|li|h2|blockquote)>", "\n", html)
    return "\n".join(line.strip() for line in unescape(re.sub(r"<[^>]+>", "", lines)).splitlines() if line.strip())


def add_guide(writes: Writes, guide: Guide, now: datetime) -> Saved | None:
    """Stores the guide on a profile that never had a source, and again where its articles are lost with the cache;
    None where neither is so. On the writer thread.
    """
    from newsdesk.store.rows import FeedFinish

    source = writes.unfilled(GUIDE_ADDRESS)
    if source is None:
        if writes.has_had_sources():
            return None
        source = writes.add_source(
            SourceKind.GUIDE, GUIDE_ADDRESS, GUIDE_ADDRESS, None, guide.title, None, DEFAULT_INTERVAL
        ).id
    items: Sequence[PreparedItem] = guide.items
    return writes.finish_feed(source, items, now, FeedFinish(Validators(), guide.title, None, None))
