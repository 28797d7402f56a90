"""A child that is started before anybody knows what to ask of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.web.scripted import Scripted, answer

from newsdesk import __main__ as doors
from newsdesk.intake.client import Intake
from newsdesk.intake.jobs import FeedRead, FetchFeed
from newsdesk.intake.spawn import HeadStart

FEED = b'<rss version="2.0"><channel><title>t</title><item><title>a</title></item></channel></rss>'


def test_the_child_that_was_started_early_is_the_one_that_works(server: Scripted) -> None:
    early = HeadStart()
    assert early._child is not None
    pid = early._child.pid
    intake = Intake(user_agent="newsdesk/test", proxies={}, early=early)
    try:
        intake.submit(FetchFeed(1, server.say("/feed", answer(FEED))))
        assert isinstance(intake.receive(30), FeedRead)
        assert intake.pid == pid
        assert early.take() is None
        intake.stop()
        intake.submit(FetchFeed(2, server.say("/feed", answer(FEED))))  # the next one is started when it is needed
        assert isinstance(intake.receive(30), FeedRead)
        assert intake.pid != pid
    finally:
        intake.stop()
        early.drop()


def test_a_child_that_nobody_took_is_gone_and_leaves_no_process() -> None:
    early = HeadStart()
    child = early._child
    assert child is not None
    early.drop()
    assert child.returncode is not None
    with pytest.raises(ProcessLookupError):
        os.kill(child.pid, 0)
    early.drop()


@pytest.mark.parametrize(
    ("words", "is_sync"),
    [
        (["sync"], True),
        (["--profile", "/p", "sync", "--json"], True),
        (["search", "sync"], False),
        (["--profile", "sync", "list"], False),
        ([], False),
    ],
)
def test_only_a_sync_starts_a_child_before_it_is_asked_for(words: list[str], is_sync: bool) -> None:
    assert doors._is_sync(words) is is_sync


def test_what_starts_the_child_imports_next_to_nothing() -> None:
    """Whatever it imported would come before the child's own imports instead of beside them."""
    asked = "import newsdesk.intake.spawn, sys; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", asked],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(doors.__file__).parents[1])},
    ).stdout.split()
    own = {name for name in loaded if name.startswith("newsdesk")}
    assert own <= {
        *("newsdesk", "newsdesk.intake", "newsdesk.intake.spawn"),
        *("newsdesk.settings", "newsdesk.settings.programs"),
    }
    assert not {"dataclasses", "msgspec", "requests", "logging"} & {*loaded}
