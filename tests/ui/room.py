"""A window with its desk and profile, and the reader's hands: keys, mouse, and patience with a bound."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection
from contextlib import closing

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.edition import NOW

from newsdesk.desk import Desk
from newsdesk.domain.article import Headline
from newsdesk.domain.budget import Budget
from newsdesk.domain.changes import Notice
from newsdesk.domain.digits import Months
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.shelf import ShelfKind
from newsdesk.intake.client import Intake
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings
from newsdesk.store.showing import show
from newsdesk.store.watch import Watch
from newsdesk.store.writes import Writes
from newsdesk.texts import Texts
from newsdesk.ui.dialogs.frame import Frame
from newsdesk.ui.headlines.layout import lay_out
from newsdesk.ui.sources.model import Entry
from newsdesk.ui.window import Window

SETTINGS = Settings(theme="light", months=Months.LEVANT)
PATIENCE = 15_000  # milliseconds: a bound for a busy machine, never a measure
NONE = Qt.KeyboardModifier.NoModifier


class Room:
    """Everything a test touches. Opened and shown when made; `close` joins every thread."""

    def __init__(
        self,
        bot: QtBot,
        paths: Paths,
        settings: Settings = SETTINGS,
        *,
        size: tuple[int, int] | None = (1280, 800),
        proxies: dict[str, str] | None = None,
    ) -> None:
        self.bot = bot
        self.paths = paths
        self.kept: list[Settings] = []  # settings as the window kept them
        self._is_open = True

        def opens_writes(watch: Watch) -> tuple[Writes, tuple[Notice, ...]]:
            writes = Writes(paths, lambda: NOW)
            return writes, writes.open(watch)

        paths.make()
        self.desk = Desk(
            paths,
            opens_writes=opens_writes,
            opens_intake=lambda: Intake(user_agent="", proxies=proxies),
            clock=lambda: NOW,
        )
        self.texts = Texts(
            settings.language, settings.shown_digits, settings.months, clock=lambda: NOW, zone=NOW.tzinfo
        )
        self.window = Window(self.texts, settings, self.kept.append, now=lambda: NOW)
        self.window.begin(self.desk)
        if size is not None:
            self.window.resize(*size)
        counted: list[bool] = []
        self.window.sources.counted.connect(lambda: counted.append(True))
        self.window.painted.connect(self._start)
        self.window.show()
        self.window.activateWindow()
        bot.waitUntil(lambda: bool(counted) and self.window.isActiveWindow(), timeout=PATIENCE)
        self.settle()

    def _start(self) -> None:
        self.desk.start()

    def close(self) -> None:
        """Takes window and desk down as the program does; nothing of them is left afterwards."""
        if not self._is_open:
            return
        self._is_open = False
        self.window.close()
        self.window.let_go()
        assert self.desk.stop(10), "a thread of the desk is still there"
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    # --- patience

    def wait(self, condition: Callable[[], object]) -> None:
        """Waits until this holds."""
        self.bot.waitUntil(lambda: bool(condition()), timeout=PATIENCE)

    def settle(self) -> None:
        """Waits until all that was asked of the writer and the asker has reached the window."""
        arrived: list[object] = []
        self.window.bridge.settle(self.desk.write(lambda writes: None), arrived.append)
        self.window.bridge.ask(lambda reads: None, arrived.append)
        self.wait(lambda: len(arrived) == 2 and not self.window.bridge.is_behind)

    def write(self, job: Callable[[Writes], object]) -> None:
        """Has something written as a sync would, and waits until the window has heard of it."""
        self.desk.write(job).result(PATIENCE / 1000)
        self.settle()

    def let_go(self, rows: Collection[int]) -> None:
        """Has the articles of these rows removed."""
        self.outlive(rows)
        self.desk.tidy()

    def outlive(self, rows: Collection[int]) -> None:
        """Has the articles of these rows kept no longer: the only ones that are not bookmarked, and one is kept of each
        source. A sync fetches no pictures after that."""

        def shown_without_them(writes: Writes) -> None:
            with writes.stores.cache.transaction():
                for source in {row.source_id for row in self.rows()}:
                    here = [row.id for row in self.rows() if row.source_id == source and row.id in kept]
                    show(writes.stores.cache, source, here, 0)

        kept = [row.id for number, row in enumerate(self.rows()) if number not in rows]
        self.write(lambda writes: writes.set_bookmarked(kept, True, NOW))
        self.write(shown_without_them)
        self.desk.keep(Budget("none", Keeping(0, 1, 0), 0, 0))

    # --- hands

    def activate(self) -> None:
        """Has the window, or the dialog above it, be the active one again: offscreen there is no window manager."""
        above = [dialog for dialog in self.window.findChildren(QDialog) if dialog.isVisible()]
        target = above[-1] if above else self.window
        if not target.isActiveWindow():
            target.activateWindow()
            self.wait(target.isActiveWindow)

    def key(self, keys: str, at: QWidget | None = None) -> None:
        """Presses what a shortcut names ("J", "ت", "Ctrl+F") where the focus is, as a keyboard does."""
        pressed = QKeySequence(keys)[0]
        modifiers = pressed.keyboardModifiers()
        code = pressed.key()
        is_letter = 0x20 <= code.value <= 0xFFFF and modifiers in (NONE, Qt.KeyboardModifier.ShiftModifier)
        text = chr(code.value) if is_letter else ""
        if modifiers == NONE:
            text = text.lower()
        if at is None:
            self.activate()
        QTest.sendKeyEvent(QTest.KeyAction.Click, at or self.focus, code, text, modifiers)

    def type(self, words: str) -> None:
        """Types plain text where the focus is."""
        self.activate()
        for letter in words:
            QTest.sendKeyEvent(QTest.KeyAction.Click, self.focus, Qt.Key(ord(letter.upper())), letter, NONE)

    def click(self, widget: QWidget, place: QPoint | None = None) -> None:
        """Clicks a widget, in its middle or at a place."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, place or widget.rect().center())

    def click_row(self, row: int, *, twice: bool = False) -> None:
        """Clicks a headline in the middle of its title."""
        place = self.row_place(row).center()
        self.click(self.window.list.view.viewport(), place)
        if twice:
            self.double_click(self.window.list.view.viewport(), place)

    def double_click(self, widget: QWidget, place: QPoint) -> None:
        """Makes the second click of a double click."""
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, NONE, place)

    def search(self, words: str) -> None:
        """Types into the search field and waits for what is found."""
        self.key("Ctrl+F")
        is_answer = lambda found: found.words == words.strip()  # noqa: E731  on a busy machine its beginning is, too
        with self.bot.waitSignal(self.window.reading.found, timeout=PATIENCE, check_params_cb=is_answer):
            self.type(words)

    # --- eyes

    @property
    def focus(self) -> QWidget:
        """Where keys go."""
        return QApplication.focusWidget() or self.window

    def row_place(self, row: int) -> QRect:
        """Where a headline stands in the list."""
        view = self.window.list.view
        return view.visualRect(self.window.model.index(row, 0))

    def star_place(self, row: int) -> QPoint:
        """The middle of a row's star."""
        view, place = self.window.list.view, self.row_place(row)
        is_rtl = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
        boxes = lay_out(place.width(), 1.0, is_rtl=is_rtl, has_day=bool(view.day_above(row)))
        star = boxes.star
        return place.topLeft() + QPoint(round(star.x + star.width / 2), round(star.y + star.height / 2))

    def rows(self) -> list[Headline]:
        """The headlines in the list, as the model has them."""
        return [self.window.model.headline(row) for row in range(self.window.model.rowCount())]

    def titles(self) -> list[str]:
        """The titles in the list."""
        return [headline.title for headline in self.rows()]

    def stored(self, row: int) -> Headline:
        """The headline of a row as the store has it now."""
        return self.desk.headlines_by_id([self.window.model.headline(row).id])[0]

    @property
    def dialog(self) -> Frame:
        """The one dialog that is open."""
        (there,) = self.window.findChildren(Frame)
        return there

    def bookmarks_on_disk(self) -> list[str]:
        """The titles of the bookmarks in library.db, read past the program."""
        with closing(sqlite3.connect(f"file:{self.paths.library_db}?mode=ro", uri=True)) as library:
            return [row[0] for row in library.execute("SELECT title FROM bookmark")]

    @property
    def selected(self) -> int:
        """The selected row, -1 for none."""
        return self.window.list.view.selected_row()

    @property
    def told(self) -> str:
        """What the band of notices says, "" while it is hidden."""
        return self.window.parts.notices.words.text() if self.window.parts.notices.isVisible() else ""

    def open_shelf(self, kind: ShelfKind) -> None:
        """Opens a shelf by its key."""
        keys = {ShelfKind.ALL: 1, ShelfKind.UNREAD: 2, ShelfKind.TODAY: 3, ShelfKind.BOOKMARKS: 4}
        self.key(f"Ctrl+{keys[kind]}")

    def entries(self) -> list[Entry]:
        """The rows of the sidebar."""
        model = self.window.sources.model
        return [model.entry(row) for row in range(model.rowCount())]

    def source_place(self, label: str) -> QPoint:
        """The middle of a row of the sidebar."""
        sidebar = self.window.sources
        row = next(number for number, entry in enumerate(self.entries()) if entry.label == label)
        return sidebar.view.visualRect(sidebar.model.index(row, 0)).center()

    def open_source(self, label: str) -> None:
        """Clicks a row of the sidebar."""
        self.click(self.window.sources.view.viewport(), self.source_place(label))

    def menu_of_source(self, label: str) -> None:
        """Asks for the menu of a row of the sidebar with the right button."""
        view, place = self.window.sources.view, self.source_place(label)
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.viewport().mapToGlobal(place), NONE)
        QApplication.sendEvent(view.viewport(), asked)
