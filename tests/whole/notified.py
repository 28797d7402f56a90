"""A notification service of the test's own on a message bus: notes what it is asked to show, and presses it."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import Proxy, open_dbus_connection

NAME = "org.freedesktop.Notifications"
_HERE = DBusAddress("/org/freedesktop/Notifications", NAME, NAME)


@dataclass(frozen=True, slots=True)
class Shown:
    """What Notify was called with (Desktop Notifications Specification 1.2), and the number that was given."""

    number: int
    title: str
    words: str
    actions: tuple[str, ...]
    lasts: int


class Service:
    """Owns the name on the bus at `address` from the moment it is made."""

    def __init__(self, address: str, capabilities: tuple[str, ...] = ("actions", "body", "body-markup")) -> None:
        self._bus = open_dbus_connection(address)
        self._capabilities = list(capabilities)
        self.shown: list[Shown] = []
        self.closed: list[int] = []
        self._is_over = False
        assert Proxy(message_bus, self._bus).RequestName(NAME) == (1,)
        self._thread = threading.Thread(target=self._serve, name="notifications")
        self._thread.start()

    def press(self, number: int) -> None:
        """Has the service say that the reader pressed a notification."""
        self._bus.send(new_signal(_HERE, "ActionInvoked", "us", (number, "default")))

    def close(self) -> None:
        """Leaves the bus."""
        self._is_over = True
        self._thread.join(10)
        self._bus.close()

    def _serve(self) -> None:
        while not self._is_over:
            try:
                message = self._bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                self._bus.send(self._answer(message))

    def _answer(self, message: Message) -> Message:
        match message.header.fields.get(HeaderFields.member):
            case "GetCapabilities":
                return new_method_return(message, "as", (self._capabilities,))
            case "Notify" if message.header.fields.get(HeaderFields.signature) == "susssasa{sv}i":
                self.shown.append(self._noted(*message.body))
                return new_method_return(message, "u", (self.shown[-1].number,))
            case "CloseNotification":
                self.closed.append(message.body[0])
                return new_method_return(message)
        return new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")

    def _noted(self, *said: Any) -> Shown:
        _program, _replaced, _icon, title, words, actions, _hints, lasts = said
        return Shown(len(self.shown) + 41, title, words, tuple(actions), lasts)
