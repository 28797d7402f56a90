"""A tray of the test's own on a message bus: takes a program's sign in, reads its menu and presses what is in it.

The StatusNotifierItem specification of freedesktop.org, and com.canonical.dbusmenu for the menu.
"""

from __future__ import annotations

from typing import Any

from jeepney import (
    DBusAddress,
    Message,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
    new_method_return,
)
from jeepney.io.blocking import Proxy, open_dbus_connection
from tests.whole.on_bus import OnBus

WATCHER = "org.kde.StatusNotifierWatcher"
PATIENCE = 20.0


class Tray(OnBus):
    """Owns the watcher's name on the bus at `address` from the moment it is made."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.items: list[str] = []  # the bus names of the signs that were given
        super().__init__(address, WATCHER)

    def menu(self) -> dict[str, int]:
        """What stands in the menu of the sign that came last, with the number of each."""
        layout = self._ask("com.canonical.dbusmenu", "GetLayout", "iias", 0, -1, [])
        _revision, (_root, _shown, children) = layout
        entries = [entry for _signature, entry in children]
        return {words["label"][1].replace("_", ""): number for number, words, _ in entries if "label" in words}

    def press(self, words: str) -> None:
        """Chooses an entry of the menu."""
        self._ask("com.canonical.dbusmenu", "Event", "isvu", self.menu()[words], "clicked", ("s", ""), 0)

    def is_there(self) -> bool:
        """Whether the program whose sign came last still has it on the bus."""
        if not self.items:
            return False
        with open_dbus_connection(self._address) as bus:
            return bool(Proxy(message_bus, bus).NameHasOwner(self.items[-1])[0])

    def _ask(self, interface: str, method: str, signature: str, *words: Any) -> Any:
        with open_dbus_connection(self._address) as bus:
            item = DBusAddress("/StatusNotifierItem", self.items[-1], "org.kde.StatusNotifierItem")
            place = bus.send_and_get_reply(Properties(item).get("Menu"), timeout=PATIENCE).body[0][1]
            asked = new_method_call(DBusAddress(place, self.items[-1], interface), method, signature, words)
            answer = bus.send_and_get_reply(asked, timeout=PATIENCE)
            assert answer.header.message_type is not MessageType.error, answer.body
            return answer.body

    def answer(self, member: str, message: Message) -> Message | None:
        match member:
            case "RegisterStatusNotifierItem":
                self.items.append(message.body[0])
                return new_method_return(message)
            case "Get" if message.body[1] == "IsStatusNotifierHostRegistered":
                return new_method_return(message, "v", (("b", True),))
            case "GetAll":
                return new_method_return(message, "a{sv}", ({"IsStatusNotifierHostRegistered": ("b", True)},))
        return None
