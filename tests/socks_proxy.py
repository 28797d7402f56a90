"""A SOCKS 5 proxy of this machine (RFC 1928) that notes what it was asked for, and leads every name to one port."""

from __future__ import annotations

import contextlib
import socket
import threading


class SocksProxy:
    """A context manager. `asked` holds (host, port) of each request, `logins` what each caller said it was."""

    def __init__(self, port: int, *, wants_login: bool = False) -> None:
        self._target = port
        self._wants_login = wants_login
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.asked: list[tuple[str, int]] = []
        self.logins: list[tuple[str, str]] = []
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._listen)

    def __enter__(self) -> SocksProxy:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._open:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
        for thread in (self._thread, *self._threads):
            thread.join(5)
        for sock in self._open:
            sock.close()

    def _listen(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                caller, _ = self._listener.accept()
                self._open.append(caller)
                self._threads.append(threading.Thread(target=self._serve, args=(caller,)))
                self._threads[-1].start()

    def _serve(self, caller: socket.socket) -> None:
        with contextlib.suppress(OSError, EOFError):
            _, count = _exactly(caller, 2)
            ways = _exactly(caller, count)
            if self._wants_login and 2 not in ways:
                caller.sendall(b"\x05\xff")
                return
            caller.sendall(b"\x05\x02" if self._wants_login else b"\x05\x00")
            if self._wants_login:
                name = _exactly(caller, _exactly(caller, 2)[1]).decode()
                self.logins.append((name, _exactly(caller, _exactly(caller, 1)[0]).decode()))
                caller.sendall(b"\x01\x00")
            _exactly(caller, 4)
            host = _exactly(caller, _exactly(caller, 1)[0]).decode()
            self.asked.append((host, int.from_bytes(_exactly(caller, 2), "big")))
            there = socket.create_connection(("127.0.0.1", self._target))
            self._open.append(there)
            caller.sendall(b"\x05\x00\x00\x01\x7f\x00\x00\x01\x00\x50")
            back = threading.Thread(target=_carry, args=(there, caller))
            self._threads.append(back)
            back.start()
            _carry(caller, there)


def _exactly(sock: socket.socket, size: int) -> bytes:
    got = b""
    while len(got) < size:
        more = sock.recv(size - len(got))
        if not more:
            raise EOFError
        got += more
    return got


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while part := one.recv(65536):
            other.sendall(part)
        other.shutdown(socket.SHUT_WR)
