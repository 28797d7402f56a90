"""Starts the intake process, also before it is known what it will be told; nothing heavy is imported here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import newsdesk
from newsdesk.settings.programs import command_of


def spawn() -> subprocess.Popen[bytes]:
    """The child with two pipes. It imports what it needs and waits for its `Setup`; without one it ends with its pipe.
    Raises OSError when the system has no memory or no process left."""
    return subprocess.Popen(  # noqa: S603  our own program
        command_of("intake"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
        env=_environment(),
        **_detached(),
    )


class HeadStart:
    """A child that was started for whoever will most likely need one soon."""

    def __init__(self) -> None:
        try:
            self._child: subprocess.Popen[bytes] | None = spawn()
        except OSError:  # who needs one will be told
            self._child = None

    def take(self) -> subprocess.Popen[bytes] | None:
        """The child, once; None when there is none."""
        child, self._child = self._child, None
        return child

    def drop(self) -> None:
        """Ends the child when nobody took it."""
        child = self.take()
        if child is not None:
            child.kill()
            child.communicate()


def _environment() -> dict[str, str]:
    """The parent's environment; the child finds the same newsdesk, and its memory is not spread over many arenas."""
    place = str(Path(newsdesk.__file__).parents[1])
    path = os.environ.get("PYTHONPATH")
    return {
        **os.environ,
        "PYTHONPATH": place + (os.pathsep + path if path else ""),
        "MALLOC_ARENA_MAX": "2",
    }


def _detached() -> dict[str, Any]:
    """Keeps Ctrl+C and, on Windows, a console window from the child."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP}
    return {"process_group": 0}
