"""Whatever a reader does, the window goes on, and what is stored stays whole; `monkey.py` does much more of it."""

from __future__ import annotations

import os

from tests.ui.conftest import OpensRoom, usual
from tests.ui.monkey import ACTS, SEED, Monkey
from tests.whole.checker import Promised, problems

BOUND = 200  # milliseconds an act may take on a busy machine, all in all
DEAD_END = {"http": "http://127.0.0.1:9", "https": "http://127.0.0.1:9"}  # what is typed as an address asks nobody


def test_a_reader_who_does_anything_breaks_nothing(opens_room: OpensRoom) -> None:
    acts, seed = int(os.environ.get(ACTS, "400")), int(os.environ.get(SEED, "1"))
    room = opens_room(usual, proxies=DEAD_END)
    monkey = Monkey(room, acts, seed)
    try:
        room.bot.waitUntil(lambda: monkey.is_done, timeout=20_000 + BOUND * acts)
        room.settle()
        room.close()
    finally:
        print(*monkey.last, sep="\n")
    assert problems(room.paths.data, Promised()) == []
