"""One intake process seen from its parent: two pipes, two threads that move bytes, and how it ended."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING

from newsdesk.intake.jobs import Delivery
from newsdesk.intake.limits import Reading, Setup
from newsdesk.intake.spawn import spawn

if TYPE_CHECKING:
    from newsdesk.intake.wire import Message

MOST_UNHEARD = 64  # frames read ahead of `hear`; more waits in the pipe
PIPE = 1024 * 1024  # bytes, where the system lets a pipe grow


class Ended:
    """The process is gone; `limit` is what it ran into."""

    def __init__(self, limit: str) -> None:
        self.limit = limit


class Process:
    """One child and two threads that only move bytes, so that neither side ever waits for the other's pipe."""

    def __init__(self, setup: Setup, child: subprocess.Popen[bytes] | None = None) -> None:
        """`child`: one that was started before (`intake.spawn`); None: it is started now. Raises OSError."""
        self.reading: int | None = None
        self.reading_since = 0.0
        self._popen = child or spawn()
        self.pid = self._popen.pid
        _widen(self._popen.stdin, self._popen.stdout)
        self._going: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._coming: queue.Queue[tuple[float, bytes | None]] = queue.Queue(MOST_UNHEARD)
        self._is_killed = False
        self.send(setup)
        self._threads = (
            threading.Thread(target=self._write, name="intake writes", daemon=True),
            threading.Thread(target=self._read, name="intake reads", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def send(self, message: Message) -> None:
        """Puts a message on its way; never waits."""
        self._going.put(message)

    def hear(self, timeout: float) -> Delivery | Reading | Ended | None:
        """What the child said next; None when it said nothing for that long (seconds)."""
        from newsdesk.intake import wire

        try:
            at, frame = self._coming.get(timeout=timeout) if timeout > 0 else self._coming.get_nowait()
        except queue.Empty:
            return None
        if frame is None:
            return Ended(self._why())
        try:
            message = wire.decode(frame)
        except wire.BrokenFrameError:
            return Ended("died")
        if isinstance(message, Reading):
            self.reading, self.reading_since = message.job, at
        elif getattr(message, "job", None) == self.reading:
            self.reading = None
        return message  # type: ignore[return-value]

    def is_silent_since(self, moment: float) -> bool:
        """Whether that moment (monotonic seconds) has passed and nothing waits to be heard."""
        return time.monotonic() >= moment and self._coming.empty()

    def kill(self) -> None:
        """Ends the child at once."""
        self._is_killed = True
        self._popen.kill()
        self._going.put(None)

    def join(self) -> None:
        """Waits until the child and both threads are gone; a second at most."""
        ends_at = time.monotonic() + 1.0
        for thread in self._threads:
            while thread.is_alive() and time.monotonic() < ends_at:
                self._drain()
                thread.join(0.01)

    def _drain(self) -> None:
        try:
            while True:
                self._coming.get_nowait()
        except queue.Empty:
            return

    def _why(self) -> str:
        """Which limit a dead child ran into, by the signal that ended it."""
        code = self._popen.wait()
        if sys.platform != "win32" and code < 0:
            return {signal.SIGXCPU: "cpu", signal.SIGKILL: "memory"}.get(signal.Signals(-code), "died")
        return "died"

    def _write(self) -> None:
        from newsdesk.intake import wire

        pipe = self._popen.stdin
        assert pipe is not None  # noqa: S101 - for the type checker
        try:
            while (message := self._going.get()) is not None:
                frame = memoryview(wire.encode(message))
                while frame:
                    frame = frame[pipe.write(frame) :]
        except OSError:  # the child is gone; the thread that reads will say so
            pass
        finally:
            pipe.close()

    def _read(self) -> None:
        from newsdesk.intake import wire

        pipe = self._popen.stdout
        assert pipe is not None  # noqa: S101 - for the type checker

        def read(size: int) -> bytes:
            parts: list[bytes] = []
            while size and (part := pipe.read(size)):
                parts.append(part)
                size -= len(part)
            return parts[0] if len(parts) == 1 else b"".join(parts)

        try:
            while (frame := wire.read_frame(read)) is not None and not self._is_killed:
                self._put(frame)
        except (wire.BrokenFrameError, OSError):
            pass
        self._popen.kill()
        self._popen.wait()
        pipe.close()
        self._going.put(None)
        self._put(None)

    def _put(self, frame: bytes | None) -> None:
        """Hands a frame over; waits while too many are unheard, unless nobody will listen any more."""
        entry = (time.monotonic(), frame)
        while not self._is_killed:
            try:
                self._coming.put(entry, timeout=0.1)
            except queue.Full:
                continue
            return


def _widen(*pipes: IO[bytes] | None) -> None:
    """Lets a whole feed lie in the pipe, where the system can (Linux)."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl
    except ImportError:
        return
    for pipe in pipes:
        try:
            if pipe is not None:
                fcntl(pipe, F_SETPIPE_SZ, PIPE)
        except OSError:  # the user's pipes are all as large as they may be
            return
