"""A window needs a screen, and its absence is said instead of died of."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from newsdesk.app.display import has_display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X servers are asked on Linux only")


def test_no_variable_means_no_display() -> None:
    assert not has_display({})


def test_a_display_that_nobody_serves_is_none() -> None:
    assert not has_display({"DISPLAY": ":4093"})
    assert not has_display({"DISPLAY": "nonsense"})


def test_a_chosen_platform_or_wayland_is_trusted() -> None:
    assert has_display({"QT_QPA_PLATFORM": "offscreen"})
    assert has_display({"WAYLAND_DISPLAY": "wayland-0"})


@pytest.mark.display
def test_a_virtual_screen_is_a_display() -> None:
    program = shutil.which("Xvfb")
    if program is None:
        pytest.skip("Xvfb is not installed")
    ours, theirs = os.pipe()
    with subprocess.Popen([program, "-displayfd", str(theirs), "-nolisten", "tcp"], pass_fds=[theirs],
                          stderr=subprocess.DEVNULL) as server:  # fmt: skip
        os.close(theirs)
        with os.fdopen(ours) as told:
            number = told.readline().strip()
        assert has_display({"DISPLAY": f":{number}"})
        server.terminate()
