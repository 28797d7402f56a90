"""A notification service of the test's own on a message bus: notes what it is asked to show, and presses it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    new_method_return,
    new_signal,
)
from tests.whole.on_bus import OnBus

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


class Service(OnBus):
    """Owns the name on the bus at `address` from the moment it is made."""

    def __init__(self, address: str, capabilities: tuple[str, ...] = ("actions", "body", "body-markup")) -> None:
        self._capabilities = list(capabilities)
        self.shown: list[Shown] = []
        self.closed: list[int] = []
        super().__init__(address, NAME)

    def press(self, number: int) -> None:
        """Has the service say that the reader pressed a notification."""
        self._bus.send(new_signal(_HERE, "ActionInvoked", "us", (number, "default")))

    def answer(self, member: str, message: Message) -> Message | None:
        match member:
            case "GetCapabilities":
                return new_method_return(message, "as", (self._capabilities,))
            case "Notify" if message.header.fields.get(HeaderFields.signature) == "susssasa{sv}i":
                self.shown.append(self._noted(*message.body))
                return new_method_return(message, "u", (self.shown[-1].number,))
            case "CloseNotification":
                self.closed.append(message.body[0])
                return new_method_return(message)
        return None

    def _noted(self, *said: Any) -> Shown:
        _program, _replaced, _icon, title, words, actions, _hints, lasts = said
        return Shown(len(self.shown) + 41, title, words, tuple(actions), lasts)
