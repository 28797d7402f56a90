"""A list of sources (OPML) before any of it is added: how many, in which folders, which are there; the reader ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHeaderView, QTreeWidgetItem, QWidget

from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.dialogs.ticks import TickTree
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from newsdesk.domain.outline import Outline
    from newsdesk.texts import Texts

_OUTLINE_ROLE = Qt.ItemDataRole.UserRole
_TICKED, _FREE = Qt.CheckState.Checked, Qt.CheckState.Unchecked
WIDTH, HEIGHT, AROUND = 600, 300, 165  # pixels at 100 per cent; the last is what stands above and below the tree
INDENT = 20  # likewise: how far a folder's sources stand in


class ListedDialog(Frame):
    """Lives on the UI thread. `chosen` tells the Outlines that are ticked, in the order of the list."""

    chosen = Signal(tuple)

    def __init__(self, texts: Texts, outlines: Sequence[Outline], there: Collection[str], parent: QWidget) -> None:
        """`there`: the addresses of the sources that the reader has."""
        super().__init__(texts.say("listed.title"), parent, width=WIDTH)
        self._texts = texts
        known = [outline for outline in outlines if outline.url in there]
        folders = {outline.folder for outline in outlines if outline.folder}
        parts = [texts.count("listed.sources", len(outlines)), texts.count("listed.folders", len(folders))]
        if known:
            parts.append(texts.count("listed.there", len(known)))
        self.summary = plain_label(" · ".join(parts), kind="soft")
        self.summary.setWordWrap(True)
        self.column.addWidget(self.summary)
        self.tree = TickTree()
        self.tree.setIndentation(round(INDENT * self.scale))
        self.tree.setAccessibleName(texts.say("listed.title"))
        self.tree.setColumnCount(2)
        self.tree.setHeaderHidden(True)
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setMinimumHeight(max(min(round(HEIGHT * self.scale), self.room(AROUND)), 120))
        self._rows: list[QTreeWidgetItem] = []
        self._fill(outlines, there)
        self.column.addWidget(self.tree, 1)
        self.cancel = self.add_button(texts.say("dialog.cancel"))
        self.button = self.add_button("", "main")
        self.close_up()
        self.tree.itemChanged.connect(lambda _item, _column: self._tell())
        self.cancel.clicked.connect(self.reject)
        self.button.clicked.connect(self._on_accepted)
        self._tell()

    def ticked(self) -> tuple[Outline, ...]:
        """What is to be added."""
        leaves = [one for one in self._rows if one.checkState(0) == _TICKED]
        return tuple(leaf.data(0, _OUTLINE_ROLE) for leaf in leaves)

    def _fill(self, outlines: Sequence[Outline], there: Collection[str]) -> None:
        heads: dict[str, QTreeWidgetItem] = {}
        for outline in outlines:
            if outline.folder and outline.folder not in heads:
                head = heads[outline.folder] = QTreeWidgetItem(self.tree, [outline.folder])
                head.setFlags(head.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
                font = head.font(0)
                font.setWeight(QFont.Weight.DemiBold)  # the boldest that the face has
                head.setFont(0, font)
            above = heads[outline.folder] if outline.folder else self.tree.invisibleRootItem()
            self._add(above, outline, is_there=outline.url in there)
        self.tree.expandAll()

    def _add(self, above: QTreeWidgetItem, outline: Outline, *, is_there: bool) -> None:
        note = self._texts.say("listed.is-there") if is_there else ""
        leaf = QTreeWidgetItem(above, [outline.title or outline.url, note])
        leaf.setData(0, _OUTLINE_ROLE, outline)
        self._rows.append(leaf)
        leaf.setCheckState(0, _FREE if is_there else _TICKED)
        if is_there:
            leaf.setFlags(leaf.flags() & ~(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable))

    def _tell(self) -> None:
        number = len(self.ticked())
        self.button.setEnabled(number > 0)
        self.button.setText(self._texts.count("listed.add", number))

    def _on_accepted(self) -> None:
        self.chosen.emit(self.ticked())
        self.accept()
