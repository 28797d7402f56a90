"""The doors: `newsdesk` for the command line, `newsdesk-window` for the window; each imports only what it needs."""

from __future__ import annotations

import sys


def command() -> int:
    """The command line; without a command it becomes the window. Answers the exit code."""
    from newsdesk.app.console import run

    return run(sys.argv[1:])


def window() -> int:
    """The window. Answers the exit code."""
    from newsdesk.app.entrance import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(command())
