"""What servers do wrong stays their fault; the long forms are `python -m tests.whole.faults [--holes]`."""

from __future__ import annotations

from pathlib import Path

from tests.whole.faults import holes, run


def test_two_hundred_faults_lose_and_invent_nothing(tmp_path: Path) -> None:
    tally = run(tmp_path / "profile", deadline=4.0)
    assert tally.problems == []
    assert tally.behaviours >= 150


def test_sources_that_never_answer_hold_up_no_other(tmp_path: Path) -> None:
    seconds, came, failed = holes(tmp_path / "profile", deadline=2.0, sources=60, silent=20)
    assert (came, failed) == (40, 20)
    assert seconds < 20 * 2.0 / 2  # they are waited for side by side
