"""Addresses inside a page: made absolute, http(s) only, pictures told from trackers. Knows no HTML."""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote, urljoin, urlsplit

PICTURE = "newsdesk-picture:"
LONGEST = 2000
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,4})?(?:/[A-Za-z0-9._~%/+,;:@!$'()*=&?-]*)?")
_ROOTED = re.compile(r"/(?:[A-Za-z0-9._~%+,;:@!$'()*=&?-][A-Za-z0-9._~%/+,;:@!$'()*=&?-]*)?")
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.-]+(?::\d{1,4})?(?=/|$)")
_OURS = re.compile(PICTURE + r"[0-9a-f]{24}")
_UNSAFE = re.compile(
    r"[\x00-\x20\x7f\\\"<>^`{|}\u200e\u200f\u061c\u2028-\u202f\u2066-\u2069\ud800-\udfff\ufffe\uffff]+"
)
_SRCSET = re.compile(r"\s*([^\s,]\S*[^\s,]|[^\s,])(?:\s+(\d{1,5}(?:\.\d+)?)([wx]))?\s*(?:,|$)")
_TRACKERS = re.compile(
    r"//(?:[^/]*\.)?(?:feedburner\.com/~|feeds\.wordpress\.com/|pixel\.wp\.com/|stats\.wordpress\.com/"
    r"|google-analytics\.com/|doubleclick\.net/|facebook\.com/tr|scorecardresearch\.com/|feedsportal\.com/|quantserve\.com/|pixel\.|b\.gif)",
    re.IGNORECASE,
)
WIDEST = 1200  # of the widths that a srcset offers, the largest up to this


def link(href: str, base_url: str) -> str | None:
    """The absolute http, https or mailto address of a link; None for any other, and for places on the same page."""
    if href.startswith("#"):
        return None
    if href[:7].lower() == "mailto:":
        return None if _UNSAFE.search(href) or len(href) > LONGEST else f"mailto:{href[7:]}"
    return absolute(href, base_url)


def absolute(address: str, base_url: str) -> str | None:
    """The absolute http(s) address without signs that no address has (RFC 3986, section 2); None for others."""
    if len(address) > LONGEST:
        return None
    if _PLAIN.fullmatch(address):
        return address
    if _ROOTED.fullmatch(address) and "/." not in address and (origin := _origin(base_url)):
        return origin + address
    try:
        target = urljoin(base_url, _UNSAFE.sub(_percent, address.strip(" \t\r\n\f")))
        parts = urlsplit(target)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            return None
        parts.port  # noqa: B018 - raises for a port that is none
    except ValueError:
        return None
    return _UNSAFE.sub(_percent, parts.geturl())


@lru_cache(maxsize=64)
def _origin(base_url: str) -> str:
    """Scheme and host of an ordinary base address; "" when it must be looked at more closely."""
    found = _ORIGIN.match(base_url)
    return found[0] if found else ""


def _percent(found: re.Match[str]) -> str:
    return "" if found[0].strip("\t\r\n") == "" else quote(found[0], safe="", errors="replace")


def picture(attributes: dict[str, str], base_url: str) -> str | None:
    """The address of the picture an `img` means; lazy ones keep it beside `src`. None: no picture, or a tracker."""
    if _OURS.fullmatch(attributes.get("src", "")):
        return attributes["src"]
    if any(_is_tiny(attributes.get(side, "")) for side in ("width", "height")):
        return None
    for name in ("data-src", "data-lazy-src", "data-original", "src"):
        url = absolute(attributes[name], base_url) if attributes.get(name) else None
        if url and not url.lower().endswith((".svg", ".svgz")) and "placeholder" not in url.lower():
            return None if _TRACKERS.search(url) else url
    for name in ("data-srcset", "data-lazy-srcset", "srcset"):
        url = absolute(_of_set(attributes[name]), base_url) if attributes.get(name) else None
        if url:
            return None if _TRACKERS.search(url) else url
    return None


def _is_tiny(length: str) -> bool:
    digits = length.strip().removesuffix("px")
    return digits.isdigit() and len(digits) < 9 and int(digits) <= 2


def _of_set(candidates: str) -> str:
    """The widest candidate that is not wider than needed (HTML, `srcset`)."""
    best, size = "", -1.0
    for found in _SRCSET.finditer(candidates[:8000]):
        width = float(found[2] or 1) * (600 if found[3] != "w" else 1)
        if not best or (size < width <= WIDEST) or (width < size and size > WIDEST):
            best, size = found[1], width
    return best


def key_of(url: str) -> str:
    """The cache identifier of a picture: 24 hex digits of the SHA-256 of its address."""
    if url.startswith(PICTURE):
        return url[len(PICTURE) :]
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:24]
