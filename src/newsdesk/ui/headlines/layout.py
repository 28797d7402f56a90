"""Where the parts of a headline row stand: pure rectangles, mirrored in one place; it must not know Qt or colours."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

# Logical pixels at 100 %.
ROW = 88
FOUND_ROW = 112  # with a piece of the text below the headline
LINE, SNIPPET_LINE = 26, 22
DAY = 30


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    def mirrored(self, inside: float) -> Box:
        """The same box seen from the other side of a row `inside` wide."""
        return replace(self, x=inside - self.x - self.width)


@dataclass(frozen=True, slots=True)
class RowLayout:
    """The boxes of one row, measured from its top left corner."""

    day: Box
    bar: Box
    dot: Box
    meta: Box
    title: Box
    star: Box
    offline: Box

    def snippet(self, title_lines: int, scale: float) -> tuple[Box, int]:
        """Where a piece of the text stands below a headline of so many lines, and how many lines of it: a short
        headline leaves room for two."""
        lines = 1 if title_lines > 1 else 2
        below = LINE * max(1, min(title_lines, 2)) * scale
        return replace(self.title, y=self.title.y + below, height=SNIPPET_LINE * lines * scale), lines


@lru_cache(maxsize=64)  # the rows of a list are all alike
def lay_out(width: float, scale: float, *, is_rtl: bool, has_day: bool, row: float = ROW) -> RowLayout:
    """The boxes of a row `width` wide; `has_day` puts a heading above it. Leading is right when `is_rtl`.

    >>> row = lay_out(420, 1.0, is_rtl=True, has_day=False)
    >>> row.dot.x > row.title.x > row.star.x
    True
    """
    top = DAY * scale if has_day else 0.0
    lead, trail = 40 * scale, 44 * scale
    inner = max(width - lead - trail, 1.0)
    boxes = (
        Box(0, 0, width, top),
        Box(0, top, 3, row * scale),
        Box(16 * scale, top + 15 * scale, 8 * scale, 8 * scale),
        Box(lead, top + 9 * scale, inner, 18 * scale),
        Box(lead, top + 29 * scale, inner, 52 * scale),
        Box(width - 28 * scale, top + 10 * scale, 16 * scale, 16 * scale),
        Box(width - 28 * scale, top + 62 * scale, 16 * scale, 16 * scale),
    )
    placed = [box.mirrored(width) for box in boxes] if is_rtl else list(boxes)
    return RowLayout(*placed)
