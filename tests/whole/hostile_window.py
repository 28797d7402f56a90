"""A reader's evening over hostile sources, in one process with a real window: fetch, store, show, search, bookmark.

    python -m tests.whole.hostile_window PROFILE < PLAN

PLAN is JSON: `feeds` (addresses) and `queries`. Prints JSON: how many articles were shown, found and bookmarked, the
slowest page in milliseconds, and how each source fared. `tests.whole.hostile` runs it under a tracer.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from newsdesk.app.compose import USER_AGENT, Profile
from newsdesk.desk import Desk
from newsdesk.domain.article import ArticleId
from newsdesk.domain.manners import Manners
from newsdesk.domain.outline import Outline
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.intake.client import Intake
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings
from newsdesk.ui import start
from newsdesk.ui.window import Window

PATIENCE = 900.0  # seconds for the sync of everything
ALL, BOOKMARKS = Shelf(ShelfKind.ALL), Shelf(ShelfKind.BOOKMARKS)


class Evening:
    """Lives on the UI thread."""

    def __init__(self, application: QApplication, window: Window, profile: Profile) -> None:
        self._application = application
        self._window = window
        self._desk = profile.desk
        self.slowest = 0.0
        self.slowest_title = ""

    def wait(self, condition: Callable[[], bool], seconds: float = 30.0) -> None:
        """Lets the window live until the condition holds. Raises TimeoutError."""
        ends_at = time.monotonic() + seconds
        while not condition():
            self._application.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 20)
            if time.monotonic() > ends_at:
                raise TimeoutError(condition)

    def fetch(self, feeds: list[str]) -> dict[str, int]:
        """Adds the sources and syncs them; how many sources fared how."""
        added = self._desk.add_outlines([Outline("", url) for url in feeds])
        self.wait(added.done)
        added.result()
        synced = self._desk.sync()
        self.wait(synced.done, PATIENCE)
        fared: dict[str, int] = {}
        for outcome in synced.result().sources:
            fault = outcome.fault
            key = f"{fault.kind} {fault.facts.get('limit', '')}".strip() if fault else outcome.status
            fared[key] = fared.get(key, 0) + 1
        return fared

    def show(self, shelf: Shelf) -> int:
        """Goes down a shelf from its first row to its last, every article painted; how many there were."""
        reading, view = self._window.reading, self._window.list.view
        reading.open(shelf)
        self._application.processEvents()
        shown, row = 0, -1
        while True:
            began = time.perf_counter()
            reading.go_next()
            self._application.processEvents()
            if view.selected_row() == row:
                return shown
            row = view.selected_row()
            shown += 1
            self._window.article.view.viewport().grab()
            took = time.perf_counter() - began
            if took > self.slowest:
                self.slowest, self.slowest_title = took, reading.shown.title if reading.shown else ""

    def search(self, queries: list[str]) -> int:
        """Types each query; how many headlines were found in all."""
        found: list[int] = []
        self._window.reading.found.connect(lambda results: found.append(len(results.found)))
        for number, query in enumerate(queries, 1):
            self._window.parts.masthead.search.setText(query)
            self._window.reading.search(query or " ")
            self.wait(lambda expected=number: len(found) >= expected)
            self._application.processEvents()
        self._window.reading.end_search()
        return sum(found)

    def bookmark(self) -> int:
        """Bookmarks everything."""
        ids = _every(self._desk)
        for first in range(0, len(ids), 50):
            marked = self._desk.set_bookmarked(ids[first : first + 50], True)
            self.wait(marked.done)
            marked.result()
        return len(ids)


def _every(desk: Desk) -> list[ArticleId]:
    page = desk.headlines(ALL)
    found = [headline.id for headline in page.headlines]
    while page.next is not None:
        page = desk.headlines(ALL, after=page.next)
        found += [headline.id for headline in page.headlines]
    return found


def main() -> int:
    """0 when the evening went to its end."""
    plan = json.load(sys.stdin)
    paths = Paths.of_profile(Path(sys.argv[1]))
    paths.make()
    settings = Settings()
    application = start.application(settings)
    # Nobody real stands behind the hostile host: its pages are not spread over minutes.
    profile = Profile(
        paths, patience=5.0, opens_intake=lambda: Intake(user_agent=USER_AGENT, manners=Manners(pause=0.0))
    )
    window = start.window(profile.desk, settings, lambda _: None)
    evening = Evening(application, window, profile)
    window.resize(1280, 800)
    window.show()
    opened = profile.desk.start()
    evening.wait(opened.done)
    opened.result()
    said: dict[str, object] = {"sources": evening.fetch(plan["feeds"])}
    said["shown"] = evening.show(ALL)
    said["found"] = evening.search(plan["queries"])
    said["bookmarked"] = evening.bookmark()
    said["kept"] = evening.show(BOOKMARKS)
    said["slowest"] = [round(1000 * evening.slowest), evening.slowest_title[:60]]
    window.let_go()
    are_gone = profile.close()
    print(json.dumps(said, ensure_ascii=False))
    return 0 if are_gone else 1


if __name__ == "__main__":
    sys.exit(main())
