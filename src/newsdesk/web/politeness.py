"""How often, and over how many connections, one host is asked; knows no request."""

from __future__ import annotations

import threading
import time

from newsdesk.domain.manners import Manners
from newsdesk.web.connections import Call

MOST_REMEMBERED = 4096  # hosts; those that may be asked again anyway are forgotten first


class Pace:
    """A bucket for each host: `burst` requests may go out together, then one each `pause`. Any thread may ask."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._free_at: dict[str, float] = {}  # when the bucket will be full again
        self._lock = threading.Lock()

    def is_spared(self, host: str) -> bool:
        """Whether this host needs no politeness."""
        return host == "localhost" and self.manners.spares_loopback

    def take(self, host: str) -> float:
        """0.0: it may be asked now, and that was counted. Else the seconds until it may be; nothing was counted."""
        if self.is_spared(host):
            return 0.0
        now, pause = time.monotonic(), self.manners.pause
        with self._lock:
            full_at = max(self._free_at.get(host, now), now)
            wait = full_at + pause - now - pause * self.manners.burst
            if wait > 0:
                return wait
            if len(self._free_at) >= MOST_REMEMBERED:
                self._free_at = {name: at for name, at in self._free_at.items() if at > now}
            self._free_at[host] = full_at + pause
            return 0.0


class Politeness:
    """Shared by the fetching threads: a host's connections, and its pace where a redirect leads to it."""

    def __init__(self, manners: Manners | None = None) -> None:
        self.pace = Pace(manners or Manners())
        self._slots: dict[str, threading.Semaphore] = {}
        self._lock = threading.Lock()

    def slot(self, host: str, call: Call, *, is_paced: bool = False) -> Slot:
        """A place at `host` (as `reach.host_of` spells it), to be entered with `with`; waits for its pace, too, when
        nobody did so before (`is_paced`)."""
        if self.pace.is_spared(host):
            return Slot(None, call)
        if is_paced:
            while wait := self.pace.take(host):
                if wait > call.left():
                    raise TimeoutError
                time.sleep(wait)
        with self._lock:
            semaphore = self._slots.setdefault(host, threading.Semaphore(self.pace.manners.connections))
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
