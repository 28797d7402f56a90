"""Hostile documents harm nothing on their whole way. All of them, with the corpus: `python -m tests.whole.hostile`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.hostile.documents import documents
from tests.whole import traced
from tests.whole.hostile import QUERIES, run
from tests.whole.markup import active
from tests.whole.running import environment

SHARE = 7  # one document in so many


def test_there_are_many_hostile_documents_each_with_its_own_name_and_wrong() -> None:
    every = list(documents("file:///canary"))
    assert len(every) >= 300
    assert len({one.name for one in every}) == len({(one.kind, one.wrong) for one in every}) == len(every)


@pytest.mark.skipif(not traced.is_there(), reason="no strace to watch the system calls with")
def test_hostile_documents_crash_nothing_ask_for_nothing_and_leave_nothing_active(tmp_path: Path) -> None:
    canary = tmp_path / "canary" / "newsdesk-canary.txt"
    canary.parent.mkdir()
    canary.write_text("nobody may read this")
    every = list(documents(canary.as_uri()))[::SHARE]
    found = run(tmp_path, every, QUERIES, canary=canary)
    assert found.problems == []
    assert found.said["shown"] == found.said["kept"]
    assert found.bodies > len(every) / 2


@pytest.mark.parametrize(
    "html",
    [
        "<script>x()</script>",
        "<p onclick=x()>x</p>",
        "<a href='javascript:x()'>x</a>",
        "<img src='file:///etc/passwd'>",
        "<svg></svg>",
        "<p style='x'>y</p>",
    ],
)
def test_both_parsers_see_what_is_active(html: str) -> None:
    assert {said.partition(":")[0] for said in active(html)} == {"lxml", "html5lib"}


def test_both_parsers_pass_what_is_safe() -> None:
    assert not list(
        active(
            '<p dir="rtl">أ <a href="https://a.example/x?y=1">ب</a><img src="newsdesk-picture:'
            + "0" * 24
            + '" alt=""></p>'
        )
    )


@pytest.mark.skipif(not traced.is_there(), reason="no strace to watch the system calls with")
def test_the_tracer_sees_what_a_child_opens_and_connects_to(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("x")
    inner = f"import socket; open({str(secret)!r}).read(); socket.socket().connect_ex(('127.0.0.1', 9))"
    outer = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {inner!r}])"
    done = traced.run(
        [sys.executable, "-c", outer], tmp_path / "calls", environment=environment(), stdin="", seconds=60
    )
    assert done.returncode == 0
    assert str(secret) in done.files
    assert ("127.0.0.1", 9) in done.hosts
