"""Orders through the profile's socket: what one process asks, the holder of the writer does and answers."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from newsdesk.app import wire
from newsdesk.app.remote import RemoteDesk, Server, connect
from newsdesk.domain.article import ArticleId
from newsdesk.domain.changes import Progress
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.orders import (
    Added,
    AddSource,
    Answer,
    Done,
    ImportOpml,
    Order,
    RemoveSource,
    SetBookmarked,
    SourceOutcome,
    Sync,
    SyncReport,
)
from newsdesk.domain.source import SourceId
from newsdesk.settings.paths import Paths

GONE = Fault(FaultKind.GONE, {"status": 410})
REPORT = SyncReport((SourceOutcome(SourceId(3), "https://a.example/", "failed", 0, 0, GONE),), 0.5)


class Clerk:
    """Carries out a few orders, and writes down all of them."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def carry_out(self, order: Order, on_progress: Callable[[Progress], None] | None = None) -> Answer:
        self.orders.append(order)
        if isinstance(order, Sync):
            assert on_progress is not None
            on_progress(Progress("headlines", 1, 2))
            return REPORT
        if isinstance(order, RemoveSource):
            return Fault(FaultKind.NO_SUCH_SOURCE, {"source": order.source})
        return Done(missing=("7",))


@pytest.fixture
def clerk() -> Clerk:
    return Clerk()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    paths = Paths.of_profile(tmp_path / "profile")
    paths.make()
    return paths


@pytest.fixture
def remote(paths: Paths, clerk: Clerk) -> Iterator[RemoteDesk]:
    server = Server(paths, clerk, lambda: None)
    server.start()
    desk = connect(paths)
    assert desk is not None
    yield desk
    desk.close()
    server.stop()


def test_an_order_is_carried_out_on_the_other_side(remote: RemoteDesk, clerk: Clerk) -> None:
    order = SetBookmarked((ArticleId(5), ArticleId(7)), True)
    assert remote.carry_out(order) == Done(missing=("7",))
    assert clerk.orders == [order]


def test_progress_comes_before_the_answer(remote: RemoteDesk) -> None:
    told: list[Progress] = []
    assert remote.carry_out(Sync(("3",), True), told.append) == REPORT
    assert told == [Progress("headlines", 1, 2)]


def test_a_fault_comes_back_as_a_fault(remote: RemoteDesk) -> None:
    assert remote.carry_out(RemoveSource("9")) == Fault(FaultKind.NO_SUCH_SOURCE, {"source": "9"})


def test_bytes_survive_the_line(remote: RemoteDesk, clerk: Clerk) -> None:
    remote.carry_out(ImportOpml(bytes(range(256))))
    assert clerk.orders == [ImportOpml(bytes(range(256)))]


def test_nonsense_ends_that_call_only(paths: Paths, remote: RemoteDesk, clerk: Clerk) -> None:
    with Client(str(paths.socket)) as caller:
        caller.send_bytes(b'{"is":"Popen","value":["true"]}')
        with pytest.raises(EOFError):
            caller.recv_bytes()
    assert remote.carry_out(AddSource("x")) == Done(missing=("7",))


def test_nobody_listening_is_no_desk(paths: Paths) -> None:
    assert connect(paths) is None
    paths.socket.touch()
    assert connect(paths) is None


def test_an_old_socket_is_replaced(paths: Paths, clerk: Clerk) -> None:
    paths.socket.touch()
    server = Server(paths, clerk, lambda: None)
    server.start()
    desk = connect(paths)
    assert desk is not None
    desk.close()
    server.stop()
    assert not paths.socket.exists()


@pytest.mark.parametrize("value", [Added((SourceId(1),), ("u",), (("v", GONE),)), REPORT, Sync()])
def test_what_is_written_is_read_back(value: Answer) -> None:
    assert wire.decode(wire.encode(value)) == value


def test_callers_that_leave_while_it_stops_are_each_hung_up_once(paths: Paths, clerk: Clerk) -> None:
    """A file closed twice could be another one by then; an error in a caller's thread fails this."""
    for _ in range(40):
        gone: list[bool] = []
        server = Server(paths, clerk, lambda: gone.append(True))  # noqa: B023  of this turn
        server.start()
        callers = [Client(str(paths.socket)) for _ in range(6)]
        for caller in callers:
            caller.send_bytes(wire.encode(AddSource("x")))
            caller.recv_bytes()
        leaving = threading.Thread(target=lambda: [caller.close() for caller in callers])  # noqa: B023
        leaving.start()
        server.stop()
        leaving.join()
        until = time.monotonic() + 20
        while len(gone) < len(callers) and time.monotonic() < until:
            time.sleep(0)
        assert len(gone) == len(callers)


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes have no queue of callers")
def test_it_stops_though_callers_wait_to_be_let_in(paths: Paths, clerk: Clerk) -> None:
    for _ in range(10):
        server = Server(paths, clerk, lambda: None)
        server.start()
        callers = [socket.socket(socket.AF_UNIX) for _ in range(8)]
        for caller in callers:
            caller.setblocking(False)
            with contextlib.suppress(BlockingIOError):  # as many as are let in and wait
                caller.connect(str(paths.socket))
        stopping = threading.Thread(target=server.stop, daemon=True)
        stopping.start()
        stopping.join(20)
        assert not stopping.is_alive()
        for caller in callers:
            caller.close()
