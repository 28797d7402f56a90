"""Icons of sites in, small square PNGs out."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.pictures import ICON, icon

RED = (200, 30, 30, 255)


def drawn(width: int, height: int, kind: str = "PNG", colour: tuple[int, ...] = RED, **how: object) -> bytes:
    out = io.BytesIO()
    picture = Image.new("RGBA", (width, height), colour)
    (picture if kind in {"PNG", "ICO", "WEBP"} else picture.convert("RGB")).save(out, kind, **how)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    made = Image.open(io.BytesIO(data))
    made.load()
    assert made.format == "PNG"
    return made


@pytest.mark.parametrize("kind", ["PNG", "ICO", "GIF", "WEBP", "JPEG"])
def test_each_format_becomes_a_small_square(kind: str) -> None:
    made = opened(icon(drawn(180, 180, kind)))
    assert made.size == (ICON, ICON)
    red, green, blue, alpha = made.getpixel((32, 32))
    assert (red > 190, green < 60, blue < 60, alpha) == (True, True, True, 255)


def test_of_an_ico_the_largest_is_taken() -> None:
    assert opened(icon(drawn(48, 48, "ICO", sizes=[(16, 16), (48, 48)]))).size == (48, 48)


def test_a_small_one_is_not_made_larger() -> None:
    assert opened(icon(drawn(16, 16))).size == (16, 16)


def test_what_is_not_square_stands_in_the_middle_of_one() -> None:
    made = opened(icon(drawn(128, 64)))
    assert made.size == (64, 64)
    assert made.getpixel((32, 4))[3] == 0
    assert made.getpixel((32, 32)) == RED


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<!doctype html><title>404</title>",
        drawn(64, 64)[:60],
        drawn(4, 4),
        drawn(400, 40),
        drawn(64, 64, colour=(0, 0, 0, 0)),
    ],
    ids=["nothing", "drawing", "page", "cut", "dot", "line", "unseen"],
)
def test_what_nobody_could_see_is_refused(data: bytes) -> None:
    with pytest.raises(Failed) as refusal:
        icon(data)
    assert refusal.value.fault.kind is FaultKind.NOT_A_PICTURE


def test_a_huge_one_is_refused_before_it_is_decoded() -> None:
    out = io.BytesIO()
    Image.new("1", (5000, 5000)).save(out, "PNG")
    with pytest.raises(Failed):
        icon(out.getvalue())
