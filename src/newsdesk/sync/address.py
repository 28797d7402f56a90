"""What the reader typed, read as an address or a file; pure, except that a path is looked up by the caller."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from newsdesk.domain.faults import FaultKind, failed
from newsdesk.domain.proxy import proxy_of
from newsdesk.domain.source import SourceChoice

_HOST = re.compile(r"^(localhost|\[[0-9a-fA-F:.]+\]|[^\s/?#@:\[\]\\<>\"]+\.[^\s/?#@:\[\]\\<>\"]+)$")
LONGEST = 2048
_CHANNEL = re.compile(r"^(?:www\.)?(?:t|telegram)\.me/(?:s/)?([A-Za-z][A-Za-z0-9_]{3,40})/?(?:\?.*)?$")


def candidates(typed: str) -> tuple[str, ...]:
    """The http(s) addresses to try for what the reader typed, in order; https first for a bare name.

    `feed:` is read as RFC-less practice has it (feed://host/path and feed:https://host/path). A Telegram channel is
    read at the page that shows its messages.
    Raises Failed(NOT_AN_ADDRESS).

    >>> candidates("example.net/rss")
    ('https://example.net/rss', 'http://example.net/rss')
    >>> candidates(" feed:https://example.net/rss ")
    ('https://example.net/rss',)
    >>> candidates("https://t.me/channel")
    ('https://t.me/s/channel',)
    """
    text = typed.strip().strip("\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
    if text[:5].lower() == "feed:":
        text = text[5:].removeprefix("//")
    if not text or len(text) > LONGEST or any(letter.isspace() for letter in text):
        raise failed(FaultKind.NOT_AN_ADDRESS, address=typed.strip()[:200])
    has_scheme = re.match(r"^[A-Za-z][A-Za-z0-9+.-]*://", text) is not None
    if has_scheme and not text.lower().startswith(("http://", "https://")):
        raise failed(FaultKind.NOT_AN_ADDRESS, address=typed.strip()[:200])
    schemes = (text.split("://", 1)[0].lower(),) if has_scheme else ("https", "http")
    rest = text.split("://", 1)[1] if has_scheme else text
    rest = _CHANNEL.sub(r"t.me/s/\1", rest)
    return tuple(_address(scheme, rest, typed) for scheme in schemes)


def _address(scheme: str, rest: str, typed: str) -> str:
    try:
        parts = urlsplit(f"{scheme}://{rest}")
        host, _ = parts.hostname, parts.port
    except ValueError:
        raise failed(FaultKind.NOT_AN_ADDRESS, address=typed.strip()[:200]) from None
    shown = f"[{host}]" if host and ":" in host else host
    if not shown or not (_HOST.match(shown) or _is_number_address(shown)):
        raise failed(FaultKind.NOT_AN_ADDRESS, address=typed.strip()[:200])
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))


def _is_number_address(host: str) -> bool:
    return host.replace(".", "").isdigit()


def checked(choice: SourceChoice) -> SourceChoice:
    """The choice with its addresses as they are kept. Raises Failed(NOT_A_PROXY | NOT_AN_ADDRESS)."""
    proxy = proxy_of(choice.proxy) if choice.proxy is not None else None
    other = (choice.alternative_url or "").strip()
    return replace(choice, proxy=proxy, alternative_url=candidates(other)[0] if other else None)


def file_path(typed: str) -> str | None:
    """The path in a file: address or an absolute path; None when `typed` is neither.

    >>> file_path("file:///srv/feed.xml")
    '/srv/feed.xml'
    """
    text = typed.strip()
    if text.lower().startswith("file:"):
        from urllib.request import url2pathname

        return url2pathname(urlsplit(text).path)
    if text.startswith("/") or re.match(r"^[A-Za-z]:[\\/]", text):
        return text
    return None
