"""What the reader typed as a proxy, read and shown; pure."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from newsdesk.domain.faults import FaultKind, failed
from newsdesk.domain.source import DIRECT

SCHEMES: Final = ("http", "https", "socks5", "socks5h")
LONGEST: Final = 1000


def proxy_of(typed: str) -> str | None:
    """The proxy's address as it is stored; DIRECT for none, None for "as for all" (nothing typed, or "default").

    A bare host and port is an HTTP proxy. Raises Failed(NOT_A_PROXY).

    >>> proxy_of("127.0.0.1:9050"), proxy_of("socks5://localhost:9050/"), proxy_of("none"), proxy_of(" ")
    ('http://127.0.0.1:9050', 'socks5://localhost:9050', 'direct', None)
    """
    text = typed.strip()
    if text.lower() in {"", "default"}:
        return None
    if text.lower() in {"none", DIRECT}:
        return DIRECT
    if "://" not in text:
        text = f"http://{text}"
    wrong = failed(FaultKind.NOT_A_PROXY, address=shown(text)[:200])
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise wrong from None
    is_bare = parts.path in {"", "/"} and not parts.query and not parts.fragment
    if parts.scheme not in SCHEMES or not parts.hostname or not port or not is_bare:
        raise wrong
    if len(text) > LONGEST or any(letter.isspace() for letter in text):
        raise wrong
    return f"{parts.scheme}://{parts.netloc}"


def shown(proxy: str) -> str:
    """The address of a proxy without the name and password in it, for whoever looks on.

    >>> shown("socks5://reader:secret@localhost:9050")
    'socks5://localhost:9050'
    """
    scheme, mark, rest = proxy.partition("://")
    return scheme + mark + rest.rpartition("@")[2] if mark else proxy.rpartition("@")[2]
