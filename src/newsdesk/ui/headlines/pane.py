"""The middle of the window: the day above the list, the pill of new rows, the list, or what stands in its stead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from newsdesk.ui.buttons import push_button
from newsdesk.ui.headlines.blank import Choice, EmptyState
from newsdesk.ui.headlines.delegate import HeadlineDelegate
from newsdesk.ui.headlines.view import HeadlineView
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        self._note = self._day = ""
        self.setObjectName("headlines")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = HeadlineView(theme, words.day, model)
        self.view.setAccessibleName(words.say("list.name"))
        self.view.group_of = lambda row: words.group(model.found(row))
        self.delegate = HeadlineDelegate(
            theme, icons, signs, words.time, self.view.day_above, self.view, words.say("list.breaking")
        )
        self.delegate.found_of = model.found
        self.delegate.held_of = words.held
        self.view.setItemDelegate(self.delegate)
        self.heading = QWidget()
        self.heading.setObjectName("heading")
        self.heading.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.day = plain_label("", "day")
        self.remark = plain_label("", "remark")
        self.remark.setWordWrap(True)
        self.remark.hide()
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
        column.addWidget(self.remark)
        column.addWidget(trouble)
        self._either = QStackedLayout()
        column.addLayout(self._either, 1)  # first: a stack without a parent shows what it is given as a window
        self._either.addWidget(self.view)
        self._either.addWidget(self.empty)
        self.view.day_changed.connect(self._on_day_changed)
        model.waiting_changed.connect(self._on_waiting_changed)
        self.dress(theme)

    def stand(self, *, has_days: bool, has_snippets: bool = False) -> None:
        """How the rows that are shown next stand: under their days, with pieces of their texts."""
        self.delegate.has_snippets = has_snippets
        self.delegate.time_of = self._words.time if has_days else self._words.day_and_time
        self.view.stand(has_days=has_days, has_snippets=has_snippets)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self.delegate.theme = theme
        self.heading.setFixedHeight(theme.px(30) + 1)
        self.pill.setFixedHeight(theme.px(24))
        self.view.dress(theme)
        self.view.viewport().update()
        self._place_pill()

    def show_note(self, note: str, order: str, remark: str = "") -> None:
        """Sets what stands above a list without days (what a search found), "" for the day; its order; and what else
        there is to say of the rows."""
        self._note = note
        self.order.setText(order)
        self.remark.setText(remark)
        self.remark.setVisible(bool(remark))
        self._on_day_changed(self._day)

    def show_list(self) -> None:
        """Shows the rows."""
        self._either.setCurrentWidget(self.view)

    def show_empty(self, title: str, hint: str, choices: Sequence[Choice] = ()) -> None:
        """Shows what to say when there are no rows, and what can be done then, the first thing as the main one."""
        self.empty.say(title, hint, choices)
        self._either.setCurrentWidget(self.empty)
        self._on_day_changed("")

    def _on_day_changed(self, day: str) -> None:
        self._day = day
        self.day.setText(self._note or day)
        self._place_pill()

    def _on_waiting_changed(self, waiting: int) -> None:
        self.pill.setVisible(waiting > 0)
        if waiting:
            self.pill.setText(self._words.count("list.waiting", waiting))
        self._place_pill()

    def _place_pill(self) -> None:
        self.pill.adjustSize()
        self.pill.setFixedHeight(self.pill.height())
        middle = (self.width() - self.pill.width()) // 2
        sides = max(self.day.sizeHint().width(), self.order.sizeHint().width()) + 16
        is_tight = not self.pill.isHidden() and middle < sides
        if is_tight:  # the order gives way: it stands in the menu, too
            is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            middle = 16 if is_rtl else self.width() - 16 - self.pill.width()
        self.order.setVisible(bool(self.day.text()) and not is_tight)
        self.pill.move(middle, (self.heading.height() - self.pill.height()) // 2)
        self.pill.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_pill()
