"""The parent's side of the wall: starts the intake process, watches it, and hands its deliveries over one by one."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.intake.jobs import Delivery, Job, ReadOpml, Refused
from newsdesk.intake.limits import Limits, Reading, Setup

if TYPE_CHECKING:
    from newsdesk.intake.wire import Message

MOST_DEATHS = 3  # in a row, with nobody to blame
MOST_UNHEARD = 64  # frames read ahead of `receive`; more waits in the pipe
PIPE = 1024 * 1024  # bytes, where the system lets a pipe grow


class Intake:
    """Any thread may `submit`; one thread calls `receive`, `cancel_all`, `start` and `stop`.

    The process is started with the first job and again after it died. `receive` supervises: a document that takes too
    long, or that the process died of, is answered with Refused(TOO_HEAVY), and all other jobs are sent again.
    """

    def __init__(self, *, user_agent: str, limits: Limits | None = None, proxies: dict[str, str] | None = None) -> None:
        self._setup = Setup(user_agent, proxies, limits or Limits())
        self._lock = threading.Lock()
        self._jobs: dict[int, Job] = {}
        self._process: _Process | None = None
        self._ready: deque[Refused] = deque()
        self._deaths = 0
        self._started = threading.Event()  # set while there is a process, or an answer without one

    @property
    def outstanding(self) -> int:
        """How many jobs have not been answered."""
        with self._lock:
            return len(self._jobs) + len(self._ready)

    @property
    def pid(self) -> int | None:
        """The process number of the child; None when there is none."""
        process = self._process
        return process.pid if process else None

    def start(self) -> None:
        """Starts the process now, so that the first job need not wait for it."""
        with self._lock:
            self._ensure()

    def submit(self, job: Job) -> None:
        """Sends a job; returns at once."""
        with self._lock:
            self._jobs[job.job] = job
            if self._process is not None:
                self._process.send(job)
            else:
                self._ensure()

    def receive(self, timeout: float | None) -> Delivery | None:
        """The next delivery; None after `timeout` seconds without one. None waits until there is one."""
        ends_at = None if timeout is None else time.monotonic() + timeout
        while True:
            if self._ready:
                return self._ready.popleft()
            process = self._process
            if process is None:
                self._started.wait(None if ends_at is None else max(0.0, ends_at - time.monotonic()))
            else:
                delivery = self._take(process, ends_at)
                if delivery is not None:
                    return delivery
            if ends_at is not None and time.monotonic() >= ends_at and not self._ready:
                return None

    def cancel_all(self) -> None:
        """Drops every outstanding job and what it was doing; none of them is answered any more. Returns at once."""
        with self._lock:
            has_work = bool(self._jobs)
            self._jobs.clear()
            self._ready.clear()
            if has_work:
                self._let_go()

    def stop(self) -> None:
        """Ends the process; it keeps nothing, so nothing is lost. The intake may be started again."""
        with self._lock:
            self._jobs.clear()
            self._ready.clear()
            process = self._process
            self._let_go()
        if process is not None:
            process.join()

    # --- supervision --------------------------------------------------------------------------------------------------

    def _take(self, process: _Process, ends_at: float | None) -> Delivery | None:
        """What the process says next, when it is an answer; looks after the process otherwise."""
        wall = self._setup.limits.wall
        allowed = wall if process.reading is None else process.reading_since + wall - time.monotonic()
        waiting = allowed if ends_at is None else min(allowed, ends_at - time.monotonic())
        heard = process.hear(max(0.0, waiting))
        if heard is None:
            if process.reading is not None and process.is_silent_since(process.reading_since + wall):
                self._died(process, "wall")
            return None
        if isinstance(heard, Reading):
            return None
        if isinstance(heard, _Ended):
            self._died(process, heard.limit)
            return None
        with self._lock:
            self._deaths = 0
            return heard if self._jobs.pop(heard.job, None) is not None else None

    def _died(self, process: _Process, limit: str) -> None:
        """Answers for the job at fault and sends the others again."""
        with self._lock:
            if self._process is not process:
                return
            culprit = self._jobs.pop(process.reading, None) if process.reading is not None else None
            self._let_go()
            if culprit is not None:
                self._deaths = 0
                self._ready.append(_too_heavy(culprit, limit))
            else:
                self._deaths += 1
            if self._deaths >= MOST_DEATHS:
                self._give_up()
            elif self._jobs:
                self._ensure()

    def _give_up(self) -> None:
        self._deaths = 0
        self._ready.extend(_too_heavy(job, "died") for job in self._jobs.values())
        self._jobs.clear()
        self._started.set()

    def _ensure(self) -> None:
        if self._process is not None:
            return
        try:
            self._process = _Process(self._setup)
        except OSError:  # the system has no memory or no process left
            self._give_up()
            return
        self._started.set()
        for job in self._jobs.values():
            self._process.send(job)

    def _let_go(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None
            self._started.clear()


def _too_heavy(job: Job, limit: str) -> Refused:
    address = "" if isinstance(job, ReadOpml) else job.url
    return Refused(job.job, Fault(FaultKind.TOO_HEAVY, {"address": address, "limit": limit}))


class _Ended:
    """The process is gone; `limit` is what it ran into."""

    def __init__(self, limit: str) -> None:
        self.limit = limit


class _Process:
    """One child and two threads that do nothing but move bytes, so that neither side ever waits for the other's pipe."""

    def __init__(self, setup: Setup) -> None:
        self.reading: int | None = None
        self.reading_since = 0.0
        self._popen = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-P", "-m", "newsdesk.intake"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            bufsize=0,
            env=_environment(),
            **_detached(),
        )
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

    def hear(self, timeout: float) -> Delivery | Reading | _Ended | None:
        """What the child said next; None when it said nothing for that long (seconds)."""
        from newsdesk.intake import wire

        try:
            at, frame = self._coming.get(timeout=timeout) if timeout > 0 else self._coming.get_nowait()
        except queue.Empty:
            return None
        if frame is None:
            return _Ended(self._why())
        try:
            message = wire.decode(frame)
        except wire.Broken:
            return _Ended("died")
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
            pipe.close()
        except OSError:  # the child is gone; the thread that reads will say so
            return

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
        except (wire.Broken, OSError):
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


def _environment() -> dict[str, str]:
    """The parent's environment; the child finds the same newsdesk, and its memory is not spread over many arenas."""
    import newsdesk

    place = str(Path(newsdesk.__file__).parents[1])
    path = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": place + (os.pathsep + path if path else ""),
        "MALLOC_ARENA_MAX": "2",
    }


def _detached() -> dict[str, int]:
    """Keeps Ctrl+C and, on Windows, a console window from the child."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}


def _widen(*pipes: object) -> None:
    """Lets a whole feed lie in the pipe, where the system can (Linux)."""
    try:
        from fcntl import F_SETPIPE_SZ, fcntl
    except ImportError:
        return
    for pipe in pipes:
        try:
            fcntl(pipe, F_SETPIPE_SZ, PIPE)  # type: ignore[arg-type]
        except OSError:  # the user's pipes are all as large as they may be
            return
