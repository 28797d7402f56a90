"""A folder of bait: Linux tells which of its files anybody opened, in this process or another (inotify(7))."""

from __future__ import annotations

import ctypes
import os
import struct
from pathlib import Path

from tests.newspaper import picture

IN_OPEN = 0x20
_EVENT = struct.Struct("iIII")


class Bait:
    """Files that nobody may open. `taken` answers the names of those that somebody did."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.picture = folder / "bait.png"
        self.picture.write_bytes(picture(40, 30))
        (folder / "bait.css").write_text("* { color: red }", "utf-8")
        (folder / "bait.html").write_text("<p>bait</p>", "utf-8")
        self._library = ctypes.CDLL(None, use_errno=True)
        self._ear = self._library.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        assert self._ear >= 0, os.strerror(ctypes.get_errno())
        watch = self._library.inotify_add_watch(self._ear, os.fsencode(folder), IN_OPEN)
        assert watch >= 0, os.strerror(ctypes.get_errno())

    def taken(self) -> list[str]:
        """The names of the files opened since the last question; "" is the folder itself."""
        try:
            heard = os.read(self._ear, 65536)
        except BlockingIOError:
            return []
        names = []
        while heard:
            *_, length = _EVENT.unpack_from(heard)
            names.append(heard[_EVENT.size : _EVENT.size + length].rstrip(b"\0").decode())
            heard = heard[_EVENT.size + length :]
        return names

    def close(self) -> None:
        """Listens no more."""
        os.close(self._ear)
