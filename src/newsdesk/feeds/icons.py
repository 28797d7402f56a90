"""The icons that a page names in its head, and where one lies otherwise; it must not fetch them."""

from __future__ import annotations

import re

from newsdesk.feeds.discovery import links
from newsdesk.feeds.links import absolute
from newsdesk.feeds.own_pictures import is_drawing

WANTED = 64  # pixels
_MOST = 40
_SIZE = re.compile(r"(\d{1,4})x(\d{1,4})", re.IGNORECASE)
_TOUCH = frozenset({"apple-touch-icon", "apple-touch-icon-precomposed"})
_USUAL_TOUCH, _USUAL_ICON = 180, 32  # pixels of what does not say how large it is


def icon_links(document: bytes, url: str, content_type: str | None) -> list[str]:
    """Addresses of the icons that a page names by `link rel=icon` or `apple-touch-icon` (HTML, section 4.6.7.8),
    absolute http(s): from WANTED pixels on the smallest first, then the largest of the others. Drawings (SVG) are left
    out."""
    found: dict[str, int] = {}
    for said, base in links(document, url, content_type):
        if size := _size(said):
            address = absolute(said.get("href"), base)
            if address is not None and len(found) < _MOST:
                found.setdefault(address, size)
    return sorted(found, key=lambda address: _rank(found[address]))


def usual_place(url: str) -> str | None:
    """Where a site's icon lies when no page names one."""
    return absolute("/favicon.ico", url)


def _size(said: dict[str, str]) -> int:
    """Pixels of an icon's side as far as they can be known; 0 of what is no icon that could be shown."""
    relations = set(said.get("rel", "").lower().split())
    is_touch = bool(relations & _TOUCH)
    if not is_touch and "icon" not in relations:
        return 0
    if "svg" in said.get("type", "").lower() or is_drawing(said.get("href", "")):
        return 0
    sizes = [min(int(wide), int(high)) for wide, high in _SIZE.findall(said.get("sizes", "")[:200])]
    return max(sizes, default=_USUAL_TOUCH if is_touch else _USUAL_ICON) or 1


def _rank(size: int) -> tuple[bool, int]:
    return (True, -size) if size < WANTED else (False, size)
