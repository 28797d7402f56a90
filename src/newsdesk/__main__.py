"""The doors: `newsdesk` for the command line, `newsdesk-window` for the window; each imports only what it needs."""

from __future__ import annotations

import gc
import sys


def command() -> int:
    """The command line; without a command it becomes the window. Answers the exit code."""
    gc.disable()  # dozens of collections while everything is imported; `open_desk` takes it up for what lasts longer
    words = sys.argv[1:]
    if not _is_sync(words):
        from newsdesk.app.console import run

        return run(words)
    from newsdesk.intake.spawn import HeadStart

    early = HeadStart()  # it imports for as long as we do
    try:
        from newsdesk.app.console import run

        return run(words, early)
    finally:
        early.drop()


def _is_sync(words: list[str]) -> bool:
    """Whether a command line most likely is one that fetches; wrong, it costs a process that nobody uses."""
    return words[:1] == ["sync"] or (words[:1] == ["--profile"] and words[2:3] == ["sync"])


def window() -> int:
    """The window. Answers the exit code."""
    from newsdesk.app.entrance import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(command())
