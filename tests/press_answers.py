"""The answers of the loopback newspaper: bodies, headers, validators, encodings, and every way to misbehave."""

from __future__ import annotations

import gzip
import threading
import zlib
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from http import HTTPStatus


@dataclass(frozen=True)
class Answer:
    """One answer. Times in seconds; `length` is the Content-Length that is claimed when it is not the true one."""

    body: bytes = b""
    status: int = 200
    content_type: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    etag: str | None = None
    last_modified: str | None = None
    encoding: str | None = None  # the body is already in it
    delay: float = 0.0  # before the first byte
    header_pace: float = 0.0  # between two bytes of the head
    body_pace: tuple[int, float] | None = None  # bytes at a time, and the pause between
    cut_after: int | None = None  # bytes of the body after which the line is closed
    length: int | None = None
    is_chunked: bool = False
    is_endless: bool = False
    is_reset: bool = False  # the line is torn down, not closed
    is_last: bool = False  # the line is closed after it
    gate: threading.Event | None = None  # nothing is sent before it is set

    def to(self, asked: dict[str, str]) -> Answer:
        """This answer, or 304 when the request's validators still hold (RFC 9110, section 13.1)."""
        if self.status != 200 or not (self.etag or self.last_modified):
            return self
        known = asked.get("if-none-match")
        if known is not None:
            is_known = self.etag is not None and self.etag in [tag.strip() for tag in known.split(",")]
        else:
            is_known = self.last_modified is not None and asked.get("if-modified-since") == self.last_modified
        return replace(self, status=304, body=b"") if is_known else self

    @property
    def is_plain(self) -> bool:
        """Whether head and body may leave in one write."""
        return not (self.header_pace or self.body_pace or self.is_endless)

    @cached_property
    def sent_body(self) -> bytes:
        """The bytes of the body as they leave."""
        body = self.body if self.cut_after is None else self.body[: self.cut_after]
        if self.is_chunked:
            whole = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)
            return whole if self.cut_after is None else whole[:-7]
        return body

    def head(self, statuses: type[HTTPStatus] = HTTPStatus) -> bytes:
        """Status line and headers."""
        phrase = statuses(self.status).phrase if self.status in set(statuses) else "Odd"
        lines = [f"HTTP/1.1 {self.status} {phrase}", "Server: press"]
        if self.content_type and self.status != 304:
            lines.append(f"Content-Type: {self.content_type}")
        if self.etag:
            lines.append(f"ETag: {self.etag}")
        if self.last_modified:
            lines.append(f"Last-Modified: {self.last_modified}")
        if self.encoding and self.status != 304:
            lines.append(f"Content-Encoding: {self.encoding}")
        if self.is_chunked:
            lines.append("Transfer-Encoding: chunked")
        elif self.status != 304 and not self.is_endless:
            lines.append(f"Content-Length: {len(self.body) if self.length is None else self.length}")
        if self.is_last or self.is_endless:
            lines.append("Connection: close")
        lines += [f"{name}: {value}" for name, value in self.headers]
        return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8", "surrogateescape")


def answer_of(body: bytes | str, content_type: str | None) -> Answer:
    """A well-behaved answer with an ETag made of its bytes; text leaves as UTF-8."""
    raw = body.encode() if isinstance(body, str) else body
    return Answer(raw, content_type=content_type, etag=f'"{sha256(raw).hexdigest()[:16]}"')


def packed(answer: Answer, *, encoding: str | None = None, **how: object) -> Answer:
    """The answer with these fields changed and its body encoded; a cut or wrong-length answer also ends its line."""
    if encoding is not None:
        answer = replace(answer, body=encode(answer.body, encoding), encoding=encoding)
    if "headers" in how and isinstance(how["headers"], dict):
        how["headers"] = tuple(how["headers"].items())
    if how.get("cut_after") is not None or how.get("length") is not None:
        how.setdefault("is_last", True)
    return replace(answer, **how)  # type: ignore[arg-type]


def encode(body: bytes, encoding: str) -> bytes:
    """The body in a content coding; "gzip, gzip" codes twice."""
    for name in (part.strip() for part in encoding.split(",")):
        body = _encode_once(body, name)
    return body


def _encode_once(body: bytes, name: str) -> bytes:
    if name == "gzip":
        return gzip.compress(body, 6, mtime=0)
    if name == "deflate":
        return zlib.compress(body)
    if name == "br":
        import brotli

        return brotli.compress(body, quality=5)
    if name == "zstd":
        from backports import zstd

        return zstd.compress(body)
    raise ValueError(name)


def bomb(megabytes: int) -> bytes:
    """That many megabytes of spaces inside a feed's beginning, gzipped to a thousandth."""
    coder = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b" " * (1 << 20)
    parts = [coder.compress(b'<?xml version="1.0"?><rss version="2.0"><channel><title>')]
    parts += [coder.compress(block) for _ in range(megabytes)]
    return b"".join([*parts, coder.flush()])
