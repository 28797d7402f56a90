"""What the window says while nothing can be read of the stores yet, and where they are refused."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from tests.ui.edition import NOW
from tests.ui.room import PATIENCE, SETTINGS
from tests.whole.filled import first_schema

from newsdesk.desk import Desk
from newsdesk.domain.changes import Notice, Progress, Stage
from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.intake.client import Intake
from newsdesk.settings.paths import Paths
from newsdesk.store.schema import LIBRARY
from newsdesk.store.watch import Watch
from newsdesk.store.writes import Writes
from newsdesk.texts import Texts
from newsdesk.ui.window import Window


class Start:
    """A window whose stores open when the test lets them."""

    def __init__(self, bot: QtBot, profile: Path) -> None:
        self.bot = bot
        self.paths = Paths.of_profile(profile)
        self.paths.make()
        self.gate = threading.Event()
        self.refusal: Failed | None = None
        self.desk = Desk(
            self.paths, opens_writes=self._open, opens_intake=lambda: Intake(user_agent=""), clock=lambda: NOW
        )
        self.texts = Texts("ar", SETTINGS.shown_digits, SETTINGS.months, clock=lambda: NOW, zone=NOW.tzinfo)
        self.window = Window(self.texts, SETTINGS, lambda _settings: None, now=lambda: NOW)
        self.window.begin(self.desk)
        self.window.resize(1280, 800)
        self.window.show()
        self.desk.start()

    def settle(self) -> None:
        """Waits until what the window asked for at first is answered."""
        arrived: list[object] = []
        self.window.bridge.ask(lambda reads: None, arrived.append)
        self.wait(lambda: arrived)

    def _open(self, watch: Watch) -> tuple[Writes, tuple[Notice, ...]]:
        assert self.gate.wait(PATIENCE / 1000)
        if self.refusal is not None:
            watch.tell(0, 5)
            raise self.refusal
        writes = Writes(self.paths, lambda: NOW)
        return writes, writes.open(watch)

    def wait(self, condition: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def said(self) -> tuple[str, str]:
        empty = self.window.list.empty
        return empty.title.text(), empty.hint.text()

    def offers(self) -> list[str]:
        empty = self.window.list.empty
        return [button.text() for button in empty.findChildren(QPushButton) if button.isVisible()]


@pytest.fixture
def starts(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Start]]:
    made: list[Start] = []

    def start() -> Start:
        made.append(Start(qtbot, tmp_path / "profile"))
        made[-1].settle()
        return made[-1]

    yield start
    for one in made:
        one.gate.set()
        one.window.close()
        one.window.let_go()
        assert one.desk.stop(10)
        one.window.deleteLater()


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as base, base:
        yield base


def test_news_of_an_older_version_are_not_said_to_be_missing(starts: Callable[[], Start], tmp_path: Path) -> None:
    first_schema(tmp_path / "profile")
    start = starts()
    say = start.texts.say
    for shelf in (Shelf(ShelfKind.ALL), Shelf(ShelfKind.UNREAD), Shelf(ShelfKind.BOOKMARKS)):
        start.window.reading.open(shelf)
        assert start.said() == (say("empty.preparing"), say("empty.preparing.hint"))
        assert start.offers() == [], "nobody is asked to choose sources that are there"
    start.window.reading.open(Shelf(ShelfKind.ALL))
    told: list[Progress] = []
    start.window.bridge.progressed.connect(told.append)
    start.gate.set()
    start.wait(lambda: start.window.model.rowCount() == 40)
    steps = [(one.done, one.total) for one in told if one.stage == Stage.PREPARING]
    assert steps[0][0] == 0
    assert steps[-1][0] == steps[-1][1], "it ends"
    assert start.window.status.line.isHidden()


def test_how_far_it_is_can_be_seen_and_not_stopped(starts: Callable[[], Start], tmp_path: Path) -> None:
    first_schema(tmp_path / "profile")
    status = starts().window.status
    status.show_progress(Progress(Stage.PREPARING, 2, 8))
    assert status.words.text() == status.words.text().strip() != ""
    assert not status.line.isHidden()
    assert status.stop.isHidden()
    status.show_progress(Progress(Stage.HEADLINES, 2, 8))
    assert not status.stop.isHidden()
    status.show_progress(Progress(Stage.PREPARING, 1, 1))
    assert status.line.isHidden()


def test_a_first_start_says_nothing_of_missing_sources(starts: Callable[[], Start]) -> None:
    start = starts()
    assert start.said() == ("", "")
    assert start.offers() == []
    start.gate.set()
    start.wait(lambda: start.said()[0] == start.texts.say("empty.sources"))
    assert start.offers() == [start.texts.say("firstrun.button")]


def test_a_library_of_a_newer_version_is_told_where_the_news_would_stand(
    starts: Callable[[], Start], tmp_path: Path
) -> None:
    first_schema(tmp_path / "profile")
    with opened(tmp_path / "profile" / "library.db") as base:
        base.execute(f"PRAGMA user_version={LIBRARY.version + 1}")
    start = starts()
    start.gate.set()
    start.wait(lambda: start.said()[0] == start.texts.say("empty.refused"))
    assert str(LIBRARY.version + 1) in start.said()[1] or "library.db" in start.said()[1]
    assert start.offers() == []


def test_a_first_start_that_is_refused_says_why(starts: Callable[[], Start]) -> None:
    start = starts()
    start.refusal = failed(FaultKind.DISK_FULL, path=str(start.paths.data))
    told: list[Progress] = []
    start.window.bridge.progressed.connect(told.append)
    start.gate.set()
    start.wait(lambda: start.said() == (start.texts.say("empty.refused"), start.texts.fault(start.refusal.fault)))
    assert start.offers() == []
    with pytest.raises(Failed):
        start.desk.write(lambda _writes: None).result(PATIENCE / 1000)  # has it tried again
    start.settle()
    assert [(one.done, one.total) for one in told] == [(0, 5), (1, 1)] * 2, "each attempt ends what it told"
    assert start.window.status.line.isHidden()


@pytest.mark.parametrize("is_awaited", [True, False])
def test_closed_while_older_news_are_prepared_it_writes_what_the_reader_did(
    starts: Callable[[], Start], tmp_path: Path, is_awaited: bool
) -> None:
    first_schema(tmp_path / "profile")
    start = starts()
    if is_awaited:
        done = start.desk.write(lambda writes: writes.set_bookmarked([7], True, NOW))
    closing = threading.Thread(target=start.desk.stop, args=(PATIENCE / 1000,))
    closing.start()
    start.wait(start.desk._is_stopping.is_set)
    start.gate.set()
    closing.join()
    with opened(tmp_path / "profile" / "library.db") as library:
        kept = [number for (number,) in library.execute("SELECT id FROM bookmark ORDER BY id")]
    with opened(tmp_path / "profile" / "cache.db") as cache:
        version = cache.execute("PRAGMA user_version").fetchone()[0]
    if is_awaited:
        assert done.done()
        assert kept == [1, 2, 3, 4, 5, 7]
    else:
        assert (kept, version) == ([1, 2, 3, 4, 5], 1), "nobody waits for the rest"
