"""The files and pictures that an item names (RSS `enclosure`, Atom `rel=enclosure`, Media RSS, itunes:image)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from lxml import etree

from newsdesk.domain.feed import Enclosure
from newsdesk.feeds.links import absolute
from newsdesk.feeds.names import split

MOST = 50
PICTURE = "image/*"  # the media type of what is said to be a picture and nothing closer


def enclosures(
    media: Sequence[etree._Element], links: Sequence[etree._Element], image: etree._Element | None, base: str
) -> tuple[Enclosure, ...]:
    """Every file once, in document order, at most 50. `media`: enclosure, media:content, media:thumbnail or media:group
    elements; `links`: link elements, of which those with rel=enclosure count; `image`: an itunes:image element."""
    found: dict[str, Enclosure] = {}
    for element in media[:MOST]:
        _add_media(element, base, found)
    for link in links[: MOST * 2]:
        if (link.get("rel") or "").strip().lower() == "enclosure":
            _add(found, absolute(link.get("href"), base), link.get("type"), link.get("length"))
    if image is not None:
        _add(found, absolute(image.get("href"), base), PICTURE, None)
    return tuple(found.values())[:MOST]


def _add_media(element: etree._Element, base: str, found: dict[str, Enclosure]) -> None:
    local = _local(element)
    inside = [one for one in islice(element, MOST) if _local(one) in ("content", "thumbnail")]
    if local != "group":
        medium = (element.get("medium") or "").strip().lower()
        kind = element.get("type") or (PICTURE if local == "thumbnail" or medium == "image" else "")
        length = element.get("length") or element.get("fileSize")
        _add(found, absolute(element.get("url") or element.get("href"), base), kind, length)
    for child in inside:
        if local == "group" or (local == "content" and _local(child) == "thumbnail"):
            _add_media(child, base, found)


def _local(element: etree._Element) -> str:
    return split(element.tag)[1].lower().rpartition(":")[2] if isinstance(element.tag, str) else ""


def _add(found: dict[str, Enclosure], url: str | None, kind: str | None, length: str | None) -> None:
    if url is not None and url not in found:
        size = int(length) if length and length.isascii() and length.isdigit() and len(length) < 16 else None
        found[url] = Enclosure(url, (kind or "").strip()[:100], size)
