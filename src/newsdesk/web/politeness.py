"""How many connections one host is asked for at once; knows no request."""

from __future__ import annotations

import threading

from newsdesk.web.connections import Call

CONNECTIONS_A_HOST = 2


class Politeness:
    """Shared by the fetching threads. This machine's own servers are exempt: there is nobody to be polite to."""

    def __init__(self) -> None:
        self._slots: dict[str, threading.Semaphore] = {}
        self._lock = threading.Lock()

    def slot(self, host: str, call: Call) -> Slot:
        """A place at `host` (as `reach.host_of` spells it), to be entered with `with`."""
        if host == "localhost":
            return Slot(None, call)
        with self._lock:
            semaphore = self._slots.setdefault(host, threading.Semaphore(CONNECTIONS_A_HOST))
        return Slot(semaphore, call)


class Slot:
    """One of a host's two connections, waited for within the call's time."""

    def __init__(self, semaphore: threading.Semaphore | None, call: Call) -> None:
        self._semaphore = semaphore
        self._call = call

    def __enter__(self) -> None:
        if self._semaphore is not None and not self._semaphore.acquire(timeout=self._call.left()):
            raise TimeoutError

    def __exit__(self, *_: object) -> None:
        if self._semaphore is not None:
            self._semaphore.release()
