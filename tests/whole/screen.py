"""A virtual screen, windows of the real program on it, and the keys that a hand would press; every wait has an end."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import psutil
import pytest
from tests.whole.running import environment

WINDOW = "import sys; from newsdesk.__main__ import window; sys.exit(window())"
PATIENCE = 30.0  # seconds; a busy machine starts a window in two


def until(is_so: Callable[[], object], seconds: float = PATIENCE) -> bool:
    """Whether the condition came true in time."""
    pause, end = Event(), time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            return False
        pause.wait(0.03)
    return True


@contextmanager
def virtual_screen() -> Iterator[str]:
    """The name of a display of its own; the test is skipped where there is no Xvfb."""
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    ours, theirs = os.pipe()
    # Without -noreset it starts anew whenever its last window closes, and a program that comes just then is refused.
    command = [program, "-displayfd", str(theirs), "-nolisten", "tcp", "-noreset", "-screen", "0", "1400x900x24"]
    with subprocess.Popen(command, pass_fds=[theirs], stderr=subprocess.DEVNULL) as server:
        os.close(theirs)
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        try:
            yield f":{number}"
        finally:
            server.terminate()


def _arabic_key(letter: str) -> str:
    """The keysym of an Arabic letter as a number (X11's keysymdef.h: they follow ISO 8859-6)."""
    return hex(0x5C1 + ord(letter) - 0x621)


class Window:
    """A window of the real program, as a process."""

    def __init__(self, display: str, profile: Path, *words: str, **more: str) -> None:
        """`more` are variables of its environment beside those of every test."""
        self._display = display
        self.profile = profile
        self.process = subprocess.Popen(
            [sys.executable, "-c", WINDOW, "--profile", str(profile), *words],
            env=environment(DISPLAY=display, QT_QPA_PLATFORM="xcb", LANG="C.UTF-8", **more),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def is_ready(self) -> bool:
        """Whether the stores are open and others may call, waiting for it."""
        return until(lambda: (self.profile / "newsdesk.sock").exists() or self.process.poll() is not None) and (
            self.process.poll() is None
        )

    def finish(self, seconds: float = PATIENCE) -> tuple[int, str]:
        """Exit code and what was said on both streams; a window that stays is ended and fails the test."""
        try:
            out, err = self.process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            pytest.fail(f"the window stayed: {self.process.communicate()}")
        return self.process.returncode, out + err

    def end(self, number: int, seconds: float = PATIENCE) -> tuple[int, str, float, list[psutil.Process]]:
        """Sends a signal: exit code, words, seconds that it took, children that are left."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        began = time.monotonic()
        self.process.send_signal(number)
        code, said = self.finish(seconds)
        took = time.monotonic() - began
        _, left = psutil.wait_procs(children, timeout=3)
        return code, said, took, left

    def close(self) -> None:
        """Ends what a failed test left."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    # --- the hand

    def names(self) -> list[str]:
        """The titles of this process's windows on the screen."""
        return [self._hand("getwindowname", one).strip() for one in self._windows()]

    def take_focus(self) -> None:
        """Gives the window the keyboard: there is no window manager to do it."""
        assert until(self._windows), "no window came up"
        self._hand("windowfocus", "--sync", self._windows()[0])

    def press(self, *keys: str) -> None:
        """Presses keys one after the other, as X events of a real keyboard."""
        self._hand("key", "--delay", "40", *keys)

    def close_by_manager(self) -> None:
        """Has the window manager ask the window to close, as its cross does: by the key that both have."""
        self.press("alt+F4")

    def click(self, place: tuple[int, int, int, int]) -> None:
        """Clicks in the middle of a place on the screen."""
        x, y, width, height = place
        self._hand("mousemove", "--sync", str(x + width // 2), str(y + height // 2), "click", "1")

    def type_arabic(self, words: str) -> None:
        """Types letters and spaces on an Arabic keyboard, which must be the layout in use."""
        self.press(*("space" if letter == " " else _arabic_key(letter) for letter in words))

    def _windows(self) -> list[str]:
        return self._hand("search", "--onlyvisible", "--pid", str(self.process.pid)).split()

    def _hand(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self._display},
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PATIENCE,
            check=False,
        )
        return done.stdout
