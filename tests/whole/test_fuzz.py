"""A short run of the fuzzer; a long one is `python -m tests.whole.fuzz --seconds N`."""

from __future__ import annotations

from tests.whole.fuzz import TARGETS, run


def test_some_hundred_made_up_documents_find_nothing() -> None:
    tally = run(0.0, start=7, documents=40)
    assert tally.findings == []
    assert all(tally.executions[name] >= 40 for name in TARGETS)
