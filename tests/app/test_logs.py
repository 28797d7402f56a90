"""The logs stay small, are their owner's only, and keep no secret of an address."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SOURCES = Path(__file__).parents[2] / "src"
BEGIN = f"""
import logging, sys
sys.path.insert(0, {str(SOURCES)!r})
from newsdesk.app.logs import keep_logs
from newsdesk.settings.paths import Paths
keep_logs(Paths.of_profile(sys.argv[1]), "window")
"""


def written(profile: Path, lines: str) -> list[Path]:
    """The log files after a process of its own has logged."""
    subprocess.run([sys.executable, "-c", BEGIN + lines, str(profile)], check=True, timeout=60)
    return sorted((profile / "logs").glob("window.log*"))


def test_logs_are_five_files_of_two_megabytes_at_most(tmp_path: Path) -> None:
    files = written(tmp_path, "for number in range(14_000): logging.warning('%d %s', number, 'x' * 1000)")
    assert len(files) == 5
    assert all(file.stat().st_size <= 2 * 1024 * 1024 for file in files)
    assert "13999 x" in files[0].read_text("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are of POSIX systems")
def test_nobody_else_can_read_a_log(tmp_path: Path) -> None:
    (file,) = written(tmp_path, "logging.warning('x')")
    assert file.stat().st_mode & 0o077 == 0
    assert file.parent.stat().st_mode & 0o077 == 0


def test_secrets_are_taken_out_of_addresses_in_messages_and_in_tracebacks(tmp_path: Path) -> None:
    lines = """
address = "https://reader:opensesame@example.net/feed?api_key=opensesame&page=2"
logging.warning("no answer from %s", address)
try:
    raise OSError(address)
except OSError:
    logging.exception("failed")
"""
    (file,) = written(tmp_path, lines)
    said = file.read_text("utf-8")
    assert "opensesame" not in said
    assert "OSError: https://…example.net/feed?…&page=2" in said
    assert said.count("example.net") == 2
