"""What newsdesk is, where it keeps things, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from newsdesk import __version__
from newsdesk.settings.paths import resource
from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.texts import Texts


MARK = 64  # pixels of the program's mark
AROUND = 190  # pixels above and below a table at 100 %


def about_dialog(texts: Texts, folder: str, show_licences: Callable[[], object], parent: QWidget) -> Frame:
    """The program's mark, name, version, licence, the folder of the reader's own things, and the way to the licences
    of what it is made of.
    """
    frame = Frame(texts.say("about.title"), parent)
    mark = plain_label(name="mark")
    mark.setPixmap(parent.windowIcon().pixmap(QSize(MARK, MARK), parent.devicePixelRatioF()))
    frame.column.insertWidget(0, mark)
    frame.add_words(texts.say("about.words", version_raw=__version__), "")
    frame.add_words(texts.say("about.folder"))
    place = plain_label(f"\u2066{folder}\u2069")
    place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    place.setWordWrap(True)
    if parent.layoutDirection() == Qt.LayoutDirection.RightToLeft:  # it begins where all begins
        place.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    frame.column.addWidget(place)
    licences = frame.add_button(texts.say("about.licences"))
    licences.clicked.connect(show_licences)
    close = frame.add_button(texts.say("dialog.close"), "main")
    close.clicked.connect(frame.accept)
    frame.close_up(is_tight=True)
    return frame


def licences_dialog(texts: Texts, parent: QWidget) -> Frame:
    """Everything that newsdesk is shipped with, each with its version and the name of its licence."""
    frame = Frame(texts.say("licences.title"), parent, width=560)
    frame.add_words(texts.say("licences.hint"))
    rows = []
    for line in resource("licences.tsv").read_text("utf-8").splitlines():
        name, version, licence, _home = line.split("\t")
        rows.append((f"\u2066{f'{name} {version}'.strip()}\u2069", licence))
    add_table(frame, texts, rows)
    return frame


def add_table(frame: Frame, texts: Texts, rows: list[tuple[str, str]]) -> None:
    """Fills the frame with a table of two columns that scrolls, and a button that closes it after those there."""
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    for row, (first, second) in enumerate(rows):
        for column, label in enumerate((plain_label(first), plain_label(second, kind="soft"))):
            label.setWordWrap(True)
            grid.addWidget(label, row, column)
    area = frame.add_scrolled(inside, AROUND)
    area.setMinimumHeight(max(min(380, frame.room(AROUND)), 120))
    close = frame.add_button(texts.say("dialog.close"), "main")
    close.clicked.connect(frame.accept)
    frame.close_up()


def confirmation(texts: Texts, title: str, words: str, button: str, parent: QWidget) -> Frame:
    """Asks before something goes that cannot be brought back; accepted means yes."""
    frame = Frame(title, parent)
    frame.add_words(words, "")
    cancel = frame.add_button(texts.say("dialog.cancel"))
    cancel.clicked.connect(frame.reject)
    remove = frame.add_button(button, "main")
    remove.clicked.connect(frame.accept)
    frame.close_up(is_tight=True)
    return frame
