"""The command line's composition: gives it a desk, in this process or in the one that holds the profile's writer."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence

from newsdesk import cli
from newsdesk.settings.paths import Paths

PATIENCE = 10.0  # seconds for a lock whose holder does not answer at the socket


@contextlib.contextmanager
def open_desk(paths: Paths, is_fetching: bool) -> Iterator[cli.CarriesOut]:
    """The desk that may write: the other process's when one holds the profile, else our own, which others may call.

    `is_fetching`: the intake process starts while the stores are being opened.
    Raises Failed when the stores cannot be opened.
    """
    from newsdesk.app.remote import Server, connect

    remote = connect(paths)
    if remote is not None:
        try:
            yield remote
        finally:
            remote.close()
        return
    from newsdesk.app.compose import Profile
    from newsdesk.app.logs import keep_logs

    keep_logs(paths, "command")
    profile = Profile(paths, patience=PATIENCE)
    server = Server(paths, profile.desk, profile.desk.leave_thread)
    try:
        opened = profile.desk.start()
        if is_fetching:
            profile.desk.warm_up()
        opened.result()
        server.start()
        yield profile.desk
    finally:
        server.stop()
        profile.close()


def open_window(arguments: Sequence[str]) -> int:
    """Becomes the window: this process never imports Qt, so another takes its place."""
    command = [sys.executable, "-c", "import sys; from newsdesk.__main__ import window; sys.exit(window())", *arguments]
    if os.name == "posix":
        sys.stdout.flush()
        sys.stderr.flush()
        os.execv(sys.executable, command)  # noqa: S606  our own interpreter and module
    return subprocess.run(command, check=False).returncode  # noqa: S603  our own interpreter and module


def run(arguments: Sequence[str]) -> int:
    """The exit code of a command line."""
    return cli.main(arguments, open_desk, open_window)
