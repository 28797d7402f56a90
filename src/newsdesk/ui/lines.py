"""Draws plain text in one line or several, in the text's own direction, at the window's leading edge.

Places in a text may be marked: they are painted over the shaped letters, so no letter loses its joined form.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from newsdesk.arabic.bidi import base_direction

ELLIPSIS = "…"
# A title is cut before it is shaped: no row shows more, and shaping a megabyte would hold the window.
LONGEST = 600
ABOVE, BELOW = 1.05, 0.45  # how far a mark reaches from the base line, in sizes of the letters
_BREAKS = str.maketrans({"\n": " ", "\r": " ", "\t": " ", "\u2028": " ", "\u2029": " ", "\0": " "})


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with places that are marked: start and end in code points, in order, and the colours of the marks."""

    text: str
    hits: tuple[tuple[int, int], ...]
    ground: QColor
    ink: QColor


def draw_line(painter: QPainter, font: QFont, place: QRectF, text: str, *, is_rtl: bool) -> float:
    """Draws one line, vertically centred in `place`; comes back with the width used."""
    return _draw(painter, font, place, text, limit=1, is_rtl=is_rtl)


def draw_lines(
    painter: QPainter, font: QFont, place: QRectF, text: str | Marked, *, is_rtl: bool, limit: int = 2
) -> int:
    """Draws at most `limit` lines of equal height in `place`, the last one ending in an ellipsis when text is left;
    comes back with how many.

    A mark beyond the ellipsis is not drawn, of one that is cut what can be seen.
    """
    _draw(painter, font, place, text, limit=limit, is_rtl=is_rtl)
    return len(shaped(font, place.width(), text if isinstance(text, str) else text.text, limit).lines)


def width_of(font: QFont, text: str) -> float:
    """The width that one line of this text takes."""
    return max((line.width for line in shaped(font, 1e5, text, 1).lines), default=0.0)


@dataclass(frozen=True, slots=True)
class Piece:
    """One line of a broken text: what is shown, where it begins in the text, and how many letters of it it shows."""

    shown: str
    start: int
    length: int


def broken(font: QFont, width: float, text: str, limit: int) -> list[str]:
    """The text in at most `limit` lines of this width, in logical order; the last ends in an ellipsis if cut short."""
    return [piece.shown for piece in pieces(font, width, text, limit)]


def pieces(font: QFont, width: float, text: str, limit: int) -> list[Piece]:
    """The same with the places that the lines have in the text, in code points."""
    text = text[:LONGEST].translate(_BREAKS)
    layout = QTextLayout(text, font)
    layout.setTextOption(_option(text))
    layout.beginLayout()
    lines: list[Piece] = []
    while len(lines) < limit:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        start, length = _in_code_points(text, line.textStart(), line.textLength())
        is_last = len(lines) == limit - 1
        words = text[start:] if is_last else text[start : start + length]
        start += len(words) - len(words.lstrip())
        shown, kept = _shortened(font, width, words.strip()) if is_last else (words.strip(), len(words.strip()))
        lines.append(Piece(shown, start, kept))
    layout.endLayout()
    return lines


def _shortened(font: QFont, width: float, text: str) -> tuple[str, int]:
    """The text if it fits, else its first words and an ellipsis, and how many letters are left of it; a word is cut
    only when it stands alone."""
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
    if shown == text:
        return text, len(text)
    kept = shown.removesuffix(ELLIPSIS).removesuffix("...")  # Qt takes three dots where the first face has no ellipsis
    if not text.startswith(kept):
        kept = kept.rstrip("\u200d")  # put there by Qt so that a letter that was joined keeps its form
    words, space, _piece = kept.rpartition(" ")
    if space and not text[len(kept) :].startswith(" "):
        kept = words
    kept = kept.rstrip(" ،,:؛;-–«(")
    return kept + ELLIPSIS, len(kept)


