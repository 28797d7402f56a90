"""Icons are drawn once and kept, and nobody sees a difference."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from newsdesk.settings.paths import resource
from newsdesk.ui.icons import MOST_DRAWN, Icons

SIDE = 40
GROUND, INK = QColor("#f7f5f0"), QColor("#996600")
NAMES = sorted(file.stem for file in resource("icons").glob("*.svg"))
TURNS = [(False, False), (False, True), (True, False), (True, True)]  # filled, mirrored


def drawn(icons: Icons, name: str, ratio: float, place: QRectF, *, is_filled: bool, is_mirrored: bool) -> QImage:
    """An icon on a screen of this ratio, as a row of the list has it painted: the painter is moved to the row."""
    image = QImage(round(SIDE * ratio), round(SIDE * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(GROUND)
    painter = QPainter(image)
    painter.translate(8, 4)
    icons.draw(painter, name, place, INK, is_filled=is_filled, is_mirrored=is_mirrored)
    painter.end()
    return image


class Traced(Icons):
    """Draws each icon as a path, every time."""

    draw = Icons._trace  # type: ignore[assignment]


def farthest(one: QImage, other: QImage) -> int:
    """By how many of 255 steps the colours of two pictures differ at most."""
    if one == other:
        return 0
    pairs = zip(bytes(one.constBits()), bytes(other.constBits()), strict=True)
    return max(abs(a - b) for a, b in pairs)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_what_is_kept_looks_to_the_dot_as_if_it_were_drawn_there(qapp: object, ratio: float) -> None:
    kept, traced = Icons(resource("icons")), Traced(resource("icons"))
    place = QRectF(4, 8, 16, 16)
    for name in NAMES:
        for is_filled, is_mirrored in TURNS:
            turn = {"is_filled": is_filled, "is_mirrored": is_mirrored}
            wanted = drawn(traced, name, ratio, place, **turn)
            assert len(set(bytes(wanted.constBits()))) > 10, "there is something to be seen"
            for _ in range(2):
                # A filled one is painted twice, its line over its ground: that rounds otherwise, out of all sight.
                assert farthest(drawn(kept, name, ratio, place, **turn), wanted) <= 2 * is_filled, (name, turn)
    assert len(kept._drawn) == len(NAMES) * len(TURNS)


@pytest.mark.parametrize(("ratio", "place"), [(1.0, QRectF(4.5, 8, 16, 16)), (1.25, QRectF(3, 8, 15, 15))])
def test_between_dots_it_is_drawn_where_it_stands(qapp: object, ratio: float, place: QRectF) -> None:
    kept, traced = Icons(resource("icons")), Traced(resource("icons"))
    images = [drawn(one, "star", ratio, place, is_filled=True, is_mirrored=False) for one in (kept, traced)]
    assert images[0] == images[1]
    assert not kept._drawn


def test_another_colour_or_size_is_another_picture_and_not_too_many_are_kept(qapp: object) -> None:
    kept = Icons(resource("icons"))
    image = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    seen = []
    for number in range(MOST_DRAWN + 10):
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        kept.draw(painter, "star", QRectF(0, 0, 16 + number % 3, 16 + number % 3), QColor(number % 200, 0, number // 2))
        painter.end()
        seen.append(bytes(image.constBits()))
        assert len(kept._drawn) <= MOST_DRAWN
    assert len(set(seen)) == len(seen)
