"""What a fault server does: each behaviour with what has to come of it; see `tests.whole.faults`."""

from __future__ import annotations

import gzip
import socket
import struct
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import brotli
from backports.zstd import compress as zstd
from tests.web.scripted import Script, Scripted, answer

ITEMS = 3
MIB = 1024 * 1024
STATUSES = (
    *(400, 402, 405, 406, 408, 409, 411, 412, 413, 414, 415, 416, 417, 418, 421, 422, 423, 424, 425, 426, 428, 431),
    *(204, 205, 206, 226, 300, 304, 305, 306, 402, 499, 599, 600, 999),
)
KINDS = {401: "forbidden", 403: "forbidden", 407: "forbidden", 451: "forbidden", 404: "not-found", 410: "gone"}
KINDS |= dict.fromkeys((500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511), "server-error")


@dataclass(frozen=True, slots=True)
class Behaviour:
    """One way to answer. `comes`: the kinds of fault of which one must come of it; "items" when the feed must come
    whole, "items-none" when it may pass for a feed without any."""

    name: str
    script: Callable[[Scripted], Script]
    comes: frozenset[str]


def feed(name: str) -> bytes:
    """A feed of three items that no other behaviour has."""
    items = "".join(
        f"<item><title>خبر {n} من {name}</title><link>https://faults.example/{name}/{n}</link><guid>{name}-{n}</guid></item>"
        for n in range(ITEMS)
    )
    head = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>{name}</title>'
    return f"{head}{items}</channel></rss>".encode()


def says(name: str, what: bytes, *comes: str) -> Behaviour:
    """Sends these bytes and closes."""
    return Behaviour(name, lambda _: lambda line, __: line.sendall(what), frozenset(comes))


def behaviours() -> tuple[Behaviour, ...]:
    """All of them; their names are different."""
    found = tuple(
        behaviour
        for part in (_cuts, _statuses, _slow, _lengths, _redirects, _codings, _types, _heads, _bodies)
        for behaviour in part()
    )
    assert len({behaviour.name for behaviour in found}) == len(found)
    return found


