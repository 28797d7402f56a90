"""A loopback server whose every byte a test decides."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

Script = Callable[[socket.socket, bytes], bool | None]


class Scripted:
    """Answers each request by calling a script with the connection and the request; True keeps the connection."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.address = address
        self.requests: list[bytes] = []
        self.connections = 0
        self._scripts: dict[str, Script] = {}
        self._over = threading.Event()
        self._listener = socket.create_server((address, 0), backlog=128)
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        return int(self._listener.getsockname()[1])

    def url(self, path: str) -> str:
        return f"http://{self.address}:{self.port}{path}"

    def on(self, path: str, script: Script) -> str:
        self._scripts[path] = script
        return self.url(path)

    def say(self, path: str, answer: bytes, *, keep: bool = False) -> str:
        def script(line: socket.socket, _: bytes) -> bool:
            line.sendall(answer)
            return keep

        return self.on(path, script)

    def wait(self, seconds: float) -> bool:
        """For scripts that drip: True when the server is being closed."""
        return self._over.wait(seconds)

    def close(self) -> None:
        self._over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            thread = threading.Thread(target=self._serve, args=(line,))
            self._threads.append(thread)
            thread.start()

    def _serve(self, line: socket.socket) -> None:
        line.settimeout(0.1)
        with line:
            try:
                while self._one(line):
                    pass
            except OSError:
                return

    def _one(self, line: socket.socket) -> bool:
        request = b""
        while b"\r\n\r\n" not in request:
            try:
                part = line.recv(65536)
            except TimeoutError:
                if self._over.is_set():
                    return False
                continue
            if not part:
                return False
            request += part
        self.requests.append(request)
        path = request.split(b" ", 2)[1].decode("ascii")
        line.settimeout(10)
        keeps = bool(self._scripts.get(path, _nothing_here)(line, request))
        line.settimeout(0.1)
        return keeps


def _nothing_here(line: socket.socket, _: bytes) -> None:
    line.sendall(answer(b"", status="404 Not Found"))


def answer(body: bytes, *lines: str, status: str = "200 OK") -> bytes:
    """A whole answer with its right length."""
    head = "".join(f"{line}\r\n" for line in lines)
    return f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{head}\r\n".encode("latin-1") + body
