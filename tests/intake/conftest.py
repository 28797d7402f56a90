"""An intake of its own for each test, over the scripted loopback server."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.web.scripted import Scripted

from newsdesk.intake.client import Intake
from newsdesk.intake.limits import Limits


@pytest.fixture
def server() -> Iterator[Scripted]:
    scripted = Scripted()
    yield scripted
    scripted.close()


@pytest.fixture
def opens() -> Iterator[Callable[..., Intake]]:
    """Makes intakes with the limits given, and ends them with the test."""
    made: list[Intake] = []

    def open_intake(proxies: dict[str, str] | None = None, **limits: float) -> Intake:
        made.append(Intake(user_agent="newsdesk/test", limits=Limits(**limits), proxies=proxies or {}))  # type: ignore[arg-type]
        return made[-1]

    yield open_intake
    for intake in made:
        intake.stop()


@pytest.fixture
def intake(opens: Callable[..., Intake]) -> Intake:
    return opens()
