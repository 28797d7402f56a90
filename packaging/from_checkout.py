"""Sets a checkout up and opens the window or runs the tests; needs Python 3.11 with venv, and git, nothing else.

    python3 packaging/from_checkout.py window [arguments of newsdesk]
    python3 packaging/from_checkout.py tests [arguments of pytest]

What it does, each step only when it is due: Qt's system libraries through apt where they are missing (as root or with
sudo; otherwise it names the command), a virtual environment in `.venv` with the hash-locked packages, bytecode.
Standard library only: this file runs before anything is installed. It speaks English: it is for whoever has the source.
"""

from __future__ import annotations

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What PySide6's wheels expect of the system: a library to look for, and the Debian package that brings it.
WINDOW_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "strace": "strace",
    "faketime": "faketime",
    "openbox": "openbox",
    "setxkbmap": "x11-xkb-utils",
    "dbus-daemon": "dbus-daemon",
    "/usr/libexec/at-spi-bus-launcher": "at-spi2-core",
}


def say(line: str) -> None:
    """One line for whoever set this running; on standard error, so that the program's own output stays clean."""
    print(line, file=sys.stderr, flush=True)


def missing_packages(with_tests: bool) -> list[str]:
    """The Debian packages whose libraries (and, for the tests, programs) this Linux does not have; [] elsewhere."""
    if not sys.platform.startswith("linux"):
        return []
    missing = []
    for library, package in WINDOW_LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    if with_tests:
        missing += [package for program, package in TEST_PROGRAMS.items() if shutil.which(program) is None]
    return missing


def install_packages(packages: list[str]) -> None:
    """Installs them with apt; where that cannot be done, names the command and goes on as far as it gets."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if shutil.which("apt-get") is None:
        say(f"newsdesk: these system libraries are missing, install what your system calls them: {' '.join(packages)}")
        return
    prefix: list[str] = []
    if os.geteuid() != 0:
        if shutil.which("sudo") is None or not sys.stdin.isatty():
            say(f"newsdesk: system libraries are missing; install them first: sudo {' '.join(command)}")
            raise SystemExit(1)
        prefix = ["sudo"]
    say(f"newsdesk: installing system libraries: {' '.join(packages)}")
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run([*prefix, "apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    if subprocess.run([*prefix, *command, "-qq"], check=False, **quiet).returncode != 0:  # type: ignore[call-overload]
        say(f"newsdesk: apt-get could not install: {' '.join(packages)}")
        raise SystemExit(1)


def fingerprint(lock: Path) -> str:
    """What an environment is good for: this Python and this lock file."""
    return hashlib.sha256(sys.version.encode() + b"\0" + lock.read_bytes()).hexdigest()


def make_environment(lock: Path) -> None:
    """Makes or refreshes `.venv` with exactly what the lock file names, checked by hash."""
    stamp = VENV / f"{lock.stem}.stamp"
    wanted = fingerprint(lock)
    if stamp.is_file() and stamp.read_text() == wanted and PYTHON.exists():
        return
    say("newsdesk: setting up .venv (once; this fetches Qt and takes a minute)")
    if not PYTHON.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    if subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=False).returncode != 0:
        say("newsdesk: the packages could not be installed; the lines above say why")
        raise SystemExit(1)
    stamp.write_text(wanted)


def compile_sources() -> None:
    """Bytecode for our own modules, so that the first start is as quick as the second."""
    subprocess.run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "src")], check=False)


def environment() -> dict[str, str]:
    """The variables that newsdesk runs with from a checkout."""
    here = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    here["PYTHONPATH"] = str(ROOT / "src")
    return here


def run_checks(arguments: list[str]) -> int:
    """Every check of the project, cheapest first; the first that fails ends the run with its exit code."""
    python = str(PYTHON)
    tools = PYTHON.parent
    steps = [
        [str(tools / "ruff"), "check", "."],
        [str(tools / "ruff"), "format", "--check", "."],
        [str(tools / "lint-imports"), "--no-cache"],
        [python, "packaging/catalogues.py", "--check"],
        [str(tools / "mypy")],
        [python, "-m", "pytest", *(arguments or ["-n", "2", "--dist", "loadfile"])],
    ]
    for step in steps:
        say(f"newsdesk: {Path(step[0]).name} {' '.join(step[1:])}")
        code = subprocess.run(step, cwd=ROOT, env=environment(), check=False).returncode
        if code != 0:
            return code
    return 0


def main(arguments: list[str]) -> int:
    """The exit code of the window or of the first check that failed; 2 for wrong use."""
    if sys.version_info < (3, 11):  # noqa: UP036  whoever starts this may have an older one
        say("newsdesk: Python 3.11 or newer is needed")
        return 2
    if not arguments or arguments[0] not in {"window", "tests"}:
        say("usage: python3 packaging/from_checkout.py window|tests [arguments]")
        return 2
    is_testing = arguments[0] == "tests"
    packages = missing_packages(is_testing)
    if packages:
        install_packages(packages)
    make_environment(ROOT / "packaging" / ("requirements-dev.lock" if is_testing else "requirements.lock"))
    compile_sources()
    if is_testing:
        return run_checks(arguments[1:])
    return subprocess.run([str(PYTHON), "-m", "newsdesk", *arguments[1:]], env=environment(), check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
