"""A profile has one writer, also while it is being closed."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from newsdesk.app.compose import Profile
from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.settings.paths import Paths


def test_a_writer_that_is_still_busy_keeps_others_out(tmp_path: Path) -> None:
    paths = Paths.of_profile(tmp_path / "profile")
    profile, other = Profile(paths, patience=10), Profile(paths, patience=0.1)
    profile.desk.start().result(60)
    gate, left = threading.Event(), list[bool]()
    written = profile.desk.write(lambda _writes: gate.wait(60))
    try:
        assert not profile.close(lambda: left.append(True))
        with pytest.raises(Failed) as refused:
            other.hold()
        assert refused.value.fault.kind is FaultKind.PROFILE_BUSY
    finally:
        gate.set()
    assert written.result(60)
    assert profile.close(lambda: left.append(True))
    assert left == [True], "what is left for the next start is of closed stores"
    other.hold()
    assert other.close()
