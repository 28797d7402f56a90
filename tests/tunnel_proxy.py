"""An HTTP proxy of this machine that opens tunnels (RFC 9110, section 9.3.6), over TLS itself where it has a
certificate. It leads every name to one port, and notes what it was asked for and what it could read of it.
"""

from __future__ import annotations

import socket
import ssl

from tests.leading_proxy import LeadingProxy


class TunnelProxy(LeadingProxy):
    """`heads` holds each request's head as it came; `status` is what a CONNECT is answered with, nothing at all when
    it is ""."""

    def __init__(self, port: int, *, certificate: ssl.SSLContext | None = None, status: str = "200 OK") -> None:
        super().__init__(port)
        self._certificate = certificate
        self._status = status
        self.url = f"{'http' if certificate is None else 'https'}://127.0.0.1:{self.port}"
        self.heads: list[str] = []

    @property
    def asked(self) -> list[str]:
        """Method and target of each request."""
        return [" ".join(head.split(" ")[:2]) for head in self.heads]

    def _received(self, caller: socket.socket) -> socket.socket:
        return caller if self._certificate is None else self._certificate.wrap_socket(caller, server_side=True)

    def _serve(self, caller: socket.socket) -> None:
        head = _head(caller)
        self.heads.append(head.decode())
        if not self._status:
            caller.recv(1)  # until the caller has had enough
            return
        is_tunnel = head.startswith(b"CONNECT ")
        if is_tunnel:
            caller.sendall(f"HTTP/1.1 {self._status}\r\n\r\n".encode())
        if not self._status.startswith("200"):
            socket.socket.shutdown(caller, socket.SHUT_WR)
            return
        there = self._reach()
        if not is_tunnel:
            there.sendall(head)
        self._join(caller, there)


def _head(sock: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got and (more := sock.recv(65536)):
        got += more
    return got
