"""The profile's socket: whoever holds the writer listens, whoever does not sends orders there."""

from __future__ import annotations

import contextlib
import logging
import os
import socket
import threading
from collections.abc import Callable
from multiprocessing.connection import Client, Connection, Listener
from typing import Protocol

from newsdesk.app import wire
from newsdesk.domain.changes import Progress
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.orders import Answer, Order
from newsdesk.settings.paths import Paths, is_there

log = logging.getLogger(__name__)

LARGEST_ORDER = 16 * 1024 * 1024


class CarriesOut(Protocol):
    """A desk, here or in another process."""

    def carry_out(self, order: Order, on_progress: Callable[[Progress], None] | None = None) -> Answer:
        """Does what the order says and waits for it."""


class RemoteDesk:
    """The desk of the process that holds this profile's writer."""

    def __init__(self, connection: Connection, paths: Paths) -> None:
        self._connection = connection
        self._paths = paths

    def carry_out(self, order: Order, on_progress: Callable[[Progress], None] | None = None) -> Answer:
        """The other process's answer; PROFILE_BUSY when it went away before it answered."""
        try:
            self._connection.send_bytes(wire.encode(order))
            while True:
                message = wire.decode(self._connection.recv_bytes(LARGEST_ORDER))
                if not isinstance(message, Progress):
                    return message  # type: ignore[return-value]
                if on_progress is not None:
                    on_progress(message)
        except (OSError, EOFError, ValueError):
            return Fault(FaultKind.PROFILE_BUSY, {"path": str(self._paths.data)})

    def close(self) -> None:
        """Hangs up."""
        self._connection.close()


def connect(paths: Paths) -> RemoteDesk | None:
    """The desk behind the profile's socket; None when nobody listens there."""
    if not is_there(paths.socket):
        return None
    try:
        return RemoteDesk(Client(str(paths.socket)), paths)
    except OSError:
        return None


class Server:
    """Listens at the profile's socket and has the desk carry out what comes; a thread for each who calls."""

    def __init__(self, paths: Paths, desk: CarriesOut, leave_thread: Callable[[], None]) -> None:
        """`leave_thread` is called on a caller's thread when the caller has gone."""
        self._paths = paths
        self._desk = desk
        self._leave_thread = leave_thread
        self._listener: Listener | None = None
        self._is_stopping = False
        self._callers: set[Connection] = set()
        self._hanging_up = threading.Lock()  # whoever closes a caller, or reaches for it, does so alone
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begins to listen; an old socket that nobody answers at is replaced. Only the holder of the lock may call."""
        self._paths.socket.unlink(missing_ok=True)
        self._listener = Listener(str(self._paths.socket))
        self._thread = threading.Thread(target=self._listen, args=(self._listener,), name="socket", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stops listening and hangs up."""
        if self._listener is None or self._thread is None:
            return
        self._is_stopping = True
        with contextlib.suppress(OSError):
            _knock(str(self._paths.socket))
        self._thread.join(1.0)
        self._listener.close()
        self._paths.socket.unlink(missing_ok=True)
        with self._hanging_up:
            for caller in self._callers:
                _hang_up(caller)

    def _has_ended(self) -> bool:
        return self._is_stopping

    def _listen(self, listener: Listener) -> None:
        while not self._has_ended():
            try:
                caller = listener.accept()
            except OSError:
                continue
            if self._has_ended():
                caller.close()
                return
            with self._hanging_up:
                self._callers.add(caller)
            threading.Thread(target=self._serve, args=(caller,), name="caller", daemon=True).start()

    def _serve(self, caller: Connection) -> None:
        lock = threading.Lock()

        def send(message: Answer | Progress) -> None:
            with lock, contextlib.suppress(OSError):
                caller.send_bytes(wire.encode(message))

        try:
            while True:
                order = wire.decode(caller.recv_bytes(LARGEST_ORDER))
                send(self._desk.carry_out(order, send))  # type: ignore[arg-type]
        except (EOFError, OSError):
            pass
        except ValueError:
            log.warning("an order that cannot be read came through the socket")
        finally:
            with self._hanging_up:
                self._callers.discard(caller)
                caller.close()
            self._leave_thread()


def _knock(address: str) -> None:
    """Wakes who waits there for a caller. Raises OSError where nobody takes the call: others wait to be let in, and
    the last one let in has ended the waiting."""
    if os.name == "nt":
        Client(address).close()
        return
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(1.0)
        line.connect(address)


def _hang_up(caller: Connection) -> None:
    """Ends what a caller's thread waits for; that thread closes its end itself. A file that is closed twice, or while
    it is read, can be another one by then, of a database even."""
    with contextlib.suppress(OSError):
        if os.name == "nt":  # a pipe, which has no half to shut down
            caller.close()
            return
        with socket.socket(fileno=os.dup(caller.fileno())) as line:
            line.shutdown(socket.SHUT_RDWR)
