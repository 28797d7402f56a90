"""The window: puts the parts together, hands news and deeds on, and keeps its shape in the settings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from newsdesk.domain.changes import Changes
from newsdesk.domain.shelf import Ordering, Shelf, ShelfKind
from newsdesk.ui.actions import Actions
from newsdesk.ui.article.deeds import PageDeeds
from newsdesk.ui.bridge import Bridge
from newsdesk.ui.deeds import Deeds
from newsdesk.ui.drops import Drops
from newsdesk.ui.errands import Errands
from newsdesk.ui.headlines.words import RowWords, next_midnight
from newsdesk.ui.marks import Marks
from newsdesk.ui.menus import article_menu, main_menu, order_menu, row_menu, source_menu
from newsdesk.ui.parts import made
from newsdesk.ui.reading import Reading
from newsdesk.ui.sheet import sheet
from newsdesk.ui.states import ordering_named, shelf_name, shelf_named
from newsdesk.ui.telling import Telling
from newsdesk.ui.theme import Face, Theme, colours_of, palette

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.article import Headline
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.orders import ShowWindow
    from newsdesk.settings.settings import Settings
    from newsdesk.texts import Texts

SMALLEST, LARGEST, STEP = 80, 200, 10  # per cent of text size
USUAL_SIZE = (1280, 800)


def local_now() -> datetime:
    """The moment in the reader's zone."""
    return datetime.now().astimezone()


