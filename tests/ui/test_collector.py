"""Python's collector of cycles: on the UI thread, and nowhere else."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from newsdesk.ui.collector import WORTH, Collector


class Cycle:
    """Notes the thread on which it is taken apart."""

    def __init__(self, ends: list[int]) -> None:
        self.itself = self
        self._ends = ends

    def __del__(self) -> None:
        self._ends.append(threading.get_ident())


@pytest.fixture(autouse=True)
def _collects_again_afterwards() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def leave_cycles(ends: list[int]) -> None:
    for _ in range(20 * WORTH):
        Cycle(ends)


def test_cycles_of_another_thread_are_taken_apart_on_the_ui_thread(qtbot: QtBot) -> None:
    above = QObject()
    Collector(above)
    ends: list[int] = []
    other = threading.Thread(target=leave_cycles, args=[ends])
    other.start()
    other.join()
    assert not ends, "not on the thread that made them"
    qtbot.waitUntil(lambda: len(ends) == 20 * WORTH, timeout=10_000)
    assert set(ends) == {threading.get_ident()}
    above.deleteLater()
