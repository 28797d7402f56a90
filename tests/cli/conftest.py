"""Runs the command line as the process that a reader starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

SOURCE = Path(__file__).parents[2] / "src"

FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>نشرة الجبل</title><link>http://127.0.0.1:9/</link>
<item><title>افتتاح مكتبة عامة في المدينة القديمة</title><link>http://127.0.0.1:9/a</link><guid>a</guid>
<dc:creator>ليلى الحقل</dc:creator><pubDate>Mon, 23 Nov 2026 13:49:00 +0200</pubDate>
<description>مَكتبةٌ جديدة</description></item>
<item><title>أمطار على الساحل</title><guid isPermaLink="false">b</guid>
<pubDate>Mon, 23 Nov 2026 09:00:00 GMT</pubDate><description>أمطار غزيرة</description></item>
<item><title>قافلة في الصحراء</title><guid isPermaLink="false">c</guid>
<pubDate>Sun, 22 Nov 2026 09:00:00 GMT</pubDate></item>
</channel></rss>"""


@dataclass(frozen=True, slots=True)
class Run:
    """What a finished command left behind."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Runs = Callable[..., Run]


def environment(home: Path, **changes: str) -> dict[str, str]:
    """A locale that says nothing, and a home of the test's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "XDG_"))}
    return {**kept, "HOME": str(home), "PYTHONPATH": str(SOURCE), **changes}


def command(profile: Path, *words: str) -> list[str]:
    return [sys.executable, "-m", "newsdesk", "--profile", str(profile), *words]


def finish(profile: Path, *words: str, stdin: str = "", **changes: str) -> Run:
    done = subprocess.run(
        command(profile, *words),
        input=stdin.encode(),
        capture_output=True,
        env=environment(profile.parent, **changes),
        timeout=60,
        check=False,
    )
    err = done.stderr.decode()
    assert "Traceback" not in err
    return Run(done.returncode, done.stdout.decode(), err)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    return tmp_path / "profile"


@pytest.fixture
def newsdesk(profile: Path) -> Runs:
    """Runs one command on this test's profile."""
    return lambda *words, **how: finish(profile, *words, **how)


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A profile with one local source of three articles, which the tests of a module only look at."""
    folder = tmp_path_factory.mktemp("stocked")
    (folder / "feed.xml").write_text(FEED, encoding="utf-8")
    added = finish(folder / "profile", "add", str(folder / "feed.xml"), "--folder", "الشام")
    assert added.code == 0, added.err
    return folder / "profile"


@pytest.fixture
def look(stocked: Path) -> Runs:
    """Runs one reading command on the stocked profile."""
    return lambda *words, **how: finish(stocked, *words, **how)
