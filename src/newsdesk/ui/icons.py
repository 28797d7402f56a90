"""Draws the project's own icons from their SVG files in one colour, at any size; it must not know what they stand for.

QtSvg is not used: it opens files that a picture names, and costs a library at start. Ours hold only paths with absolute
M L H V C Z commands, circles and rounded rectangles, on a grid of 24 with a line of 1.7.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

GRID = 24.0
LINE = 1.7
MOST_DRAWN = 256  # pictures that are kept, some kilobytes each

_SHAPE = re.compile(r"<(path|circle|rect)\b([^>]*?)/>")
_ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
_COMMAND = re.compile(r"([MLHVCZ])([^MLHVCZ]*)")


class Icons:
    """The icons of one folder, read when first drawn. Lives on the UI thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shapes: dict[str, QPainterPath] = {}
        self._drawn: dict[tuple[object, ...], QPixmap] = {}

    def shape(self, name: str) -> QPainterPath:
        """The outline of an icon on the grid of 24."""
        known = self._shapes.get(name)
        if known is None:
            known = self._shapes[name] = outline((self._folder / f"{name}.svg").read_text("utf-8"))
        return known

    def draw(
        self,
        painter: QPainter,
        name: str,
        place: QRectF,
        colour: QColor,
        *,
        is_filled: bool = False,
        is_mirrored: bool = False,
    ) -> None:
        """Paints an icon into the square `place`; what was drawn once is kept, where it would come out the same."""
        device = painter.deviceTransform()
        ratio, there = device.m11(), device.mapRect(place)
        is_upright = ratio == device.m22() > 0 and device.m12() == device.m21() == 0
        if not (is_upright and all(edge.is_integer() for edge in there.getRect())):  # type: ignore[attr-defined]
            self._trace(painter, name, place, colour, is_filled=is_filled, is_mirrored=is_mirrored)
            return
        key = (name, colour.rgba(), place.width(), place.height(), ratio, is_filled, is_mirrored)
        drawn = self._drawn.get(key)
        if drawn is None:
            drawn = QPixmap(there.size().toSize())
            drawn.setDevicePixelRatio(ratio)
            drawn.fill(Qt.GlobalColor.transparent)
            inside = QPainter(drawn)
            square = QRectF(0, 0, place.width(), place.height())
            self._trace(inside, name, square, colour, is_filled=is_filled, is_mirrored=is_mirrored)
            inside.end()
            if len(self._drawn) >= MOST_DRAWN:
                self._drawn.clear()
            self._drawn[key] = drawn
        painter.drawPixmap(place.topLeft(), drawn)

    def _trace(
        self, painter: QPainter, name: str, place: QRectF, colour: QColor, *, is_filled: bool, is_mirrored: bool
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(place.topLeft())
        painter.scale(place.width() / GRID, place.height() / GRID)
        if is_mirrored:
            painter.translate(GRID, 0)
            painter.scale(-1, 1)
        pen = QPen(colour, LINE)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(colour if is_filled else Qt.BrushStyle.NoBrush)
        painter.drawPath(self.shape(name))
        painter.restore()

    def icon(self, name: str, colour: QColor, size: int) -> QIcon:
        """An icon for places that Qt paints itself (menus, line edits), sharp at one, two and three device pixels."""
        made = QIcon()
        for ratio in (1, 2, 3):
            pixmap = QPixmap(size * ratio, size * ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            square = QRectF(0, 0, size * ratio, size * ratio)
            self._trace(painter, name, square, colour, is_filled=False, is_mirrored=False)
            painter.end()
            pixmap.setDevicePixelRatio(ratio)
            made.addPixmap(pixmap)
        return made


def outline(svg: str) -> QPainterPath:
    """The outline that an SVG file of ours draws."""
    path = QPainterPath()
    for kind, rest in _SHAPE.findall(svg):
        attributes = dict(_ATTRIBUTE.findall(rest))
        if kind == "path":
            _draw_commands(path, attributes["d"])
        elif kind == "circle":
            radius = float(attributes["r"])
            path.addEllipse(QPointF(float(attributes["cx"]), float(attributes["cy"])), radius, radius)
        else:
            x, y, width, height, radius = (float(attributes[n]) for n in ("x", "y", "width", "height", "rx"))
            path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _draw_commands(path: QPainterPath, commands: str) -> None:
    """Adds the commands of a path element (SVG 1.1, section 8.3; absolute ones only)."""
    for command, rest in _COMMAND.findall(commands):
        numbers = [float(n) for n in rest.split()]
        here = path.currentPosition()
        if command == "M":
            path.moveTo(numbers[0], numbers[1])
        elif command == "L":
            for at in range(0, len(numbers), 2):
                path.lineTo(numbers[at], numbers[at + 1])
        elif command == "H":
            path.lineTo(numbers[0], here.y())
        elif command == "V":
            path.lineTo(here.x(), numbers[0])
        elif command == "C":
            for at in range(0, len(numbers), 6):
                path.cubicTo(*numbers[at : at + 6])
        else:
            path.closeSubpath()


def program_icon(folder: Path) -> QIcon:
    """The program's own mark in the sizes that window lists and dialogs ask for, from files drawn beforehand."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        made.addFile(str(folder / f"newsdesk-{size}.png"), QSize(size, size))
    return made


@lru_cache(maxsize=1024)
def letter_of(title: str) -> str:
    """The letter that stands for a source: the first letter of its name, past the Arabic article.

    >>> letter_of("المنارة الثقافية"), letter_of("«صحيفة»"), letter_of("atlas")
    ('م', 'ص', 'A')
    """
    letters = "".join(c for c in title if c.isalnum() or c == " ").strip()
    if letters.startswith("ال") and len(letters) > 3:
        letters = letters[2:]
    return letters[:1].upper()
