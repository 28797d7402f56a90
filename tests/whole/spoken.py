"""The window as a screen reader is told it: the tree on the accessibility bus (AT-SPI 2), read over D-Bus."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from tests.whole.screen import until

PATIENCE = 20.0  # seconds for one answer
STATES = {"enabled": 8, "focusable": 11, "focused": 12, "selected": 23, "showing": 25, "visible": 30, "checked": 4}


class Reader:
    """A connection to the accessibility bus of a session."""

    def __init__(self, bus: str) -> None:
        with open_dbus_connection(bus) as session:
            launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Status")
            assert until(lambda: _is_owned(session, "org.a11y.Bus")), "there is no accessibility here"
            for name in ("IsEnabled", "ScreenReaderEnabled"):
                session.send_and_get_reply(Properties(launcher).set(name, "b", True), timeout=PATIENCE)
            asked = new_method_call(launcher.with_interface("org.a11y.Bus"), "GetAddress")
            (address,) = session.send_and_get_reply(asked, timeout=PATIENCE).body
        self._bus = open_dbus_connection(address)

    def close(self) -> None:
        """Leaves the bus."""
        self._bus.close()

    def program(self, name: str) -> Node | None:
        """The program of this name, None while it has not told of itself."""
        root = Node(self, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        return next((one for one in root.children() if one.name == name), None)

    def call(self, node: Node, interface: str, method: str, signature: str = "", *words: object) -> Any:
        """What a node answers; None when it is not there any more or does not know the method."""
        address = DBusAddress(node.path, node.owner, f"org.a11y.atspi.{interface}")
        answer = self._bus.send_and_get_reply(
            new_method_call(address, method, signature or None, words), timeout=PATIENCE
        )
        return None if answer.header.message_type is MessageType.error else answer.body

    def property(self, node: Node, interface: str, name: str) -> Any:
        """A property of a node; None when there is none."""
        address = DBusAddress(node.path, node.owner, f"org.a11y.atspi.{interface}")
        answer = self._bus.send_and_get_reply(Properties(address).get(name), timeout=PATIENCE)
        return None if answer.header.message_type is MessageType.error else answer.body[0][1]


@dataclass(frozen=True, slots=True)
class Node:
    """One thing that a screen reader can speak of."""

    reader: Reader
    owner: str
    path: str

    @property
    def name(self) -> str:
        """What it is called, without the marks that isolate names."""
        said = self.reader.property(self, "Accessible", "Name") or ""
        return "".join(letter for letter in said if letter not in "\u2066\u2067\u2068\u2069\u200e\u200f")

    @property
    def role(self) -> str:
        """What it is, in the words of AT-SPI: "push button", "list item"."""
        (said,) = self.reader.call(self, "Accessible", "GetRoleName") or ("",)
        return str(said)

    def children(self) -> list[Node]:
        """What is inside, in order."""
        (inside,) = self.reader.call(self, "Accessible", "GetChildren") or ((),)
        return [Node(self.reader, owner, path) for owner, path in inside]

    def has(self, state: str) -> bool:
        """Whether it is in this state."""
        (words,) = self.reader.call(self, "Accessible", "GetState") or ((0, 0),)
        number = STATES[state]
        return bool(words[number // 32] >> number % 32 & 1)

    def interfaces(self) -> set[str]:
        """What can be asked of it: "Text", "Component", "Action" and so on."""
        (known,) = self.reader.call(self, "Accessible", "GetInterfaces") or ((),)
        return {str(one).rpartition(".")[2] for one in known}

    def text(self) -> str:
        """Its letters, where it is text."""
        (said,) = self.reader.call(self, "Text", "GetText", "ii", 0, -1) or ("",)
        return str(said)

    def place(self) -> tuple[int, int, int, int]:
        """Left, top, width and height on the screen."""
        ((x, y, width, height),) = self.reader.call(self, "Component", "GetExtents", "u", 0) or ((0, 0, 0, 0),)
        return x, y, width, height

    def walk(self, depth: int = 25) -> Iterator[Node]:
        """Itself and all that is inside and shown, from the outside in; at most this deep."""
        yield self
        if depth and self.role not in ("menu", "popup menu"):
            for child in self.children():
                if child.has("showing") or self.role == "application":
                    yield from child.walk(depth - 1)

    def find(self, name: str, role: str = "") -> Node | None:
        """The first inside of this name, and of this role when one is given; a list item may say more after it."""
        return next((one for one in self.walk() if one.is_called(name) and (not role or one.role == role)), None)

    def is_called(self, name: str) -> bool:
        """Whether this is its name, or the beginning of what a row says."""
        said = self.name
        return said == name or (said.startswith(name) and self.role == "list item")


def _is_owned(session: DBusConnection, name: str) -> bool:
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    (is_there,) = session.send_and_get_reply(new_method_call(bus, "NameHasOwner", "s", (name,)), timeout=PATIENCE).body
    return bool(is_there)
