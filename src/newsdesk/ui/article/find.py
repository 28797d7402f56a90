"""The bar that finds words in the page shown, whichever way they are spelt; it must not know where the page is from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QWidget

from newsdesk.arabic.finding import places
from newsdesk.arabic.fold import Folded, fold_map
from newsdesk.arabic.highlight import hits
from newsdesk.ui.buttons import IconButton
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsdesk.arabic.highlight import Sought
    from newsdesk.texts import Texts
    from newsdesk.ui.article.view import ArticleView
    from newsdesk.ui.icons import Icons
    from newsdesk.ui.theme import Theme

LONGEST = 200


class FindBar(QWidget):
    """Lives on the UI thread. Return and the arrows go on from hit to hit, round the end; Escape closes it."""

    def __init__(self, texts: Texts, theme: Theme, icons: Icons, view: ArticleView) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._view = view
        self._text = ""
        self._folded = Folded("", ())
        self._hits: list[tuple[int, int]] = []  # in Qt's units
        self._at = -1
        self._sought: Sought | None = None  # of the search that the field shows the words of
        self.setObjectName("find")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST)
        self.field.setAccessibleName(texts.say("find.name"))
        self.field.setPlaceholderText(texts.say("find.name"))
        self.field.setMaximumWidth(320)
        self.count = plain_label("", kind="soft")
        self.before = self._button(icons, "up", "find.before")
        self.after = self._button(icons, "down", "find.after")
        self.cross = self._button(icons, "close", "band.close")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 14, 6)
        row.setSpacing(6)
        row.addWidget(self.field, 1)
        for part in (self.count, self.before, self.after):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.cross)
        self.field.textChanged.connect(self._on_typed)
        self.field.returnPressed.connect(lambda: self.go(1))
        self.after.clicked.connect(lambda: self.go(1))
        self.before.clicked.connect(lambda: self.go(-1))
        self.cross.clicked.connect(self.leave)
        view.laid_out_anew.connect(self._mark_again)

    def _button(self, icons: Icons, icon: str, key: str) -> IconButton:
        button = IconButton(self._theme, icons, icon)
        button.setAccessibleName(self._texts.say(key))
        button.setToolTip(self._texts.say(key))
        return button

    def begin(self) -> None:
        """Shows itself, ready for words; what is selected in the page is looked for at once."""
        self.show()
        selected = self._view.textCursor().selectedText().strip()
        if selected and "\u2029" not in selected:
            self.field.setText(selected[:LONGEST])
        self.field.setFocus()
        self.field.selectAll()
        self.look_anew()

    def seek(self, words: str, sought: Sought) -> None:
        """Marks what a search found in the page just shown; stays away where that is nothing. The focus stays too."""
        with QSignalBlocker(self.field):
            self.field.setText(words[:LONGEST])
        self._sought = sought
        self.show()
        self.look_anew()
        if not self._hits:
            self._close()

    def end_search(self) -> None:
        """Closes itself when what it shows are the hits of a search."""
        if self._sought is not None:
            self._close()

    def leave(self) -> None:
        """Closes itself; the page stays where it is."""
        self._close()
        self._view.setFocus()

    def _close(self) -> None:
        self._sought = None
        self.hide()
        self._view.setExtraSelections([])

    def _on_typed(self) -> None:
        self._sought = None
        self._on_edited()

    def dress(self, theme: Theme) -> None:
        """Takes a theme."""
        self._theme = theme
        for button in (self.before, self.after, self.cross):
            button.dress(theme)
        self._paint()

    def look_anew(self) -> None:
        """After another page was shown: its words, and the hits in it; also behind a list that hides the page."""
        if not self.isHidden():
            self._text = self._view.toPlainText()
            self._folded = fold_map(self._text)
            self._on_edited()

    def go(self, step: int) -> None:
        """Goes on to the next hit, or back by one."""
        if self._hits:
            self._show((self._at + step) % len(self._hits))

    @property
    def has_hits(self) -> bool:
        """Whether there is something to go to."""
        return bool(self._hits)

    def has_more(self, step: int) -> bool:
        """Whether there is a hit further on (1), or further back (-1), without going round."""
        return 0 <= self._at + step < len(self._hits)

    def go_to_end(self, *, is_last: bool) -> None:
        """Goes to the last hit, or to the first."""
        if self._hits:
            self._show(len(self._hits) - 1 if is_last else 0)

    def _on_edited(self) -> None:
        units = _Units(self._text)
        if self._sought is not None:
            found: Iterable[tuple[int, int]] = hits(self._text, self._sought)
        else:
            found = places(self._text, self._folded, self.field.text())
        self._hits = [(units.of(start), units.of(end)) for start, end in found]
        here = self._view.place()
        self._at = -1
        if self._hits:
            self._show(next((n for n, (start, _) in enumerate(self._hits) if start >= here), 0))
        else:
            self._paint()

    def _show(self, hit: int) -> None:
        self._at = hit
        self._view.show_place(self._hits[hit][0])
        self._paint()

    def _mark_again(self) -> None:
        """Marks the hits in a page laid out anew, which has lost its marks; it stays where it is."""
        if self.isHidden():
            return
        if self._view.toPlainText() == self._text:
            self._paint()
        else:  # digits or dates are written in another way
            self.look_anew()

    def _paint(self) -> None:
        if self.isHidden():
            return
        selections = []
        for number, (start, end) in enumerate(self._hits):
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self._view.document())
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            is_here = number == self._at
            mark.format.setBackground(self._theme.colour("pill" if is_here else "mark"))
            mark.format.setForeground(self._theme.colour("pill_ink" if is_here else "ink"))
            mark.cursor = cursor
            selections.append(mark)
        self._view.setExtraSelections(selections)
        if not self.field.text().strip():
            self.count.setText("")
        elif self._hits:
            self.count.setText(self._texts.say("find.count", n=self._at + 1, total=len(self._hits)))
        else:
            self.count.setText(self._texts.say("find.none"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.go(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)


class _Units:
    """Places in code points as Qt counts them, in UTF-16; asked in rising order."""

    def __init__(self, text: str) -> None:
        self._far = [at for at, letter in enumerate(text) if ord(letter) > 0xFFFF]
        self._passed = 0

    def of(self, place: int) -> int:
        while self._passed < len(self._far) and self._far[self._passed] < place:
            self._passed += 1
        return place + self._passed
