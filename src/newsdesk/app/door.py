"""One window a profile: the first start holds a lock and listens, later ones hand over their words and leave.

A second start comes here before all else, so little is imported. The system frees the lock with the process that holds
it, however that ends; what lies in the file says nothing. It is not the writer's lock: a command may hold that one.
"""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Callable

from newsdesk.domain.faults import FaultKind, failed
from newsdesk.settings.paths import Paths

Words = tuple[str | None, str | None, str | None]  # address, shelf, what the desktop gave to come to the front with

PATIENCE = 20.0  # seconds for a window that is being opened or closed; a busy machine opens one in two
PAUSE = 0.02  # seconds between two tries
ANSWER = 5.0  # seconds for a window that is there to take the words; it does so beside whatever it is busy with
LONGEST = 1 << 16  # bytes of words
MOST_WAITING = 128  # starts that may knock at once
TAKEN = b"taken"


class Door:
    """Held by the one window of a profile. What starts hand over before `open_to` waits for it."""

    def __init__(self, lock: int | None, listener: socket.socket | None, address: str) -> None:
        self._lock = lock
        self._listener = listener
        self._address = address
        self._waiting: list[Words] = []
        self._heard: Callable[[Words], None] | None = None
        self._guard = threading.Lock()
        self._is_closing = threading.Event()
        self._thread = threading.Thread(target=self._listen, name="door", daemon=True)
        if listener is not None:
            self._thread.start()

    def open_to(self, heard: Callable[[Words], None]) -> None:
        """Has `heard` called with what every later start hands over, those that waited first; on any thread."""
        with self._guard:
            self._heard = heard
            waiting, self._waiting = self._waiting, []
        for words in waiting:
            heard(words)

    def close(self) -> None:
        """Listens no more: whoever starts from now on waits for `release` and opens a window of its own."""
        if self._listener is None:
            return
        self._is_closing.set()
        with contextlib.suppress(OSError):
            os.unlink(self._address)  # noqa: PTH108  before the last call, so that nobody comes after it
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)  # wakes accept
        self._thread.join(1.0)
        self._listener.close()
        self._listener = None

    def release(self) -> None:
        """Lets another start be the window."""
        self.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def _listen(self) -> None:
        listener = self._listener
        assert listener is not None  # noqa: S101 - for the type checker
        while not self._is_closing.is_set():
            try:
                caller, _ = listener.accept()
            except OSError:
                if self._is_closing.is_set():
                    return
                continue
            with caller:
                words = _read(caller)
                if words is not None:
                    self._take(words)
                    with contextlib.suppress(OSError):
                        caller.sendall(TAKEN)

    def _take(self, words: Words) -> None:
        with self._guard:
            heard = self._heard
            if heard is None:
                self._waiting.append(words)
        if heard is not None:
            heard(words)


def enter(paths: Paths, words: Words) -> Door | None:
    """The profile's door, now held by this process; None when a window has it, which has got the words.

    A profile that cannot be written to has a door that holds nothing. Raises Failed(PROFILE_BUSY) when the window that
    holds the lock does not answer.
    """
    until = time.monotonic() + PATIENCE
    pause = threading.Event()
    address = os.fspath(paths.window_socket)
    while True:
        try:
            lock = _lock(os.fspath(paths.window_lock))
        except OSError:
            return Door(None, None, address)
        if lock is not None:
            return Door(lock, _listener(address), address)
        if _knock(address, words):
            return None
        if time.monotonic() > until:
            raise failed(FaultKind.PROFILE_BUSY, path=str(paths.data))
        pause.wait(PAUSE)


def _lock(path: str) -> int | None:
    """The open file whose lock is ours; None when another process has it. Raises OSError where there can be none."""
    try:
        file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except PermissionError:
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        return None
    except (ImportError, OSError):  # another system, or a file system without locks
        os.close(file)
        raise OSError from None
    return file


def _listener(address: str) -> socket.socket | None:
    """Listens at an address that only the holder of the lock uses; None where nobody can."""
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(address)  # noqa: PTH108  left by a process that was killed
        listener.bind(address)
        listener.listen(MOST_WAITING)
    except OSError:
        listener.close()
        return None
    return listener


def _knock(address: str, words: Words) -> bool:
    """Whether a window has taken the words."""
    message = b"\0".join(b"" if word is None else b"=" + os.fsencode(word) for word in words)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
        caller.settimeout(ANSWER)
        try:
            caller.connect(address)
            caller.sendall(message)
            caller.shutdown(socket.SHUT_WR)
            return caller.recv(len(TAKEN)) == TAKEN
        except OSError:
            return False


def _read(caller: socket.socket) -> Words | None:
    """What a start hands over; None for what no start of ours says."""
    message = b""
    caller.settimeout(1.0)
    try:
        while len(message) <= LONGEST and (part := caller.recv(LONGEST)):
            message += part
    except OSError:
        return None
    parts = [os.fsdecode(part[1:]) if part else None for part in message.split(b"\0")]
    return (parts[0], parts[1], parts[2]) if len(parts) == 3 and len(message) <= LONGEST else None
