"""Labels that show plain text whatever their text looks like; they must not know what it says."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QStyle, QStyleOption


class PlainLabel(QLabel):
    """A label that never gives up a line of what it says: in a low window a layout would take some of its height."""

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
        self.setToolTip("" if shown == text else text)
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
