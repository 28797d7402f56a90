"""Starts the real program as a process whose traffic cannot leave this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def environment(**more: str) -> dict[str, str]:
    """The variables of the process: whatever is not loopback meets a closed port."""
    here = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    here["PYTHONPATH"] = str(ROOT / "src")
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        here[name] = here[name.upper()] = "http://127.0.0.1:9"
    here["no_proxy"] = here["NO_PROXY"] = "127.0.0.1,localhost,::1"
    return here | more


def spawn(profile: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """The command, running in a process group of its own; what it says is not kept."""
    return subprocess.Popen(
        [sys.executable, "-m", "newsdesk", "--profile", str(profile), *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def newsdesk(
    profile: Path, *arguments: str, stdin: str = "", seconds: float = 120, **more: str
) -> subprocess.CompletedProcess[str]:
    """The command, run to its end."""
    return subprocess.run(
        [sys.executable, "-m", "newsdesk", "--profile", str(profile), *arguments],
        env=environment(**more),
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )
