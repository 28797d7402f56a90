"""The search field: tells what is looked for once the reader pauses; it must not know who searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from newsdesk.ui.buttons import IconButton

if TYPE_CHECKING:
    from newsdesk.texts import Texts
    from newsdesk.ui.actions import Actions
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.theme import Theme

PAUSE = 180  # milliseconds after the last letter
LONGEST = 200
PADDING = 8  # pixels that the style sheet leaves on each side
AIR = 6  # pixels that Qt keeps free on both sides of what stands in a field, with its frame
SIGN, BUTTON = 16, 26  # pixels at 100 %
ROOMY, WIDEST = 190, 320  # likewise: from which width on words have room, and the widest
NARROWEST = 140  # pixels at any size, where the name of the field does not ask for more


class SearchField(QLineEdit):
    """Lives on the UI thread. Its signs are its own: those that Qt puts into a field do not grow with the text."""

    searched = Signal(str)  # never empty
    left = Signal()  # the search is over
    deepened = Signal()  # on to the list
    used = Signal()  # `is_used` may be another

    def __init__(self, texts: Texts, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._theme = theme
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._tell)
        self.setObjectName("search")
        self.setMaxLength(LONGEST)
        self._hints = (texts.say("search.hint"), texts.say("search.name"))
        self.setAccessibleName(texts.say("search.name"))
        # From the trailing edge inwards: what ends the search, what saves it, what explains the language.
        self.buttons = {name: IconButton(theme, icons, name, self) for name in ("close", "save", "help")}
        for button in self.buttons.values():
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # each has its key
            button.setCursor(Qt.CursorShape.ArrowCursor)
        cross = self.buttons["close"]
        cross.setAccessibleName(texts.say("search.leave"))
        cross.setToolTip(texts.say("search.leave"))
        cross.clicked.connect(self.leave)
        cross.hide()
        self.buttons["save"].hide()
        self.textChanged.connect(lambda text: self._show("close", is_shown=bool(text)))
        self.textChanged.connect(self.used)
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self._on_return)
        self.dress(theme)

    def give_actions(self, actions: Actions) -> None:
        """Connects the signs in the field."""
        for name, deed in (("save", "save_search"), ("help", "search_help")):
            button, action = self.buttons[name], actions[deed]
            button.setAccessibleName(action.text())
            button.setToolTip(action.toolTip())
            button.clicked.connect(action.trigger)
        actions["save_search"].enabledChanged.connect(lambda is_able: self._show("save", is_shown=is_able))

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self._theme = theme
        self.setFixedHeight(theme.px(30))
        self.setMaximumWidth(theme.px(WIDEST))
        for button in self.buttons.values():
            button.dress(theme)
        self._place()

    @property
    def is_used(self) -> bool:
        """Whether the reader types in it, or it says what is looked for."""
        return self.hasFocus() or bool(self.text())

    def begin(self) -> None:
        """Takes the focus, ready for other words."""
        self.setFocus()
        self.selectAll()

    def look_for(self, words: str) -> None:
        """Has these words looked for at once, as if they had been typed."""
        self.setText(words)
        self._tell()
        self.setFocus()

    def leave(self) -> None:
        """Empties the field, ends the search and goes back to the list."""
        self.forget()
        self.left.emit()
        self.deepened.emit()

    def forget(self) -> None:
        """Empties the field and tells nobody: something else is shown than what it asked for."""
        self._pause.stop()
        self.clear()

    def _on_edited(self, text: str) -> None:
        if text.strip():
            self._pause.start()
        else:
            self._pause.stop()
            self.left.emit()

    def _on_return(self) -> None:
        if self._pause.isActive():
            self._tell()
        self.deepened.emit()

    def _tell(self) -> None:
        self._pause.stop()
        if self.text().strip():
            self.searched.emit(self.text().strip())

    # --- the signs

    def _show(self, name: str, *, is_shown: bool) -> None:
        self.buttons[name].setVisible(is_shown)
        self._place()

    def _place(self) -> None:
        side, is_rtl = self._theme.px(BUTTON), self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        trailing = self._theme.px(3)
        needed = side * sum(not self.buttons[name].isHidden() for name in ("close", "save"))
        words = self.text() or self._hints[-1]
        # The sign that has a key as well gives way to words.
        self.buttons["help"].setVisible(self._width_for(words, trailing + needed + side) <= self.width())
        for button in self.buttons.values():
            if button.isHidden():
                continue
            x = trailing if is_rtl else self.width() - trailing - side
            button.setGeometry(QRect(x, (self.height() - side) // 2, side, side))
            trailing += side
        leading, inside = self._leading, max(trailing - PADDING, 0)
        self.setTextMargins(*((inside, 0, leading, 0) if is_rtl else (leading, 0, inside, 0)))
        fits = (hint for hint in self._hints if self._width_for(hint, trailing) <= self.width())
        self.setPlaceholderText(next(fits, ""))

    @property
    def _leading(self) -> int:
        return self._theme.px(SIGN) + self._theme.px(6)

    def _width_for(self, words: str, trailing: int) -> int:
        """How wide the field must be to show these words beside what stands at its trailing edge."""
        around = self._leading + max(trailing - PADDING, 0) + 2 * PADDING + AIR
        return around + self.fontMetrics().horizontalAdvance(words)

    def minimumSizeHint(self) -> QSize:
        named = self._width_for(self._hints[-1], self._theme.px(3))
        return QSize(max(NARROWEST, min(named, self.maximumWidth())), self.height())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.used.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.used.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        side, edge = self._theme.px(SIGN), self._theme.px(9)
        x = self.width() - edge - side if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else edge
        painter = QPainter(self)
        place = QRectF(x, (self.height() - side) / 2, side, side)
        self._icons.draw(painter, "search", place, self._theme.colour("faint"))
        painter.end()

    # --- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Down:
            self.deepened.emit()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)
