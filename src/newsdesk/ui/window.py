"""The window: puts the parts together, hands news and deeds on, and keeps its shape in the settings."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from newsdesk.domain.changes import Changes, Notice
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import SourceId
from newsdesk.settings.paths import resource
from newsdesk.ui import fonts
from newsdesk.ui.actions import Actions
from newsdesk.ui.article.pane import ArticlePane
from newsdesk.ui.bridge import Bridge
from newsdesk.ui.drops import Drops
from newsdesk.ui.errands import Errands
from newsdesk.ui.headlines.model import HeadlineModel
from newsdesk.ui.headlines.pane import ListPane
from newsdesk.ui.headlines.words import RowWords, next_midnight
from newsdesk.ui.icons import Icons
from newsdesk.ui.marks import Marks
from newsdesk.ui.masthead import Masthead
from newsdesk.ui.menus import article_menu, copy_to_clipboard, main_menu, row_menu, source_menu
from newsdesk.ui.notices import Band
from newsdesk.ui.reading import Reading
from newsdesk.ui.sheet import sheet
from newsdesk.ui.sources.pane import SourcesPane
from newsdesk.ui.states import emptiness, is_first_run, shelf_name
from newsdesk.ui.status import StatusLine
from newsdesk.ui.theme import Face, Theme, colours_of, palette
from newsdesk.ui.turns import Turns

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.article import Headline
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.source import Source
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
    asked_to_show = Signal(object)  # an address to offer for adding, or None; may be emitted on any thread
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
        self.model = HeadlineModel(desk, self.words.spoken, self)
        self._build(desk)
        self.marks = Marks(desk, self.bridge, self._on_refused)
        self.reading = Reading(desk, self.bridge, self.model, self.marks, (self.list, self.article, self.turns))
        self.errands = Errands(desk, self.bridge, texts, self.tell, self)
        self.drops = Drops(self, self._offer)
        self.actions_by_name = Actions(self, texts, self._deeds(desk))
        self._connect(desk)
        self.setWindowTitle(texts.say("window.title"))
        self._dress()
        self._restore_shape()
        self._show_date()
        self.reading.open(self._last_shelf())

    # --- how it is put together

    def _build(self, desk: Desk) -> None:
        texts, theme = self._texts, self._theme
        icons = Icons(resource("icons"))
        self.masthead = Masthead(texts, theme, icons)
        self.notices = Band(texts, theme, icons)
        self.first_run = Band(texts, theme, icons)
        self.sources = SourcesPane(texts, self.bridge, theme, icons, self.words.midnight)
        self.trouble = Band(texts, theme, icons, is_tall=True)
        self.list = ListPane(self.words, theme, icons, self.model, self.trouble)
        css = resource("article.css").read_text("utf-8")
        faces = resource("fonts")
        load_faces = lambda: fonts.load(faces, fonts.READING)  # noqa: E731  a name would say no more
        self.article = ArticlePane(texts, self.words, theme, icons, css, desk.picture, load_faces)
        self.turns = Turns(self.sources, self.list, self.article, self.article.back)
        self.status = StatusLine(texts, theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.masthead, self.first_run, self.notices):
            column.addWidget(part)
        column.addWidget(self.turns, 1)
        column.addWidget(self.status)

    def _deeds(self, desk: Desk) -> dict[str, Callable[[], object]]:
        reading, errands = self.reading, self.errands
        return {
            "next": reading.go_next,
            "previous": reading.go_previous,
            "next_unread": reading.go_next_unread,
            "scroll_on": reading.scroll_on,
            "star": self._star,
            "read": self._mark_read,
            "open": self._open_outside,
            "copy_link": self._copy_link,
            "mark_all": lambda: self.marks.read_all(reading.shelf, self._on_all_read),
            "undo": self._undo,
            "search": self.masthead.search.begin,
            "refresh": lambda: errands.refresh(None),
            "refresh_source": lambda: self._with_source(lambda source: errands.refresh([source.id])),
            "stop": desk.stop_sync,
            "add": lambda: self._offer(""),
            "starter": errands.choose,
            "remove": lambda: self._with_source(errands.remove),
            "show_all": lambda: reading.open(Shelf(ShelfKind.ALL)),
            "show_unread": lambda: reading.open(Shelf(ShelfKind.UNREAD)),
            "show_today": lambda: reading.open_today(self.words.midnight()),
            "show_bookmarks": lambda: reading.open(Shelf(ShelfKind.BOOKMARKS)),
            "larger": lambda: self._set_size(self._settings.text_size + STEP),
            "smaller": lambda: self._set_size(self._settings.text_size - STEP),
            "usual_size": lambda: self._set_size(100),
            "sidebar": lambda: self.sources.setVisible(not self.sources.isVisible()),
            "full_screen": lambda: self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen),
            "keys": errands.keys,
            "about": errands.about,
            "quit": self.close,
        }

    def _connect(self, desk: Desk) -> None:
        actions = self.actions_by_name
        actions.confine("scroll_on", (self.list.view, self.article.view))
        self.masthead.give_actions(
            actions, main_menu(self._texts, actions, self._settings.theme, self._set_theme, self)
        )
        self.article.give_actions(actions)
        self._show_deeds(None)
        reading, search = self.reading, self.masthead.search
        reading.shelf_opened.connect(self._on_shelf_opened)
        reading.article_shown.connect(self._show_deeds)
        reading.found.connect(self._on_found)
        reading.nothing_unread.connect(lambda: self.tell(self._texts.say("notice.nothing-unread")))
        search.searched.connect(reading.search)
        search.left.connect(reading.end_search)
        search.deepened.connect(self.list.view.setFocus)
        self.sources.shelf_chosen.connect(self._on_shelf_chosen)
        self.sources.counted.connect(self._on_counted)
        self.sources.menu_wanted.connect(self._show_source_menu)
        self.list.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.view.customContextMenuRequested.connect(self._show_row_menu)
        self.article.view.link_followed.connect(QDesktopServices.openUrl)
        self.article.view.address_hovered.connect(self.status.show_address)
        self.article.view.menu_wanted.connect(self._show_article_menu)
        self.status.stopped.connect(desk.stop_sync)
        self.bridge.changed.connect(reading.on_changed)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.changed.connect(self.sources.on_changed)
        self.bridge.progressed.connect(self.status.show_progress)
        self.bridge.noticed.connect(self._on_noticed)
        self.asked_to_show.connect(self._on_asked_to_show)
        self.asked_to_leave.connect(self._on_asked_to_leave)

    # --- what is told and shown

    def tell(self, words: str) -> None:
        """Says something once, quietly."""
        self.notices.say(words)

    def let_go(self) -> None:
        """Hears no more of the desk, which may then stop."""
        self.bridge.close()

    def _on_refused(self, fault: Fault) -> None:
        self.tell(self._texts.fault(fault))

    def _on_noticed(self, notice: Notice) -> None:
        if notice.fault is not None:
            self.tell(self._texts.fault(notice.fault))
        elif notice.key == "sync.offline":
            self.status.show_offline()
        else:
            self.tell(self._texts.say(notice.key, **notice.facts))

    def _on_changed(self, _changes: Changes) -> None:
        self._show_emptiness()

    def _on_shelf_opened(self, shelf: Shelf) -> None:
        is_dated = shelf.kind is not ShelfKind.BOOKMARKS
        note = "" if is_dated else self._texts.say("shelf.bookmarks")
        self.list.show_note(note, self._texts.say("order.newest" if is_dated else "order.kept"))
        self.sources.mark(shelf)
        self._show_trouble()
        self._show_emptiness()

    def _on_shelf_chosen(self, shelf: Shelf) -> None:
        if self.reading.is_searching:
            self.masthead.search.clear()
        self.reading.open(shelf)

    def _on_found(self, number: int) -> None:
        self.list.show_note(self._texts.count("search.found", number), self._texts.say("order.newest"))
        self._show_emptiness()

    def _on_counted(self) -> None:
        counts, states = self.sources.counts, self.sources.states
        if counts is not None:
            self.status.show_held(counts.offline_text, counts.total)
        synced = [s.health.last_success_at for s in states if s.health.last_success_at is not None]
        if synced and not self.status.is_busy:
            self.status.rest(self._texts.say("status.synced", when=self.words.when(max(synced))))
        if is_first_run(states):
            if not self.first_run.isVisible():
                texts = self._texts
                self.first_run.say(
                    texts.say("firstrun.words"), texts.say("firstrun.button"), self.errands.choose, stays=True
                )
        else:
            self.first_run.hide()
        self._show_trouble()
        self._show_emptiness()

    def _show_trouble(self) -> None:
        """Says at the page of a source why it could not be refreshed."""
        state = None if self.reading.is_searching else self.sources.state(self.reading.shelf)
        if state is None or state.health.fault is None or not self.model.rowCount():
            self.trouble.hide()
        else:
            retry = self.actions_by_name["refresh_source"]
            self.trouble.say(self._texts.fault(state.health.fault), retry.text(), retry.trigger, stays=True)

    def _show_emptiness(self) -> None:
        if self.model.rowCount():
            self.list.show_list()
            return
        shelf = None if self.reading.is_searching else self.reading.shelf
        why = emptiness(self._texts, shelf, self.sources.states, self.masthead.search.text())
        deed = self.actions_by_name[why.action].trigger if why.action else None
        self.list.show_empty(why.title, why.hint, why.button, deed)

    def _show_deeds(self, headline: Headline | None) -> None:
        """Has the actions say what they would do to the article shown."""
        actions = self.actions_by_name
        actions.allow(has_article=headline is not None, has_address=bool(headline and headline.url))
        actions["star"].setChecked(bool(headline and headline.is_bookmarked))
        actions["read"].setChecked(bool(headline and headline.is_read))

    def _star(self) -> None:
        self.reading.star()
        self._show_deeds(self.reading.shown)  # a click has checked the button already: it waits for the store

    def _mark_read(self) -> None:
        self.reading.mark_read()
        self._show_deeds(self.reading.shown)

    def _show_date(self) -> None:
        now = self._now()
        self.masthead.date.setText(self._texts.date(now))
        wait = round(next_midnight(now).total_seconds() * 1000) + 1000
        QTimer.singleShot(wait, self, self._show_date)

    # --- deeds

    def _open_outside(self) -> None:
        headline = self.reading.shown
        if headline is not None and headline.url and QUrl(headline.url).scheme() in ("http", "https"):
            QDesktopServices.openUrl(QUrl(headline.url))

    def _copy_link(self) -> None:
        headline = self.reading.shown
        if headline is not None and headline.url:
            copy_to_clipboard(headline.url)
            self.tell(self._texts.say("notice.copied"))

    def _undo(self) -> None:
        undone = self.marks.undo()
        key = "notice.nothing-to-undo" if undone is None else "notice.undone"
        self.tell(self._texts.say(key))

    def _on_all_read(self, number: int) -> None:
        if number:
            undo = self._texts.say("action.undo")
            self.notices.say(self._texts.count("notice.all-read", number), undo, self._undo)
        else:
            self.tell(self._texts.say("notice.nothing-unread"))

    def _with_source(self, deed: Callable[[Source], object]) -> None:
        """Does something with the source of the open shelf, else with that of the article shown."""
        state = self.sources.state(self.reading.shelf)
        shown = self.reading.shown
        if state is None and shown is not None:
            state = self.sources.state(Shelf(ShelfKind.SOURCE, source=shown.source_id))
        if state is not None:
            deed(state.source)
        else:
            self.tell(self._texts.say("notice.no-source"))

    def _offer(self, address: str) -> None:
        folders = [s.source.folder for s in self.sources.states if s.source.folder]
        self.errands.add(address, list(dict.fromkeys(folders)))

    def _show_source_menu(self, shelf: Shelf, place: QPoint) -> None:
        state = self.sources.state(shelf) if shelf.source is not None else None
        self.reading.open(shelf)
        menu = source_menu(self._texts, self.actions_by_name, state.source if state else None, self)
        _pop_up(menu, place)

    def _show_row_menu(self, place: QPoint) -> None:
        if self.list.view.indexAt(place).isValid():
            _pop_up(row_menu(self.actions_by_name, self), self.list.view.viewport().mapToGlobal(place))

    def _show_article_menu(self, place: QPoint, address: str) -> None:
        _pop_up(article_menu(self._texts, self.actions_by_name, self.article.view, address, self), place)

    # --- size, theme, shape

    def _set_size(self, percent: int) -> None:
        self._keep(text_size=max(SMALLEST, min(percent, LARGEST)))
        self._change_theme()

    def _set_theme(self, name: str) -> None:
        self._keep(theme=name)
        self._change_theme()

    def _change_theme(self) -> None:
        self._theme = Theme(colours_of(self._settings.theme), self._settings.text_size / 100)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setFont(self._theme.font(Face.BODY))
            application.setPalette(palette(self._theme.colours))
        self._dress()
        self.reading.keep_place(lambda: None)

    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme))
        bands = (self.notices, self.first_run, self.trouble)
        for part in (self.masthead, *bands, self.sources, self.list, self.article, self.status):
            part.dress(self._theme)
        self.turns.fit(self.width(), self._theme.scale)

    def _keep(self, **changed: object) -> None:
        self._settings = dataclasses.replace(self._settings, **changed)  # type: ignore[arg-type]
        self._save_settings(self._settings)

    def _restore_shape(self) -> None:
        self.resize(*USUAL_SIZE)
        if self._settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(self._settings.window_geometry.encode("ascii", "ignore")))
        self.turns.set_widths(self._settings.splits)

    def _last_shelf(self) -> Shelf:
        name, _, rest = self._settings.last_shelf.partition(":")
        if name == ShelfKind.SOURCE and rest.isdecimal():
            return Shelf(ShelfKind.SOURCE, source=SourceId(int(rest)))
        if name == ShelfKind.FOLDER and rest:
            return Shelf(ShelfKind.FOLDER, folder=rest)
        if name == ShelfKind.TODAY:
            return Shelf(ShelfKind.TODAY, since=self.words.midnight())
        return Shelf(ShelfKind(name)) if name in (ShelfKind.UNREAD, ShelfKind.BOOKMARKS) else Shelf(ShelfKind.ALL)

    # --- Qt's and the system's calls

    def _on_asked_to_show(self, address: object) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()
        if isinstance(address, str) and address:
            self._offer(address)

    def _on_asked_to_leave(self, code: int) -> None:
        self.close()
        QApplication.exit(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.list.view.setFocus()
        self.painted.emit()
        self.sources.count_anew()
        QTimer.singleShot(200, self, self.article.load_faces)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.turns.fit(self.width(), self._theme.scale)

    def closeEvent(self, event: QCloseEvent) -> None:
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._keep(
            window_geometry=geometry,
            splits=tuple(self.turns.sizes()) if not self.turns.is_narrow else self._settings.splits,
            last_shelf=shelf_name(self.reading.shelf),
        )
        super().closeEvent(event)


def _pop_up(menu: QMenu, place: QPoint) -> None:
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.popup(place)
