"""What can be asked in the search field, with examples that are searched when they are pressed; beside the field."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from newsdesk.arabic.bidi import isolate
from newsdesk.ui.buttons import push_button
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from newsdesk.texts import Texts
    from newsdesk.ui.theme import Theme

WIDTH = 470  # pixels at 100 %
WIDEST = 10_000  # at which every explanation is one line
AROUND = 12  # pixels of the window that stay in sight
SHORTEST = 4  # letters of a word that serves as an example
USUAL = ("غزة", "السودان")


def examples(titles: list[str], source: str) -> list[tuple[str, tuple[str, ...]]]:
    """What can be asked, each with the key of its sentence and with questions in Arabic and English that find something
    where these headlines are kept and a source has this name.

    >>> [questions for _, questions in examples(["حصاد الزيتون في الوادي"], "صحيفة الميناء")][:5]
    [('حصاد الزيتون',), ('"حصاد الزيتون"',), ('حصاد -السودان',), ('حصاد أو الزيتون', 'حصاد OR الزيتون'), \
('من:"صحيفة الميناء"', 'source:"صحيفة الميناء"')]
    """
    one, other = _two_words(titles)
    name = f'"{source}"' if " " in source else source or one
    return [
        ("words", (f"{one} {other}",)),
        ("phrase", (f'"{one} {other}"',)),
        ("without", (f"{one} -{_word_beside(titles, one, other)}",)),
        ("or", (f"{one} أو {other}", f"{one} OR {other}")),
        ("source", (f"من:{name}", f"source:{name}")),
        ("days", (f"منذ:أمس {one}", f"since:yesterday {one}")),
        ("until", (f"حتى:اليوم {one}", f"until:today {one}")),
        ("state", (f"is:unread {one}", "is:bookmarked")),
        ("title-only", (f"في:العنوان {one}", f"in:title {one}")),
    ]


def _two_words(titles: list[str]) -> tuple[str, str]:
    """Two words that stand together in one of these headlines."""
    for title in titles:
        words = title.split()
        for one, other in pairwise(words):
            if one.isalpha() and other.isalpha() and min(len(one), len(other)) >= SHORTEST:
                return one, other
    return USUAL


def _word_beside(titles: list[str], one: str, other: str) -> str:
    """A word of another headline, so that leaving it out leaves something."""
    words = [word for title in titles if one not in title and other not in title for word in title.split()]
    return next((word for word in words if word.isalpha() and len(word) >= SHORTEST), USUAL[1])


class SearchHelp(QFrame):
    """Lives on the UI thread. Opens below the field; Escape, a click elsewhere or an example closes it."""

    chosen = Signal(str)

    def __init__(self, texts: Texts, theme: Theme, titles: list[str], source: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("searchHelp")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(texts.say("ask.title"))
        self._wide = min(theme.px(WIDTH), parent.window().width() - 2 * AROUND)
        self.examples: list[QPushButton] = []
        self.explanations: list[QLabel] = []
        inside = QWidget()
        self._grid = grid = QGridLayout(inside)
        grid.setContentsMargins(theme.px(14), theme.px(10), theme.px(14), theme.px(12))
        grid.setHorizontalSpacing(theme.px(10))
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(0, 1)
        grid.addWidget(plain_label(texts.say("ask.title"), kind="strong"), 0, 0, 1, 2)
        for row, (key, questions) in enumerate(examples(titles, source), 1):
            words = plain_label(texts.say(f"ask.{key}"), kind="soft")
            words.setWordWrap(True)
            words.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(words, row, 0)
            self.explanations.append(words)
            both = QVBoxLayout()
            both.setSpacing(0)
            for question in questions:
                both.addWidget(self._example(question), 0, Qt.AlignmentFlag.AlignLeading)
            grid.addLayout(both, row, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        column.addWidget(area)
        self._inside = inside

    def open_below(self, field: QWidget) -> None:
        """Shows itself below the field, within its window."""
        window = field.window()
        self.ensurePolished()
        self.setFixedWidth(self._wide)
        self._inside.setFixedWidth(self._wide - 2)
        for words in self.explanations:  # on one line with its first example
            spare = self.examples[0].sizeHint().height() - words.heightForWidth(WIDEST)
            words.setContentsMargins(0, max(spare // 2, 0), 0, 0)
        below = field.mapTo(window, field.rect().bottomLeft() + QPoint(0, 4))
        tall = self._grid.totalHeightForWidth(self._wide - 2)
        self.setFixedHeight(min(tall + 4, window.height() - below.y() - AROUND))
        is_rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = below.x() if is_rtl else below.x() + field.width() - self._wide
        x = max(AROUND, min(x, window.width() - self._wide - AROUND))
        self.move(window.mapToGlobal(QPoint(x, below.y())))
        self.show()
        self.examples[0].setFocus()

    def _example(self, question: str) -> QPushButton:
        button = push_button(isolate(question), "link")
        button.clicked.connect(partial(self._choose, question))
        self.examples.append(button)
        return button

    def _choose(self, question: str, _is_checked: bool = False) -> None:
        self.close()
        self.chosen.emit(question)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for button in self.examples:
                if button.hasFocus():
                    button.click()
        else:
            super().keyPressEvent(event)
