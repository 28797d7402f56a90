"""A profile, the command line as a process, and windows on a virtual screen."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.whole import running
from tests.whole.screen import Window, virtual_screen

Runs = Callable[..., subprocess.CompletedProcess[str]]
Opens = Callable[..., Window]


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def newsdesk(profile: Path) -> Runs:
    """Runs one command on this test's profile; a traceback fails the test."""

    def run(*words: str, **how: str) -> subprocess.CompletedProcess[str]:
        done = running.newsdesk(profile, *words, **how)
        assert "Traceback" not in done.stderr
        return done

    return run


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """A virtual screen that the tests of one process share, one window after the other."""
    with virtual_screen() as name:
        yield name


@pytest.fixture
def opens(display: str, profile: Path) -> Iterator[Opens]:
    """Starts windows of this test's profile, and ends those that a failed test leaves."""
    windows: list[Window] = []

    def start(*words: str) -> Window:
        windows.append(Window(display, profile, *words))
        return windows[-1]

    yield start
    for window in windows:
        window.close()


@pytest.fixture
def mounts(profile: Path) -> Iterator[Callable[..., None]]:
    """Puts a small file system in the profile's place; skipped where that may not be done."""
    profile.mkdir()
    done: list[bool] = []

    def mount(*options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "newsdesk-test", str(profile)]
        if not done and (
            os.geteuid() != 0
            or not shutil.which("mount")
            or subprocess.run(command, capture_output=True, check=False).returncode != 0
        ):
            pytest.skip("a file system can only be mounted by root")
        if done:
            subprocess.run(["mount", "-o", ",".join(("remount", *options)), str(profile)], check=True)
        done.append(True)

    yield mount
    if done:
        subprocess.run(["umount", "--lazy", str(profile)], check=True)
