"""What stands on the desktop beside the window: alerts and the tray as chosen; made after the first paint."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsdesk.arabic.bidi import base_direction, isolate_name
from newsdesk.arabic.breaking import labelled
from newsdesk.domain.orders import ShowWindow
from newsdesk.ui.desktop.tray import Tray

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.article import ArticleId, Headline
    from newsdesk.domain.changes import Changes
    from newsdesk.settings.settings import Settings
    from newsdesk.texts import Texts
    from newsdesk.ui.desktop.alerts import Alerts
    from newsdesk.ui.desktop.notifications import Note, Notifications
    from newsdesk.ui.window import Window


class Beside(QObject):
    """Lives on the UI thread."""

    def __init__(self, window: Window, desk: Desk, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._settings = settings
        self._alerts: Alerts | None = None
        self.tray = Tray(window)
        self._notifications: Notifications | None = None
        self.tray.missing.connect(window.show)  # hidden, nothing would bring it back
        window.furnished.connect(self._listen)
        self._listen()
        self.heed(settings)

    def heed(self, settings: Settings) -> None:
        """Takes up what the reader chose."""
        self._settings = settings
        self.tray.stand(settings.stays_in_tray)
        if not settings.has_alerts:
            self._alerts = None
        elif self._alerts is None:
            from newsdesk.ui.desktop.alerts import Alerts
            from newsdesk.ui.desktop.notifications import Notifications

            if self._notifications is None:
                self._notifications = Notifications(self)
                self._notifications.pressed.connect(self.open)
            self._alerts = alerts = Alerts(self._desk.paths.name_variants)
            now = self._desk.clock()
            self._window.bridge.ask(lambda reads: alerts.begin(reads, now), lambda _nothing: None)

    def close(self) -> None:
        """Takes away what stands there."""
        if self._notifications is not None:
            self._notifications.close()
        self.tray.stand(False)

    def open(self, article: ArticleId) -> None:
        """Brings the window to the front with this article."""
        self._window.asked_to_show.emit(ShowWindow())
        for headline in self._desk.headlines_by_id([article]):
            self._window.reading.show_again(headline)
            self._window.turns.show_article()
            self._window.article.view.setFocus()

    def _listen(self) -> None:
        """The window's inside was made: its news come from another bridge now."""
        self._window.bridge.changed.connect(self._on_changed)
        self._window.sources.counted.connect(self._on_counted)

    def _on_counted(self) -> None:
        counts = self._window.sources.counts
        self.tray.tell(counts.unread if counts is not None else 0)

    def _on_changed(self, changes: Changes) -> None:
        alerts, now = self._alerts, self._desk.clock()
        if alerts is None or not changes.added or is_quiet(self._settings, now.astimezone()):
            return
        self._window.bridge.ask(lambda reads: alerts.told(reads, changes.added, now), partial(self._tell, now))

    def _tell(self, now: datetime, told: tuple[Headline, ...]) -> None:
        for headline in told:
            note = note_of(headline, self._window.texts, now)
            if self._notifications is None or not self._notifications.show(note, headline.id):
                self.tray.show(note.title, note.words, partial(self.open, headline.id))


def is_quiet(settings: Settings, moment: datetime) -> bool:
    """Whether this moment, in the reader's zone, lies in the hours in which nothing is told.

    >>> from newsdesk.settings.settings import Settings
    >>> night = Settings(quiet_from=23, quiet_until=7)
    >>> [is_quiet(night, datetime(2026, 11, 25, hour)) for hour in (22, 23, 6, 7)]
    [False, True, True, False]
    """
    start, end = settings.quiet_from % 24, settings.quiet_until % 24
    if start <= end:
        return start <= moment.hour < end
    return moment.hour >= start or moment.hour < end


def note_of(headline: Headline, texts: Texts, now: datetime) -> Note:
    """The notification of a headline: above who says that it is breaking, below what, each the way its letters run."""
    from newsdesk.ui.desktop.alerts import FRESH
    from newsdesk.ui.desktop.notifications import Note

    title = labelled(headline.title).title
    mark = "\u200f" if base_direction(title) == "rtl" else "\u200e"  # a service goes by the first strong letter
    above = f"{texts.say('list.breaking')} · {isolate_name(headline.source_title)}"
    left = FRESH - max(now - headline.sorted_at, timedelta())
    return Note(above, mark + title, texts.say("alert.open"), max(1, round(left.total_seconds() * 1000)))
