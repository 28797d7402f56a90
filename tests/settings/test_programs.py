"""Other parts of newsdesk are started as processes, from Python and frozen alike."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from newsdesk.settings.programs import command_of

SOURCES = Path(__file__).parents[2] / "src"
posix = pytest.mark.skipif(sys.platform == "win32", reason="its stand-ins for frozen programs are shell scripts")


def run(code: str, *flags: str, words: tuple[str, ...] = ()) -> subprocess.CompletedProcess[str]:
    """A Python of its own that runs these lines with newsdesk to be found."""
    found = f"import sys; sys.path.insert(0, {str(SOURCES)!r})\n{code}"
    return subprocess.run([sys.executable, *flags, "-c", found, *words], check=False, capture_output=True, text=True)


def frozen(folder: Path) -> str:
    """The line by which a Python passes itself off as the frozen command line in a folder."""
    return f"sys.frozen = True; sys.executable = {str(folder / 'newsdesk')!r}\n"


def script(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)


@pytest.mark.parametrize("part", ["window", "intake"])
def test_from_python_it_is_this_python_with_a_safe_path(part: str) -> None:
    assert command_of(part)[:2] == [sys.executable, "-P"]  # type: ignore[arg-type]


def test_an_isolated_python_starts_isolated_ones() -> None:
    done = run("from newsdesk.settings.programs import command_of; print(command_of('intake')[1])", "-I")
    assert done.stdout == "-I\n", done.stderr


@pytest.mark.parametrize("ending", ["", ".exe"])
def test_frozen_the_programs_lie_beside_each_other(tmp_path: Path, ending: str) -> None:
    code = f"sys.frozen = True; sys.executable = {str(tmp_path / f'newsdesk{ending}')!r}\n"
    code += "from newsdesk.settings.programs import command_of; print(command_of('window'), command_of('intake'))"
    window, intake = str(tmp_path / f"newsdesk-window{ending}"), str(tmp_path / f"newsdesk-intake{ending}")
    assert run(code).stdout == f"{[window]} {[intake]}\n"


@posix
def test_the_frozen_command_line_becomes_the_window_beside_it(tmp_path: Path) -> None:
    script(tmp_path / "newsdesk-window", 'echo "$@"; exit 7')
    code = frozen(tmp_path) + "from newsdesk.__main__ import command; sys.exit(command())"
    done = run(code, words=("--profile", str(tmp_path / "profile"), "https://example.net/a feed"))
    assert (done.returncode, done.stdout) == (7, f"--profile {tmp_path / 'profile'} https://example.net/a feed\n")


@posix
def test_a_frozen_program_reads_documents_in_the_intake_beside_it(tmp_path: Path) -> None:
    line = f"touch {tmp_path / 'started'}; exec {sys.executable} -P -m newsdesk.intake"
    script(tmp_path / "newsdesk-intake", line)
    (tmp_path / "feed.xml").write_text(
        "<rss version='2.0'><channel><title>t</title><item><title>one</title><guid>1</guid></item></channel></rss>"
    )
    code = frozen(tmp_path) + "from newsdesk.__main__ import command; sys.exit(command())"
    done = run(code, words=("--profile", str(tmp_path / "profile"), "add", str(tmp_path / "feed.xml")))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "started").exists()
