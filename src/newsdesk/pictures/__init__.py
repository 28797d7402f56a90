"""Image bytes in, a small safe image out: decoded here, encoded anew, so that nothing foreign reaches the window."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from newsdesk.domain.faults import FaultKind, failed

if TYPE_CHECKING:
    from PIL import Image

T = TypeVar("T")

WIDEST = 1120  # pixels
HIGHEST = 2240
HEAVIEST = 120 * 1024  # bytes that a picture should not pass
MOST_PIXELS = 16 * 1024 * 1024  # decoded at once: 64 MB
MOST_JPEG_PIXELS = 120 * 1024 * 1024  # as stored; JPEG can be decoded at an eighth of its sides
SMALLEST = 3  # pixels; below are trackers and spacers
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")
_QUALITIES = (82, 74, 64, 52)
ICON = 64  # pixels
SMALLEST_ICON = 8
LONGEST_ICON = 3  # times as long as wide; beyond it is a line of letters that nobody could read
ICON_FORMATS = ("ICO", "PNG", "GIF", "WEBP", "JPEG")


@dataclass(frozen=True, slots=True)
class Small:
    """A picture made by us. Sides in pixels."""

    media_type: str
    width: int
    height: int
    data: bytes


def shrink(data: bytes) -> Small:
    """The picture in at most WIDEST × HIGHEST pixels and about HEAVIEST bytes, upright, without metadata.

    The format is told by the content; of an animation the first frame stays. Sizes are checked before anything is
    decoded. Raises Failed(NOT_A_PICTURE), its address left to the caller.
    """
    return _guarded(lambda: _made_small(data))


def _guarded(make: Callable[[], T]) -> T:
    """What `make` gives; whatever Pillow meets in the bytes is one fault."""
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_JPEG_PIXELS  # beyond it Pillow warns, which counts as a refusal here
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return make()
    except (OSError, ValueError, SyntaxError, EOFError, ZeroDivisionError, TypeError):
        raise failed(FaultKind.NOT_A_PICTURE, address="") from None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, RuntimeError):  # the last: AVIF's decoder
        raise failed(FaultKind.NOT_A_PICTURE, address="") from None


def icon(data: bytes, longest: float = LONGEST_ICON) -> bytes:
    """A site's icon as a square PNG of at most ICON pixels, what is not square in the middle of one.

    Raises Failed(NOT_A_PICTURE), also of one that nobody would see, or that is more than `longest` times as long as
    wide."""
    return _guarded(lambda: _made_icon(data, longest))


def _made_icon(data: bytes, longest: float) -> bytes:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=ICON_FORMATS) as picture:
        _refuse_size(picture)
        picture.draft(None, (ICON, ICON))
        drawn = picture.convert("RGBA")
    shape = drawn.getchannel("A").getbbox()
    if shape is None or max(drawn.size) > longest * min(drawn.size) or min(drawn.size) < SMALLEST_ICON:
        raise failed(FaultKind.NOT_A_PICTURE, address="")
    if max(drawn.size) > ICON:
        drawn = ImageOps.contain(drawn, (ICON, ICON), Image.Resampling.LANCZOS)
    side = max(drawn.size)
    square = Image.new("RGBA", (side, side))
    square.paste(drawn, ((side - drawn.width) // 2, (side - drawn.height) // 2))
    out = io.BytesIO()
    square.save(out, "PNG", optimize=True)
    return out.getvalue()


def _made_small(data: bytes) -> Small:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
        _refuse_size(picture)
        picture.draft(None, (WIDEST, HIGHEST))
        return _encoded(_plain(_fitted(ImageOps.exif_transpose(picture))))


def _refuse_size(picture: Image.Image) -> None:
    width, height = picture.size
    most = MOST_JPEG_PIXELS if picture.format == "JPEG" else MOST_PIXELS
    if min(width, height) < SMALLEST or width * height > most:
        raise failed(FaultKind.NOT_A_PICTURE, address="")


def _fitted(picture: Image.Image) -> Image.Image:
    if picture.width * picture.height > MOST_PIXELS:  # a JPEG that could not be decoded smaller
        raise failed(FaultKind.NOT_A_PICTURE, address="")
    if picture.mode in {"P", "1"}:
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    elif picture.mode not in {"RGB", "RGBA", "L", "LA"}:
        picture = picture.convert("RGB")
    share = min(WIDEST / picture.width, HIGHEST / picture.height, 1.0)
    if share == 1.0:
        return picture
    size = (max(1, round(picture.width * share)), max(1, round(picture.height * share)))
    return picture.resize(size, reducing_gap=2.0)


def _plain(picture: Image.Image) -> Image.Image:
    """Only colours, and transparency where some is used."""
    if picture.mode in {"RGBA", "LA"}:
        lowest, _ = picture.getchannel("A").getextrema()
        return picture.convert("RGBA" if int(lowest) < 255 else "RGB")  # type: ignore[arg-type]
    return picture.convert("RGB")


def _encoded(picture: Image.Image) -> Small:
    kind = "WEBP" if picture.mode == "RGBA" else "JPEG"
    while True:
        for quality in _QUALITIES:
            out = io.BytesIO()
            if kind == "WEBP":
                picture.save(out, kind, quality=quality, method=2)
            else:
                picture.save(out, kind, quality=quality, optimize=True, progressive=False)
            if out.tell() <= HEAVIEST:
                return Small(f"image/{kind.lower()}", picture.width, picture.height, out.getvalue())
        picture = picture.resize((max(1, picture.width * 3 // 4), max(1, picture.height * 3 // 4)))
