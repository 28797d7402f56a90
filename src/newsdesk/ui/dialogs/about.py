"""What newsdesk is, where it keeps things, and the list of its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from newsdesk import __version__
from newsdesk.ui.actions import TABLE, key_sequences
from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from newsdesk.texts import Texts


def about_dialog(texts: Texts, folder: str, parent: QWidget) -> Frame:
    """Name, version, licence and the folder of the reader's own things."""
    frame = Frame(texts.say("about.title"), parent)
    frame.add_words(texts.say("about.words", version_raw=__version__), "")
    frame.add_words(texts.say("about.folder"))
    place = plain_label(f"\u2066{folder}\u2069")
    place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    place.setWordWrap(True)
    frame.column.addWidget(place)
    close = frame.add_button(texts.say("dialog.close"), "main")
    close.clicked.connect(frame.accept)
    frame.close_up()
    return frame


def keys_dialog(texts: Texts, parent: QWidget) -> Frame:
    """Every action that has keys, with the Latin and the Arabic letter."""
    frame = Frame(texts.say("keys.title"), parent, width=560)
    frame.add_words(texts.say("keys.hint"))
    inside = QWidget()
    grid = QGridLayout(inside)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 1)
    for row, action in enumerate(action for action in TABLE if action.keys):
        grid.addWidget(plain_label(texts.say(f"action.{action.name}")), row, 0)
        keys = [f"\u2066{sequence.toString()}\u2069" for sequence in key_sequences(action.keys)]
        grid.addWidget(plain_label("   ".join(dict.fromkeys(keys)), kind="soft"), row, 1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setMinimumHeight(380)
    area.setWidget(inside)
    frame.column.addWidget(area)
    close = frame.add_button(texts.say("dialog.close"), "main")
    close.clicked.connect(frame.accept)
    frame.close_up()
    return frame


def confirmation(texts: Texts, title: str, words: str, button: str, parent: QWidget) -> Frame:
    """Asks before something goes that cannot be brought back; accepted means yes."""
    frame = Frame(title, parent)
    frame.add_words(words, "")
    cancel = frame.add_button(texts.say("dialog.cancel"))
    cancel.clicked.connect(frame.reject)
    remove = frame.add_button(button, "main")
    remove.clicked.connect(frame.accept)
    frame.close_up()
    return frame
