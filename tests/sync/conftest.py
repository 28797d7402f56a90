"""A desk over a profile of its own, with real stores, threads and intake process."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from newsdesk.app.compose import Profile
from newsdesk.desk import Desk
from newsdesk.domain.orders import SyncReport
from newsdesk.domain.outline import Outline
from newsdesk.settings.paths import Paths


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return Paths.of_profile(tmp_path / "profile")


@pytest.fixture
def desk(paths: Paths) -> Iterator[Desk]:
    profile = Profile(paths, patience=5.0)
    profile.desk.start().result(20)
    yield profile.desk
    assert profile.close(), "a thread of the desk is still there"


PATIENCE = 60


def subscribe(desk: Desk, urls: Sequence[str]) -> None:
    """Adds these feeds without asking them."""
    desk.add_outlines([Outline(f"مصدر {number}", url) for number, url in enumerate(urls)]).result(PATIENCE)


def sync(desk: Desk, *, headlines_only: bool = False) -> SyncReport:
    """A whole sync by hand."""
    return desk.sync(headlines_only=headlines_only).result(PATIENCE)


def headlines(desk: Desk) -> SyncReport:
    """One that brings no texts and pictures."""
    return sync(desk, headlines_only=True)
