"""What stands for a source: its site's icon, else a square with its letter; it must not know where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath

from newsdesk.domain.faults import Failed
from newsdesk.ui.icons import letter_of
from newsdesk.ui.theme import MARK_GROUNDS, Face

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from newsdesk.domain.source import SourceId
    from newsdesk.ui.theme import Theme

CORNER = 4
MOST_LETTERS = 500  # squares kept ready
PLATE = "#E8E6E1"  # in the dark, below icons that can be seen through: many are drawn for white pages alone
_SMOOTH = Qt.TransformationMode.SmoothTransformation


class Signs:
    """Lives on the UI thread. `icon_of` gives a source's PNG; each is read and scaled once while it is in use."""

    def __init__(self, icon_of: Callable[[SourceId], bytes | None]) -> None:
        self._icon_of = icon_of
        self._icons: dict[SourceId, QImage | None] = {}
        self._fitted: dict[tuple[SourceId, int, int, str], QImage] = {}
        self._letters: dict[tuple[str, str, int, float, float], QImage] = {}

    def forget(self, sources: Iterable[SourceId] | None = None) -> None:
        """Reads the icons of these sources anew when they are next wanted; all when None."""
        gone = set(self._icons if sources is None else sources)
        self._icons = {source: icon for source, icon in self._icons.items() if source not in gone}
        self._fitted = {key: icon for key, icon in self._fitted.items() if key[0] not in gone}

    def paint(self, painter: QPainter, theme: Theme, place: QRectF, name: str, source: SourceId | None) -> None:
        """Paints what stands for a source into the square `place`; `name` gives the letter."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = painter.deviceTransform().m11()
        fitted = self._of(source, theme, place.width(), ratio)
        if fitted is not None:
            painter.drawImage(place, fitted)
            return
        ground = MARK_GROUNDS[(source or 0) % len(MARK_GROUNDS)]
        painter.drawImage(place, self._lettered(letter_of(name), ground, theme, (place.width(), ratio)))

    def picture(self, theme: Theme, name: str, source: SourceId | None, ratio: float) -> QImage:
        """The same as a picture for so many device pixels to each logical one."""
        side = theme.px(18)
        made = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
        made.setDevicePixelRatio(ratio)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, theme, QRectF(0, 0, side, side), name, source)
        painter.end()
        return made

    def _of(self, source: SourceId | None, theme: Theme, side: float, ratio: float) -> QImage | None:
        if source is None:
            return None
        if source not in self._icons:
            self._icons[source] = self._read(source)
        icon = self._icons[source]
        if icon is None:
            return None
        key = (source, round(side * ratio), theme.px(CORNER), theme.colours.paper)
        fitted = self._fitted.get(key)
        if fitted is None:
            fitted = self._fitted[key] = on_plate(icon, theme, key[1], ratio)
        return fitted

    def _lettered(self, letter: str, ground: str, theme: Theme, size: tuple[float, float]) -> QImage:
        """The square with the letter, `size` logical pixels and as many device pixels to each; painted once, since a
        list of sources paints dozens of them at a time."""
        side, ratio = size
        key = (letter, ground, theme.px(CORNER), side, ratio)
        made = self._letters.get(key)
        if made is None:
            if len(self._letters) >= MOST_LETTERS:
                self._letters.clear()
            made = self._letters[key] = _square(letter, ground, theme, size)
        return made

    def _read(self, source: SourceId) -> QImage | None:
        try:
            found = self._icon_of(source)
        except Failed:  # the list says that the stores cannot be read
            return None
        icon = QImage.fromData(found) if found else QImage()
        return None if icon.isNull() else icon


def _square(letter: str, ground: str, theme: Theme, size: tuple[float, float]) -> QImage:
    side, ratio = size
    made = QImage(round(side * ratio), round(side * ratio), QImage.Format.Format_ARGB32_Premultiplied)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    place = QRectF(0, 0, side, side)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(place, theme.px(CORNER), theme.px(CORNER))
    painter.setPen(QColor("#FFFFFF"))
    painter.setFont(theme.font(Face.MARK))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, letter)
    painter.end()
    return made


def on_plate(icon: QImage, theme: Theme, side: int, ratio: float) -> QImage:
    """An icon `side` device pixels wide with rounded corners; on a light plate where it can be seen through in the
    dark."""
    made = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape, corner = QPainterPath(), theme.px(CORNER) * ratio
    shape.addRoundedRect(QRectF(0, 0, side, side), corner, corner)
    painter.setClipPath(shape)
    inside = QRectF(0, 0, side, side)
    if QColor(theme.colours.paper).lightness() < 128 and _is_open(icon):
        painter.fillRect(inside, QColor(PLATE))
        inside = inside.adjusted(ratio, ratio, -ratio, -ratio)
    scaled = icon.scaled(inside.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio, _SMOOTH)
    painter.drawImage(inside.topLeft(), scaled)
    painter.end()
    return made


def _is_open(icon: QImage) -> bool:
    """Whether the ground can be seen at the edges of an icon, somewhere else than in its corners."""
    if not icon.hasAlphaChannel():
        return False
    last, middle = icon.width() - 1, icon.width() // 2
    edges = ((middle, 0), (0, middle), (last, middle), (middle, last))
    return any(icon.pixelColor(x, y).alpha() < 128 for x, y in edges)
