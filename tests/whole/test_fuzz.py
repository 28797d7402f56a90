"""A short run of the fuzzer; a long one is `python -m tests.whole.fuzz --seconds N`."""

from __future__ import annotations

from tests.whole.fuzz import TARGETS, run


def test_nothing_is_found_in_some_seconds() -> None:
    tally = run(8.0, start=7)
    assert tally.findings == []
    assert all(tally.executions[name] > 0 for name in TARGETS)