class Window(QWidget):
    """Lives on the UI thread. `painted` comes once, after the first paint: then the desk may start."""

    painted = Signal()
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
        self._texts = texts
        self._settings = settings
        self._save_settings = save_settings
        self._now = now
        self._is_painted = False
        self._theme = Theme(colours_of(settings.theme), settings.text_size / 100)
        self.bridge = Bridge(desk, self)
        self.words = RowWords(texts, now)
        self.parts = made(desk, self.bridge, texts, self.words, self._theme)
        self.parts.stand_in(self)
        self.model, self.list, self.article = self.parts.model, self.parts.list, self.parts.article
        self.sources, self.turns, self.status = self.parts.sources, self.parts.turns, self.parts.status
        self.errands = Errands(desk, self.bridge, texts, self.parts.notices.say, self)
        self.marks = Marks(desk, self.bridge, self._on_refused, self.errands.unkeep)
        self.reading = Reading(desk, self.bridge, self.model, self.marks, (self.list, self.article, self.turns))
        self.deeds = Deeds(texts, self.parts, self.reading, self.marks, self.errands)
        self.drops = Drops(self, self.deeds.offer)
        self.page_deeds = PageDeeds(texts, self.article, self.parts.notices, self)
        deeds = self.deeds.by_name() | self.page_deeds.by_name() | self._own_deeds(desk)
        self.actions_by_name = Actions(self, texts, deeds)
        self.telling = Telling(texts, self.words, self.parts, self.reading, self.actions_by_name)
        self._connect(desk)
        self.setWindowTitle(texts.say("window.title"))
        self._restore_shape()
        self._dress()
        self._show_date()
        self.reading.ordering = ordering_named(settings.ordering)
        self.model.hint = lambda headline: self.words.hint(headline, desk.zone(headline.source_id))
        self.reading.open(shelf_named(settings.last_shelf, self.words.midnight()))

    # --- how it is put together

    def _own_deeds(self, desk: Desk) -> dict[str, Callable[[], object]]:
        return {
            "show_today": lambda: self.reading.open(Shelf(ShelfKind.TODAY, since=self.words.midnight())),
            "order_newest": lambda: self._set_ordering(Ordering.NEWEST),
            "order_own": lambda: self._set_ordering(Ordering.OWN),
            "order_unread": lambda: self._set_ordering(Ordering.UNREAD_FIRST),
            "search": self.parts.masthead.search.begin,
            "stop": desk.stop_sync,
            "larger": lambda: self._set_size(self._settings.text_size + STEP),
            "smaller": lambda: self._set_size(self._settings.text_size - STEP),
            "usual_size": lambda: self._set_size(100),
            "sidebar": lambda: self.sources.setVisible(not self.sources.isVisible()),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "quit": self.close,
        }

    def _connect(self, desk: Desk) -> None:
        actions = self.actions_by_name
        actions.confine("scroll_on", (self.list.view, self.article.view))
        self.parts.masthead.give_actions(
            actions, main_menu(self._texts, actions, self._settings.theme, self._set_theme, self)
        )
        self.article.give_actions(actions)
        self._show_deeds(None)
        reading, search = self.reading, self.parts.masthead.search
        reading.article_meant.connect(self._show_deeds)
        search.searched.connect(reading.search)
        search.left.connect(reading.end_search)
        search.deepened.connect(self.list.view.setFocus)
        self.sources.shelf_chosen.connect(self._on_shelf_chosen)
        self.sources.menu_wanted.connect(self._show_source_menu)
        self.list.order_pressed.connect(self._show_order_menu)
        self.list.view.opened.connect(self.deeds.open_row)
        self.list.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.view.customContextMenuRequested.connect(self._show_row_menu)
        self.article.view.link_followed.connect(QDesktopServices.openUrl)
        self.article.view.address_hovered.connect(self.status.show_address)
        self.article.view.menu_wanted.connect(self._show_article_menu)
        self.status.stopped.connect(desk.stop_sync)
        self.model.refused.connect(self._on_refused)
        self.bridge.changed.connect(reading.on_changed)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.changed.connect(self.sources.on_changed)
        self.bridge.progressed.connect(self.status.show_progress)
        self.bridge.noticed.connect(self.telling.on_noticed)
        self.asked_to_show.connect(self._on_asked_to_show)
        self.asked_to_leave.connect(self._on_asked_to_leave)

    def let_go(self) -> None:
        """Hears no more of the desk, which may then stop."""
        self.bridge.close()

    # --- what is told and shown

    def _on_refused(self, fault: Fault) -> None:
        self.telling.on_refused(fault)

    def _on_changed(self, _changes: Changes) -> None:
        self.telling.on_changed()

    def _on_shelf_chosen(self, shelf: Shelf) -> None:
        self.reading.open(shelf)

    def _show_deeds(self, headline: Headline | None) -> None:
        """Has the actions say what they would do to this headline."""
        actions = self.actions_by_name
        actions.allow(has_article=headline is not None, has_address=bool(headline and headline.url))
        actions["star"].setChecked(bool(headline and headline.is_bookmarked))
        actions["read"].setChecked(bool(headline and headline.is_read))

    def _show_date(self) -> None:
        now = self._now()
        self.parts.masthead.date.setText(self._texts.date(now))
        wait = round(next_midnight(now).total_seconds() * 1000) + 1000
        QTimer.singleShot(wait, self, self._show_date)

    # --- menus

    def _show_source_menu(self, shelf: Shelf, place: QPoint) -> None:
        state = self.sources.state(shelf) if shelf.source is not None else None
        self.reading.open(shelf)
        menu = source_menu(self._texts, self.actions_by_name, state.source if state else None, self)
        _pop_up(menu, place)

    def _show_row_menu(self, place: QPoint) -> None:
        if self.list.view.indexAt(place).isValid():
            has_several = len(self.list.view.selected_rows()) > 1
            _pop_up(
                row_menu(self.actions_by_name, self, has_several=has_several),
                self.list.view.viewport().mapToGlobal(place),
            )

    def _show_order_menu(self) -> None:
        button = self.list.order
        _pop_up(order_menu(self.actions_by_name, self), button.mapToGlobal(button.rect().bottomLeft()))

    def _show_article_menu(self, place: QPoint, address: str) -> None:
        _pop_up(article_menu(self._texts, self.actions_by_name, self.article.view, address, self), place)

    # --- order, size, theme, shape

    def _set_ordering(self, ordering: Ordering) -> None:
        self._keep(ordering=ordering.value)
        self.reading.reorder(ordering)

    def _set_size(self, percent: int) -> None:
        self._keep(text_size=max(SMALLEST, min(percent, LARGEST)))
        self._change_theme()

    def _set_theme(self, name: str) -> None:
        self._keep(theme=name)
        self._change_theme()

    def _change_theme(self) -> None:
        self.article.view.hold()
        self._theme = Theme(colours_of(self._settings.theme), self._settings.text_size / 100)
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
        self._settings = dataclasses.replace(self._settings, **changed)  # type: ignore[arg-type]
        self._save_settings(self._settings)

    def _restore_shape(self) -> None:
        self.resize(*USUAL_SIZE)
        if self._settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(self._settings.window_geometry.encode("ascii", "ignore")))
        self.turns.set_widths(self._settings.splits)

    # --- Qt's and the system's calls

    def _on_asked_to_show(self, order: ShowWindow) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if order.shelf:
            self.reading.open(shelf_named(order.shelf, self.words.midnight()))
        if order.address:
            self.deeds.offer(order.address)

    def _on_asked_to_leave(self, code: int) -> None:
        self.close()
        QApplication.exit(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
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
        self._keep(
            window_geometry=geometry,
            splits=self.turns.widths,
            last_shelf=shelf_name(self.reading.shelf),
        )
        super().closeEvent(event)


def _pop_up(menu: QMenu, place: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
