"""The window's door: who holds it, what is handed over, and what may lie in its place."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from newsdesk.app.door import Door, Words, enter
from newsdesk.settings.paths import Paths

NOTHING: Words = (None, None, None)
HOLDS = """
import sys
from newsdesk.app.door import enter
from newsdesk.settings.paths import Paths
door = enter(Paths.of_profile(sys.argv[1]), (None, None, None))
print("held" if door else "handed over", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths.of_profile(tmp_path / "profile")
    paths.make()
    return paths


@pytest.fixture
def door(paths: Paths) -> Iterator[Door]:
    held = enter(paths, NOTHING)
    assert held is not None
    yield held
    held.release()


def started(paths: Paths) -> subprocess.Popen[str]:
    """A process that goes to the door, and stays until it is ended."""
    return subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(paths.data)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def holder(paths: Paths) -> subprocess.Popen[str]:
    """A process that holds the door."""
    process = started(paths)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def leave(process: subprocess.Popen[str], number: int) -> None:
    process.send_signal(number)
    process.communicate(timeout=30)


@pytest.mark.parametrize(
    "words", [NOTHING, ("https://a.example/خبر?x=1", None, "token"), ("", "search:سطر\nثان", None)]
)
def test_the_second_hands_its_words_to_the_first(paths: Paths, door: Door, words: Words) -> None:
    heard: list[Words] = []
    assert enter(paths, words) is None
    door.open_to(heard.append)
    assert heard == [words]
    assert enter(paths, words) is None
    assert heard == [words, words]


def test_a_name_that_is_no_unicode_comes_through(paths: Paths, door: Door) -> None:
    heard: list[Words] = []
    door.open_to(heard.append)
    name = os.fsdecode(b"/tmp/\xc7\xe1\xce\xc8.xml")
    assert enter(paths, (name, None, None)) is None
    assert heard == [(name, None, None)]


def test_a_killed_holder_holds_up_nobody(paths: Paths) -> None:
    leave(holder(paths), signal.SIGKILL)
    assert paths.window_socket.exists()
    held = enter(paths, NOTHING)
    assert held is not None
    held.release()


def test_a_start_while_the_window_closes_waits_and_becomes_the_next(paths: Paths, door: Door) -> None:
    door.close()
    is_there = Event()
    second = started(paths)
    assert not is_there.wait(0.3)
    assert second.poll() is None
    door.release()
    assert second.stdout is not None
    assert second.stdout.readline() == "held\n"
    leave(second, signal.SIGTERM)


def test_two_profiles_share_nothing(tmp_path: Path, door: Door) -> None:
    other = Paths.of_profile(tmp_path / "other")
    other.make()
    second = enter(other, ("x", None, None))
    assert second is not None
    second.release()


@pytest.mark.parametrize("content", [b"", b"1\n", b"4194304 1999-01-01 another-host\n"])
@pytest.mark.parametrize("mode", [0o600, 0o444, 0o000])
def test_what_lies_in_the_lock_file_is_not_asked(paths: Paths, content: bytes, mode: int) -> None:
    paths.window_lock.write_bytes(content)
    paths.window_lock.chmod(mode)
    paths.window_socket.write_text("not a socket")
    held = enter(paths, NOTHING)
    assert held is not None
    assert enter(paths, NOTHING) is None
    held.release()


def test_a_folder_in_the_lock_s_place_opens_a_window_all_the_same(paths: Paths) -> None:
    paths.window_lock.mkdir()
    held = enter(paths, NOTHING)
    assert held is not None
    held.release()


def test_nonsense_at_the_socket_is_passed_over(paths: Paths, door: Door) -> None:
    heard: list[Words] = []
    door.open_to(heard.append)
    for message in (b"", b"=a\0=b", b"x" * 200_000):
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as caller:
            caller.connect(str(paths.window_socket))
            try:
                caller.sendall(message)
                caller.shutdown(socket.SHUT_WR)
                assert caller.recv(16) == b""
            except OSError:  # hung up on in the middle of it
                continue
    assert enter(paths, ("y", None, None)) is None
    assert heard == [("y", None, None)]
