"""An HTTP proxy of this machine that opens tunnels (RFC 9110, section 9.3.6), over TLS itself where it has a
certificate. It leads every name to one port, and notes what it was asked for and what it could read of it.
"""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading


class TunnelProxy:
    """A context manager. `heads` holds each request's head as it came; `status` is what a CONNECT is answered with,
    nothing at all when it is ""."""

    def __init__(self, port: int, *, certificate: ssl.SSLContext | None = None, status: str = "200 OK") -> None:
        self._target = port
        self._certificate = certificate
        self._status = status
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.url = f"{'http' if certificate is None else 'https'}://127.0.0.1:{self.port}"
        self.heads: list[str] = []
        self.met = 0
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)

    @property
    def asked(self) -> list[str]:
        """Method and target of each request."""
        return [" ".join(head.split(" ")[:2]) for head in self.heads]

    def __enter__(self) -> TunnelProxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)
        for sock in self._open:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)
        for sock in self._open:
            sock.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                self.met += 1
                caller.settimeout(20)
                self._threads.append(threading.Thread(target=self._serve, args=(caller,), daemon=True))
                self._threads[-1].start()

    def _serve(self, caller: socket.socket) -> None:
        with contextlib.suppress(OSError):
            try:
                if self._certificate is not None:
                    caller = self._certificate.wrap_socket(caller, server_side=True)
            finally:
                self._open.append(caller)
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
            there = socket.create_connection(("127.0.0.1", self._target))
            self._open.append(there)
            if not is_tunnel:
                there.sendall(head)
            back = threading.Thread(target=_carry, args=(there, caller), daemon=True)
            self._threads.append(back)
            back.start()
            _carry(caller, there)


def _head(sock: socket.socket) -> bytes:
    got = b""
    while b"\r\n\r\n" not in got and (more := sock.recv(65536)):
        got += more
    return got


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while part := one.recv(65536):
            other.sendall(part)
    with contextlib.suppress(OSError):
        socket.socket.shutdown(other, socket.SHUT_WR)
