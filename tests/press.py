"""Press: a newspaper on the loopback address, well-behaved or not; it knows HTTP and nothing of newsdesk.

It runs one asyncio loop in a thread of its own, answers from memory (thousands of answers a second) and keeps
every request. Asked with an absolute address it answers as a proxy would, so that a page of any host can be
"fetched" while every byte stays on this machine. `benchmarks/server.py` runs it as a process of its own.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from tests.press_answers import Answer, answer_of, packed

ENDLESS_CHUNK = b" " * 65536
REQUEST_LIMIT = 65536


@dataclass(frozen=True, slots=True)
class Request:
    """What a client sent: `target` as on the wire, `path` without scheme and host, header names in lower case."""

    method: str
    target: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    at: float = 0.0


Route = Answer | Callable[[Request], Answer]


class _Loop(asyncio.SelectorEventLoop):
    """Keeps every connection that was ever made: one that came at the very end must not be left to the collector."""

    def __init__(self) -> None:
        super().__init__()
        self._made: list[Any] = []

    def _make_socket_transport(self, *arguments: Any, **named: Any) -> Any:
        server = named.get("server")
        if server is not None and not server.sockets:  # closed since this was accepted: it would refuse the transport
            named["server"] = None
        made = super()._make_socket_transport(*arguments, **named)  # type: ignore[misc]
        self._made.append(made)
        return made

    def close_what_is_left(self) -> None:
        """Closes their sockets, after the loop."""
        for transport in self._made:
            if transport._sock is not None:
                transport._sock.close()
                transport._sock = None
        self._made.clear()


class Press:
    """The server. Its methods may be called from any thread; a context manager starts and stops it."""

    def __init__(self, latency: float = 0.0) -> None:
        self.latency = latency  # seconds that every answer waits
        self.port = 0
        self.fallback: Callable[[Request], Answer | None] = lambda request: None
        self._routes: dict[str, Route] = {}
        self._requests: list[Request] = []
        self._news = threading.Condition()
        self._loop = _Loop()
        self._lines: set[_Line] = set()
        self._thread = threading.Thread(target=self._run, name="press")
        self._is_up = threading.Event()

    # --- life --------------------------------------------------------------------------------------------------------

    def __enter__(self) -> Press:
        self._thread.start()
        self._is_up.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(
            self._loop.create_server(lambda: _Line(self, self._loop, self._lines), "127.0.0.1", self.port, backlog=512)
        )
        self.port = server.sockets[0].getsockname()[1]
        self._is_up.set()
        self._loop.run_forever()
        server.close()
        for _ in range(10):  # a connection that was just being taken needs some turns to show up
            for line in tuple(self._lines):
                line.drop()
            self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()
        self._loop.close_what_is_left()

    # --- what it prints ----------------------------------------------------------------------------------------------

    @property
    def origin(self) -> str:
        """`http://127.0.0.1:PORT`"""
        return f"http://127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        """The absolute address of a path."""
        return self.origin + path

    def publish(self, path: str, body: bytes | str, content_type: str = "application/rss+xml", **how: object) -> str:
        """Serves `body` at `path` (or at an absolute address, for clients that use this as their proxy).

        `how`: what `answer_of` takes: etag, last_modified, encoding (gzip, deflate, br, zstd), headers, and the fields
        of Answer. Gives the absolute address back.
        """
        self._routes[path] = packed(answer_of(body, content_type), **how)
        return path if "://" in path else self.url(path)

    def route(self, path: str, answer: Route) -> str:
        """Has `path` answered by this answer, or by what this function makes of the request."""
        self._routes[path] = answer
        return path if "://" in path else self.url(path)

    def behave(self, path: str, **how: object) -> None:
        """Changes how a published path behaves; its body stays."""
        self._routes[path] = packed(self.answer_at(path), **how)

    def answer_at(self, path: str) -> Answer:
        """What is published at a path."""
        there = self._routes[path]
        assert isinstance(there, Answer)
        return there

    def withdraw(self, path: str) -> None:
        """The path answers 404 from now on."""
        self._routes.pop(path, None)

    def redirect(self, path: str, to: str, status: int = 301) -> str:
        """Sends clients of `path` on to `to`, sent as written."""
        return self.route(path, Answer(status=status, headers=(("Location", to),)))

    def refuse(self, path: str, status: int, retry_after: str | int | None = None) -> str:
        """Answers `path` with an error status and a small HTML page."""
        extra = () if retry_after is None else (("Retry-After", str(retry_after)),)
        page = f"<html><body><h1>{status}</h1></body></html>".encode()
        return self.route(path, replace(answer_of(page, "text/html"), status=status, headers=extra))

    def hold(self, path: str) -> threading.Event:
        """Keeps answers at `path` back until the event given back is set."""
        gate = threading.Event()
        self.behave(path, gate=gate)
        return gate

    # --- what was asked ----------------------------------------------------------------------------------------------

    @property
    def requests(self) -> tuple[Request, ...]:
        """Every request so far, in order."""
        with self._news:
            return tuple(self._requests)

    def requests_of(self, path: str) -> tuple[Request, ...]:
        """The requests of one path or absolute target, in order."""
        return tuple(request for request in self.requests if path in (request.path, request.target))

    def wait_for(self, path: str, count: int = 1, seconds: float = 10.0) -> bool:
        """Whether `path` was asked for `count` times, waiting for it at most that long."""
        with self._news:
            return self._news.wait_for(
                lambda: sum(path in (r.path, r.target) for r in self._requests) >= count, timeout=seconds
            )

    def forget(self) -> None:
        """Forgets the requests so far."""
        with self._news:
            self._requests.clear()

    def answer_to(self, request: Request) -> Answer:
        """On the loop's thread: what this request gets."""
        with self._news:
            self._requests.append(request)
            self._news.notify_all()
        if request.method == "CONNECT":
            return Answer(status=403, is_last=True)
        route = self._routes.get(request.target) or self._routes.get(request.path)
        if route is None:
            route = self.fallback(request) or Answer(status=404)
        answer = route(request) if callable(route) else route
        return answer.to(request.headers)


