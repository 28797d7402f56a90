"""The child is killed, hangs, eats memory or loses its parent: the others' jobs go on."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable

import psutil
import pytest
from tests.intake.newspaper import answers, page, photograph, rss
from tests.web.scripted import Scripted, answer

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.intake.client import Intake
from newsdesk.intake.jobs import FeedRead, FetchFeed, FetchPage, FetchPicture, ReadFeed, Refused
from newsdesk.intake.limits import MIB

Opens = Callable[..., Intake]

posix = pytest.mark.skipif(sys.platform == "win32", reason="limits are the kernel's of POSIX systems")


def hog() -> bytes:
    """A page whose reading takes many seconds of CPU: elements of unheard-of names inside each other, cut by nobody."""
    from newsdesk.intake.limits import Limits

    body = "".join(f"<p>{'<a href=x>كلمة</a> ' * 6}<b>نص</b> من الخبر.</p>" for _ in range(25_000))
    assert len(body.encode()) < Limits().page_bytes
    return page(body=body)


@posix
def test_a_document_that_burns_cpu_is_refused_and_the_others_are_read(opens: Opens, server: Scripted) -> None:
    intake = opens(cpu=1.0)
    heavy = server.say("/heavy", answer(hog(), "Content-Type: text/html"))
    feed = server.say("/feed", answer(rss()))
    intake.submit(FetchPage(1, heavy, heavy, "x"))
    for job in range(2, 6):
        intake.submit(FetchFeed(job, feed))
    heard = answers(intake, 5)
    assert heard[1] == Refused(1, Fault(FaultKind.TOO_HEAVY, {"address": heavy, "limit": "cpu"}))
    assert all(isinstance(heard[job], FeedRead) for job in range(2, 6))
    assert intake.outstanding == 0


def test_a_document_that_takes_too_long_is_refused_and_the_others_are_read(opens: Opens, server: Scripted) -> None:
    intake = opens(cpu=60.0, wall=1.0)
    heavy = server.say("/heavy", answer(hog(), "Content-Type: text/html"))
    feed = server.say("/feed", answer(rss()))
    intake.submit(FetchPage(1, heavy, heavy, "x"))
    intake.submit(FetchFeed(2, feed))
    heard = answers(intake, 2)
    assert heard[1] == Refused(1, Fault(FaultKind.TOO_HEAVY, {"address": heavy, "limit": "wall"}))
    assert isinstance(heard[2], FeedRead)


@posix
def test_a_document_that_needs_too_much_memory_is_refused_and_the_others_are_read(
    opens: Opens, server: Scripted
) -> None:
    intake = opens(memory=160 * MIB)
    heavy = server.say("/heavy", answer(photograph(9000, 9000, quality=20)))
    deep = server.say("/deep", answer(photograph(4000, 4000, kind="PNG")))
    feed = server.say("/feed", answer(rss()))
    intake.submit(FetchPicture(1, heavy, heavy))
    intake.submit(FetchPicture(2, deep, deep))
    intake.submit(FetchFeed(3, feed))
    heard = answers(intake, 3)
    assert isinstance(heard[2], Refused)
    assert heard[2].fault.kind in {FaultKind.TOO_HEAVY, FaultKind.NOT_A_PICTURE}
    assert isinstance(heard[3], FeedRead)


def test_a_child_killed_while_it_fetches_is_replaced_and_nothing_is_lost(intake: Intake, server: Scripted) -> None:
    asked, let_go = threading.Event(), threading.Event()

    def wait(line: object, _: bytes) -> None:
        asked.set()
        let_go.wait(20)
        line.sendall(answer(rss()))  # type: ignore[attr-defined]

    slow = server.on("/slow", wait)
    intake.submit(FetchFeed(1, slow))
    assert asked.wait(20)
    assert intake.pid is not None
    first = intake.pid
    os.kill(first, signal.SIGKILL if sys.platform != "win32" else signal.SIGTERM)
    let_go.set()
    assert isinstance(answers(intake, 1)[1], FeedRead)
    assert intake.pid != first


@posix
def test_a_child_killed_while_it_reads_gives_up_that_document_only(opens: Opens, server: Scripted) -> None:
    intake = opens(cpu=60.0)
    heavy = server.say("/heavy", answer(hog(), "Content-Type: text/html"))
    feed = server.say("/feed", answer(rss()))
    intake.submit(FetchPage(1, heavy, heavy, "x"))
    child = _busy_child(intake)
    intake.submit(FetchFeed(2, feed))
    child.send_signal(signal.SIGSEGV)
    heard = answers(intake, 2)
    assert heard[1] == Refused(1, Fault(FaultKind.TOO_HEAVY, {"address": heavy, "limit": "died"}))
    assert isinstance(heard[2], FeedRead)


def _busy_child(intake: Intake) -> psutil.Process:
    """The child, once it has burned a second of CPU: it reads the heavy page now."""
    assert intake.pid is not None
    child = psutil.Process(intake.pid)
    ends_at = time.monotonic() + 20
    while child.cpu_times().user < 1.2 and time.monotonic() < ends_at:
        assert intake.receive(0.05) is None
    return child


def test_a_child_that_keeps_dying_is_given_up(intake: Intake, server: Scripted) -> None:
    def die(line: object, _: bytes) -> None:
        child = intake.pid
        if child is not None:  # else the other request has ended it a moment ago
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)

    url = server.on("/", die)
    intake.submit(FetchFeed(1, url))
    intake.submit(FetchFeed(2, server.on("/2", die)))
    heard = answers(intake, 2)
    assert {type(delivery) for delivery in heard.values()} == {Refused}
    assert heard[1] == Refused(1, Fault(FaultKind.TOO_HEAVY, {"address": url, "limit": "died"}))
    assert intake.outstanding == 0
    server.say("/feed", answer(rss()))
    intake.submit(FetchFeed(3, server.url("/feed")))
    assert isinstance(answers(intake, 1)[3], FeedRead)


def test_cancelled_jobs_are_not_answered_and_their_sockets_are_closed(intake: Intake, server: Scripted) -> None:
    asked, was_closed = threading.Event(), threading.Event()

    def hold(line: object, _: bytes) -> None:
        asked.set()
        line.settimeout(10)  # type: ignore[attr-defined]
        if line.recv(1) == b"":  # type: ignore[attr-defined]
            was_closed.set()

    intake.submit(FetchFeed(1, server.on("/hold", hold)))
    assert asked.wait(20)
    began = time.monotonic()
    intake.cancel_all()
    assert time.monotonic() - began < 0.2
    assert was_closed.wait(2)
    assert intake.outstanding == 0
    server.say("/feed", answer(rss()))
    intake.submit(FetchFeed(2, server.url("/feed")))
    assert set(answers(intake, 1)) == {2}


def test_stop_ends_the_child_within_a_second(intake: Intake, server: Scripted) -> None:
    server.say("/feed", answer(rss()))
    intake.submit(FetchFeed(1, server.url("/feed")))
    answers(intake, 1)
    assert intake.pid is not None
    child = psutil.Process(intake.pid)
    began = time.monotonic()
    intake.stop()
    assert time.monotonic() - began < 1.0
    assert not child.is_running()
    assert intake.pid is None


def test_large_documents_both_ways_do_not_block_each_other(intake: Intake) -> None:
    document = rss(items="".join(f"<item><title>{number} {'كلمة ' * 500}</title></item>" for number in range(400)))
    for job in range(20):
        intake.submit(ReadFeed(job, "file:///x", document))
    assert len(answers(intake, 20, 60)) == 20


PARENT = """
    import sys, time
    from newsdesk.intake.client import Intake
    from newsdesk.intake.jobs import FetchPage
    intake = Intake(user_agent="newsdesk/test", proxies={})
    intake.submit(FetchPage(1, sys.argv[1], sys.argv[1], "x"))
    print(intake.pid, flush=True)
    while True:
        intake.receive(1)
