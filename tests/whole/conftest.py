"""A profile, the command line as a process, and windows on a virtual screen."""

from __future__ import annotations

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
