"""Many starts on one profile are one window; the hundred, with figures, are `tests.whole.starts`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from tests.whole.running import environment
from tests.whole.screen import WINDOW, until
from tests.whole.starts import end, start, start_at_once, wait_for_desk

pytestmark = pytest.mark.skipif(os.name == "nt", reason="one window a profile needs the locks of a POSIX system")


def test_starts_at_once_are_one_window_and_the_others_hand_over(profile: Path) -> None:
    first = start_at_once(profile, 8)
    assert (len(first.windows), set(first.codes), first.words) == (1, {0}, "")
    again = start_at_once(profile, 4, 0)
    assert (again.windows, set(again.codes), again.words) == ([], {0}, "")
    wait_for_desk(profile)
    last = start(profile, "--shelf=unread")
    assert (last.communicate(timeout=30)[0], last.returncode) == ("", 0)
    assert end(first.windows[0]) == 0
    assert json.loads((profile / "settings.json").read_text("utf-8"))["last_shelf"] == "unread"
    assert not (profile / "window.sock").exists()


def test_what_a_killed_window_leaves_holds_up_nobody(profile: Path) -> None:
    (killed,) = start_at_once(profile, 1).windows
    wait_for_desk(profile)
    assert end(killed, signal.SIGKILL) == -signal.SIGKILL
    assert (profile / "window.sock").exists()
    after = start_at_once(profile, 4)
    assert (len(after.windows), set(after.codes), after.words) == (1, {0}, "")
    wait_for_desk(profile)
    assert end(after.windows[0]) == 0


def test_a_second_start_loads_neither_qt_nor_the_stores(profile: Path) -> None:
    (window,) = start_at_once(profile, 1).windows
    assert until((profile / "window.sock").exists)
    second = subprocess.run(
        [sys.executable, "-X", "importtime", "-c", WINDOW, "--profile", str(profile)],
        env=environment(QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in second.stderr.splitlines() if line.startswith("import time:")}
    assert "newsdesk.app.door" in loaded
    assert {name for name in loaded if name.startswith("newsdesk.") and name.count(".") > 1} == {
        *("newsdesk.app.entrance", "newsdesk.app.options", "newsdesk.app.door"),
        *("newsdesk.domain.faults", "newsdesk.settings.paths"),
    }
    assert not {"PySide6", "sqlalchemy", "sqlite3", "requests", "json", "logging"} & loaded
    end(window)