def _cuts() -> Iterator[Behaviour]:
    for number in range(20):
        name = f"reset-{number}"
        yield Behaviour(name, lambda _, n=name, at=number: _reset(n, at), frozenset({"no-answer", "broken-transfer"}))
    for number in range(1, 11):
        name = f"closed-{number}"
        whole = answer(feed(name), "Content-Type: text/xml")
        yield says(name, whole[: len(whole) * number // 11], "no-answer", "broken-transfer")


def _reset(name: str, part: int) -> Script:
    whole = answer(feed(name), "Content-Type: text/xml")

    def script(line: socket.socket, _: bytes) -> None:
        line.sendall(whole[: len(whole) * part // 20])
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        line.close()

    return script


def _statuses() -> Iterator[Behaviour]:
    for status in dict.fromkeys((*STATUSES, *KINDS)):
        body = b"" if status in {204, 205, 304} else b"<html>no</html>"
        comes = {KINDS.get(status, "server-error" if 500 <= status < 600 else "status")}
        if status == 226 or status > 599:
            comes.add("broken-transfer")
        yield says(f"status-{status}", answer(body, status=f"{status} X"), *comes)
    for status in (201, 202, 203):
        name = f"status-{status}"
        yield says(name, answer(feed(name), "Content-Type: text/xml", status=f"{status} X"), "items")
    for status in (100, 102, 103):
        name = f"first-{status}"
        head = f"HTTP/1.1 {status} Wait\r\n\r\n".encode()
        yield says(name, head + answer(feed(name), "Content-Type: text/xml"), "items", "status", "broken-transfer")


def _without_end(server: Scripted, first: bytes, again: bytes, pause: float = 0) -> Script:
    """Sends the first bytes and then the others for ever, with that pause between them."""

    def script(line: socket.socket, _: bytes) -> None:
        line.sendall(first)
        while not server.wait(pause):
            line.sendall(again)

    return script


def _slow() -> Iterator[Behaviour]:
    plain = b"HTTP/1.1 200 OK\r\n"
    drips = {
        "slow-headers": (plain, b"X-Slow: y\r\n"),
        "slow-header": (plain + b"X-Slow: ", b"y"),
        "slow-status": (b"", b"H"),
        "slow-body": (plain + b"Content-Length: 90000\r\n\r\n<rss>", b" "),
        "slow-chunks": (plain + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
        "slow-end": (plain + b"\r\n<rss>", b" "),
    }
    for name, (first, drop) in drips.items():
        kinds = frozenset({"timed-out", "broken-transfer"})
        yield Behaviour(name, lambda server, f=first, d=drop: _without_end(server, f, d, 0.05), kinds)
    yield Behaviour("silence", lambda server: lambda *_: server.wait(30) and None, frozenset({"timed-out"}))

    kinds = frozenset({"too-large", "timed-out", "broken-transfer"})
    yield Behaviour("endless-body", lambda server: _without_end(server, plain + b"\r\n", b" " * 65536), kinds)
    yield Behaviour("endless-header", lambda server: _without_end(server, plain + b"X: ", b"y" * 65536), kinds)
    yield Behaviour("endless-headers", lambda server: _without_end(server, plain, b"X: y\r\n" * 5000), kinds)


def _lengths() -> Iterator[Behaviour]:
    def said(name: str, *lines: str, body: bytes | None = None) -> bytes:
        head = "".join(f"{line}\r\n" for line in ("Content-Type: text/xml", *lines))
        return f"HTTP/1.1 200 OK\r\n{head}\r\n".encode("latin-1") + (feed(name) if body is None else body)

    size = len(feed("length-00"))
    for number, (value, comes) in enumerate(
        [
            (str(size), "items"),
            (str(size * 2), "broken-transfer"),
            (str(10**18), "too-large"),
            (str(10**30), "too-large"),
            ("-1", "items"),
            ("many", "items"),
            ("", "items"),
            ("0", "not-a-feed"),
            ("10", "not-a-feed"),
        ]
    ):
        name = f"length-{number:02}"
        more = {"broken-transfer", "no-answer", "items"} if value in {"-1", "many", ""} or len(value) > 20 else set()
        yield says(name, said(name, f"Content-Length: {value}"), comes, *more)
    name = "two-lengths"
    yield says(
        name,
        said(name, f"Content-Length: {size}", "Content-Length: 7"),
        "items",
        "broken-transfer",
        "no-answer",
        "not-a-feed",
    )
    chunked = "Transfer-Encoding: chunked"
    for name, shape, comes in (
        ("chunk-whole", b"%x\r\n%b\r\n0\r\n\r\n", "items"),
        ("chunk-extended", b"%x;a=b\r\n%b\r\n0\r\n\r\n", "items"),
        ("chunk-trailer", b"%x\r\n%b\r\n0\r\nX: y\r\n\r\n", "items"),
        ("chunk-endless", b"%x\r\n%b\r\n", "broken-transfer"),
        ("chunk-odd", b"zz%x\r\n%b\r\n0\r\n\r\n", "broken-transfer"),
        ("chunk-huge", b"fffffffffff%x\r\n%b\r\n0\r\n\r\n", "broken-transfer"),
        ("chunk-negative", b"-%x\r\n%b\r\n0\r\n\r\n", "broken-transfer"),
    ):
        body = feed(name)
        yield says(name, said(name, chunked, body=shape % (len(body), body)), comes, "broken-transfer")


def _redirects() -> Iterator[Behaviour]:
    targets = (
        "file:///etc/passwd",
        "ftp://a.example/",
        "javascript:x",
        "gopher://a",
        "data:text/xml,x",
        "//[",
        "http://",
    )
    for number, target in enumerate((*targets, "http://127.0.0.1:1/", "http://nobody.invalid/", "/nowhere", "")):
        kinds = {"refused-address", "not-an-address", "no-answer", "not-found", "status", "redirect-loop"}
        for status in (301, 307):
            yield says(f"to-{number}-{status}", answer(b"", f"Location: {target}", status=f"{status} On"), *kinds)
    yield says("no-location", answer(b"", status="302 Found"), "status")

    def around(_: Scripted) -> Script:
        def script(line: socket.socket, request: bytes) -> None:
            path = request.split(b" ")[1].decode()
            line.sendall(answer(b"", f"Location: {path}", status="302 Found"))

        return script

    yield Behaviour("loop", around, frozenset({"redirect-loop"}))

    def far(server: Scripted) -> Script:
        for number in range(30):
            server.say(f"/hop/{number}", answer(b"", f"Location: /hop/{number + 1}", status="302 Found"))
        return lambda line, _: line.sendall(answer(b"", "Location: /hop/0", status="301 On"))

    yield Behaviour("thirty-hops", far, frozenset({"redirect-loop"}))


def _codings() -> Iterator[Behaviour]:
    def coded(name: str, coding: str, body: bytes, *comes: str) -> Behaviour:
        return says(name, answer(body, f"Content-Encoding: {coding}", "Content-Type: text/xml"), *comes)

    packers: dict[str, Callable[[bytes], bytes]] = {
        "gzip": gzip.compress,
        "deflate": zlib.compress,
        "br": brotli.compress,
        "zstd": zstd,
    }
    for coding, pack in packers.items():
        yield coded(f"{coding}-whole", coding, pack(feed(f"{coding}-whole")), "items")
        yield coded(f"{coding}-cut", coding, pack(feed(f"{coding}-cut"))[:-12], "broken-transfer")
        yield coded(f"{coding}-lie", coding, feed(f"{coding}-lie"), "broken-transfer")
        yield coded(f"{coding}-bomb", coding, pack(b" " * 40 * MIB), "too-large")
        twice = f"{coding}-twice"
        yield coded(twice, f"{coding}, {coding}", pack(pack(feed(twice))), "items")
    yield coded("unknown-coding", "rot13", feed("unknown-coding"), "broken-transfer")
    yield coded("raw-deflate", "deflate", zlib.compress(feed("raw-deflate"))[2:-4], "items")
    yield coded("many-codings", ", ".join(["gzip"] * 9), feed("many-codings"), "broken-transfer", "too-large")


def _types() -> Iterator[Behaviour]:
    for number, kind in enumerate(
        ("text/html", "image/png", "application/octet-stream", "", "nonsense", "a/b; charset=x-no")
    ):
        name = f"type-{number}"
        yield says(name, answer(feed(name), f"Content-Type: {kind}"), "items")
    name = "bom-against-header"
    yield says(name, answer(b"\xef\xbb\xbf" + feed(name), "Content-Type: text/xml; charset=windows-1256"), "items")
    name = "utf-16"
    wide = feed(name).decode().replace("utf-8", "utf-16").encode("utf-16")
    yield says(name, answer(wide, "Content-Type: text/xml"), "items")
    name = "windows-1256"
    narrow = feed(name).decode().replace("utf-8", "windows-1256").encode("windows-1256")
    yield says(name, answer(narrow, "Content-Type: text/xml; charset=utf-8"), "items")


def _heads() -> Iterator[Behaviour]:
    now = datetime.now(UTC)
    waits = ("7", "100000000000", "-5", "soon", "", "0")
    dates = [format_datetime(now + timedelta(days=days), usegmt=True) for days in (-3, 1, 9000)]
    for number, said in enumerate((*waits, *dates)):
        for status in (429, 503):
            kinds = {"too-many-requests"} if status == 429 else {"too-many-requests", "server-error"}
            yield says(f"wait-{status}-{number}", answer(b"", f"Retry-After: {said}", status=f"{status} X"), *kinds)
    for name, lines in {
        "cookies": [f"Set-Cookie: {n}=x" for n in range(50)],
        "long-header": ["X-Long: " + "y" * 60_000],
        "arabic-header": ["X-Title: \u00d8\u00ae\u00d8\u00a8\u00d8\u00b1"],
        "folded-header": ["X-Folded: a", " b"],
        "no-colon": ["nonsense"],
        "odd-validators": ['ETag: "', "Last-Modified: yesterday"],
    }.items():
        yield says(name, answer(feed(name), *lines), "items", *(["broken-transfer"] if "header" in name else []))
    yield says("header-flood", answer(feed("header-flood"), *["X: y"] * 300), "broken-transfer")
    for name, first in {
        "http-0.9": b"",
        "http-1.0": b"HTTP/1.0 200 OK\r\n\r\n",
        "http-9": b"HTTP/9.9 200 OK\r\n\r\n",
        "no-reason": b"HTTP/1.1 200\r\n\r\n",
        "line-feeds": b"HTTP/1.1 200 OK\n\n",
        "odd-status": b"HTTP/1.1 abc OK\r\n\r\n",
        "ssh": b"SSH-2.0-OpenSSH_9.2\r\n",
        "tls-alert": b"\x15\x03\x01\x00\x02\x02F",
        "nuls": b"\0" * 5000,
    }.items():
        is_read = name in {"http-1.0", "no-reason", "line-feeds", "http-9"}
        yield says(
            name, first + feed(name), *(("items", "broken-transfer") if is_read else ("broken-transfer", "no-answer"))
        )


def _bodies() -> Iterator[Behaviour]:
    for name, body in {
        "empty": b"",
        "spaces": b" \n" * 500,
        "page": "<!doctype html><html><body><h1>صفحة</h1></body></html>".encode(),
        "json": b'{"no": "feed"}',
        "binary": bytes(range(256)) * 40,
        "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 99,
        "words": "هذا نص وليس خلاصة".encode(),
    }.items():
        yield says(f"body-{name}", answer(body, "Content-Type: text/xml"), "not-a-feed")
    entities = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    bomb = f'<!DOCTYPE rss [<!ENTITY a0 "ha">{entities}]><rss><channel><title>&a9;</title></channel></rss>'
    yield says("entity-bomb", answer(bomb.encode(), "Content-Type: text/xml"), "items-none", "not-a-feed", "too-heavy")
    deep = b"<rss><channel>" + b"<a>" * 60_000
    yield says("deep", answer(deep, "Content-Type: text/xml"), "items-none", "not-a-feed", "too-heavy")
