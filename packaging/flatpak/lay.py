"""Lays what a desktop reads of newsdesk into a prefix, and drops what is never loaded; run by flatpak-builder.

    python3 packaging/flatpak/lay.py /app

Standard library only.
"""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent / "debian")]

from content import drop_unused  # noqa: E402
from desktop import lay_desktop  # noqa: E402


def main(arguments: list[str]) -> int:
    """0 when all is laid; 2 for wrong use."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    prefix = Path(arguments[0])
    for site in prefix.glob("lib/python3.*/site-packages"):
        drop_unused(site)
    lay_desktop(prefix / "share")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
