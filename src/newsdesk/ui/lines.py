"""Draws plain text in one line or several, in the text's own direction, at the window's leading edge."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

from newsdesk.arabic.bidi import base_direction

ELLIPSIS = "…"
# A title is cut before it is shaped: no row shows more, and shaping a megabyte would hold the window.
LONGEST = 600
_BREAKS = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u2028": " ", "\u2029": " ", "\0": " "})


def draw_line(painter: QPainter, font: QFont, place: QRectF, text: str, *, is_rtl: bool) -> float:
    """Draws one line, vertically centred in `place`; comes back with the width used."""
    return _draw(painter, font, place, text, limit=1, is_rtl=is_rtl)


def draw_lines(painter: QPainter, font: QFont, place: QRectF, text: str, *, is_rtl: bool, limit: int = 2) -> None:
    """Draws at most `limit` lines of equal height in `place`, the last one ending in an ellipsis when text is left."""
    _draw(painter, font, place, text, limit=limit, is_rtl=is_rtl)


def width_of(font: QFont, text: str) -> float:
    """The width that one line of this text takes."""
    return max((width for _layout, width, _ascent in shaped(font, 1e5, text, 1).lines), default=0.0)


def broken(font: QFont, width: float, text: str, limit: int) -> list[str]:
    """The text in at most `limit` lines of this width, in logical order; the last ends in an ellipsis if cut short."""
    text = text[:LONGEST].translate(_BREAKS)
    layout = QTextLayout(text, font)
    layout.setTextOption(_option(text))
    layout.beginLayout()
    lines: list[str] = []
    while len(lines) < limit:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = _in_code_points(text, line.textStart(), line.textLength())
        if len(lines) == limit - 1:
            rest = text[start:].strip()
            lines.append(_shortened(font, width, rest))
        else:
            lines.append(text[start : start + length].strip())
    layout.endLayout()
    return lines


def _shortened(font: QFont, width: float, text: str) -> str:
    """The text if it fits, else its first words and an ellipsis; a word is cut only when it stands alone."""
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    if shown == text:
        return text
    kept = shown.removesuffix(ELLIPSIS).removesuffix("...")  # Qt takes three dots where the first face has no ellipsis
    words, space, _piece = kept.rpartition(" ")
    if space and not text[len(kept) :].startswith(" "):
        kept = words
    return kept.rstrip(" ،,:؛;-–«(") + ELLIPSIS


@dataclass(frozen=True, slots=True)
class Shaped:
    """Lines ready to be painted: each with its width and the height of its letters above the base line."""

    lines: tuple[tuple[QTextLayout, float, float], ...]
    height: float
    ascent: float


# What was shaped lately. A list paints the same few hundred texts again and again, and shaping is most of a frame.
_SHAPED: dict[tuple[str, str, float, int], Shaped] = {}
MOST_SHAPED = 600


def shaped(font: QFont, width: float, text: str, limit: int) -> Shaped:
    """The text broken into at most `limit` lines of this width (`broken`), shaped once while it is in use."""
    key = (text, font.key(), width, limit)
    found = _SHAPED.get(key)
    if found is None:
        if len(_SHAPED) >= MOST_SHAPED:
            _SHAPED.clear()
        metrics = QFontMetricsF(font)
        option = _option(text)
        lines = tuple(_shape(font, option, line) for line in broken(font, width, text, limit))
        found = _SHAPED[key] = Shaped(lines, metrics.height(), metrics.ascent())
    return found


def _shape(font: QFont, option: QTextOption, text: str) -> tuple[QTextLayout, float, float]:
    layout = QTextLayout(text, font)
    layout.setCacheEnabled(True)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    width = line.naturalTextWidth()
    ascent = line.ascent()
    layout.endLayout()
    return layout, width, ascent


def _draw(painter: QPainter, font: QFont, place: QRectF, text: str, *, limit: int, is_rtl: bool) -> float:
    words = shaped(font, place.width(), text, limit)
    height = place.height() / limit
    widest = 0.0
    for number, (layout, width, ascent) in enumerate(words.lines):
        x = place.right() - width if is_rtl else place.left()
        y = place.top() + number * height + (height - words.height) / 2
        layout.draw(painter, QPointF(x, y + words.ascent - ascent))
        widest = max(widest, width)
    return widest


def _option(text: str) -> QTextOption:
    option = QTextOption()
    is_rtl = base_direction(text) == "rtl"
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
    # Without "absolute", left would mean the trailing edge, which is the right one in right-to-left text.
    option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option


def _in_code_points(text: str, start: int, length: int) -> tuple[int, int]:
    """Qt counts in UTF-16 units, Python in code points; they differ after an emoji."""
    if text.isascii() or all(ord(c) < 0x10000 for c in text):
        return start, length
    units = text.encode("utf-16-le")
    before = len(units[: start * 2].decode("utf-16-le", "ignore"))
    return before, len(units[start * 2 : (start + length) * 2].decode("utf-16-le", "ignore"))
