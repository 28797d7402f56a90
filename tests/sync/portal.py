"""A newspaper of several hosts behind a line that a test can cut, or put a portal into.

Every host is an address of this machine (127.0.1.x), so that sources differ by host as they do outside. A portal
answers in their place: with a page of its own, by sending all to one place, or with 511 (RFC 6585, section 6).
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Any

from tests.newspaper import Newspaper
from tests.press import Press, Request, _Line
from tests.press_answers import Answer

LOGIN = "<!doctype html><html lang=ar><title>فندق</title><body><h1>سجّل الدخول إلى الشبكة</h1></body></html>"


class Hosts(Press):
    """A newspaper that listens at many addresses of this machine, at one port."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count
        self.line: Callable[[Request], Answer | None] = lambda _: None
        self._others: list[Any] = []

    async def _listen_too(self) -> None:
        for number in range(1, self.count + 1):
            server = await self._loop.create_server(
                lambda: _Line(self, self._loop, self._lines), f"127.0.1.{number}", self.port
            )
            self._others.append(server)

    def __enter__(self) -> Hosts:
        super().__enter__()
        asyncio.run_coroutine_threadsafe(self._listen_too(), self._loop).result(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close_others(), self._loop).result(10)
        super().__exit__(kind, error, trace)

    async def _close_others(self) -> None:
        for server in self._others:
            server.close()

    def at(self, number: int, path: str) -> str:
        """The address of a path at a host, the first being 1."""
        return f"http://127.0.1.{number}:{self.port}{path}"

    def print(self, items: int = 5, edition: int = 0) -> list[str]:
        """Publishes a feed for every host; their addresses. Each feed names pages of its own host."""
        paper = Newspaper(self.count + 1, items, edition=edition, with_pictures=False)
        self.fallback = paper.page_or_picture
        for number in range(1, self.count + 1):
            body, content_type = paper.feed(number, self.at(number, ""))
            self.publish(f"/s{number}/feed", body, content_type)
        return [self.at(number, f"/s{number}/feed") for number in range(1, self.count + 1)]

    def answer_to(self, request: Request) -> Answer:
        """What the line lets through, or what stands in it says."""
        intruding = self.line(request)
        if intruding is None:
            return super().answer_to(request)
        with self._news:
            self._requests.append(request)
            self._news.notify_all()
        return intruding


def silent(_: Request) -> Answer:
    """Nobody answers."""
    return Answer(delay=600.0)


def page(_: Request) -> Answer:
    """The portal's page in everybody's name."""
    return Answer(LOGIN.encode(), content_type="text/html")


def asks_for_login(_: Request) -> Answer:
    """RFC 6585, section 6."""
    return Answer(LOGIN.encode(), status=511, content_type="text/html")