"""


@pytest.mark.parametrize("path", ["/hold", "/heavy"])
def test_a_parent_that_is_killed_leaves_no_orphan(server: Scripted, path: str) -> None:
    asked = threading.Event()

    def hold(line: object, _: bytes) -> None:
        asked.set()
        line.settimeout(20)  # type: ignore[attr-defined]
        line.recv(1)  # type: ignore[attr-defined]

    def serve(line: object, _: bytes) -> None:
        asked.set()
        line.sendall(answer(hog(), "Content-Type: text/html"))  # type: ignore[attr-defined]

    url = server.on(path, hold if path == "/hold" else serve)
    parent = subprocess.Popen([sys.executable, "-c", textwrap.dedent(PARENT), url], stdout=subprocess.PIPE, text=True)
    with parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        assert asked.wait(20)
        if path == "/heavy":
            while child.cpu_times().user < 1.0:
                assert not child.wait(0) if not child.is_running() else True
        parent.kill()
    _, alive = psutil.wait_procs([child], timeout=7)
    assert not alive


def test_an_ordinary_run_prints_nothing(server: Scripted) -> None:
    code = """
        import sys
        from newsdesk.intake.client import Intake
        from newsdesk.intake.jobs import FetchFeed, FetchPage, FetchPicture
        intake = Intake(user_agent="newsdesk/test", proxies={})
        for number, job in enumerate((FetchFeed, FetchPage, FetchPicture)):
            for path in sys.argv[1:]:
                rest = {FetchFeed: (), FetchPage: (path, "x"), FetchPicture: (path,)}[job]
                intake.submit(job(number, path, *rest))
                assert intake.receive(20) is not None
        intake.stop()
    """
    urls = [
        server.say("/feed", answer(rss(), "Content-Type: text/xml")),
        server.say("/page", answer(page(), "Content-Type: text/html")),
        server.say("/picture", answer(photograph(600, 400))),
        server.say("/broken", b"HTTP/1.1 200 OK\r\nX: y\r\n bad header\r\n\r\n\xff\xfe"),
    ]
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *urls], capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
