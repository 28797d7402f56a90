"""Ends the window in the middle of a sync in which thirty hosts hang, and looks what is left; measures `stop`, too.

    python -m tests.whole.closing [--runs 100]

By turns the window is closed (the message of a window manager, WM_DELETE_WINDOW), and gets SIGTERM, SIGINT and SIGHUP:
with SIGTERM or SIGHUP a session ends here, for Qt's plugin for X in PySide6 is built without a session manager.
Twenty hosts take a connection and say nothing, ten do not even take it.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from tests.newspaper import opml
from tests.whole.running import newsdesk
from tests.whole.screen import Window, until, virtual_screen

from newsdesk.app.compose import Profile
from newsdesk.domain.faults import Failed
from newsdesk.settings.paths import Paths

SILENT, DEAF = 20, 10
UNDER_WAY = 8  # fetches that hang when the end comes; the intake process has sixteen threads
WAYS = ("close", "SIGTERM", "SIGINT", "SIGHUP")
ALLOWED = 3.0  # seconds from the word to the end of the process and its child
AT_ONCE = 0.2  # seconds after which a stopped sync has given control back


@dataclass
class Hosts:
    """Thirty hosts of this machine that hang."""

    silent: list[socket.socket] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    callers: list[socket.socket] = field(default_factory=list)

    def asked(self) -> int:
        """How many connections wait for an answer."""
        for listener in self.silent:
            with suppress(BlockingIOError):
                self.callers.append(listener.accept()[0])
        return len(self.callers)

    def forget(self) -> None:
        """Hangs up on whoever still waits."""
        self.asked()
        for caller in self.callers:
            caller.close()
        self.callers.clear()


@contextmanager
def hanging() -> Iterator[Hosts]:
    """Hosts that hang until the block ends."""
    with ExitStack() as stack:
        hosts = Hosts()
        for number in range(SILENT + DEAF):
            listener = stack.enter_context(socket.socket())
            listener.bind((f"127.0.1.{number + 1}", 0))
            listener.setblocking(False)
            listener.listen(64 if number < SILENT else 0)
            if number < SILENT:
                hosts.silent.append(listener)
            else:
                for _ in range(4):  # fill the queue: who comes now gets no answer
                    caller = stack.enter_context(socket.socket())
                    caller.setblocking(False)
                    caller.connect_ex(listener.getsockname())
            host, port = listener.getsockname()
            hosts.urls.append(f"http://{host}:{port}/feed")
        yield hosts
        hosts.forget()


@dataclass(frozen=True, slots=True)
class Ending:
    """How a window ended: `seconds` until it and its child were gone, and all that was not in order."""

    seconds: float
    wrong: list[str]


def subscribe(profile: Path, hosts: Hosts) -> None:
    """Adds all hosts to a profile."""
    assert newsdesk(profile, "opml", "import", "-", stdin=opml(hosts.urls)).returncode == 0


def ending(display: str, profile: Path, hosts: Hosts, way: str) -> Ending:
    """Opens the window, waits for its sync to hang, and ends it."""
    hosts.forget()
    window = Window(display, profile)
    try:
        assert until(lambda: hosts.asked() >= UNDER_WAY), "the sync did not begin"
        children = psutil.Process(window.process.pid).children(recursive=True)
        began = time.monotonic()
        if way == "close":
            close_window(display, window)
        else:
            window.process.send_signal(signal.Signals[way])
        code, said = window.finish()
        _, left = psutil.wait_procs(children, timeout=ALLOWED)
        seconds = time.monotonic() - began
    finally:
        window.close()
    logs = [profile / "newsdesk.sock", profile / "window.sock", *profile.glob("*-wal")]
    wrong = [f"left: {path.name}" for path in logs if path.exists() and (path.suffix == ".sock" or path.stat().st_size)]
    wrong += [f"exit {code}"] if code else []
    wrong += [f"said {said!r}"] if said else []
    wrong += [f"still there: {child}" for child in left]
    return Ending(seconds, wrong)


def close_window(display: str, window: Window) -> None:
    """Sends what a window manager sends when its cross is clicked (ICCCM, section 4.2.8.1)."""
    found = subprocess.run(
        ["xdotool", "search", "--onlyvisible", "--pid", str(window.process.pid)],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
    x11.XInternAtom.restype = ctypes.c_ulong
    x11.XSendEvent.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_long, ctypes.c_void_p)
    x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    screen = x11.XOpenDisplay(display.encode())
    protocols, leave = (x11.XInternAtom(screen, name, 0) for name in (b"WM_PROTOCOLS", b"WM_DELETE_WINDOW"))
    for number in found:
        message = (ctypes.c_long * 24)(33, 0, 1, 0, int(number), protocols, 32, leave)  # ClientMessage, format 32
        x11.XSendEvent(screen, int(number), 0, 0, message)
    x11.XCloseDisplay(screen)


def stops(profile: Path, hosts: Hosts, times: int) -> list[float]:
    """Seconds from each word to stop until the sync under way had given its answer."""
    took = []
    opened = Profile(Paths.of_profile(profile), patience=10.0)
    opened.desk.start().result(20)
    try:
        for _ in range(times):
            hosts.forget()
            report = opened.desk.sync()
            assert until(lambda: hosts.asked() >= UNDER_WAY), "the sync did not begin"
            began = time.monotonic()
            opened.desk.stop_sync()
            with suppress(Failed):
                report.result(30)
            took.append(time.monotonic() - began)
    finally:
        assert opened.close()
    return took


def main() -> int:
    """Prints the figures; 1 when a promise was broken."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--runs", type=int, default=100)
    said = words.parse_args()
    longest: dict[str, float] = dict.fromkeys(WAYS, 0.0)
    broken: list[str] = []
    with tempfile.TemporaryDirectory() as folder, hanging() as hosts, virtual_screen() as display:
        profile = Path(folder) / "profile"
        subscribe(profile, hosts)
        for run in range(said.runs):
            way = WAYS[run % len(WAYS)]
            end = ending(display, profile, hosts, way)
            longest[way] = max(longest[way], end.seconds)
            broken += [f"run {run}, {way}: {wrong}" for wrong in end.wrong]
            if end.seconds > ALLOWED:
                broken.append(f"run {run}, {way}: took {end.seconds:.2f} s")
        took = stops(profile, hosts, 20)
        broken += [f"stop took {one:.3f} s" for one in took if one > AT_ONCE]
    shown = ", ".join(f"{way} {seconds:.2f} s" for way, seconds in longest.items())
    print(f"{said.runs} ends, the longest: {shown}; {len(broken)} problems; load {os.getloadavg()[0]:.1f}")
    print(f"stop of a sync with {SILENT + DEAF} hanging hosts: longest of {len(took)} {max(took) * 1000:.0f} ms")
    for promise in broken:
        print(promise)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
