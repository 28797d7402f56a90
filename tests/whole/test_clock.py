"""A machine's clock that is set wrong, in real processes (libfaketime): nothing that was kept may go because of it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.press import Press
from tests.whole.running import environment

FAKETIME = shutil.which("faketime")
pytestmark = pytest.mark.skipif(FAKETIME is None, reason="libfaketime is not there (Debian: faketime)")

HOUR = 3600
DAY = 24 * HOUR
YEAR = 365 * DAY
Acts = Callable[..., str]


@pytest.fixture
def at(profile: Path) -> Acts:
    """Runs a command of newsdesk while the clock is so many seconds off; what it printed."""

    def run(seconds: int, *words: str, zone: str = "UTC") -> str:
        done = subprocess.run(
            [*f"{FAKETIME} -m -f {seconds:+d}".split(), sys.executable, "-m", "newsdesk", "--profile", profile, *words],
            env=environment(FAKETIME_DONT_FAKE_MONOTONIC="1", TZ=zone),
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done.stdout

    return run


def feed(*numbers: int) -> str:
    items = "".join(
        f"<item><guid>{n}</guid><title>خبر رقم {n}</title><link>http://127.0.0.1/{n}</link></item>" for n in numbers
    )
    return f"<rss version='2.0'><channel><title>الجريدة</title>{items}</channel></rss>"


def titles(at: Acts) -> set[str]:
    return {row["title"].rpartition(" ")[2] for row in json.loads(at(0, "list", "--json"))}


def test_no_wrong_clock_removes_an_article_and_days_that_pass_do(profile: Path, at: Acts) -> None:
    with Press() as press:
        address = press.publish("/feed", feed(1, 2))
        at(-2 * HOUR, "add", address)
        (profile / "settings.json").write_text(json.dumps({"retention_days": 2}))
        press.publish("/feed", feed(2, 3))
        at(-HOUR, "sync", "--headlines-only")
        for error in (HOUR, -HOUR, 14 * HOUR, -14 * HOUR, 40 * DAY, 10 * YEAR, -10 * YEAR):
            at(error, "sync", "--headlines-only")
        at(0, "sync", "--headlines-only", zone="Pacific/Kiritimati")
        assert titles(at) == {"1", "2", "3"}
        for day in range(1, 14):  # three until the clock is believed, two that count, and what waits to be confirmed
            at(day * 23 * HOUR, "sync", "--headlines-only")
        assert titles(at) == {"2", "3"}
        removals = json.loads(at(0, "doctor", "--json"))["removals"]
        assert [(one["reason"], one["articles"]) for one in removals] == [("days", 1)]
