"""Sockets that keep one fetch's deadline and reach: every wait gets what is left of its time, every peer is checked.

requests' own timeouts hold for one read each; a server that drips bytes passes them for ever. So the time left is set
anew before each read, and names are looked up on a thread that can be left behind. Knows nothing of what is fetched.
"""

from __future__ import annotations

import http.client
import io
import queue
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from newsdesk.domain.faults import FaultKind, failed
from newsdesk.web import socks
from newsdesk.web.reach import Reach, host_of

Found = list[tuple[int, tuple[Any, ...]]]  # address family and socket address, in the order to be tried
CONNECT = 10.0  # seconds for one peer to accept
CONNECT_OF_SEVERAL = 4.0  # when the name has more addresses to try


@dataclass(slots=True)
class Call:
    """One fetch under way: lives on the thread that makes it, from the first hop to the last byte."""

    address: str
    seconds: float
    reach: Reach
    look_up: Callable[[str, int], Found] | None = None  # asks for a name's addresses; None: as the system does
    proxy: str = ""  # that the source has of its own
    began_at: float = field(default_factory=time.monotonic)
    is_on_used_connection: bool = False

    def left(self) -> float:
        """Seconds left. Raises TimeoutError when there are none."""
        left = self.began_at + self.seconds - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    @property
    def proxy_reason(self) -> str:
        """Why nobody answered when it is a proxy's fault: "own-proxy" where only this source has it."""
        return "own-proxy" if self.proxy else "proxy"

    def timed_out(self) -> Exception:
        """The fault of a fetch that took too long."""
        return failed(FaultKind.TIMED_OUT, address=self.address, seconds=round(time.monotonic() - self.began_at, 1))

    def meet(self, host: str, peer: str) -> None:
        """Takes note of the peer at the other end. Raises Failed(REFUSED_ADDRESS) when this fetch may not reach it."""
        if not self.reach.allows(host, peer):
            raise failed(FaultKind.REFUSED_ADDRESS, address=self.address)
        self.reach.reached(host, peer)


class _Current(threading.local):
    call: Call


current = _Current()


class _Reads(io.RawIOBase):
    """A socket's bytes, each read within what is left of the call's time."""

    def __init__(self, raw: io.RawIOBase, sock: socket.socket, call: Call) -> None:
        self._raw = raw
        self._sock = sock
        self._call = call

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._sock.settimeout(self._call.left())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Response(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        raw = self.fp.detach()
        self.fp = io.BufferedReader(_Reads(raw, sock, current.call), 65536)


class _Kept(HTTPConnection):
    """A connection that knows who is at its other end and whether it has served before."""

    response_class = _Response
    peer = ""
    has_served = False

    def __init__(self, *args: Any, _socks_options: dict[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._socks = (_socks_options or {}).get("proxy", "")

    @property
    def _is_behind_proxy(self) -> bool:
        return self.proxy is not None or bool(self._socks)

    def _new_conn(self) -> socket.socket:
        call = current.call
        self.has_served = False
        if self._socks:
            sock = _connect_by_socks(self._socks, (self._dns_host, self.port), call)
        else:
            sock = _connect(self._dns_host, self.port, call, is_proxy=self.proxy is not None)
        for level, name, value in self.socket_options or ():
            sock.setsockopt(level, name, value)
        self.peer = sock.getpeername()[0]
        sock.settimeout(call.left())  # the TLS handshake and a proxy's answer come within it too
        return sock

    def request(self, *args: Any, **kwargs: Any) -> None:
        call = current.call
        call.is_on_used_connection = self.sock is not None and self.has_served
        if self.sock is None:
            self.connect()  # so that nothing is said to a peer that nobody has looked at
        if not self._is_behind_proxy:
            call.meet(_host(self._dns_host), self.peer)
        super().request(*args, **kwargs)
        self.has_served = True


class _KeptSecure(_Kept, HTTPSConnection):
    pass


class Plain(HTTPConnectionPool):
    """http: connections."""

    ConnectionCls = _Kept


class Secure(HTTPSConnectionPool):
    """https: connections."""

    ConnectionCls = _KeptSecure


def _host(name: str) -> str:
    return host_of(f"//[{name}]" if ":" in name else f"//{name}")


def _connect(name: str, port: int, call: Call, *, is_proxy: bool) -> socket.socket:
    """A connected socket to the first of the name's addresses that accepts and may be reached."""
    try:
        found = _look_up(name, port, call)
        if not is_proxy:
            host = _host(name)
            allowed = [entry for entry in found if call.reach.allows(host, entry[1][0])]
            if found and not allowed:
                raise failed(FaultKind.REFUSED_ADDRESS, address=call.address)
            found = allowed
        return _first_that_accepts(found, call)
    except TimeoutError:
        raise call.timed_out() from None
    except OSError as error:
        reason = "name" if isinstance(error, socket.gaierror) else "other"
        reason = "refused" if isinstance(error, ConnectionRefusedError) else reason
        reason = call.proxy_reason if is_proxy else reason  # ours, not the site's: it says nothing of who was asked for
        raise failed(FaultKind.NO_ANSWER, address=call.address, reason=reason) from None


def _connect_by_socks(proxy: str, place: tuple[str, int], call: Call) -> socket.socket:
    """A socket that the proxy has connected to the place."""
    sock = _connect(*socks.place_of(proxy), call, is_proxy=True)
    try:
        socks.ask(sock, proxy, place, call.left)
    except TimeoutError:
        sock.close()
        raise call.timed_out() from None
    except (OSError, UnicodeError):
        sock.close()
        raise failed(FaultKind.NO_ANSWER, address=call.address, reason=call.proxy_reason) from None
    return sock


def _first_that_accepts(found: Found, call: Call) -> socket.socket:
    last: OSError = socket.gaierror("no address")
    for tried, (family, address) in enumerate(found, start=1):
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.settimeout(min(call.left(), CONNECT if tried == len(found) else CONNECT_OF_SEVERAL))
            sock.connect(address)
        except OSError as error:
            sock.close()
            last = error
        else:
            return sock
    raise last


def look_up(name: str, port: int) -> Found:
    """What the system's resolver says of a name. Raises OSError."""
    return [(entry[0], entry[4]) for entry in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


def _look_up(name: str, port: int, call: Call) -> Found:
    """The addresses of a name. getaddrinfo cannot be interrupted, so it runs where it can be left behind."""
    for family in (socket.AF_INET, socket.AF_INET6):
        try:
            socket.inet_pton(family, name)
        except (OSError, ValueError):
            continue
        return [(family, (name, port))]
    answered: queue.SimpleQueue[Found | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answered.put((call.look_up or look_up)(name, port))
        except OSError as error:
            answered.put(error)
        except UnicodeError:  # a label that is empty or longer than 63 letters
            answered.put(socket.gaierror("not a name"))

    threading.Thread(target=ask, name="look-up", daemon=True).start()
    try:
        answer = answered.get(timeout=call.left())
    except queue.Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer


def trust(authorities: str) -> ssl.SSLContext:
    """The one TLS context of a client: peers are verified against the file of authorities (or the folder) given."""
    from pathlib import Path

    is_folder = Path(authorities).is_dir()
    context = ssl.create_default_context(
        cafile=None if is_folder else authorities, capath=authorities if is_folder else None
    )
    context.set_alpn_protocols(["http/1.1"])
    return context
