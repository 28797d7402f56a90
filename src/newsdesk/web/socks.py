"""Asks a SOCKS 5 proxy for a connection (RFC 1928, and RFC 1929 for name and password); it looks the name up itself.

Of our own because every wait of a fetch is held to what is left of its time, and a library's is not.
"""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMES: Final = ("socks5", "socks5h")
PORT: Final = 1080
_VERSION, _CONNECT, _NAME, _NOTHING, _BY_PASSWORD, _LOGIN_VERSION = 5, 1, 3, 0, 2, 1
_ADDRESS_LENGTHS: Final = {1: 4, 4: 16}  # of IPv4 and IPv6; a name brings its own


class RefusedError(OSError):
    """The proxy does not connect us, or does not speak SOCKS 5."""


def place_of(proxy: str) -> tuple[str, int]:
    """Host and port of a proxy's address."""
    parts = urlsplit(proxy)
    return parts.hostname or "", parts.port or PORT


def ask(sock: socket.socket, proxy: str, place: tuple[str, int], left: Callable[[], float]) -> None:
    """Has the proxy at the other end of `sock` connect it to `place`. `left`: the seconds of each wait.

    Raises RefusedError, and TimeoutError.
    """
    parts = urlsplit(proxy)
    name, password = unquote(parts.username or "").encode(), unquote(parts.password or "").encode()
    ways = bytes((_NOTHING, _BY_PASSWORD)) if name else bytes((_NOTHING,))
    _send(sock, bytes((_VERSION, len(ways))) + ways, left)
    version, way = _receive(sock, 2, left)
    if version != _VERSION or way not in ways:
        raise RefusedError
    if way == _BY_PASSWORD:
        _send(sock, bytes((_LOGIN_VERSION, len(name[:255]))) + name[:255] + _counted(password), left)
        if _receive(sock, 2, left)[1] != 0:
            raise RefusedError
    host, port = place
    wanted = _counted(host.encode("idna") if not host.isascii() else host.encode("ascii"))
    _send(sock, bytes((_VERSION, _CONNECT, 0, _NAME)) + wanted + struct.pack("!H", port), left)
    version, reply, _, kind = _receive(sock, 4, left)
    if version != _VERSION or reply != 0:
        raise RefusedError
    length = _ADDRESS_LENGTHS.get(kind) or _receive(sock, 1, left)[0]
    _receive(sock, length + 2, left)  # where the proxy's own end is: nobody asks


def _counted(text: bytes) -> bytes:
    return bytes((len(text[:255]),)) + text[:255]


def _send(sock: socket.socket, what: bytes, left: Callable[[], float]) -> None:
    sock.settimeout(left())
    sock.sendall(what)


def _receive(sock: socket.socket, size: int, left: Callable[[], float]) -> bytes:
    got = b""
    while len(got) < size:
        sock.settimeout(left())
        more = sock.recv(size - len(got))
        if not more:
            raise RefusedError
        got += more
    return got
