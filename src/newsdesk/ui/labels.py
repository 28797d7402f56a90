"""Labels that show plain text whatever their text looks like; they must not know what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption

# In sizes of the letters. The face itself asks for lines of 2.1; its highest marks above marks reach 1.25, in bold, and
# the lowest below 0.44.
LINE, BASE = 1.7, 1.26


class PlainLabel(QLabel):
    """A label that never gives up a line of what it says: in a low window a layout would take some of its height.

    What is broken into lines has them as close as one reads them; text that can be selected is left to Qt.
    """

    def setText(self, text: str) -> None:
        super().setText(text)
        self._hold_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold_lines()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._hold_lines()

    @property
    def _is_broken(self) -> bool:
        return self.wordWrap() and not self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse

    def heightForWidth(self, width: int) -> int:
        if not self._is_broken:
            return super().heightForWidth(width)
        margins = self.contentsMargins()
        lines = self._broken(width - margins.left() - margins.right()).lineCount() if self.text() else 0
        return round(lines * self._line) + margins.top() + margins.bottom()

    def sizeHint(self) -> QSize:
        asked = super().sizeHint()
        return QSize(asked.width(), self.heightForWidth(asked.width())) if self._is_broken else asked

    def minimumSizeHint(self) -> QSize:
        asked = super().minimumSizeHint()
        return QSize(asked.width(), min(asked.height(), round(self._line))) if self._is_broken else asked

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_broken:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        self.drawFrame(painter)
        inside = self.contentsRect()
        broken = self._broken(inside.width())
        spare = inside.height() - broken.lineCount() * self._line
        top = inside.top() + (0 if self.alignment() & Qt.AlignmentFlag.AlignTop else max(spare, 0) / 2)
        painter.setPen(self.palette().color(self.foregroundRole()))
        broken.draw(painter, QPointF(inside.left(), top))
        painter.end()

    @property
    def _line(self) -> float:
        return LINE * self.fontInfo().pixelSize()

    def _broken(self, width: int) -> QTextLayout:
        """The text in lines of this width, each in its place below the first."""
        option = QTextOption(QStyle.visualAlignment(self.layoutDirection(), self.alignment()))
        option.setTextDirection(self.layoutDirection())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout = QTextLayout(self.text().replace("\n", "\u2028"), self.font(), self)
        layout.setTextOption(option)
        layout.beginLayout()
        base = BASE * self.fontInfo().pixelSize()
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, (layout.lineCount() - 1) * self._line + base - line.ascent()))
        layout.endLayout()
        return layout

    def _hold_lines(self) -> None:
        if self.wordWrap():
            self.setMinimumHeight(0)  # else the answer is never less than what was held before
            self.setMinimumHeight(max(self.heightForWidth(self.width()), 0))


class ShortLabel(PlainLabel):
    """A label of one line that gives way in a narrow window: it ends with an ellipsis, and its tip says the rest."""

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 4, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        text = self.text()
        shown = self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == text else plain_tip(text))
        option = QStyleOption()
        option.initFrom(self)
        painter = QPainter(self)
        where = QStyle.visualAlignment(self.layoutDirection(), self.alignment())
        self.style().drawItemText(painter, self.rect(), where, option.palette, True, shown, self.foregroundRole())
        painter.end()


class FittingLabel(PlainLabel):
    """A label of one line that says what it has room for, whole: no half of a date. Its tip says the rest."""

    def __init__(self) -> None:
        super().__init__()
        self._ways: tuple[str, ...] = ("",)

    def say(self, *ways: str) -> None:
        """Says the first of these that fits; they come from the longest to the shortest."""
        self._ways = ways
        self.setAccessibleName(ways[0])
        self.updateGeometry()
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(self._width_of(self._ways[0]), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _width_of(self, words: str) -> int:
        return self.fontMetrics().horizontalAdvance(words) + 2

    def _fit(self) -> None:
        shown = next((words for words in self._ways if self._width_of(words) <= self.width()), "")
        self.setText(shown)
        self.setToolTip("" if shown == self._ways[0] else self._ways[0])


def plain_tip(text: str) -> str:
    """A tool tip that stays plain text: Qt reads mark-up in tips that look like it."""
    from html import escape

    return f"<qt>{escape(text)}</qt>" if text else ""


def fitting_label(name: str) -> FittingLabel:
    """A label of that kind, which reads no mark-up either."""
    label = FittingLabel()
    _named(label, "", name, "")
    return label


def plain_label(text: str = "", name: str = "", kind: str = "") -> QLabel:
    """A label that never reads mark-up: QLabel left to itself loads a local image out of a headline."""
    label = PlainLabel()
    return _named(label, text, name, kind)


def short_label() -> QLabel:
    """The same of one line that may be cut short."""
    return _named(ShortLabel(), "", "", "")


def _named(label: QLabel, text: str, name: str, kind: str) -> QLabel:
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    if name:
        label.setObjectName(name)
    if kind:
        label.setProperty("kind", kind)
    return label
