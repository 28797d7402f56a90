"""Pictures that harm a careless decoder, each with what is wrong with it. Made here, so that none lies on a disk."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

from PIL import Image

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "AVIF")
PNG = b"\x89PNG\r\n\x1a\n"


def picture(kind: str, width: int = 80, height: int = 60, **how: object) -> bytes:
    """A sound picture."""
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").save(out, kind, **how)
    return out.getvalue()


def chunk(kind: bytes, body: bytes, check: int | None = None) -> bytes:
    """A chunk of a PNG; `check` replaces its own sum."""
    own = zlib.crc32(kind + body) if check is None else check
    return len(body).to_bytes(4, "big") + kind + body + own.to_bytes(4, "big")


def png(width: int, height: int, *more: bytes, depth: int = 8, colour: int = 2) -> bytes:
    """A PNG that claims these sides."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([depth, colour, 0, 0, 0])
    return (
        PNG
        + chunk(b"IHDR", head)
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(b"\0" * 10_000))
        + chunk(b"IEND", b"")
    )


def gif(width: int, height: int) -> bytes:
    """A GIF that claims these sides."""
    sound = picture("GIF")
    return sound[:6] + width.to_bytes(2, "little") + height.to_bytes(2, "little") + sound[10:]


def jpeg(width: int, height: int) -> bytes:
    """A JPEG that claims these sides."""
    sound = picture("JPEG")
    at = sound.index(b"\xff\xc0") + 5
    return sound[:at] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + sound[at + 4 :]


def avif(width: int, height: int) -> bytes:
    """An AVIF that claims these sides."""
    sound = picture("AVIF")
    at = sound.index(b"ispe") + 8
    return sound[:at] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + sound[at + 8 :]


def documents() -> Iterator[tuple[str, bytes]]:
    """What is wrong, and the bytes."""
    for kind in FORMATS:
        sound = picture(kind)
        for share in (10, 4, 2):
            yield f"a {kind} cut at a part in {share}", sound[: len(sound) // share]
        yield f"a {kind} with its middle turned round", sound[:60] + sound[60:-20][::-1] + sound[-20:]
        yield f"a {kind} with bytes flipped", sound[:40] + bytes(byte ^ 0x55 for byte in sound[40:])
        yield f"a {kind} with a page behind it", sound + b"<script>alert(1)</script>" * 100
        yield f"a {kind} of one pixel", picture(kind, 1, 1)
    for make in (png, gif, jpeg, avif):
        for width, height in ((0, 0), (65_000, 65_000), (1, 60_000)):
            yield f"a {make.__name__} that claims {width}×{height}", make(width, height)
    bomb = zlib.compress(b"\0" * 50_000_000, 9)
    yield "a PNG with a profile of 50 MB", png(80, 60, chunk(b"iCCP", b"x\0\0" + bomb))
    yield "a PNG with a text of 50 MB", png(80, 60, chunk(b"zTXt", b"x\0\0" + bomb))
    yield "a PNG with texts without an end", png(80, 60, *[chunk(b"tEXt", b"k\0" + b"v" * 1000)] * 3000)
    yield "a PNG with wrong sums", PNG + chunk(b"IHDR", bytes(13), 1)
    yield "a PNG of an unknown depth", png(80, 60, depth=77)
    yield "a PNG of an unknown colour", png(80, 60, colour=99)
    yield "a PNG without an end", PNG + chunk(b"IHDR", (80).to_bytes(4, "big") * 2 + b"\x08\x02\0\0\0")
    yield "a PNG with a chunk of four gigabytes", PNG + b"\xff\xff\xff\xffIHDR" + bytes(100)
    frames = [Image.new("L", (40, 40), number % 256) for number in range(300)]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    yield "a GIF of 300 frames", out.getvalue()
    yield "a drawing", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="TRAP"/><image href="FILE"/></svg>'
    yield "a drawing with entities", b'<!DOCTYPE svg [<!ENTITY a SYSTEM "FILE">]><svg>&a;</svg>'
    yield "a page", b"<html><script>alert(1)</script></html>"
    yield "a printer's program", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(FILE) run showpage"
    yield "a document", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj"
    yield "an icon", b"\0\0\1\0\1\0" + bytes(60)
    yield "a TIFF", picture("TIFF")
    yield "a BMP", picture("BMP")
    yield "nothing", b""
    yield "zeroes", bytes(100_000)
