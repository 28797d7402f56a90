"""A desk for programs that are to meet nothing else: namespaces, a screen, a window manager, a session bus."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import measure

ALONE = "NEWSDESK_BENCHMARK_ALONE"
# Loopback, and a line to nowhere: without one Akregator and Liferea say that they are offline, and fetch nothing.
NOWHERE = """
ip link set lo up
for kind in dummy ifb bridge; do ip link add name nowhere type $kind 2>&- && break; done
ip address add 192.0.2.2/24 dev nowhere
ip link set nowhere up
ip route add default via 192.0.2.1
exec "$@"
"""
UNDECORATED = (
    '<openbox_config xmlns="http://openbox.org/3.4/rc"><applications>'
    '<application class="*"><decor>no</decor></application></applications></openbox_config>'
)


def go_alone() -> None:
    """Begins this program anew in namespaces of its own; returns when it is there already."""
    if ALONE in os.environ:
        return
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        raise SystemExit("unshare and ip are missing, without which a peer could reach the network")
    os.environ[ALONE] = "1"
    script = ["sh", "-ec", NOWHERE, "sh", sys.executable, *sys.argv]
    os.execvp("unshare", [*["unshare", "-r", "-n", "-p", "-f", "--mount-proc", "--kill-child"], *script])


class Desk:
    """A screen, a window manager that draws no frames, and a session bus."""

    def __init__(self, folder: Path) -> None:
        for needed in ("openbox", "dbus-daemon", "xdotool"):
            if shutil.which(needed) is None:
                raise SystemExit(f"{needed} is missing; on Debian: apt-get install openbox dbus xdotool")
        self.screen = measure.Screen()
        self._kept: list[subprocess.Popen[bytes]] = []
        self.variables = {"DISPLAY": self.screen.display, "HOME": str(folder)}
        (folder / "openbox.xml").write_text(UNDECORATED)
        self._keep("openbox", "--config-file", str(folder / "openbox.xml"))
        bus = self._keep("dbus-daemon", "--session", "--nofork", "--print-address=1")
        assert bus.stdout is not None
        self.variables["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().decode().strip()
        self._own = {*measure.descendants(os.getpid())}
        self._bus = bus.pid

    def _keep(self, *command: str) -> subprocess.Popen[bytes]:
        environment = measure.environment(**self.variables)
        started = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._kept.append(started)
        return started

    def guests(self) -> set[int]:
        """All processes but those of the desk and what the bus has started."""
        return {*measure.descendants(os.getpid())} - self._own - {*measure.descendants(self._bus)}

    def spawn(self, command: Sequence[str], variables: dict[str, str]) -> subprocess.Popen[bytes]:
        """A program on this desk."""
        environment = measure.environment(**self.variables, QT_QPA_PLATFORM="xcb") | variables
        silent = subprocess.DEVNULL
        return subprocess.Popen(command, env=environment, stdout=silent, stderr=silent, cwd=measure.ROOT)

    def point(self, x: int, y: int, *more: str) -> None:
        """Moves the mouse there."""
        environment = measure.environment(**self.variables)
        subprocess.run(["xdotool", "mousemove", str(x), str(y), *more], env=environment, check=True)

    def clear(self, process: subprocess.Popen[bytes]) -> None:
        """Ends a program and whatever it has left."""
        measure.end(process)
        for pid in self.guests() | ({*measure.descendants(self._bus)} - self._own):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def close(self) -> None:
        """Ends all three."""
        for process in self._kept:
            measure.end(process)
        self.screen.close()


def profile(home: Path) -> dict[str, str]:
    """The variables of a program with a home of its own: nothing of this machine's user is read or written.

    Chromium's sandbox does not start for root, which everybody is in a namespace of users.
    """
    run = home / "run"
    run.mkdir(parents=True, mode=0o700, exist_ok=True)
    return {
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(run),
        "PYTHONPATH": "",
        "GSETTINGS_BACKEND": "keyfile",
        "QTWEBENGINE_DISABLE_SANDBOX": "1",
    }
