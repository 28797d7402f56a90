"""What a publisher said, after parsing and before anything of ours is added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A file that an item points at (RSS 2.0 `enclosure`, Atom `link rel=enclosure`, Media RSS `content`)."""

    url: str
    media_type: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed.

    `title`, `author` are plain text. `url` is absolute or None. `summary_html` and `content_html` are foreign HTML,
    not yet sanitised, "" when absent. `time_text` is the date as the publisher printed it, `published_at` its reading
    in UTC. `is_time_vague`: it was read against the moment of the fetch («13:49», «قبل ساعتين»), or there is none on a
    page, so it is worth no more than the first reading of it. `position` counts from 1 in document order. `is_whole`:
    the content is all there is. `is_breaking`: a category of the item says so.
    """

    title: str
    url: str | None
    guid: str | None
    published_at: datetime | None
    time_text: str | None
    author: str | None
    summary_html: str
    content_html: str
    position: int
    enclosures: tuple[Enclosure, ...] = ()
    is_time_vague: bool = False
    is_whole: bool = False
    is_breaking: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A parsed feed. `format` is one of rss, rdf, atom, json, page; `base_url` resolves what is relative in it.

    `zone` is the one that its own stamps name ("+180"), `minutes_east` that of the zone its dates were read in; None
    when nothing told. `pictures` are addresses of those by which it shows itself, the likeliest icon first.
    """

    title: str
    site_url: str | None
    language: str | None
    format: str
    base_url: str
    items: tuple[Item, ...]
    zone: str | None = None
    minutes_east: int | None = None
    pictures: tuple[str, ...] = ()
