"""Shows notifications through the desktop's own service; it must not know what they are about.

The Desktop Notifications Specification, version 1.2. Over jeepney and not QtDBus: PySide6 cannot send the unsigned
number that Notify begins with.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection
from jeepney.wrappers import DBusErrorResponse
from PySide6.QtCore import QObject, QSocketNotifier, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from jeepney.io.blocking import DBusConnection

SERVICE = "org.freedesktop.Notifications"
_ADDRESS = DBusAddress("/org/freedesktop/Notifications", SERVICE, SERVICE)
_MARKUP = "body-markup"  # the capability of a service that reads the body as mark-up
_BROKEN = (OSError, EOFError, KeyError, ValueError, StopIteration, DBusErrorResponse)  # what a bus that is not there is


@dataclass(frozen=True, slots=True)
class Note:
    """A notification: plain text, what the button of the desktop says that opens it, how long it is worth, in ms."""

    title: str
    words: str
    button: str
    lasts: int


class Notifications(QObject):
    """Lives on the UI thread and never waits for the service: what it answers comes as a message of its own."""

    pressed = Signal(object)  # what the notification was shown for

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bus: DBusConnection | None = None
        self._ear: QSocketNotifier | None = None
        self._answers: dict[int, Callable[[tuple[Any, ...]], None]] = {}
        self._meant: dict[int, object] = {}  # by the number that the service gave
        self._reads_markup: bool | None = None  # None: not known yet
        self._waiting: list[tuple[Note, object]] = []

    def show(self, note: Note, meant: object) -> bool:
        """Shows a note; False where there is no bus to send it over. `meant` comes back with `pressed`."""
        if self._bus is None and not self._connect():
            return False
        self._waiting.append((note, meant))
        if self._reads_markup is not None:
            self._send_waiting()
        return True

    def close(self) -> None:
        """Takes what is shown away and leaves the bus."""
        for number in list(self._meant):
            self._withdraw(number)
        self._leave()

    # --- the bus

    def _connect(self) -> bool:
        if not os.environ.get("DBUS_SESSION_BUS_ADDRESS"):
            return False
        try:
            self._bus = open_dbus_connection("SESSION")
        except _BROKEN as error:
            logging.getLogger(__name__).warning("the message bus cannot be reached: %s", error)
            return False
        self._ear = QSocketNotifier(self._bus.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._on_readable)
        rule = MatchRule(type="signal", interface=SERVICE, path=_ADDRESS.object_path)
        self._ask(message_bus.AddMatch(rule), lambda _answer: None)
        self._ask(new_method_call(_ADDRESS, "GetCapabilities"), self._on_capabilities)
        return True

    def _leave(self) -> None:
        if self._bus is not None and self._ear is not None:
            self._ear.setEnabled(False)
            self._ear.deleteLater()
            self._bus.close()
        self._bus = self._ear = self._reads_markup = None
        self._answers.clear()
        self._meant.clear()
        self._waiting.clear()

    def _ask(self, question: Message, answer: Callable[[tuple[Any, ...]], None]) -> None:
        if self._bus is None:
            return
        serial = next(self._bus.outgoing_serial)
        self._answers[serial] = answer
        try:
            self._bus.send(question, serial=serial)
        except OSError:
            self._leave()

    def _on_readable(self) -> None:
        try:
            while self._bus is not None:
                self._take(self._bus.receive(timeout=0))
        except TimeoutError:
            return  # nothing more for now
        except _BROKEN:
            self._leave()

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        if message.header.message_type is MessageType.signal:
            if fields.get(HeaderFields.member) == "ActionInvoked" and message.body[0] in self._meant:
                self.pressed.emit(self._meant[message.body[0]])
            elif fields.get(HeaderFields.member) == "NotificationClosed":
                self._meant.pop(message.body[0], None)
            return
        answer = self._answers.pop(fields.get(HeaderFields.reply_serial, 0), None)
        if message.header.message_type is MessageType.error:
            logging.getLogger(__name__).info("the notification service refused: %s", fields)
            self._waiting.clear()
        elif answer is not None:
            answer(message.body)

    # --- the service

    def _on_capabilities(self, answer: tuple[Any, ...]) -> None:
        self._reads_markup = _MARKUP in answer[0]
        self._send_waiting()

    def _send_waiting(self) -> None:
        waiting, self._waiting = self._waiting, []
        for note, meant in waiting:
            words = escape(note.words, quote=False) if self._reads_markup else note.words
            hints = {"urgency": ("y", 1), "category": ("s", "news"), "desktop-entry": ("s", "newsdesk")}
            body = ("newsdesk", 0, "newsdesk", note.title, words, ["default", note.button], hints, note.lasts)
            shown = new_method_call(_ADDRESS, "Notify", "susssasa{sv}i", body)
            self._ask(shown, partial(self._on_shown, note, meant))

    def _on_shown(self, note: Note, meant: object, answer: tuple[Any, ...]) -> None:
        number: int = answer[0]
        self._meant[number] = meant
        QTimer.singleShot(note.lasts, self, lambda: self._withdraw(number))  # many services keep them for ever

    def _withdraw(self, number: int) -> None:
        if self._meant.pop(number, None) is not None:
            self._ask(new_method_call(_ADDRESS, "CloseNotification", "u", (number,)), lambda _answer: None)
