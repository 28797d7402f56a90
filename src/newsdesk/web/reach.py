"""Which machines an address may lead to: what the reader typed may be local, what a public document names may not."""

from __future__ import annotations

import ipaddress
from functools import lru_cache
from urllib.parse import urlsplit

_MAPPED = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address lies in the last 32 bits
_THIS_MACHINE = "localhost"


@lru_cache(maxsize=1024)
def is_public(peer: str) -> bool:
    """Whether everybody can reach this IP address; mapped, 6to4, Teredo and NAT64 forms count as what they hold."""
    try:
        address = ipaddress.ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if address in _MAPPED:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(part is not None and not is_public(str(part)) for part in inner):
            return False
        if address.ipv4_mapped is not None or address in _MAPPED:
            return True
    return address.is_global and not address.is_multicast


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """The host of an address as one spelling: lower case, no final dot; every name of this machine is "localhost"."""
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
    return _THIS_MACHINE if is_loopback(host) else host


@lru_cache(maxsize=1024)
def is_loopback(host: str) -> bool:
    """Whether a host, as written, is this machine (RFC 6761, section 6.3)."""
    if host == _THIS_MACHINE or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_local_as_written(host: str) -> bool:
    """Whether a host is a local address by its spelling alone: what can be told when a proxy does the connecting."""
    if is_loopback(host):
        return True
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host.rpartition(".")[2].isdigit()  # 2130706433, 0177.1: numbers that resolvers read as addresses
    return not is_public(host)


class Reach:
    """What one fetch may connect to. `typed_url` is what the reader typed: its own host may be local.

    A host that once answered from a public address is not followed to a local one (DNS rebinding), unless the
    address asked for is the very one that the reader typed.
    """

    def __init__(self, url: str, typed_url: str, seen_public: set[str]) -> None:
        self._typed_host = host_of(typed_url)
        self._is_typed = url == typed_url
        self._seen_public = seen_public

    def allows(self, host: str, peer: str) -> bool:
        """Whether `host` (as `host_of` spells it) may be reached at the IP address `peer`."""
        if is_public(peer):
            self._seen_public.add(host)
            return True
        if host != self._typed_host:
            return False
        return self._is_typed or host not in self._seen_public

    def allows_name(self, host: str) -> bool:
        """The same by the spelling of `host` alone."""
        return host == self._typed_host or not is_local_as_written(host)
