"""Killed in the middle of syncs, newsdesk loses nothing it acknowledged; the long form is `tests.whole.kill_loop`."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from tests.whole.checker import Promised, problems
from tests.whole.kill_loop import NAMES, SYNC, run
from tests.whole.running import ROOT, environment


def test_ten_kills_in_the_middle_of_syncs_lose_nothing(tmp_path: Path) -> None:
    tally = run(tmp_path / "profile", kills=10, seed=11)
    assert tally.problems == []
    assert tally.orphans == 0
    assert tally.acknowledged > 0


def test_ninety_kills_at_other_moments_lose_nothing() -> None:
    """In a process of its own: who forks may have no threads."""
    others = [name for name in NAMES if name != SYNC]
    command = [sys.executable, "-m", "tests.whole.kill_loop", "--kills", "90", "--seed", "11", "--moments", *others]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(), capture_output=True, text=True, encoding="utf-8", timeout=600, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "90 kills at 5 moments" in done.stdout


def test_the_checker_finds_what_is_broken(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    tally = run(profile, kills=1, seed=3)
    assert tally.problems == []
    with closing(sqlite3.connect(profile / "cache.db")) as base, base:
        base.execute("DELETE FROM mark WHERE article_id = (SELECT min(id) FROM article)")
        base.execute("DELETE FROM picture WHERE id = (SELECT min(id) FROM picture)")
        base.execute("UPDATE source_state SET etag = '\"made-up\"' WHERE source_id = 1")
    found = "\n".join(problems(profile, Promised(frozenset({999_999}), editions={'"another"': []})))
    for sentence in (
        "an article without its mark",
        "a picture's place without its picture",
        "a validator that nobody gave",
        "an acknowledged bookmark is lost: 999999",
    ):
        assert sentence in found
