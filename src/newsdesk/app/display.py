"""Whether there is a screen to open a window on; Qt itself would end the process without a word to the reader."""

from __future__ import annotations

import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """True on Windows and macOS, with Wayland, with an X server that answers, or when a Qt platform was chosen."""
    if not sys.platform.startswith("linux") or environment.get("QT_QPA_PLATFORM", "xcb") not in {"", "xcb"}:
        return True
    if environment.get("WAYLAND_DISPLAY"):
        return True
    return _answers(environment.get("DISPLAY", ""))


def _answers(display: str) -> bool:
    """Whether an X server listens at a display name ([host]:number[.screen], X(7))."""
    named = re.fullmatch(r"(?P<host>[^:]*):(?P<number>\d+)(\.\d+)?", display)
    if named is None:
        return False
    if named["host"] not in {"", "unix"}:
        return True  # another machine's: Qt will find out
    path = f"/tmp/.X11-unix/X{named['number']}"  # noqa: S108  where X servers listen
    for address in ("\0" + path, path):
        if address.startswith("/") and not Path(address).exists():
            continue
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.settimeout(2.0)
            try:
                caller.connect(address)
            except OSError:
                continue
            return True
    return False
