"""A desktop session of a test's own: screen, window manager, message bus, accessibility; every wait has an end.

The bus knows no service of this machine: what the test does not start is not there.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.whole.screen import until, virtual_screen

ACCESSIBILITY = "/usr/libexec/at-spi-bus-launcher"
_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:path={path}</listen>
<policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"""


_MANNERS = """<?xml version="1.0"?><openbox_config xmlns="http://openbox.org/3.4/rc">
<focus><focusNew>yes</focusNew></focus>
<keyboard><keybind key="A-F4"><action name="Close"/></keybind></keyboard>
<mouse><context name="Client"><mousebind button="Left" action="Press"><action name="Focus"/><action name="Raise"/>
</mousebind></context></mouse></openbox_config>"""


@dataclass(frozen=True, slots=True)
class Session:
    """`display` of the screen, `bus` the address of the message bus."""

    display: str
    bus: str

    @property
    def environment(self) -> dict[str, str]:
        """What a program of this session finds in its environment."""
        here = {"DBUS_SESSION_BUS_ADDRESS": self.bus, "XDG_CURRENT_DESKTOP": "", "DESKTOP_SESSION": ""}
        # Qt warns of whoever asks for a row that has just gone, as a reader of its tree now and then does.
        return here | {"QT_LOGGING_RULES": "qt.accessibility.atspi=false"}


def need(*programs: str) -> None:
    """Skips the test where one of these programs is not installed."""
    for program in programs:
        if shutil.which(program) is None:
            pytest.skip(f"{Path(program).name} is not installed")


@contextmanager
def session(*, is_accessible: bool = False, has_manager: bool = True) -> Iterator[Session]:
    """A session; the test is skipped where a program that it needs is missing. Its sockets stand in a folder with a
    short name: theirs may have 107 letters (unix(7)), and the folder of a test has most of them.
    """
    need("xdotool", "dbus-daemon", *(["openbox"] if has_manager else []), *([ACCESSIBILITY] if is_accessible else []))
    with (
        tempfile.TemporaryDirectory(prefix="newsdesk-") as home,
        virtual_screen() as display,
        bus(Path(home)) as address,
    ):
        folder = Path(home)
        made = Session(display, address)
        here = {**os.environ, **made.environment, "DISPLAY": display, "HOME": str(folder), "XDG_RUNTIME_DIR": ""}
        started = []
        if has_manager:
            started.append(_start(["openbox", "--config-file", str(_manners(folder))], here))
            assert until(lambda: _is_managed(display)), "the window manager did not come"
        if is_accessible:
            started.append(_start([ACCESSIBILITY, "--launch-immediately"], here))
        try:
            yield made
        finally:
            for one in reversed(started):
                _end(one)


@contextmanager
def bus(folder: Path) -> Iterator[str]:
    """The address of a message bus of its own."""
    need("dbus-daemon")
    folder.mkdir(parents=True, exist_ok=True)
    config, path = folder / "bus.conf", folder / "bus"
    config.write_text(_CONFIG.format(path=path), "utf-8")
    daemon = _start(["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}"], dict(os.environ))
    try:
        assert until(lambda: _answers(path)), "the message bus did not come"
        yield f"unix:path={path}"
    finally:
        _end(daemon)


def _answers(path: Path) -> bool:
    """Whether somebody listens there: the file stands a moment before."""
    with socket.socket(socket.AF_UNIX) as caller:
        return caller.connect_ex(str(path)) == 0


def _manners(folder: Path) -> Path:
    """The window manager's settings: no menus of its own, and one key, which closes."""
    file = folder / "manager.xml"
    file.write_text(_MANNERS, "utf-8")
    return file


def _is_managed(display: str) -> bool:
    asked = ["xdotool", "get_num_desktops"]
    done = subprocess.run(asked, env={**os.environ, "DISPLAY": display}, capture_output=True, check=False, timeout=30)
    return done.returncode == 0


def _start(command: list[str], environment: dict[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # what it starts goes with it
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(10)
