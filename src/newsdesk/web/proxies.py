"""Which proxy an address is asked through: the one that its source has, else those of the environment or settings."""

from __future__ import annotations

import urllib.request
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from newsdesk.domain.source import DIRECT
from newsdesk.web.reach import is_loopback


def of_environment() -> dict[str, str]:
    """By scheme, as the environment or the system says (`http_proxy` and its like)."""
    return dict(urllib.request.getproxies())


def proxies_for(url: str, of_all: Mapping[str, str], own: str) -> dict[str, str]:
    """The proxy for this address by its scheme, none when empty. `own`: what was chosen for the source; "" when nothing
    was. The source's own is used for every host, for the reader named it; those of all spare this machine."""
    parts = urlsplit(url)
    if own:
        return {} if own == DIRECT else {parts.scheme: own}
    if not of_all:
        return {}
    host = parts.hostname or ""
    if is_loopback(host) or _is_bypassed(host, of_all.get("no", "")):
        return {}
    proxy = of_all.get(parts.scheme) or of_all.get("all")
    return {parts.scheme: proxy} if proxy else {}


@lru_cache(maxsize=1024)
def _is_bypassed(host: str, spared: str) -> bool:
    if spared:
        return bool(urllib.request.proxy_bypass_environment(host, {"no": spared}))  # type: ignore[attr-defined]
    return bool(urllib.request.proxy_bypass(host))
