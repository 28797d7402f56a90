"""What the window was started with; knows nothing of what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from newsdesk.settings.paths import is_there


@dataclass(frozen=True, slots=True)
class Options:
    """The words of a start. `is_hidden`: into the tray, where the reader chose that place."""

    profile: Path | None = None
    is_checking: bool = False
    address: str | None = None
    shelf: str | None = None
    is_hidden: bool = False


def read_options(arguments: Sequence[str]) -> Options:
    """The window's few options, read without argparse (8 ms of start-up). Raises ValueError naming what is unknown."""
    profile: Path | None = None
    is_checking = is_hidden = False
    address: str | None = None
    shelf: str | None = None
    left = list(arguments)
    while left:
        argument = left.pop(0)
        if argument == "--profile" and left:
            profile = Path(left.pop(0))
        elif argument.startswith("--profile="):
            profile = Path(argument.partition("=")[2])
        elif argument == "--shelf" and left:
            shelf = left.pop(0)
        elif argument.startswith("--shelf="):
            shelf = argument.partition("=")[2]
        elif argument == "--check":
            is_checking = True
        elif argument == "--hidden":
            is_hidden = True
        elif not argument.startswith("-") and address is None:
            address = argument
        else:
            raise ValueError(argument)
    return Options(profile, is_checking, absolute(address), shelf, is_hidden)


def absolute(address: str | None) -> str | None:
    """A file named on the command line, as its absolute path; an address as it is."""
    if address and is_there(Path(address)):
        return str(Path(address).resolve())
    return address
