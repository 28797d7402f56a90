"""A tray of the older kind, into which programs put windows of their own (freedesktop.org's System Tray Protocol).

python -m tests.whole.embedded      on the display that DISPLAY names; says a line for each window that it takes in
"""

from __future__ import annotations

import ctypes
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from ctypes import c_char_p, c_int, c_long, c_ulong, c_void_p

from tests.whole.running import environment
from tests.whole.screen import until

SIDE = 32  # pixels of the tray, in the upper left corner of the screen
PLACE = (0, 0, SIDE, SIDE)
_CLIENT_MESSAGE, _STRUCTURE, _OVERRIDE = 33, 1 << 17, 1 << 9


class _Attributes(ctypes.Structure):
    """XSetWindowAttributes."""

    _fields_ = (
        *((name, c_ulong) for name in ("background", "ground", "border", "edge")),
        *((name, c_int) for name in ("bit_gravity", "win_gravity", "backing")),
        *((name, c_ulong) for name in ("planes", "pixel")),
        *(("save_under", c_int), ("events", c_long), ("mask", c_long), ("override", c_int)),
        *((name, c_ulong) for name in ("colours", "cursor")),
    )


class _Client(ctypes.Structure):
    """XClientMessageEvent."""

    _fields_ = (
        *(("type", c_int), ("serial", c_ulong), ("is_sent", c_int), ("display", c_void_p), ("window", c_ulong)),
        *(("kind", c_ulong), ("format", c_int), ("words", c_long * 5)),
    )


class _Event(ctypes.Union):
    _fields_ = (("type", c_int), ("client", _Client), ("room", c_long * 24))


@contextmanager
def embedding(display: str) -> Iterator[list[str]]:
    """Such a tray on this display, as a process: what it has said so far, "ready" and "taken in"."""
    command = [sys.executable, "-m", "tests.whole.embedded"]
    said: list[str] = []
    with subprocess.Popen(command, env=environment(DISPLAY=display), stdout=subprocess.PIPE, text=True) as tray:
        assert tray.stdout is not None
        lines = tray.stdout
        hearing = threading.Thread(target=lambda: said.extend(line.strip() for line in lines))
        hearing.start()
        try:
            assert until(lambda: "ready" in said), "the tray did not come"
            yield said
        finally:
            tray.terminate()
            hearing.join()


def _library() -> ctypes.CDLL:
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = c_void_p
    x.XInternAtom.argtypes, x.XInternAtom.restype = (c_void_p, c_char_p, c_int), c_ulong
    for name in ("XDefaultRootWindow", "XCreateSimpleWindow"):
        getattr(x, name).restype = c_ulong
    return x


def main() -> None:
    """Owns the tray of the first screen, for ever."""
    x = _library()
    display = c_void_p(x.XOpenDisplay(None))
    root = c_ulong(x.XDefaultRootWindow(display))
    tray = c_ulong(x.XCreateSimpleWindow(display, root, 0, 0, SIDE, SIDE, 0, c_ulong(0), c_ulong(0)))
    alone = _Attributes(override=1)  # no window manager has a say in it
    x.XChangeWindowAttributes(display, tray, c_ulong(_OVERRIDE), ctypes.byref(alone))
    x.XMapRaised(display, tray)
    selection, manager, opcode = (
        x.XInternAtom(display, name, 0) for name in (b"_NET_SYSTEM_TRAY_S0", b"MANAGER", b"_NET_SYSTEM_TRAY_OPCODE")
    )
    x.XSetSelectionOwner(display, c_ulong(selection), tray, c_ulong(0))
    told = _Event()
    told.client = _Client(type=_CLIENT_MESSAGE, window=root.value, kind=manager, format=32)
    told.client.words[1], told.client.words[2] = selection, tray.value
    x.XSendEvent(display, root, 0, c_long(_STRUCTURE), ctypes.byref(told))
    x.XSync(display, 0)
    print("ready", flush=True)
    while True:
        event = _Event()
        x.XNextEvent(display, ctypes.byref(event))
        if event.type == _CLIENT_MESSAGE and event.client.kind == opcode and event.client.words[1] == 0:
            sign = c_ulong(event.client.words[2])
            x.XReparentWindow(display, sign, tray, 0, 0)
            x.XMoveResizeWindow(display, sign, 0, 0, SIDE, SIDE)
            x.XMapRaised(display, sign)
            x.XMapRaised(display, tray)
            x.XSync(display, 0)
            print("taken in", flush=True)


if __name__ == "__main__":
    main()
