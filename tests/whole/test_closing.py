"""The window ends in order in the middle of a sync that hangs; a hundred times, with figures: `tests.whole.closing`."""

from __future__ import annotations

import json
from pathlib import Path

import psutil
import pytest
from tests.whole.closing import ALLOWED, WAYS, ending, hanging, stops, subscribe
from tests.whole.conftest import Runs


@pytest.mark.display
def test_however_it_ends_while_thirty_hosts_hang_nothing_is_left(display: str, profile: Path, newsdesk: Runs) -> None:
    with hanging() as hosts:
        subscribe(profile, hosts)
        for way in WAYS:
            end = ending(display, profile, hosts, way)
            assert (way, end.wrong) == (way, [])
            assert end.seconds < ALLOWED * _slowness(), way
    assert json.loads(newsdesk("doctor", "--json").stdout)["ok"] is True


def test_a_sync_in_which_thirty_hosts_hang_can_be_stopped_again_and_again(profile: Path) -> None:
    with hanging() as hosts:
        subscribe(profile, hosts)
        assert max(stops(profile, hosts, 3)) < ALLOWED * _slowness()


def _slowness() -> float:
    """How much slower than usual this machine is: the promise of three seconds is for one that is not overloaded."""
    return max(1.0, psutil.getloadavg()[0] / (psutil.cpu_count() or 1))
