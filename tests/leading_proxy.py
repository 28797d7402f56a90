"""What the proxies of the tests have in common: they listen on this machine, lead every name to one port, and end."""

from __future__ import annotations

import contextlib
import socket
import threading
from abc import ABC, abstractmethod
from typing import Self


class LeadingProxy(ABC):
    """A context manager. `met` counts those who called."""

    def __init__(self, port: int) -> None:
        self._target = port
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.met = 0
        self._threads: list[threading.Thread] = []
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._listen, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)
        for sock in self._open:
            with contextlib.suppress(OSError):
                socket.socket.shutdown(sock, socket.SHUT_RDWR)  # without TLS's own farewell, which may wait
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
                self._threads.append(threading.Thread(target=self._answer, args=(caller,), daemon=True))
                self._threads[-1].start()

    def _answer(self, caller: socket.socket) -> None:
        with contextlib.suppress(OSError, EOFError):
            try:
                caller = self._received(caller)
            finally:
                self._open.append(caller)
            self._serve(caller)

    def _received(self, caller: socket.socket) -> socket.socket:
        """The connection as it is spoken on from now."""
        return caller

    @abstractmethod
    def _serve(self, caller: socket.socket) -> None:
        """Answers one caller; the connection is closed afterwards."""

    def _reach(self) -> socket.socket:
        """A connection to where every name leads."""
        there = socket.create_connection(("127.0.0.1", self._target))
        self._open.append(there)
        return there

    def _join(self, caller: socket.socket, there: socket.socket) -> None:
        """Carries both ways until both have ended."""
        back = threading.Thread(target=_carry, args=(there, caller), daemon=True)
        self._threads.append(back)
        back.start()
        _carry(caller, there)


def _carry(one: socket.socket, other: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while part := one.recv(65536):
            other.sendall(part)
    with contextlib.suppress(OSError):
        socket.socket.shutdown(other, socket.SHUT_WR)
