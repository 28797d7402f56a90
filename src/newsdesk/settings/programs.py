"""How another part of newsdesk is started as a process of its own: by Python, or as one of the frozen programs."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

_WINDOW = "import sys; from newsdesk.__main__ import window; sys.exit(window())"
_PYTHON = {"window": ("-c", _WINDOW), "intake": ("-m", "newsdesk.intake")}


def command_of(part: Literal["window", "intake"]) -> list[str]:
    """The words that start the part, the program's path first; the part's own arguments go behind them.

    Frozen (PyInstaller sets `sys.frozen`), the programs lie beside each other: newsdesk, newsdesk-window and
    newsdesk-intake. Else it is this Python, which imports nothing from where the reader stands, nor, installed, from
    where PYTHONPATH points.
    """
    if getattr(sys, "frozen", False):
        here = Path(sys.executable)
        return [str(here.with_name(f"newsdesk-{part}{here.suffix}"))]
    return [sys.executable, "-I" if sys.flags.isolated else "-P", *_PYTHON[part]]
