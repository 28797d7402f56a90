"""A desk over a profile of its own, with real stores, threads and intake process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsdesk.app.compose import Profile
from newsdesk.desk import Desk
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
