"""The search field: tells what is looked for once the reader pauses; it must not know who searches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from newsdesk.texts import Texts
    from newsdesk.ui.actions import Actions
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.theme import Theme

PAUSE = 180  # milliseconds after the last letter
LONGEST = 200


class SearchField(QLineEdit):
    """Lives on the UI thread."""

    searched = Signal(str)  # never empty
    left = Signal()  # the search is over
    deepened = Signal()  # on to the list

    def __init__(self, texts: Texts, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons = icons
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._tell)
        self.setObjectName("search")
        self.setMaxLength(LONGEST)
        self.setPlaceholderText(texts.say("search.hint"))
        self.setAccessibleName(texts.say("search.name"))
        self._glass = QAction(texts.say("search.name"), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._cross = QAction(texts.say("search.leave"), self)
        self._cross.setToolTip(texts.say("search.leave"))
        self._cross.triggered.connect(self.leave)
        self.addAction(self._cross, QLineEdit.ActionPosition.TrailingPosition)
        self._cross.setVisible(False)
        self.keeper = QAction(self)  # saves the search
        self.addAction(self.keeper, QLineEdit.ActionPosition.TrailingPosition)
        self.keeper.setVisible(False)
        self.textEdited.connect(self._on_edited)
        self.returnPressed.connect(self._on_return)
        self.dress(theme)

    def give_actions(self, actions: Actions) -> None:
        """Connects the signs in the field."""
        save = actions["save_search"]
        self.keeper.setText(save.text())
        self.keeper.setToolTip(save.toolTip())
        self.keeper.triggered.connect(save.trigger)
        save.enabledChanged.connect(self.keeper.setVisible)

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self.keeper.setIcon(self._icons.icon("save", theme.colour("soft"), theme.px(16)))
        self._glass.setIcon(self._icons.icon("search", theme.colour("faint"), theme.px(16)))
        self._cross.setIcon(self._icons.icon("close", theme.colour("soft"), theme.px(16)))
        self.setFixedHeight(theme.px(30))

    def begin(self) -> None:
        """Takes the focus, ready for other words."""
        self.setFocus()
        self.selectAll()

    def look_for(self, words: str) -> None:
        """Has these words looked for at once, as if they had been typed."""
        self.setText(words)
        self._cross.setVisible(True)
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
        self._cross.setVisible(False)

    def _on_edited(self, text: str) -> None:
        self._cross.setVisible(bool(text))
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
