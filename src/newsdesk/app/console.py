"""The command line's composition: gives it a desk, in this process or in the one that holds the profile's writer."""

from __future__ import annotations

import contextlib
import functools
import gc
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from newsdesk import cli
from newsdesk.domain.changes import Notice, Unready
from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.settings.paths import Paths
from newsdesk.settings.programs import command_of

if TYPE_CHECKING:
    from concurrent.futures import Future

    from newsdesk.app.compose import Profile
    from newsdesk.intake.spawn import HeadStart

PATIENCE = 10.0  # seconds for a lock whose holder does not answer at the socket
GLANCE = 0.5  # seconds at the lock before the socket is looked at again: who has just taken the one opens the other


@contextlib.contextmanager
def open_desk(
    paths: Paths, tell: Callable[[Notice], None], is_fetching: bool, early: HeadStart | None = None
) -> Iterator[cli.CarriesOut]:
    """The desk that may write: the other process's when one holds the profile, else our own, which others may call.

    `tell` gets what our own found wrong with the stores and mended. `is_fetching`: the intake process (`early` may
    have it) starts, and asks the first sources, while they are being opened. Raises Failed when they cannot be opened.
    """
    from newsdesk.app.remote import Server, connect

    until = time.monotonic() + PATIENCE
    while True:
        remote = connect(paths)
        if remote is not None:
            with contextlib.closing(remote):
                yield remote
            return
        held = _held(paths, early, is_last=time.monotonic() > until)
        if held is not None:
            profile = held
            break
    gc.freeze()  # what has been imported stays
    gc.enable()
    server = Server(paths, profile.desk, profile.desk.leave_thread)
    try:
        begins_at_once = is_fetching and profile.is_in_order()
        if profile.desk.opening.unready() == Unready.PREPARING:
            tell(Notice("store.preparing", {}))
        opened = profile.desk.start()
        if is_fetching:
            profile.desk.warm_up()
        if not begins_at_once:
            _tell(opened, tell)
        server.start()
        yield profile.desk
        if begins_at_once:
            _tell(opened, tell)
    finally:
        server.stop()
        profile.close()


def _tell(opened: Future[tuple[Notice, ...]], tell: Callable[[Notice], None]) -> None:
    for notice in opened.result():
        tell(notice)


def _held(paths: Paths, early: HeadStart | None, *, is_last: bool) -> Profile | None:
    """Our own profile, locked; None while another process has it, Failed(PROFILE_BUSY) for that when `is_last`."""
    from newsdesk.app.compose import Profile
    from newsdesk.app.logs import keep_logs
    from newsdesk.settings.settings import load

    keep_logs(paths, "command")
    profile = Profile(paths, patience=GLANCE, early=early)
    profile.heed(load(paths.settings_file))
    try:
        profile.hold()
    except Failed as refusal:
        if not is_last and refusal.fault.kind is FaultKind.PROFILE_BUSY:
            return None
        raise
    return profile


def open_window(arguments: Sequence[str]) -> int:
    """Becomes the window: this process never imports Qt, so another takes its place."""
    command = [*command_of("window"), *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(command[0], command)  # noqa: S606  our own program
    return subprocess.run(command, check=False).returncode  # noqa: S603  our own program


def run(arguments: Sequence[str], early: HeadStart | None = None) -> int:
    """The exit code of a command line. `early`: the intake process, where it was started already."""
    return cli.main(arguments, functools.partial(open_desk, early=early), open_window, _keep_logs)


def _keep_logs(paths: Paths) -> None:
    from newsdesk.app.logs import keep_logs

    keep_logs(paths, "command")