@dataclass(frozen=True, slots=True)
class ShapedLine:
    """A line ready to be painted, its width and the height of its letters above the base line."""

    layout: QTextLayout
    width: float
    ascent: float
    piece: Piece


@dataclass(frozen=True, slots=True)
class Shaped:
    """Lines ready to be painted; `height` and `ascent` are those of the font."""

    lines: tuple[ShapedLine, ...]
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
        lines = tuple(_shape(font, option, piece) for piece in pieces(font, width, text, limit))
        found = _SHAPED[key] = Shaped(lines, metrics.height(), metrics.ascent())
    return found


def _shape(font: QFont, option: QTextOption, piece: Piece) -> ShapedLine:
    layout = QTextLayout(piece.shown, font)
    layout.setCacheEnabled(True)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(1e6)
    width = line.naturalTextWidth()
    ascent = line.ascent()
    layout.endLayout()
    return ShapedLine(layout, width, ascent, piece)


def _draw(painter: QPainter, font: QFont, place: QRectF, text: str | Marked, *, limit: int, is_rtl: bool) -> float:
    words = shaped(font, place.width(), text if isinstance(text, str) else text.text, limit)
    height = place.height() / limit
    placed = []
    for number, line in enumerate(words.lines):
        x = place.right() - line.width if is_rtl else place.left()
        y = place.top() + number * height + (height - words.height) / 2
        placed.append((line, QPointF(x, y + words.ascent - line.ascent)))
    if isinstance(text, Marked) and text.hits:
        _draw_marked(painter, font.pixelSize(), placed, text)
    else:
        for line, corner in placed:
            line.layout.draw(painter, corner)
    return max((line.width for line in words.lines), default=0.0)


def _draw_marked(painter: QPainter, size: int, placed: list[tuple[ShapedLine, QPointF]], marked: Marked) -> None:
    """First the grounds of all lines, then the letters. Qt's grounds are as high as the face, which is higher than our
    lines: of them a band about the letters is shown."""
    clear = QColor(Qt.GlobalColor.transparent)
    for line, corner in placed:
        if grounds := _ranges(line.piece, marked.hits, clear, marked.ground):
            painter.save()
            base = corner.y() + line.ascent
            band = QRectF(corner.x(), base - ABOVE * size, line.width, (ABOVE + BELOW) * size)
            painter.setClipRect(band)
            painter.setPen(clear)
            line.layout.draw(painter, corner, grounds)
            painter.restore()
    for line, corner in placed:
        line.layout.draw(painter, corner, _ranges(line.piece, marked.hits, marked.ink))


def marks_in(piece: Piece, hits: tuple[tuple[int, int], ...]) -> list[tuple[int, int]]:
    """What of these places a line shows: start and length in it, in Qt's units of UTF-16.

    >>> marks_in(Piece("🌊 ماء…", 10, 5), ((12, 15), (15, 18)))
    [(3, 3)]
    """
    found = []
    for start, end in hits:
        first, last = max(start - piece.start, 0), min(end - piece.start, piece.length)
        if first < last:
            found.append((_units(piece.shown[:first]), _units(piece.shown[first:last])))
    return found


def _ranges(
    piece: Piece, hits: tuple[tuple[int, int], ...], ink: QColor, ground: QColor | None = None
) -> list[QTextLayout.FormatRange]:
    ranges = []
    for start, length in marks_in(piece, hits):
        one = QTextLayout.FormatRange()
        one.start, one.length, one.format = start, length, QTextCharFormat()
        one.format.setForeground(ink)
        if ground is not None:
            one.format.setBackground(ground)
        ranges.append(one)
    return ranges


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


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
    if text.isascii() or max(text) <= "\uffff":
        return start, length
    units = text.encode("utf-16-le")
    before = len(units[: start * 2].decode("utf-16-le", "ignore"))
    return before, len(units[start * 2 : (start + length) * 2].decode("utf-16-le", "ignore"))
