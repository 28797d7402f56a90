"""Side by side or by turns: in a narrow window list and article share one place; it must not know what they show."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdesk.ui.buttons import IconButton

NARROW = 900
WIDTHS = (216, 420, 644)
STEP = 24  # pixels that a key moves a line


class Turns(QSplitter):
    """Lives on the UI thread. The three sides of the window and how they share its width."""

    def __init__(
        self, sidebar: QWidget, middle: QWidget, article: QWidget, back: IconButton, lines: Sequence[str] = ()
    ) -> None:
        """`lines` are what the line beside the sources and that beside the article are called."""
        super().__init__(Qt.Orientation.Horizontal)
        self._middle = middle
        self._article = article
        self._back = back
        self._sidebar = sidebar
        self._sides = (sidebar, middle, article)
        self._scale = 1.0
        self._side_by_side: tuple[int, ...] = WIDTHS
        self.is_narrow = False
        self.shows_article = False
        for side, least in ((sidebar, 150), (middle, 260), (article, 300)):
            self.addWidget(side)
            side.setMinimumWidth(least)
        self.setHandleWidth(1)
        for number, name in enumerate(lines, 1):
            self.handle(number).setAccessibleName(name)
        self.setChildrenCollapsible(False)
        for number, stretch in enumerate((0, 0, 1)):
            self.setStretchFactor(number, stretch)
        self.setSizes(list(WIDTHS))
        self.splitterMoved.connect(self._on_moved)

    def by_name(self) -> dict[str, Callable[[], object]]:
        """The deeds that move the lines, by the names of their actions."""
        return {
            f"{side}_{way}": partial(self.nudge, line, step)
            for line, side in enumerate(("sources", "article"), 1)
            for way, step in (("left", -STEP), ("right", STEP))
        }

    def nudge(self, line: int, step: int) -> None:
        """Moves a line (1 beside the sources, 2 beside the article) by so many pixels, to the right when positive, as
        far as both sides have room; nothing where they take turns."""
        before, after = self._sides[line - 1 : line + 1]
        if self.is_narrow or not (before.isVisible() and after.isVisible()):
            return
        sizes = self.sizes()
        ahead = -step if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else step
        ahead = max(min(ahead, sizes[line] - after.minimumWidth()), before.minimumWidth() - sizes[line - 1])
        sizes[line - 1] += ahead
        sizes[line] -= ahead
        self.setSizes(sizes)
        self._on_moved()

    def fit(self, width: int, scale: float) -> None:
        """Chooses by the window's width, counted in the reader's text size; made wide again, all is as it was."""
        was_narrow, self.is_narrow, self._scale = self.is_narrow, width < NARROW * scale, scale
        self._share()
        if was_narrow and not self.is_narrow:
            widths = self._side_by_side
            room = width - (len(widths) - 1) * self.handleWidth()
            self.setSizes([round(room * part / sum(widths)) for part in widths])

    @property
    def widths(self) -> tuple[int, ...]:
        """The widths of the three sides when they stand side by side, also while they do not."""
        is_seen = self.isVisible() and self._sidebar.isVisible() and not self.is_narrow
        return tuple(self.sizes()) if is_seen else self._side_by_side

    def show_list(self) -> None:
        """Gives the turn to the list."""
        self.shows_article = False
        self._share()

    def show_article(self) -> None:
        """Gives the turn to the article."""
        self.shows_article = True
        self._share()

    def set_widths(self, widths: Sequence[int]) -> None:
        """Restores widths kept from before; others than three are ignored."""
        if len(widths) == len(WIDTHS) and all(width > 0 for width in widths):
            self._side_by_side = tuple(widths)
            self.setSizes(list(widths))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.is_narrow:
            side = round(min(WIDTHS[0] * self._scale, self.width() * 0.34))
            rest = self.width() - side
            self.setSizes([side, rest, rest])

    def _on_moved(self) -> None:
        self._side_by_side = self.widths

    def _share(self) -> None:
        self._article.setVisible(not self.is_narrow or self.shows_article)
        self._middle.setVisible(not self.is_narrow or not self.shows_article)
        self._back.setVisible(self.is_narrow)
