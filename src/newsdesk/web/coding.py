"""Undoes the content codings of a body (RFC 9110, section 8.4.1) within limits; knows no network."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable

from newsdesk.domain.faults import FaultKind, failed

ACCEPTED = "gzip, deflate, br, zstd"
RATIO = 200  # a body that grows more than this is a bomb …
RATIO_FROM = 1024 * 1024  # … once it is larger than this
MOST_CODINGS = 3


class _CutShortError(Exception):
    """The coded bytes end early or are not what they are said to be."""


class _TooMuchError(Exception):
    """The decoded bytes pass the limit."""


def decode(body: bytes, codings: str, *, limit: int, address: str) -> bytes:
    """The body without its `codings` (the Content-Encoding header, applied first to last).

    Raises Failed(TOO_LARGE) past `limit` bytes or RATIO, Failed(BROKEN_TRANSFER) for what is cut short or not known.
    """
    names = [name.strip().lower() for name in codings.split(",")]
    names = [name for name in names if name not in {"", "identity"}]
    if not names:
        return body
    try:
        if len(names) > MOST_CODINGS:
            raise _CutShortError
        most = min(limit, max(RATIO_FROM, RATIO * len(body)))
        for name in reversed(names):
            body = _DECODERS[name](body, most)
    except _TooMuchError:
        raise failed(FaultKind.TOO_LARGE, address=address, limit=limit) from None
    except (_CutShortError, KeyError):
        raise failed(FaultKind.BROKEN_TRANSFER, address=address) from None
    return body


def _gzip(body: bytes, most: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    while body:
        part, body = _inflate(body, most - size, zlib.MAX_WBITS | 16)
        parts.append(part)
        size += len(part)
        if not body.startswith(b"\x1f\x8b"):  # RFC 1952, 2.2: members may follow each other; other bytes are padding
            break
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _deflate(body: bytes, most: int) -> bytes:
    """RFC 9110 says zlib's format; some servers send bare deflate."""
    try:
        return _inflate(body, most, zlib.MAX_WBITS)[0]
    except _CutShortError:
        return _inflate(body, most, -zlib.MAX_WBITS)[0]


def _inflate(body: bytes, most: int, window: int) -> tuple[bytes, bytes]:
    if not body:
        return b"", b""
    inflater = zlib.decompressobj(window)
    try:
        out = inflater.decompress(body, most + 1)
    except zlib.error:
        raise _CutShortError from None
    if len(out) > most:
        raise _TooMuchError
    if not inflater.eof:
        raise _CutShortError
    return out, inflater.unused_data


def _brotli(body: bytes, most: int) -> bytes:
    import brotli

    decoder = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    try:
        while not decoder.is_finished():
            part = decoder.process(body, output_buffer_limit=most + 1 - size)
            if not part and not body:
                raise _CutShortError
            body = b""
            size += len(part)
            parts.append(part)
            if size > most:
                raise _TooMuchError
    except brotli.error:
        raise _CutShortError from None
    return b"".join(parts)


def _zstandard(body: bytes, most: int) -> bytes:
    if sys.version_info >= (3, 14):
        from compression.zstd import ZstdDecompressor, ZstdError
    else:
        from backports.zstd import ZstdDecompressor, ZstdError
    parts: list[bytes] = []
    size = 0
    while body:
        decoder = ZstdDecompressor()
        try:
            part = decoder.decompress(body, max_length=most + 1 - size)
        except (ZstdError, MemoryError):
            raise _CutShortError from None
        size += len(part)
        parts.append(part)
        if size > most:
            raise _TooMuchError
        if not decoder.eof:
            raise _CutShortError
        body = decoder.unused_data
    return b"".join(parts)


_DECODERS: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstandard,
}
