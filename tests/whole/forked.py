"""Lives of the program that begin with everything imported and may be ended at any moment: forks of this process.

A command that is started anew spends most of its life with imports; a fork is in the middle of its work at once, so
that a hundred kills take seconds. Only for a process that has no other threads.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass

import psutil

ORPHANED = 20.0  # seconds after which a child lives on without its parent; on a busy machine its imports take ten
Say = Callable[[str], None]
Life = Callable[[Say], None]


@dataclass(frozen=True, slots=True)
class End:
    """How a life ended. `said`: its lines, those of an uncaught error too; `orphans`: children that outlived it."""

    is_killed: bool
    said: tuple[str, ...]
    seconds: float
    orphans: int = 0


def live(life: Life, most: float) -> End:
    """Lives it in a process of its own, which is killed after that many seconds unless it ended before."""
    hears, says = os.pipe()
    began = time.monotonic()
    process = os.fork()
    if process == 0:
        os.close(hears)
        _live(life, says)
    os.close(says)
    heard: list[bytes] = []
    is_killed, orphans = not _hear(hears, began + most, heard), 0
    if is_killed:
        orphans = _kill(process)
        _hear(hears, time.monotonic() + 10, heard)
    os.waitpid(process, 0)
    os.close(hears)
    said = b"".join(heard).decode("utf-8", "replace").splitlines()
    return End(is_killed, tuple(said), time.monotonic() - began, orphans)


def _live(life: Life, says: int) -> None:
    """Never comes back: what is above it on the stack is the parent's."""
    code = 1
    try:
        os.setsid()
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY))
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
        sys.stderr = os.fdopen(os.dup(says), "w", buffering=1)  # or what it says is lost with it
        life(lambda line: _tell(says, line))
        code = 0
    except BaseException:  # noqa: BLE001  top of the process
        _tell(says, traceback.format_exc())
    finally:
        os._exit(code)


def _tell(says: int, line: str) -> None:
    os.write(says, f"{line}\n".encode())  # one write: a kill leaves whole lines


def _hear(hears: int, until: float, heard: list[bytes]) -> bool:
    """Whether the other end was closed before that moment."""
    while (left := until - time.monotonic()) > 0:
        if not select.select([hears], [], [], left)[0]:
            return False
        said = os.read(hears, 1 << 16)
        if not said:
            return True
        heard.append(said)
    return False


def _kill(process: int) -> int:
    """Kills it; how many of its children are left after a while."""
    with contextlib.suppress(psutil.NoSuchProcess):
        children = psutil.Process(process).children(recursive=True)
        os.kill(process, signal.SIGKILL)
        _, alive = psutil.wait_procs(children, timeout=ORPHANED)
        for child in alive:
            child.kill()
        return len(alive)
    return 0
