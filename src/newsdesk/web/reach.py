"""Which machines an address may lead to: what the reader typed may be local, what a public document names may not."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

_UNICAST = ipaddress.ip_network("2000::/3")  # RFC 4291, 2.4, and IANA: all that was ever given out as global
_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: an IPv4 address lies in the last 32 bits
# Set apart by IANA, but taken for global by the ipaddress of some Pythons: protocols, 6to4 relays, documentation.
_SET_APART = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20")))
_ISATAP = 0x5EFE  # RFC 5214: so do they here, behind these
_THIS_MACHINE = "localhost"
# Names that the public name system never answers (RFC 6762; RFC 8375; ICANN 2024 for .internal; usual in routers).
_LOCAL_ENDINGS = (".local", ".home.arpa", ".internal", ".lan", ".home", ".intranet", ".localdomain")


@lru_cache(maxsize=1024)
def is_public(peer: str) -> bool:
    """Whether everybody can reach this IP address; mapped, 6to4, Teredo, ISATAP and NAT64 forms count as what they
    hold. Of IPv6 nothing outside of the global unicast block is public, whatever else is assigned one day."""
    try:
        address = ipaddress.ip_address(peer.partition("%")[0])
    except ValueError:
        return False
    if any(address.version == part.version and address in part for part in _SET_APART):
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    if address.ipv4_mapped is not None or address in _NAT64:
        return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    # 6to4 is global or not as what it holds is (IANA: "not applicable"), whatever this Python's table says of it.
    is_global = address.is_global or address.sixtofour is not None
    return address in _UNICAST and is_global and all(is_public(str(part)) for part in _held(address))


def _held(address: ipaddress.IPv6Address) -> Iterator[ipaddress.IPv4Address]:
    """The IPv4 addresses to which a tunnel would lead that serves this one."""
    if address.sixtofour is not None:
        yield address.sixtofour
    yield from address.teredo or ()
    if (int(address) >> 32) & 0xFDFFFFFF == _ISATAP:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


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
    """Whether a host is a local address by its spelling alone: what can be told when a proxy does the connecting.

    So is every number that is not a plain address, since resolvers read 2130706433, 0x7f.1 and 0177.1 as one; and a
    name without a dot or with an ending that the public name system does not have.
    """
    if is_loopback(host):
        return True
    if _is_plain_address(host):
        return not is_public(host)
    try:
        socket.inet_aton(host)
    except (OSError, ValueError):  # a name, as it should be; ValueError: of letters that no address has
        return _is_local_name(host)
    return True


def _is_plain_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


def _is_local_name(host: str) -> bool:
    return "." not in host or host.rpartition(".")[2].isdigit() or host.endswith(_LOCAL_ENDINGS)


@dataclass(frozen=True, slots=True)
class Seen:
    """What one process knows of hosts: those that answered from a public address, and which addresses of this machine
    count as public ones (of tests)."""

    public_here: frozenset[str] = frozenset()
    public: set[str] = field(default_factory=set)


class Reach:
    """What one fetch may connect to. `typed_url` is what the reader typed: its own host may be local.

    What is not the typed address itself may be local on that host only when the host is so by its spelling, or this
    fetch began there, or `is_local`: the source never answered from a public address. Otherwise a public name could
    lead to a local machine whenever its owner has it answer otherwise (DNS rebinding).
    """

    def __init__(self, url: str, typed_url: str, seen: Seen, *, is_local: bool = False) -> None:
        self._typed_host = host_of(typed_url)
        self._is_typed = url == typed_url
        self._is_local = is_local
        self._seen = seen
        self.is_at_local = False  # whether the last who answered was no public machine

    def follow(self) -> None:
        """From now on what is asked for was named by an answer."""
        self._is_typed = False

    def allows(self, host: str, peer: str) -> bool:
        """Whether `host` (as `host_of` spells it) may be reached at the IP address `peer`."""
        if peer in self._seen.public_here or is_public(peer):
            return True
        if host != self._typed_host:
            return False
        if self._is_typed:
            return True
        if host == _THIS_MACHINE:
            return is_loopback(peer.partition("%")[0])
        return host not in self._seen.public and (self._is_local or is_local_as_written(host))

    def reached(self, host: str, peer: str) -> None:
        """Takes note of who answered."""
        self.is_at_local = not (peer in self._seen.public_here or is_public(peer))
        if not self.is_at_local:
            self._seen.public.add(host)
            self._is_local = False
        elif host == self._typed_host:
            self._is_local = True

    def allows_name(self, host: str) -> bool:
        """The same by the spelling of `host` alone."""
        return host == self._typed_host or not is_local_as_written(host)
