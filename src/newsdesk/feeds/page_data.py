"""The stories that a page lists for machines (schema.org as JSON-LD), for pages whose own list a script fetches."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from newsdesk.feeds.details import Details
from newsdesk.feeds.links import absolute
from newsdesk.feeds.plain import plain
from newsdesk.feeds.records import is_headline

_MOST_SCRIPTS = 50
_LONGEST = 1_000_000  # letters of a script
_MOST_VALUES = 50_000  # objects and lists that are looked into
_SCRIPT = re.compile(r"<script\b([^<>]{0,500})>", re.IGNORECASE)
_END = re.compile(r"</script", re.IGNORECASE)
_STORIES = frozenset(
    {"NewsArticle", "Article", "BlogPosting", "ReportageNewsArticle", "AnalysisNewsArticle", "OpinionNewsArticle"}
    | {"BackgroundNewsArticle", "LiveBlogPosting", "VideoObject"}
)
_OTHERS = frozenset({"BreadcrumbList", "SiteNavigationElement", "WPHeader", "WPFooter", "WPSideBar"})


Said = tuple[str, str, Details]  # headline, address, what else is told of a story


def read(page: str, base: str) -> list[Said]:
    """The stories of all lists and articles in a page's JSON-LD, in its order, each address once; what is no JSON says
    nothing."""
    found: dict[str, Said] = {}
    for script in _scripts(page):
        try:
            document = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for said in _stories(document):
            told = _told(said, base)
            if told is not None:
                found.setdefault(told[1], told)
    return list(found.values())


def _scripts(page: str) -> Iterator[str]:
    at = 0
    for _ in range(_MOST_SCRIPTS):
        start = _SCRIPT.search(page, at)
        end = None if start is None else _END.search(page, start.end())
        if start is None or end is None:
            return
        at = end.end()
        if "application/ld+json" in start[1].lower() and end.start() - start.end() <= _LONGEST:
            yield page[start.end() : end.start()]


def _stories(document: object) -> Iterator[dict[str, Any]]:
    """The objects that are stories, or stand for one in a list (schema.org ItemList, ListItem), in document order."""
    waiting: list[tuple[object, bool]] = [(document, False)]
    for _ in range(_MOST_VALUES):
        if not waiting:
            return
        one, is_listed = waiting.pop()
        if isinstance(one, list):
            waiting.extend((inner, is_listed) for inner in reversed(one))
        elif isinstance(one, dict):
            kinds = _kinds(one)
            if kinds & _OTHERS:
                continue
            if kinds & _STORIES or (is_listed and "ListItem" in kinds):
                yield one
            if not kinds & _STORIES:
                inside = reversed(list(one.values()))
                waiting.extend((inner, is_listed or "ItemList" in kinds) for inner in inside)


def _kinds(said: dict[str, Any]) -> set[str]:
    written = said.get("@type")
    return {kind for kind in (written if isinstance(written, list) else [written]) if isinstance(kind, str)}


def _told(said: dict[str, Any], base: str) -> Said | None:
    title = plain(_word(said.get("headline")) or _word(said.get("name")))
    page = said.get("mainEntityOfPage")
    named = (said.get("url"), page.get("@id") if isinstance(page, dict) else page, said.get("@id"), said.get("item"))
    address = next((found for name in named if (found := absolute(_word(name).partition("#")[0], base))), None)
    if address is None or not is_headline(title):
        return None
    date = _word(said.get("datePublished")) or _word(said.get("uploadDate"))
    return title, address, Details(None, date or None, plain(_word(said.get("description"))), has_picture=False)


def _word(said: object) -> str:
    return said if isinstance(said, str) else ""
