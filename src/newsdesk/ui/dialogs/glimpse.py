"""What an address holds before it is added: the feed's name and its first headlines; and the field it is typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QListWidget, QVBoxLayout, QWidget

from newsdesk.arabic.bidi import base_direction
from newsdesk.ui.dialogs.menus import LONGEST, written
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from newsdesk.domain.orders import Glimpse
    from newsdesk.texts import Texts

HEIGHT = 190  # pixels


class AddressField(QLineEdit):
    """Lives on the UI thread. `pasted` comes when a whole address arrived at once; one that is being typed is nobody's
    business until it is complete."""

    pasted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_paste = event.matches(QKeySequence.StandardKey.Paste)
        super().keyPressEvent(event)
        if is_paste:
            self.pasted.emit()


class GlimpseView(QWidget):
    """Lives on the UI thread. The headlines can be read, not chosen."""

    def __init__(self, texts: Texts, glimpse: Glimpse) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.title = plain_label(glimpse.title[:LONGEST], kind="strong")
        self.title.setWordWrap(True)
        self.icon = QLabel()
        self.icon.hide()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        column.addWidget(plain_label(texts.count("add.menu", len(glimpse.lines)), kind="soft"))
        self.list = QListWidget()
        self.list.setAccessibleName(texts.say("add.glimpse", title=glimpse.title[:LONGEST]))
        self.list.setMinimumHeight(HEIGHT)
        self.list.setWordWrap(True)
        self.list.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        is_rtl = base_direction("\n".join(line.title for line in glimpse.lines)) == "rtl"
        self.list.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        self.list.addItems([written(line) for line in glimpse.lines])
        column.addWidget(self.list, 1)

    def show_icon(self, icon: bytes) -> None:
        """Shows the site's icon, a small PNG, beside its name; nothing for b""."""
        found = QPixmap()
        if icon and found.loadFromData(icon):
            ratio, side = self.devicePixelRatioF(), max(self.title.fontMetrics().height(), 16)
            smooth = Qt.TransformationMode.SmoothTransformation
            fitted = found.scaledToHeight(round(side * ratio), smooth)
            fitted.setDevicePixelRatio(ratio)
            self.icon.setPixmap(fitted)
            self.icon.show()
