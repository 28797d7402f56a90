"""The pictures by which a feed shows itself, as it names them; it must not fetch them."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from newsdesk.feeds.links import absolute

MOST = 2
# Times as long as high. In 14 to 18 pixels an icon that is no square wastes what little room there is. Feeds name
# banners as often as marks: RSS 2.0 supposes 88 by 31 pixels of an `image`, and RFC 4287 (section 4.2.8) wants a `logo`
# twice as wide as high; the letters in them would be a few pixels high.
LONGEST = 1.5


def own_pictures(named: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """At most MOST of these addresses, each given with its base, absolute http(s) and once, in order. Drawings (SVG)
    are left out."""
    meant = (absolute(address, base) for address, base in named)
    return tuple(dict.fromkeys(one for one in meant if one is not None and not is_drawing(one)))[:MOST]


def is_drawing(address: str) -> bool:
    """Whether an address says that it leads to a drawing, which nothing here decodes."""
    try:
        return urlsplit(address).path.lower().endswith((".svg", ".svgz"))
    except ValueError:
        return False


def is_banner(width: str | None, height: str | None) -> bool:
    """Whether a picture of these sides, as a feed says them, is too long for an icon; False when it says none."""
    try:
        sides = sorted((int(width or ""), int(height or "")))
    except ValueError:
        return False
    return sides[0] > 0 and sides[1] > LONGEST * sides[0]
