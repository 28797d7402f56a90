"""The fixtures that open the loopback newspaper."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.press import Press


@pytest.fixture
def press() -> Iterator[Press]:
    """A newspaper on the loopback address that prints nothing yet and records what it is asked."""
    with Press() as opened:
        yield opened
