"""The histories of publishers over a real store: no story twice, none unread again, none hidden."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.feeds.histories import tell
from tests.feeds.publishers import HISTORIES


@pytest.mark.parametrize("name", HISTORIES)
def test_each_story_of_a_publisher_is_held_once_and_shown_when_it_is_new(name: str, tmp_path: Path) -> None:
    told = tell(HISTORIES[name], tmp_path)
    assert (told.doubles, told.back, told.hidden) == (0, 0, 0)
    assert told.stories >= 10


def test_there_are_thirty_histories_at_least() -> None:
    assert len(HISTORIES) >= 30
