"""Adding a source by its address; bad input gets one clear sentence and the field stays as typed.

A page without a feed shows its lists of headlines, and the reader chooses one.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from shiboken6 import isValid

from newsdesk.domain.orders import Added
from newsdesk.ui.dialogs.glimpse import AddressField, GlimpseView
from newsdesk.ui.dialogs.menus import MenuChoice
from newsdesk.ui.dialogs.roomy import RoomyFrame
from newsdesk.ui.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdesk.domain.faults import Fault
    from newsdesk.domain.menu import Menu, Rule
    from newsdesk.domain.orders import Glimpse
    from newsdesk.texts import Texts
    from newsdesk.ui.bridge import Bridge

T = TypeVar("T")


class AddDialog(RoomyFrame):
    """Lives on the UI thread."""

    added = Signal(object)  # Added

    def __init__(
        self,
        texts: Texts,
        bridge: Bridge,
        add: Callable[[str, str | None, Rule | None], Future[Added]],
        folders: Sequence[str],
        parent: QWidget,
    ) -> None:
        super().__init__(texts.say("add.title"), parent, width=480)
        self._texts = texts
        self._bridge = bridge
        self._add = add
        self.hint = self.add_hint(texts.say("add.hint"))
        self.address = AddressField()
        self.address.setAccessibleName(texts.say("add.address"))
        self.address.setPlaceholderText("https://")
        self.address.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.address.setMaxLength(4000)
        self.inside.addWidget(self.address)
        self.folder = QComboBox()
        self.folder.setEditable(True)
        self.folder.addItems(["", *folders])
        self.folder.setAccessibleName(texts.say("add.folder"))
        line_edit = self.folder.lineEdit()
        if line_edit is not None:
            line_edit.setPlaceholderText(texts.say("add.folder"))
            line_edit.setAccessibleName(texts.say("add.folder"))
        self.inside.addWidget(self.folder)
        self.answer = plain_label("", kind="fault")
        self.answer.setWordWrap(True)
        self.answer.hide()
        self.inside.addWidget(self.answer)
        self.choice: MenuChoice | None = None
        self.file = self.add_button(texts.say("add.file"))
        self.cancel = self.add_button(texts.say("dialog.cancel"))
        self.button = self.add_button(texts.say("add.button"), "main")
        self.close_up()
        self.file.clicked.connect(self._choose_file)
        self.cancel.clicked.connect(self.reject)
        self.button.clicked.connect(self.send)
        self.address.returnPressed.connect(self.send)
        self.address.textEdited.connect(self._forget_choice)
        self.address.editingFinished.connect(self.look)
        self.address.pasted.connect(self.look)
        self.glimpse: GlimpseView | None = None
        self.look_at: Callable[[str], Future[Added]] | None = None
        self.icon_of: Callable[[str], Future[bytes]] | None = None
        self._looked_at = ""
        self._is_looking = self._adds_then = False
        self._is_adding = False

    def look(self) -> None:
        """Shows what an address holds before it is added; a bad one is said when the reader adds it."""
        address = self.address.text().strip()
        if self.look_at is None or not address or address == self._looked_at or self._is_adding:
            return
        self._looked_at, self._is_looking = address, True
        self._drop_glimpse()
        self._show(self._texts.say("add.waiting"), "soft")

        def shown(added: Added) -> None:
            if self._looked_at != address:
                return
            if added.offered:  # the reader has to choose first, whatever was pressed
                self._is_looking = self._adds_then = False
                self._offer(added.offered)
            elif self._goes_on():
                return
            elif added.glimpse is not None:
                self._show_glimpse(added.glimpse)
            else:
                self.answer.hide()

        def refused(fault: Fault) -> None:
            if self._looked_at == address and not self._goes_on():
                self._show(self._texts.fault(fault), "fault")

        self._bridge.settle(self.look_at(address), self._while_open(shown), self._while_open(refused))

    def _while_open(self, call: Callable[[T], None]) -> Callable[[T], None]:
        """The same, for an answer that may come when the reader has closed the dialog and Qt has taken it apart."""

        def called(value: T) -> None:
            if isValid(self):
                call(value)

        return called

    def _goes_on(self) -> bool:
        """After a look: whether the reader has asked in the meantime to add it, which is done now."""
        self._is_looking = False
        is_wanted, self._adds_then = self._adds_then, False
        if is_wanted:
            self.button.setEnabled(True)
            self.send()
        return is_wanted

    def _show_glimpse(self, glimpse: Glimpse) -> None:
        self.answer.hide()
        self.glimpse = GlimpseView(self._texts, glimpse)
        self.inside.insertWidget(self.inside.indexOf(self.answer) + 1, self.glimpse)
        self.glimpse.show()
        self.hint.hide()  # it has served
        self.fit()
        if self.icon_of is not None:
            self._bridge.settle(self.icon_of(self._looked_at), self.glimpse.show_icon)

    def _drop_glimpse(self) -> None:
        if self.glimpse is not None:
            self.glimpse.deleteLater()
            self.glimpse = None
            self.hint.show()

    def send(self) -> None:
        """Asks the desk to add what is typed."""
        address = self.address.text().strip()
        if not address or not self.button.isEnabled():
            return
        if self._is_looking and address == self._looked_at:  # the answer is on its way: nobody is asked twice
            self._adds_then = True
            self.button.setEnabled(False)
            return
        self._is_adding = True
        self._wait(self._texts.say("add.waiting"))
        folder = self.folder.currentText().strip() or None
        rule = self.choice.chosen.rule if self.choice is not None else None
        promise = self._add(address, folder, rule)
        self._bridge.settle(promise, self._on_added, self._on_refused)  # dropped when this is closed before

    def _on_added(self, added: Added) -> None:
        if added.offered:
            self._offer(added.offered)
        elif added.failed:
            self._on_refused(added.failed[0][1])
        elif added.already and not added.sources:
            self._say(self._texts.say("add.already"))
        else:
            self.added.emit(added)
            self.accept()

    def _offer(self, menus: Sequence[Menu]) -> None:
        """Shows the lists of a page; the button then adds the one that is chosen."""
        self._forget_choice()
        self._is_adding = False
        self.choice = MenuChoice(self._texts, menus)
        self.inside.insertWidget(self.inside.indexOf(self.answer) + 1, self.choice)
        self.choice.picked.connect(self.send)
        self.button.setEnabled(True)
        self._show(self._texts.say("add.choose"), "soft")
        self.choice.begin()
        self.choice.show()
        self.hint.hide()
        self.fit()  # the lists need room that the dialog did not

    def _forget_choice(self) -> None:
        self._looked_at, self._is_looking, self._adds_then = "", False, False
        self._drop_glimpse()
        if self.choice is not None:
            self.choice.deleteLater()
            self.choice = None
            self.hint.show()
            self.answer.hide()

    def _on_refused(self, fault: Fault) -> None:
        self._say(self._texts.fault(fault))

    def _wait(self, words: str) -> None:
        self.button.setEnabled(False)
        self._show(words, "soft")

    def _say(self, words: str) -> None:
        self._is_adding = False
        self.button.setEnabled(True)
        self._show(words, "fault")
        self.address.setFocus()
        self.address.selectAll()

    def _show(self, words: str, kind: str) -> None:
        self.answer.setProperty("kind", kind)
        self.answer.style().unpolish(self.answer)
        self.answer.style().polish(self.answer)
        self.answer.setText(words)
        self.answer.show()
        self.fit()

    def _choose_file(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(self, self._texts.say("add.file"))
        if path:
            self.address.setText(path)
            self.look()
