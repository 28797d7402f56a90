"""Pictures in, small safe pictures out."""

from __future__ import annotations

import io
import os
import zlib

import pytest
from PIL import Image

from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.pictures import HEAVIEST, WIDEST, shrink


def picture(width: int, height: int, kind: str = "JPEG", mode: str = "RGB", **how: object) -> bytes:
    out = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert(mode).save(out, kind, **how)
    return out.getvalue()


def noise(width: int, height: int, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), os.urandom(width * height * 3)).save(out, kind, quality=95)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(data))
    made.load()
    return made


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("JPEG", "RGB"),
        ("JPEG", "CMYK"),
        ("JPEG", "L"),
        ("PNG", "RGB"),
        ("PNG", "I;16"),
        ("PNG", "1"),
        ("PNG", "P"),
        ("GIF", "P"),
        ("WEBP", "RGB"),
        ("AVIF", "RGB"),
    ],
)
def test_each_format_and_mode_is_read(kind: str, mode: str) -> None:
    out = io.BytesIO()
    gradient = Image.linear_gradient("L").resize((1400, 700))
    (Image.new("I;16", (1400, 700), 30000) if mode == "I;16" else gradient.convert(mode)).save(out, kind)
    small = shrink(out.getvalue())
    assert small.media_type == "image/jpeg"
    assert small.width in {WIDEST, WIDEST * 3 // 4}  # smaller where it would be too heavy
    assert small.height == small.width // 2
    assert opened(small.data).size == (small.width, small.height)


def test_a_small_picture_keeps_its_size() -> None:
    small = shrink(picture(300, 200))
    assert (small.width, small.height) == (300, 200)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_heavy_picture_becomes_light(kind: str) -> None:
    assert len(shrink(noise(1500, 1500, kind)).data) <= HEAVIEST


def test_transparency_stays() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (80, 80), (200, 0, 0, 90)).save(out, "PNG")
    small = shrink(out.getvalue())
    assert small.media_type == "image/webp"
    assert opened(small.data).getpixel((5, 5))[3] == pytest.approx(90, abs=4)  # type: ignore[index]


def test_the_camera_held_upright_is_seen_upright_and_its_place_is_forgotten() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turned by a quarter
    exif[0x010F] = "Camera"
    exif.get_ifd(0x8825)[2] = (33.0, 53.0, 0.0)  # where it was taken
    small = shrink(picture(400, 200, exif=exif))
    assert (small.width, small.height) == (200, 400)
    assert not dict(opened(small.data).getexif())
    assert b"Camera" not in small.data


def test_of_an_animation_the_first_frame_stays() -> None:
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "blue", "green")]
    out = io.BytesIO()
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    made = opened(shrink(out.getvalue()).data)
    assert getattr(made, "n_frames", 1) == 1
    red, _, blue = made.convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert red > 200 > 60 > blue


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few bytes that claims to be very large."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")
    )


def claiming(avif: bytes, width: int, height: int) -> bytes:
    """An AVIF whose header claims other sides (ISO/IEC 23008-12, ispe)."""
    at = avif.index(b"ispe") + 8
    return avif[:at] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + avif[at + 8 :]


def photograph_claiming(width: int, height: int) -> bytes:
    """A JPEG whose frame header claims other sides (ITU T.81, B.2.2)."""
    sound = picture(80, 60)
    at = sound.index(b"\xff\xc0") + 5
    return sound[:at] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + sound[at + 4 :]


def test_a_photograph_near_the_limit_is_read_without_a_warning() -> None:
    assert shrink(photograph_claiming(10_000, 9_500)).width == WIDEST


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\x00\x00\x01\x00\x01\x00" + b"\0" * 40,  # an icon
        picture(200, 200)[:300],
        picture(200, 200, "PNG")[:60],
        picture(40, 40, "BMP"),
        picture(40, 40, "TIFF"),
        picture(1, 1, "GIF"),
        picture(2, 400, "PNG"),
        bomb(8000, 8000),
        bomb(100_000, 100_000),
        bomb(300, 300),
        picture(200, 200, "AVIF")[:200],
        claiming(picture(200, 200, "AVIF"), 60_000, 60_000),
        picture(2, 2, "AVIF"),
        picture(200, 200, "AVIF")[:-60] + bytes(60),
        bomb(11_000, 10_000),
        bomb(13_000, 12_000),
        photograph_claiming(13_000, 12_000),
    ],
    ids=range(20),
)
def test_what_is_no_news_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Failed) as caught:
        shrink(data)
    assert caught.value.fault.kind is FaultKind.NOT_A_PICTURE


def test_a_large_photograph_is_decoded_at_a_fraction_of_its_size() -> None:
    small = shrink(picture(9000, 6000, quality=30))
    assert small.width == WIDEST