class _Line(asyncio.Protocol):
    """One connection; lives on the loop's thread."""

    def __init__(self, press: Press, loop: asyncio.AbstractEventLoop, lines: set[_Line]) -> None:
        self._press = press
        self._loop = loop
        self._lines = lines
        self._heard = b""
        self._is_busy = False
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._lines.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._lines.discard(self)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        if not self._is_busy:
            self._take()

    def drop(self) -> None:
        self._transport.abort()

    def _take(self) -> None:
        head, end, rest = self._heard.partition(b"\r\n\r\n")
        if not end:
            if len(self._heard) > REQUEST_LIMIT:
                self._transport.abort()
            return
        self._heard, self._is_busy = rest, True
        first, *lines = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        parts = urlsplit(target)
        path = (parts.path + (f"?{parts.query}" if parts.query else "")) if "://" in target else target
        request = Request(method, target, path, headers, time.monotonic())
        answer = self._press.answer_to(request)
        wait = self._press.latency + answer.delay
        if wait:
            self._loop.call_later(wait, self._send, answer, method)
        else:
            self._send(answer, method)

    def _send(self, answer: Answer, method: str) -> None:
        if answer.gate is not None and not answer.gate.is_set():
            self._loop.call_later(0.005, self._send, answer, method)
            return
        head = answer.head(HTTPStatus)
        body = b"" if method == "HEAD" else answer.sent_body
        if answer.header_pace:
            self._drip(head, 1, answer.header_pace, lambda: self._send_body(answer, body))
        elif answer.is_plain:
            self._write(head + body)
            self._done(answer)
        else:
            self._write(head)
            self._send_body(answer, body)

    def _send_body(self, answer: Answer, body: bytes) -> None:
        if answer.is_endless:
            self._write(body)
            self._pour()
        elif answer.body_pace is not None:
            size, pause = answer.body_pace
            self._drip(body, size, pause, lambda: self._done(answer))
        else:
            self._write(body)
            self._done(answer)

    def _drip(self, rest: bytes, size: int, pause: float, then: Callable[[], None]) -> None:
        if self._transport.is_closing():
            return
        self._write(rest[:size])
        if rest[size:]:
            self._loop.call_later(pause, self._drip, rest[size:], size, pause, then)
        else:
            then()

    def _pour(self) -> None:
        if self._transport.is_closing():
            return
        if self._transport.get_write_buffer_size() < 4 * len(ENDLESS_CHUNK):
            self._write(ENDLESS_CHUNK)
        self._loop.call_later(0.001, self._pour)

    def _write(self, data: bytes) -> None:
        if data and not self._transport.is_closing():
            self._transport.write(data)

    def _done(self, answer: Answer) -> None:
        self._is_busy = False
        if answer.is_reset:
            self._transport.abort()
        elif answer.is_last:
            self._transport.close()
        elif self._heard:
            self._take()
