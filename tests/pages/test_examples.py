"""The examples in the docstrings are true."""

from __future__ import annotations

import doctest

import pytest

from newsdesk.pages import choice, following


@pytest.mark.parametrize("module", [choice, following], ids=lambda module: module.__name__)
def test_the_examples_hold(module: object) -> None:
    outcome = doctest.testmod(module)  # type: ignore[arg-type]
    assert outcome.attempted > 0
    assert outcome.failed == 0
