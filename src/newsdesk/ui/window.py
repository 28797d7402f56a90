"""The window: puts the parts together, hands news and deeds on, and keeps its shape in the settings."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

from newsdesk.domain.shelf import Ordering, Shelf, ShelfKind
from newsdesk.ui.actions import Actions
from newsdesk.ui.article.deeds import PageDeeds
from newsdesk.ui.bridge import Bridge
from newsdesk.ui.deeds import Deeds
from newsdesk.ui.drops import Drops
from newsdesk.ui.errands import Errands
from newsdesk.ui.headlines.words import RowWords, next_midnight
from newsdesk.ui.looks import Looks
from newsdesk.ui.marks import Marks
from newsdesk.ui.menus import main_menu
from newsdesk.ui.parts import made
from newsdesk.ui.popups import Popups
from newsdesk.ui.reading import Reading
from newsdesk.ui.sheet import sheet
from newsdesk.ui.sources.tending import Tending
from newsdesk.ui.states import ordering_named, shelf_name, shelf_named
from newsdesk.ui.telling import Telling
from newsdesk.ui.theme import Face, palette, theme_of

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.orders import ShowWindow
    from newsdesk.settings.settings import Settings
    from newsdesk.texts import Texts

RETOLD = {"language", "digits", "months", "hijri_days"}  # choices that are in every sentence
USUAL_SIZE = (1280, 800)


def local_now() -> datetime:
    """The moment in the reader's zone."""
    return datetime.now().astimezone()


