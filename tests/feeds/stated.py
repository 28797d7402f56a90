"""What the public suites of feeds state about their files, brought to one shape: claims about our own fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

APART = ("/itunes/", "/psc/", "/cdf/", "/geo/")  # podcasts, a channel format of 1997, places on the earth


@dataclass(frozen=True, slots=True)
class Claim:
    """`field` of the feed (`place` None) or of its item number `place` (from 0) is `value`."""

    field: str
    place: int | None
    value: str


@dataclass(frozen=True, slots=True)
class Case:
    """One file of a suite, with what is said about it."""

    suite: str
    file: str
    url: str
    content_type: str | None
    is_well_formed: bool
    claims: tuple[Claim, ...]


def cases(corpus: Path) -> Iterator[Case]:
    """Every file of the suites, in the order of their list."""
    folder = corpus / "feeds"
    for line in (folder / "conformance.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        name = case["file"].split("/", 2)[2]
        inside = f"feedparser/{name.split('/')[0]}" if case["suite"] == "feedparser" else case["suite"]
        yield Case(
            suite="set apart" if any(part in f"/{name}" for part in APART) else inside,
            file=case["file"],
            url=urljoin(f"http://127.0.0.1:8097/tests/{name}", case.get("http", {}).get("content-location", "")),
            content_type=case.get("http", {}).get("content-type"),
            is_well_formed="/illformed/" not in case["file"],
            claims=tuple(_claims(case, folder)),
        )


def _claims(case: dict[str, Any], folder: Path) -> Iterator[Claim]:
    if case["suite"] == "feedparser":
        yield from _of_feedparser(case.get("checks") or ())
        return
    try:
        expected = json.loads((folder / case["expected"]).read_bytes())
    except UnicodeDecodeError:
        return
    shape = {"gofeed": _of_gofeed, "feed-rs": _of_feed_rs, "rss-parser": _of_rss_parser}[case["suite"]]
    for claim in shape(expected):
        if claim.value and "\ufffd" not in claim.value:  # what that library itself could not read is no claim
            yield claim


_FEEDPARSER = re.compile(r"(?:(feed)|entries\.(\d+))\.(.+)")
_FEEDPARSER_FIELDS = {
    **dict.fromkeys(("title", "title_detail.value"), "title"),
    "link": "link",
    "language": "language",
    **dict.fromkeys(("id", "guid"), "guid"),
    **dict.fromkeys(("author", "author_detail.name", "authors.0.name"), "author"),
    **dict.fromkeys(("description", "summary", "summary_detail.value"), "summary"),
    "content.0.value": "content",
    **dict.fromkeys(("published_parsed", "published"), "date"),
    "enclosures.0.href": "enclosure",
    "enclosures.0.url": "enclosure",
    "enclosures.0.length": "enclosure length",
    "enclosures.0.type": "enclosure type",
}


def _of_feedparser(checks: list[dict[str, Any]]) -> Iterator[Claim]:
    for check in checks:
        found = _FEEDPARSER.fullmatch(check["path"])
        field = found and _FEEDPARSER_FIELDS.get(found[3])
        if not found or not field or check["value"] is None:
            continue
        if found[1] and field not in ("title", "link", "language"):
            continue
        value = check["value"]
        if isinstance(value, list):
            value = datetime(*value[:6], tzinfo=UTC).isoformat()
        yield Claim(field, None if found[1] else int(found[2]), str(value))


def _of_gofeed(said: dict[str, Any]) -> Iterator[Claim]:
    is_atom = "entries" in said
    yield from _feed_claims(said.get("title"), _gofeed_link(said), said.get("language"))
    for place, one in enumerate(said.get("entries" if is_atom else "items") or ()):
        yield Claim("title", place, one.get("title") or "")
        yield Claim("link", place, _gofeed_link(one) or "")
        guid = one.get("id") or one.get("guid")
        yield Claim("guid", place, (guid.get("value") if isinstance(guid, dict) else guid) or "")
        yield Claim(
            "date", place, one.get("publishedParsed") or one.get("pubDateParsed") or one.get("updatedParsed") or ""
        )
        yield Claim("author", place, _gofeed_author(one))
        content = one.get("content")
        yield Claim("content", place, (content.get("value") if isinstance(content, dict) else content) or "")
        yield Claim("summary", place, one.get("summary") or one.get("description") or "")
        for enclosure in (one.get("enclosures") or [])[:1]:
            yield Claim("enclosure", place, enclosure.get("url") or "")
            yield Claim("enclosure type", place, enclosure.get("type") or "")
            yield Claim("enclosure length", place, enclosure.get("length") or "")


def _gofeed_link(said: dict[str, Any]) -> str | None:
    if isinstance(said.get("link"), str):
        return said["link"]
    for link in said.get("links") or ():
        if isinstance(link, dict) and link.get("rel", "alternate") == "alternate":
            return link.get("href")
    return None


def _gofeed_author(said: dict[str, Any]) -> str:
    author = said.get("author")
    if isinstance(author, str):
        return author
    for one in [author, *(said.get("authors") or ())]:
        if isinstance(one, dict):
            return one.get("name") or one.get("email") or ""
    return ""


def _of_feed_rs(said: dict[str, Any]) -> Iterator[Claim]:
    yield from _feed_claims(_content(said.get("title")), _feed_rs_link(said), said.get("language"))
    for place, one in enumerate(said.get("entries") or ()):
        yield Claim("title", place, _content(one.get("title")))
        yield Claim("link", place, _feed_rs_link(one) or "")
        if not re.fullmatch("[0-9a-f]{31,32}|[0-9a-f-]{36}", one.get("id") or ""):  # made up by that library
            yield Claim("guid", place, one.get("id") or "")
        yield Claim("date", place, one.get("published") or one.get("updated") or "")
        # Ours holds one name: any of those stated will do.
        yield Claim("author", place, "\n".join(author.get("name") or "" for author in one.get("authors") or ()))
        yield Claim("content", place, (one.get("content") or {}).get("body") or "")
        yield Claim("summary", place, _content(one.get("summary")))


def _content(said: dict[str, Any] | None) -> str:
    return (said or {}).get("content") or ""


def _feed_rs_link(said: dict[str, Any]) -> str | None:
    return next(
        (one["href"] for one in said.get("links") or () if (one.get("rel") or "alternate") == "alternate"), None
    )


def _of_rss_parser(said: dict[str, Any]) -> Iterator[Claim]:
    feed = said.get("feed") or {}
    yield from _feed_claims(_word(feed.get("title")), feed.get("link"), feed.get("language"))
    for place, one in enumerate(feed.get("items") or ()):
        yield Claim("title", place, _word(one.get("title")))
        yield Claim("link", place, one.get("link") or "")
        yield Claim("guid", place, _word(one.get("id") or one.get("guid")))
        yield Claim("date", place, one.get("isoDate") or "")
        yield Claim("author", place, _word(one.get("creator") or one.get("author")))
        content = one.get("content:encoded")
        yield Claim("content", place, _word(content))
        yield Claim("summary" if content else "content", place, _word(one.get("content")))
        yield Claim("enclosure", place, (one.get("enclosure") or {}).get("url") or "")


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _feed_claims(title: str | None, link: str | None, language: str | None) -> Iterator[Claim]:
    yield Claim("title", None, title or "")
    yield Claim("link", None, link or "")
    yield Claim("language", None, language or "")
