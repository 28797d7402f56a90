"""JSON Feed 1.0 and 1.1 (jsonfeed.org) to a Feed; every value may be of any type, wrong ones say nothing."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from newsdesk.arabic.breaking import is_category
from newsdesk.domain.faults import FaultKind, failed
from newsdesk.domain.feed import Enclosure, Feed, Item
from newsdesk.feeds.dating import Dates
from newsdesk.feeds.enclosures import MOST, PICTURE
from newsdesk.feeds.links import absolute
from newsdesk.feeds.own_pictures import own_pictures
from newsdesk.feeds.plain import LONGEST_TITLE, fold_space, opened, person
from newsdesk.feeds.tree import MOST_ITEMS


def read_json(text: str, *, url: str, dates: Dates) -> Feed:
    """The feed of a JSON text. Raises Failed(NOT_A_FEED) for JSON that is no feed and for what is no JSON."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise failed(FaultKind.NOT_A_FEED, address=url, found="text") from None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise failed(FaultKind.NOT_A_FEED, address=url, found="json")
    site_url = absolute(_word(document.get("home_page_url")), url)
    base = site_url or url
    author = _author(document)
    items = [one for one in document["items"][:MOST_ITEMS] if isinstance(one, dict) and _says_something(one)]
    return Feed(
        title=fold_space(opened(_line(document.get("title")))),
        site_url=site_url,
        language=_line(document.get("language")) or None,
        format="json",
        base_url=base,
        items=tuple(_item(one, place, base, author, dates) for place, one in enumerate(items, 1)),
        # The first is made "to be used in a source list", the other, larger one in a timeline (jsonfeed.org).
        pictures=own_pictures((_word(document.get(name)), base) for name in ("favicon", "icon")),
    )


def _says_something(item: dict[str, Any]) -> bool:
    return any(item.get(name) for name in ("id", "url", "title", "content_html", "content_text", "summary"))


def _item(item: dict[str, Any], position: int, base: str, feed_author: str | None, dates: Dates) -> Item:
    url = absolute(_word(item.get("url")), base) or absolute(_word(item.get("external_url")), base)
    guid = fold_space(_word(item.get("id")))
    if url is None and guid.startswith(("http://", "https://")):
        url = absolute(guid, base)
    date, time_text = None, None
    for name in ("date_published", "date_modified"):
        text = _line(item.get(name))
        if text and date is None:
            time_text = time_text or text
            date = dates.read(text)
            time_text = text if date is not None else time_text
    html = _word(item.get("content_html")).strip()
    plain_text = _word(item.get("content_text")).strip()
    return Item(
        title=fold_space(opened(_line(item.get("title")))),
        url=url,
        guid=guid or None,
        published_at=date.at if date is not None else None,
        time_text=time_text,
        author=_author(item) or feed_author,
        summary_html=escape(_word(item.get("summary")).strip(), quote=False),
        content_html=html or _paragraphs(plain_text),
        position=position,
        enclosures=_enclosures(item, base),
        is_time_vague=date is not None and date.is_relative,
        is_breaking=isinstance(tags := item.get("tags"), list)
        and any(is_category(one) for one in tags if isinstance(one, str)),
    )


def _word(value: Any) -> str:
    """A string, or a number as its digits (ids are numbers in the wild); "" for anything else."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8") if not value.isascii() else value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _line(value: Any) -> str:
    return fold_space(_word(value))[:LONGEST_TITLE]


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part, quote=False)}</p>" for part in text.splitlines() if part.strip())


def _author(owner: dict[str, Any]) -> str | None:
    authors = owner.get("authors")
    for one in [*(authors[:10] if isinstance(authors, list) else ()), owner.get("author")]:
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and (shown := person(name)):
            return shown
    return None


def _enclosures(item: dict[str, Any], base: str) -> tuple[Enclosure, ...]:
    found: dict[str, Enclosure] = {}
    attachments = item.get("attachments")
    for one in attachments[:MOST] if isinstance(attachments, list) else ():
        if isinstance(one, dict) and (url := absolute(_word(one.get("url")), base)):
            size = one.get("size_in_bytes")
            found.setdefault(
                url,
                Enclosure(url, _line(one.get("mime_type"))[:100], size if type(size) is int and size >= 0 else None),
            )
    for name in ("image", "banner_image"):
        if url := absolute(_word(item.get(name)), base):
            found.setdefault(url, Enclosure(url, PICTURE))
    return tuple(found.values())[:MOST]
