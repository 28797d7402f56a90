"""Python's collector of cycles, run on the UI thread only and only in small turns."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

PACE = 1000  # milliseconds
WORTH = 700  # new objects, Python's own first threshold
FULL_AFTER = 60  # turns


class Collector(QObject):
    """Lives on the UI thread as long as its parent; from then on nothing is collected anywhere else.

    Left alone, Python collects on whichever thread happens to allocate: a cycle with a widget in it would be taken
    apart on the sync thread, which Qt forbids, and a look at everything the program consists of would hold the window
    up for 20 to 40 ms. What stands at the start is therefore set apart for good (`gc.freeze`), and the rest looked at
    once a second, here.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._turns = 0
        self._timer = QTimer(self, interval=PACE)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start()

    def _on_turn(self) -> None:
        if gc.get_count()[0] < WORTH:
            return
        self._turns += 1
        gc.collect(2 if self._turns % FULL_AFTER == 0 else 1)