class Window(QMainWindow):  # which a screen reader knows for a window
    """Lives on the UI thread. `painted` comes once, after the first paint: then the desk may start."""

    painted = Signal()
    furnished = Signal()  # all inside was made anew
    asked_to_show = Signal(object)  # a ShowWindow; may be emitted on any thread
    asked_to_leave = Signal(int)  # the exit code; may be emitted on any thread

    def __init__(
        self,
        desk: Desk,
        texts: Texts,
        settings: Settings,
        save_settings: Callable[[Settings], None],
        now: Callable[[], datetime] = local_now,
    ) -> None:
        super().__init__()
        self._desk = desk
        self.settings = settings
        self._save_settings = save_settings
        self._now = now
        self._is_painted = False
        self.stays_behind = False  # whether a closed window waits in the tray
        middle = QWidget()
        self.setCentralWidget(middle)
        self._outer = QVBoxLayout(middle)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.drops = Drops(self, lambda address: self.deeds.offer(address))  # noqa: PLW0108  deeds change
        self.asked_to_show.connect(self._on_asked_to_show)
        self.asked_to_leave.connect(self._on_asked_to_leave)
        self._furnish(texts)
        self._restore_shape()
        self._dress()
        self.reading.open(shelf_named(settings.last_shelf, self.words.midnight()))

    # --- how it is put together

    def _furnish(self, texts: Texts) -> None:
        """Makes all that stands in the window, in these texts."""
        desk, now, settings = self._desk, self._now, self.settings
        self.texts = texts
        self._theme = theme_of(settings)
        self._inside = QWidget()
        self._outer.addWidget(self._inside)
        self.bridge = Bridge(desk, self._inside)
        self.words = RowWords(texts, now)
        self.parts = made(desk, self.bridge, texts, self.words, self._theme)
        self.parts.stand_in(self._inside)
        self.model, self.list, self.article = self.parts.model, self.parts.list, self.parts.article
        self.sources, self.turns, self.status = self.parts.sources, self.parts.turns, self.parts.status
        self.errands = Errands(desk, self.bridge, texts, self.parts.notices.say, self)
        self.marks = Marks(desk, self.bridge, self._on_refused, self.errands.unkeep)
        self.reading = Reading(desk, self.bridge, self.model, self.marks, (self.list, self.article, self.turns))
        self.tending = Tending(desk, self.bridge, texts, (self.sources, self.parts.notices), self.marks)
        self.deeds = Deeds(texts, self.parts, self.reading, self.marks, (self.errands, self.tending))
        self.page_deeds = PageDeeds(texts, self.article, self.parts.notices, self)
        self.popups = Popups(self)
        looks = Looks(lambda: self.settings, self.choose)
        deeds = self.deeds.by_name() | self.page_deeds.by_name() | looks.by_name() | self._own_deeds(desk)
        self.actions_by_name = Actions(self._inside, texts, deeds, settings.keys)
        self.telling = Telling(texts, self.words, self.parts, self.reading, self.actions_by_name)
        self._connect(desk)
        self.setWindowTitle(texts.say("window.title"))
        self._show_date()
        self._tell_pause()
        self.reading.ordering = ordering_named(settings.ordering)
        self.model.hint = lambda headline: self.words.hint(headline, desk.zone(headline.source_id))

    def _furnish_anew(self) -> None:
        """Makes all anew in the texts that the reader has chosen; shelf, article and shape stay."""
        shelf, shown, widths = self.reading.shelf, self.reading.shown, self.turns.widths
        self.article.keep_place()
        self.let_go()
        old = self._inside
        self._outer.removeWidget(old)
        old.hide()
        old.deleteLater()
        chosen, is_rtl = self.settings, self.settings.language == "ar"
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        self._furnish(self.texts.for_reader(chosen.language, chosen.shown_digits, chosen.months, chosen.hijri_days))
        self._inside.show()
        self._dress()
        self.turns.set_widths(widths)
        self.reading.open(shelf)
        self.sources.count_anew()
        if shown is not None:
            self.reading.show_again(shown)
        self.list.view.setFocus()
        self.furnished.emit()

    def _own_deeds(self, desk: Desk) -> dict[str, Callable[[], object]]:
        return self.turns.by_name() | {
            "show_today": lambda: self.reading.open(Shelf(ShelfKind.TODAY, since=self.words.midnight())),
            "order_newest": lambda: self._set_ordering(Ordering.NEWEST),
            "order_own": lambda: self._set_ordering(Ordering.OWN),
            "order_unread": lambda: self._set_ordering(Ordering.UNREAD_FIRST),
            "search": self.parts.masthead.search.begin,
            "stop": desk.stop_sync,
            "preferences": self.popups.open_preferences,
            "palette": self.popups.open_palette,
            "sidebar": lambda: self.sources.setVisible(not self.sources.isVisible()),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "keys": self.popups.show_keys,
            "quit": lambda: self.asked_to_leave.emit(0),
        }

    def _connect(self, desk: Desk) -> None:
        actions = self.actions_by_name
        actions.confine("scroll_on", (self.list.view, self.article.view))
        self.parts.masthead.give_actions(
            actions, main_menu(self.texts, actions, self.settings.theme, self._set_theme, self._inside)
        )
        self.article.give_actions(actions)
        actions.tell(None)
        reading, search = self.reading, self.parts.masthead.search
        reading.article_meant.connect(actions.tell)
        search.searched.connect(reading.search)
        search.left.connect(reading.end_search)
        search.deepened.connect(self.list.view.setFocus)
        self.sources.shelf_chosen.connect(reading.open)
        self.list.view.opened.connect(self.deeds.open_row)
        self.article.view.link_followed.connect(QDesktopServices.openUrl)
        self.article.view.address_hovered.connect(self.status.show_address)
        self.status.stopped.connect(desk.stop_sync)
        self.model.refused.connect(self._on_refused)
        self.bridge.changed.connect(reading.on_changed)
        self.bridge.changed.connect(lambda _changes: self.telling.on_changed())
        self.bridge.changed.connect(self.sources.on_changed)
        self.bridge.progressed.connect(self.status.show_progress)
        self.bridge.noticed.connect(self.telling.on_noticed)

    def let_go(self) -> None:
        """Hears no more of the desk, which may then stop."""
        self.bridge.close()

    # --- what is told and shown

    def _on_refused(self, fault: Fault) -> None:
        self.telling.on_refused(fault)

    def _show_date(self) -> None:
        now = self._now()
        self.parts.masthead.show_date(self.texts.date(now), self.texts.hijri_date(now))
        wait = round(next_midnight(now).total_seconds() * 1000) + 1000
        QTimer.singleShot(wait, self._inside, self._show_date)

    # --- order, size, theme, shape

    def choose(self, chosen: dict[str, object]) -> None:
        """Takes up choices of the reader, by the names of the settings, at once."""
        self._keep(**chosen)
        if chosen.keys() & RETOLD:
            self._furnish_anew()
        else:
            self._tell_pause()
            self.actions_by_name.take_keys(self.settings.keys)
            self._change_theme()

    def _tell_pause(self) -> None:
        chosen = self.settings
        self.telling.every = timedelta(minutes=chosen.sync_minutes) if chosen.does_sync_by_itself else None

    def _set_ordering(self, ordering: Ordering) -> None:
        self._keep(ordering=ordering.value)
        self.reading.reorder(ordering)

    def _set_theme(self, name: str) -> None:
        self._keep(theme=name)
        self._change_theme()

    def _change_theme(self) -> None:
        self.article.view.hold()
        self._theme = theme_of(self.settings)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(self._theme.font(Face.BODY))
            application.setPalette(palette(self._theme.colours))
        self._dress()
        self.reading.keep_place(lambda: None)

    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme))
        self.parts.dress(self._theme)
        self.turns.fit(self.width(), self._theme.scale)

    def _keep(self, **changed: object) -> None:
        self.settings = dataclasses.replace(self.settings, **changed)  # type: ignore[arg-type]
        self._save_settings(self.settings)

    def _restore_shape(self) -> None:
        self.resize(*USUAL_SIZE)
        if self.settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(self.settings.window_geometry.encode("ascii", "ignore")))
        self.turns.set_widths(self.settings.splits)

    # --- Qt's and the system's calls

    def _on_asked_to_show(self, order: ShowWindow) -> None:
        if order.activation:
            os.environ["XDG_ACTIVATION_TOKEN"] = order.activation  # where Qt looks for it
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if order.shelf:
            self.reading.open(shelf_named(order.shelf, self.words.midnight()))
        if order.address:
            self.deeds.offer(order.address)

    def _on_asked_to_leave(self, code: int) -> None:
        self.stays_behind = False
        self.close()
        QApplication.exit(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def begin_hidden(self) -> None:
        """Begins without being shown: behind the tray's sign, or until it is asked for."""
        self._is_painted = True
        QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        (self.list.view if self.model.rowCount() else self).setFocus()
        self.painted.emit()
        self.sources.count_anew()
        QTimer.singleShot(200, self, self.article.load_faces)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        was_narrow = self.turns.is_narrow
        self.turns.fit(self.width(), self._theme.scale)
        if was_narrow != self.turns.is_narrow:
            self.reading.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        self.article.keep_place()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._keep(window_geometry=geometry, splits=self.turns.widths, last_shelf=shelf_name(self.reading.shelf))
        super().closeEvent(event)
        if self.stays_behind:
            event.ignore()
            self.hide()
