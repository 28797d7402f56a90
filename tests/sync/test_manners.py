"""What a publisher would count against a reader is zero; the long form is `python -m tests.sync.manners`."""

from __future__ import annotations

from pathlib import Path

from tests.sync.manners import TOLD, run


def test_over_many_cycles_with_kills_nothing_is_counted_against_us(tmp_path: Path) -> None:
    counters = run(tmp_path / "profile", cycles=60, seed=3)
    assert {name: counters[name] for name in TOLD} == dict.fromkeys(TOLD, 0)
    assert counters["conditional"] > counters["whole"] > 0
    assert counters["kills"] + counters["restarts"] > 0
