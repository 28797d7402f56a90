"""Addresses in feeds, made absolute; it must not fetch anything."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

LONGEST = 4096
_PLAIN = re.compile(r"https?://[A-Za-z0-9.-]{1,253}(?::\d{1,5})?(?:[/?#][^\s\x00-\x20]*)?")
_BLANKS = re.compile(r"[\t\r\n\x00-\x1f]+")


def absolute(address: str | None, base: str) -> str | None:
    """The http(s) address that `address` means against `base` (RFC 3986, section 5), None when it means none."""
    if not address:
        return None
    address = address.strip()
    if not address or len(address) > LONGEST:
        return None
    if _PLAIN.fullmatch(address):  # nearly all: urlsplit costs ten times as much
        return address
    if not address.isprintable():
        address = _BLANKS.sub("", address)
    if " " in address:
        address = address.replace(" ", "%20")
    try:
        if not address.startswith(("http://", "https://")):
            address = urljoin(base, address) if base else address
        parts = urlsplit(address)
    except ValueError:  # an IPv6 literal that is none, a host that NFKC turns into another
        return None
    return address if parts.scheme in ("http", "https") and parts.hostname else None


def join_base(base: str, written: str | None) -> str:
    """The base address after an xml:base attribute (or any other relative step)."""
    if not written:
        return base
    try:
        return urljoin(base, written.strip()) if len(written) <= LONGEST else base
    except ValueError:
        return base
