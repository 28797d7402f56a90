"""The window: shows what stands in it, hands news and deeds on, and keeps its shape in the settings."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.orders import ShowWindow
    from newsdesk.domain.shelf import Ordering
    from newsdesk.settings.settings import Settings
    from newsdesk.texts import Texts
    from newsdesk.ui.actions import Actions
    from newsdesk.ui.article.deeds import PageDeeds
    from newsdesk.ui.article.pane import ArticlePane
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.deeds import Deeds
    from newsdesk.ui.errands import Errands
    from newsdesk.ui.glimpse import Cover
    from newsdesk.ui.headlines.model import HeadlineModel
    from newsdesk.ui.headlines.pane import ListPane
    from newsdesk.ui.headlines.words import RowWords
    from newsdesk.ui.marks import Marks
    from newsdesk.ui.parts import Parts
    from newsdesk.ui.popups import Popups
    from newsdesk.ui.queries import Queries
    from newsdesk.ui.reading import Reading
    from newsdesk.ui.sources.pane import SourcesPane
    from newsdesk.ui.sources.tending import Tending
    from newsdesk.ui.status import StatusLine
    from newsdesk.ui.telling import Telling
    from newsdesk.ui.theme import Theme
    from newsdesk.ui.turns import Turns

RETOLD = {"language", "digits", "months", "hijri_days"}  # choices that are in every sentence
LONGEST_COVER = 1000  # milliseconds that it stays where no counts come: stores that cannot be read have none
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

    desk: Desk  # behind it, from `begin` on
    # What stands in it, made by `furnishing`
    theme: Theme
    inside: QWidget
    bridge: Bridge
    words: RowWords
    parts: Parts
    model: HeadlineModel
    list: ListPane
    article: ArticlePane
    sources: SourcesPane
    turns: Turns
    status: StatusLine
    errands: Errands
    marks: Marks
    reading: Reading
    tending: Tending
    deeds: Deeds
    page_deeds: PageDeeds
    queries: Queries
    popups: Popups
    actions_by_name: Actions
    telling: Telling

    def __init__(
        self,
        texts: Texts,
        settings: Settings,
        save_settings: Callable[[Settings], None],
        now: Callable[[], datetime] = local_now,
    ) -> None:
        """Nothing stands in it before `begin`, which comes by itself after the first paint of a cover."""
        super().__init__()
        self.texts = texts
        self.settings = settings
        self.now = now
        self._save_settings = save_settings
        self.is_painted = False
        self._is_furnished = False
        self._cover: Cover | None = None
        self._opens_desk: Callable[[], Desk] | None = None
        self.stays_behind = False  # whether a closed window waits in the tray
        middle = QWidget()
        self.setCentralWidget(middle)
        self._outer = QVBoxLayout(middle)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self.asked_to_show.connect(self._on_asked_to_show)
        self.asked_to_leave.connect(self._on_asked_to_leave)
        self.resize(*USUAL_SIZE)
        if settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode("ascii", "ignore")))
        self.setWindowTitle(texts.say("window.title"))

    # --- how it is put together

    def cover(self, cover: Cover, opens_desk: Callable[[], Desk]) -> None:
        """Shows only this until all stands in the window behind it, over the desk that is opened for it."""
        self._cover = cover
        self._opens_desk = opens_desk

    def begin(self, desk: Desk) -> None:
        """Puts in the window what stands in it, with the first page of the last shelf; once."""
        from newsdesk.ui.drops import Drops
        from newsdesk.ui.states import shelf_named

        self.desk = desk
        self._furnish(self.texts)
        self._is_furnished = True
        Drops(self, lambda address: self.deeds.offer(address))  # noqa: PLW0108  deeds change
        self.turns.set_widths(self.settings.splits)
        self._dress()
        self.reading.open(shelf_named(self.settings.last_shelf, self.words.midnight()))

    def _furnish(self, texts: Texts) -> None:
        from newsdesk.ui.furnishing import furnish

        furnish(self, texts)
        self._outer.addWidget(self.inside)
        self.setWindowTitle(texts.say("window.title"))
        self._show_date()

    def _furnish_anew(self) -> None:
        """Makes all anew in the texts that the reader has chosen; shelf, article and shape stay."""
        shelf, shown, widths = self.reading.shelf, self.reading.shown, self.turns.widths
        self.article.keep_place()
        self.let_go()
        old = self.inside
        self._outer.removeWidget(old)
        old.hide()
        old.deleteLater()
        chosen, is_rtl = self.settings, self.settings.language == "ar"
        QApplication.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        self._furnish(self.texts.for_reader(chosen.language, chosen.shown_digits, chosen.months, chosen.hijri_days))
        self.inside.show()
        self._dress()
        self.turns.set_widths(widths)
        self.reading.open(shelf, self.reading.choose_shown)
        self.sources.count_anew()
        if shown is not None:
            self.reading.show_again(shown)
        self.list.view.setFocus()
        self.furnished.emit()

    def let_go(self) -> None:
        """Hears no more of the desk, which may then stop."""
        if self._is_furnished:
            self.bridge.close()

    # --- what is told and shown

    def on_refused(self, fault: Fault) -> None:
        """Says why something that was asked for was not done."""
        self.telling.on_refused(fault)

    def _show_date(self) -> None:
        from newsdesk.ui.headlines.words import next_midnight

        now = self.now()
        texts = self.texts
        self.parts.masthead.show_date(texts.date(now), texts.hijri_date(now), texts.short_date(now))
        self.telling.tell_sync()
        QTimer.singleShot(round(next_midnight(now).total_seconds() * 1000) + 1000, self.inside, self._show_date)

    # --- order, size, theme, shape

    def choose(self, chosen: dict[str, object]) -> None:
        """Takes up choices of the reader, by the names of the settings, at once."""
        self.keep(**chosen)
        if chosen.keys() & RETOLD:
            self._furnish_anew()
        else:
            self.telling.tell_sync()
            self.actions_by_name.take_keys(self.settings.keys)
            self._change_theme()

    def set_ordering(self, ordering: Ordering) -> None:
        """Keeps the order that the reader wants and shows the list in it."""
        self.keep(ordering=ordering.value)
        self.reading.reorder(ordering)

    def set_theme(self, name: str) -> None:
        """Keeps the theme that the reader wants and wears it."""
        self.keep(theme=name)
        self._change_theme()

    def _change_theme(self) -> None:
        from newsdesk.ui.theme import Face, palette, theme_of

        self.article.view.hold()
        self.theme = theme_of(self.settings)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(self.theme.font(Face.BODY))
            application.setPalette(palette(self.theme.colours))
        self._dress()
        self.list.view.keep_place(lambda: None)

    def _dress(self) -> None:
        from newsdesk.ui.sheet import sheet

        self.setStyleSheet(sheet(self.theme))
        self.parts.dress(self.theme)
        self.turns.fit(self.width(), self.theme.scale)

    def keep(self, **changed: object) -> None:
        """Keeps choices of the reader, by the names of the settings."""
        self.settings = dataclasses.replace(self.settings, **changed)  # type: ignore[arg-type]
        self._save_settings(self.settings)

    # --- Qt's and the system's calls

    def _on_asked_to_show(self, order: ShowWindow) -> None:
        from newsdesk.ui.states import shelf_named

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
        if not self.is_painted:
            self.is_painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def begin_hidden(self) -> None:
        """Begins without being shown: behind the tray's sign, or until it is asked for."""
        self.is_painted = True
        QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        if self._opens_desk is not None and not self._is_furnished:
            self.begin(self._opens_desk())
        if self._cover is not None:
            self.sources.counted.connect(self._cover.lift_soon)
            QTimer.singleShot(LONGEST_COVER, self._cover, self._cover.lift)
        (self.list.view if self.model.rowCount() else self).setFocus()
        self.painted.emit()
        self.sources.count_anew()
        QTimer.singleShot(200, self, self.article.load_faces)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._cover is not None:
            self._cover.setGeometry(self.rect())
        if not self._is_furnished:
            return
        was_narrow = self.turns.is_narrow
        self.turns.fit(self.width(), self.theme.scale)
        if was_narrow != self.turns.is_narrow:
            self.reading.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_furnished:
            super().closeEvent(event)
            return
        from newsdesk.ui.states import shelf_name

        self.article.keep_place()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.keep(window_geometry=geometry, splits=self.turns.widths, last_shelf=shelf_name(self.reading.shelf))
        super().closeEvent(event)
        if self.stays_behind:
            event.ignore()
            self.hide()
