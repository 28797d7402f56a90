"""A port of this machine that nobody may connect to, and a resolver whose every answer a test decides."""

from __future__ import annotations

import socket
from contextlib import suppress

from newsdesk.web.connections import Found


class Trap:
    """Listens at one port of 127.0.0.1 and, where there is IPv6, of ::1; answers nobody and counts who came."""

    def __init__(self) -> None:
        self._listeners = [socket.create_server(("127.0.0.1", 0))]
        self.port = int(self._listeners[0].getsockname()[1])
        with suppress(OSError):
            self._listeners.append(socket.create_server(("::1", self.port), family=socket.AF_INET6))
        for listener in self._listeners:
            listener.setblocking(False)

    def caught(self) -> int:
        """How many connections were made so far."""
        return sum(self._take(listener) for listener in self._listeners)

    def close(self) -> None:
        """Frees the port."""
        for listener in self._listeners:
            listener.close()

    @staticmethod
    def _take(listener: socket.socket) -> int:
        count = 0
        with suppress(BlockingIOError):
            while True:
                listener.accept()[0].close()
                count += 1
        return count


class Names:
    """Answers names by turns: the first question gets the first list of addresses, the last list is given for ever."""

    def __init__(self) -> None:
        self._answers: dict[str, list[list[str]]] = {}
        self.asked: list[str] = []

    def teach(self, name: str, *answers: list[str]) -> None:
        """Has `name` lead to these addresses, one list after the other."""
        self._answers[name] = list(answers)

    def look_up(self, name: str, port: int) -> Found:
        """What getaddrinfo would say; what no test taught is asked of the system, as numbers only."""
        self.asked.append(name)
        turns = self._answers.get(name.rstrip("."))
        if turns is None:
            flags = socket.AI_NUMERICHOST
            return [
                (entry[0], entry[4]) for entry in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM, flags=flags)
            ]
        addresses = turns.pop(0) if len(turns) > 1 else turns[0]
        return [(socket.AF_INET6 if ":" in one else socket.AF_INET, (one, port)) for one in addresses]
