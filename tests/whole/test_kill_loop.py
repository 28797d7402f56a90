"""Killed in the middle of syncs, newsdesk loses nothing it acknowledged; the long form is `tests.whole.kill_loop`."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.whole.checker import Promised, problems
from tests.whole.kill_loop import run


def test_ten_kills_in_the_middle_of_syncs_lose_nothing(tmp_path: Path) -> None:
    tally = run(tmp_path / "profile", kills=10, seed=11)
    assert tally.problems == []
    assert tally.orphans == 0
    assert tally.acknowledged > 0


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
