"""A service of the test's own on a message bus: owns a name, and answers what it is asked on a thread of its own."""

from __future__ import annotations

import threading

from jeepney import HeaderFields, Message, MessageType, message_bus, new_error
from jeepney.io.blocking import Proxy, open_dbus_connection


class OnBus:
    """Owns `name` on the bus at `address` from the moment it is made; what it answers is for those that inherit it."""

    def __init__(self, address: str, name: str) -> None:
        self._bus = open_dbus_connection(address)
        self._is_over = False
        assert Proxy(message_bus, self._bus).RequestName(name) == (1,)
        self._thread = threading.Thread(target=self._serve, name=name)
        self._thread.start()

    def close(self) -> None:
        """Leaves the bus."""
        self._is_over = True
        self._thread.join(10)
        self._bus.close()

    def answer(self, member: str, message: Message) -> Message | None:
        """The answer to a call of a method; None for one that is not known."""
        raise NotImplementedError

    def _serve(self) -> None:
        while not self._is_over:
            try:
                message = self._bus.receive(timeout=0.05)
            except TimeoutError:
                continue
            if message.header.message_type is MessageType.method_call:
                member = message.header.fields.get(HeaderFields.member)
                unknown = "org.freedesktop.DBus.Error.UnknownMethod"
                self._bus.send(self.answer(member, message) or new_error(message, unknown))
