"""The middle of the window: the day above the list, the pill of new rows, the list, or what stands in its stead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from newsdesk.ui.buttons import push_button
from newsdesk.ui.headlines.delegate import HeadlineDelegate
from newsdesk.ui.headlines.view import HeadlineView
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.ui.headlines.model import HeadlineModel
    from newsdesk.ui.headlines.words import RowWords
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.signs import Signs
    from newsdesk.ui.theme import Theme


class ListPane(QWidget):
    """Lives on the UI thread."""

    pill_pressed = Signal()
    order_pressed = Signal()

    def __init__(
        self, words: RowWords, theme: Theme, icons: Icons, signs: Signs, model: HeadlineModel, trouble: QWidget
    ) -> None:
        """`trouble` is the band that stands above the list of a source in trouble."""
        super().__init__()
        self._words = words
        self._note = ""
        self.setObjectName("headlines")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = HeadlineView(theme, words.day, model)
        self.view.setAccessibleName(words.say("list.name"))
        self.delegate = HeadlineDelegate(
            theme, icons, signs, words.time, self.view.day_above, self.view, words.say("list.breaking")
        )
        self.view.setItemDelegate(self.delegate)
        self.heading = QWidget()
        self.heading.setObjectName("heading")
        self.heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.day = plain_label("", "day")
        self.order = push_button("", "link")
        self.order.setObjectName("order")
        self.order.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.order.clicked.connect(self.order_pressed)
        line = QHBoxLayout(self.heading)
        line.setContentsMargins(16, 0, 16, 1)  # the line below is the heading's own
        line.addWidget(self.day)
        line.addStretch(1)
        line.addWidget(self.order)
        self.pill = QPushButton(self)
        self.pill.setObjectName("pill")
        self.pill.setCursor(Qt.CursorShape.PointingHandCursor)
        self.pill.clicked.connect(self.pill_pressed)
        self.pill.hide()
        self.empty = EmptyState()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(trouble)
        self._either = QStackedLayout()
        column.addLayout(self._either, 1)  # first: a stack without a parent shows what it is given as a window
        self._either.addWidget(self.view)
        self._either.addWidget(self.empty)
        self.view.day_changed.connect(self._on_day_changed)
        model.waiting_changed.connect(self._on_waiting_changed)
        self.dress(theme)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self.delegate.theme = theme
        self.heading.setFixedHeight(theme.px(30) + 1)
        self.pill.setFixedHeight(theme.px(24))
        self.view.dress(theme)
        self.view.viewport().update()
        self._place_pill()

    def show_note(self, note: str, order: str) -> None:
        """Sets what stands above a list without days (what a search found), "" for the day; and its order."""
        self._note = note
        self.order.setText(order)
        self._on_day_changed("")

    def show_list(self) -> None:
        """Shows the rows."""
        self._either.setCurrentWidget(self.view)

    def show_empty(self, title: str, hint: str, button: str = "", deed: Callable[[], object] | None = None) -> None:
        """Shows what to say when there are no rows."""
        self.empty.say(title, hint, button, deed)
        self._either.setCurrentWidget(self.empty)
        self._on_day_changed("")

    def _on_day_changed(self, day: str) -> None:
        self.day.setText(self._note or day)
        self.order.setVisible(bool(self._note or day))

    def _on_waiting_changed(self, waiting: int) -> None:
        self.pill.setVisible(waiting > 0)
        if waiting:
            self.pill.setText(self._words.count("list.waiting", waiting))
            self._place_pill()

    def _place_pill(self) -> None:
        self.pill.adjustSize()
        self.pill.setFixedHeight(self.pill.height())
        self.pill.move((self.width() - self.pill.width()) // 2, (self.heading.height() - self.pill.height()) // 2)
        self.pill.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()


class EmptyState(QScrollArea):
    """A title, a hint and at most one button, in the middle of much air; they scroll where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("empty")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        self.setWidget(inside)
        self._deed: Callable[[], object] | None = None
        self.title = plain_label("", "emptyTitle")
        self.hint = plain_label("", "emptyHint")
        self.button = push_button("", "main")
        self.button.clicked.connect(self._on_clicked)
        column = QVBoxLayout(inside)
        column.setContentsMargins(32, 32, 32, 32)
        column.setSpacing(10)
        column.addStretch(2)
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            label.setWordWrap(True)
            column.addWidget(label)
        column.addSpacing(8)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def say(self, title: str, hint: str, button: str = "", deed: Callable[[], object] | None = None) -> None:
        """Shows these words."""
        self.setAccessibleName(title)
        self.title.setText(title)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._deed = deed
        self.button.setText(button)
        self.button.setVisible(deed is not None)

    def _on_clicked(self) -> None:
        if self._deed is not None:
            self._deed()
