"""A reader who does anything: keys, clicks, menus, dialogs, sizes, choices, while news come and articles go.

    python -m tests.ui.monkey --acts 5000 --seed 7

drives a window so; whatever Qt or Python complains about fails it. `test_monkey.py` does a little of the same.
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
from collections import deque
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMenu, QWidget
from shiboken6 import isValid
from tests.ui.edition import MIXED, NEWS, NOW, item
from tests.ui.room import NONE, Room

from newsdesk.domain.budget import Budget
from newsdesk.domain.digits import Digits
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.source import DEFAULT_INTERVAL, Validators
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes
from newsdesk.ui.actions import TABLE

ACTS, SEED = "NEWSDESK_ACTS", "NEWSDESK_SEED"
OUTSIDE = ("quit", "print", "pdf", "import_opml", "export_opml", "logs")  # end it, or leave files behind
MOVES = ("Up", "Down", "Left", "Right", "Tab", "Shift+Tab", "Return", "Esc", "Space", "PgUp", "PgDown", "Home", "End",
         "Backspace", "Del", "Shift+Down", "Ctrl+A", "Menu", "Alt+Down")  # fmt: skip
WORDS = (
    "كتاب",
    "البحر",
    "سوق السمك",
    "مصر OR مدرسة",
    '"الطقس"',
    "-مصر",
    "من:الميناء",
    "is:unread",
    "(",
    "قطار منذ:أمس",
    "a",
    "١",
)
SIZES = ((1280, 800), (900, 600), (700, 600), (1600, 900), (620, 480))
CHOICES: tuple[dict[str, object], ...] = (
    *({"theme": name} for name in ("light", "dark", "sepia", "system")),
    *({"language": name} for name in ("ar", "en")),
    *({"text_size": size} for size in (80, 100, 150, 200)),
    *({"digits": digits} for digits in Digits),
    *({"face": name} for name in ("naskh", "amiri", "kufi", "sans", "system")),
    {"alignment": "justified"}, {"measure": "narrow"}, {"hijri_days": 1}, {"ordering": "own"},
    {"keys": {"next": "X"}}, {"keys": None},
)  # fmt: skip
REMEMBERED = 40


class Monkey(QObject):
    """Acts whenever the window's thread has nothing else to do, within dialogs and menus as well."""

    def __init__(self, room: Room, acts: int, seed: int) -> None:
        super().__init__()
        self.room = room
        self.left = acts
        self.last: deque[str] = deque(maxlen=REMEMBERED)  # what was done, for whoever looks for the reason
        self._chance = random.Random(seed)
        self._number = 0
        QTimer.singleShot(0, self._act)
        self._acts = (
            (30, self._press),
            (12, self._move),
            (6, self._type),
            (24, self._click),
            (6, self._click_right),
            (8, self._trigger),
            (4, self._wheel),
            (2, self._resize),
            (2, self._choose),
            (3, self._print),
            (2, self._lose),
            (1, self._come_back),
        )

    @property
    def is_done(self) -> bool:
        """Whether all acts were done."""
        return self.left <= 0

    def _act(self) -> None:
        if self.is_done:
            self._leave_dialogs()
            return
        self.left -= 1
        QTimer.singleShot(0, self._act)  # a menu that is opened by a click has events of its own
        for name in OUTSIDE:
            self.room.window.actions_by_name[name].setEnabled(False)
        weights = [weight for weight, _ in self._acts]
        act = self._chance.choices([act for _, act in self._acts], weights)[0]
        self.last.append(f"{act.__name__} {act()}")

    def _leave_dialogs(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in self.room.window.findChildren(QDialog):
            dialog.reject()

    # --- where

    def _top(self) -> QWidget:
        return QApplication.activePopupWidget() or QApplication.activeModalWidget() or self.room.window

    def _somewhere(self) -> tuple[QWidget, QPoint] | None:
        """A place in something that is shown; None where there is none, or it has gone with Python's names for what is
        above it, as the list of a box does."""
        place = self._anywhere()
        return place if place is not None and isValid(place[0]) else None

    def _anywhere(self) -> tuple[QWidget, QPoint] | None:
        top = self._top()
        if isinstance(top, QMenu):
            places = [top.actionGeometry(one).center() for one in top.actions() if one.isEnabled()]
            return (top, self._chance.choice(places)) if places else None
        if isinstance(top, QFileDialog):
            top.reject()  # the files of this machine are nobody's business
            return None
        shown = [one for one in top.findChildren(QWidget) if one.isVisible() and one.isEnabled() and one.width() > 1]
        widget = self._chance.choice(shown or [top])
        place = QPoint(self._chance.randrange(widget.width()), self._chance.randrange(max(1, widget.height())))
        return widget, place

    # --- what

    def _send(self, keys: str) -> str:
        pressed = QKeySequence(keys)[0]
        code, modifiers = pressed.key(), pressed.keyboardModifiers()
        is_letter = 0x20 <= code.value <= 0xFFFF and modifiers in (NONE, Qt.KeyboardModifier.ShiftModifier)
        text = chr(code.value).lower() if is_letter else ""
        target = QApplication.activePopupWidget() or QApplication.focusWidget() or self._top()
        QTest.sendKeyEvent(QTest.KeyAction.Click, target, code, text, modifiers)
        return f"{keys} at {type(target).__name__}"

    def _press(self) -> str:
        keys = [key for row in TABLE if row.name not in OUTSIDE for key in row.keys]
        return self._send(self._chance.choice(keys))

    def _move(self) -> str:
        return self._send(self._chance.choice(MOVES))

    def _type(self) -> str:
        words = self._chance.choice(WORDS)
        for letter in words:
            target = QApplication.focusWidget() or self._top()
            QTest.sendKeyEvent(QTest.KeyAction.Click, target, Qt.Key(ord(letter.upper())), letter, NONE)
        return words

    def _click(self) -> str:
        place = self._somewhere()
        if place is None:
            return "nowhere"
        button, widget = Qt.MouseButton.LeftButton, place[0]
        said = f"{type(widget).__name__} {widget.objectName()} {place[1].x()},{place[1].y()}"
        if self._chance.random() < 0.15:
            QTest.mouseDClick(widget, button, NONE, place[1])
        else:
            modifiers = self._chance.choice((NONE, NONE, NONE, Qt.KeyboardModifier.ControlModifier))
            QTest.mouseClick(widget, button, modifiers, place[1])
        return said

    def _click_right(self) -> str:
        place = self._somewhere()
        if place is None or isinstance(place[0], QMenu):
            return "nowhere"
        widget, there = place
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, there, widget.mapToGlobal(there), NONE)
        QApplication.sendEvent(widget, asked)
        return type(widget).__name__

    def _trigger(self) -> str:
        if self._top() is not self.room.window:
            return self._send("Esc")
        name = self._chance.choice([row.name for row in TABLE if row.name not in OUTSIDE])
        self.room.window.actions_by_name[name].trigger()
        return name

    def _wheel(self) -> str:
        place = self._somewhere()
        if place is None:
            return "nowhere"
        widget, there = place
        turn = QPoint(0, self._chance.choice((-960, -120, 120, 960)))
        begun, none = Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
        at, on_screen = QPointF(there), QPointF(widget.mapToGlobal(there))
        event = QWheelEvent(at, on_screen, QPoint(), turn, none, NONE, begun, False)
        QApplication.sendEvent(widget, event)
        return type(widget).__name__

    def _resize(self) -> str:
        size = self._chance.choice(SIZES)
        self.room.window.resize(*size)
        return str(size)

    def _choose(self) -> str:
        if self._top() is not self.room.window:
            return "later"
        chosen = self._chance.choice(CHOICES)
        self.room.window.choose(chosen)
        return str(chosen)

    def _print(self) -> str:
        """News come, as a sync would write them."""
        self._number += 1
        number, sources = self._number, self.room.desk.sources()
        if not sources:
            return "no sources"
        source = self._chance.choice(sources).source
        title = f"{self._chance.choice((*NEWS, *MIXED))[2]} {number}"
        news = [item(title, number, NOW + timedelta(seconds=number), has_text=number % 3 > 0)]
        finish = FeedFinish(Validators(), source.title, None, NOW + DEFAULT_INTERVAL)

        def job(writes: Writes) -> object:
            return writes.finish_feed(source.id, news, NOW + timedelta(seconds=number), finish)

        self.room.desk.write(job)
        return title

    def _lose(self) -> str:
        """Articles leave the store, those that are shown among them."""
        most = self._chance.choice((3, 8, 200))
        self.room.desk.keep(Budget("none", Keeping(0, most, 0), 0, 0))
        self.room.desk.tidy()
        return f"all but {most} of each source"

    def _come_back(self) -> str:
        """The window is left and comes back."""
        self.room.window.showMinimized()
        self.room.window.showNormal()
        self.room.window.activateWindow()
        return ""


def main() -> int:
    """Runs the test with as many acts; its exit code."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--acts", type=int, default=5000)
    words.add_argument("--seed", type=int, default=7)
    said = words.parse_args()
    command = [sys.executable, "-m", "pytest", "-q", str(Path(__file__).with_name("test_monkey.py"))]
    wanted = {ACTS: str(said.acts), SEED: str(said.seed)}
    return subprocess.run(command, check=False, env=os.environ | wanted).returncode


if __name__ == "__main__":
    sys.exit(main())
