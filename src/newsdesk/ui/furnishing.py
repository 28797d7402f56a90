"""Makes all that stands in the window and connects it; apart from the window, which may show a picture before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from newsdesk.domain.shelf import Ordering, Shelf, ShelfKind
from newsdesk.ui.actions import Actions
from newsdesk.ui.article.deeds import PageDeeds
from newsdesk.ui.bridge import Bridge
from newsdesk.ui.deeds import Deeds
from newsdesk.ui.errands import Errands
from newsdesk.ui.headlines.words import RowWords
from newsdesk.ui.looks import Looks
from newsdesk.ui.marks import Marks
from newsdesk.ui.menus import main_menu
from newsdesk.ui.parts import made
from newsdesk.ui.popups import Popups
from newsdesk.ui.queries import Queries
from newsdesk.ui.reading import Reading
from newsdesk.ui.sources.tending import Tending
from newsdesk.ui.states import ordering_named
from newsdesk.ui.telling import Telling
from newsdesk.ui.theme import theme_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsdesk.texts import Texts
    from newsdesk.ui.window import Window


def furnish(window: Window, texts: Texts) -> None:
    """Makes all that stands in the window, in these texts."""
    desk, settings = window.desk, window.settings
    window.texts = texts
    window.theme = theme_of(settings)
    window.inside = QWidget()
    window.bridge = Bridge(desk, window.inside)
    window.words = RowWords(texts, window.now)
    window.parts = made(desk, window.bridge, texts, window.words, window.theme)
    window.parts.stand_in(window.inside)
    window.model, window.list, window.article = window.parts.model, window.parts.list, window.parts.article
    window.sources, window.turns, window.status = window.parts.sources, window.parts.turns, window.parts.status
    window.errands = Errands(desk, window.bridge, texts, window.parts.notices.say, window)
    window.marks = Marks(desk, window.bridge, window.on_refused, window.errands.unkeep)
    panes = (window.list, window.article, window.turns)
    window.reading = Reading(desk, window.bridge, window.model, window.marks, panes)
    window.tending = Tending(desk, window.bridge, texts, (window.sources, window.parts.notices), window.marks)
    window.deeds = Deeds(texts, window.parts, window.reading, window.marks, (window.errands, window.tending))
    window.page_deeds = PageDeeds(texts, window.article, window.parts.notices, window)
    window.page_deeds.go_beyond = window.reading.go_beside
    window.popups = Popups(window)
    looks = Looks(lambda: window.settings, window.choose)
    saved = window.tending.saved
    window.queries = Queries(window.parts, window.reading, saved, settings.found_order, window.keep)
    named = (window.deeds, window.page_deeds, looks, window.queries)
    deeds = {name: deed for part in named for name, deed in part.by_name().items()} | _own_deeds(window)
    window.actions_by_name = Actions(window.inside, texts, deeds, settings.keys)
    window.telling = Telling(texts, window.words, window.parts, window.reading, window.actions_by_name)
    window.telling.unready = desk.opening.unready
    window.telling.next_at = lambda: _next_sync(window)
    _connect(window)
    window.reading.ordering = ordering_named(settings.ordering)
    window.model.hint = lambda headline: window.words.hint(headline, desk.zone(headline.source_id))


def _next_sync(window: Window) -> datetime | None:
    """When the next sync comes by itself; None before the desk is at work, and where none is known to come."""
    if not (window.is_painted and window.settings.does_sync_by_itself):
        return None
    at = window.desk.next_sync_at
    return at if at is not None and at > window.now() else None


def _own_deeds(window: Window) -> dict[str, Callable[[], object]]:
    reading = window.reading
    return window.turns.by_name() | {
        "show_today": lambda: reading.open(Shelf(ShelfKind.TODAY, since=window.words.midnight())),
        "order_newest": lambda: window.set_ordering(Ordering.NEWEST),
        "order_own": lambda: window.set_ordering(Ordering.OWN),
        "order_unread": lambda: window.set_ordering(Ordering.UNREAD_FIRST),
        "search_help": window.popups.show_search_help,
        "stop": window.desk.stop_sync,
        "preferences": window.popups.open_preferences,
        "palette": window.popups.open_palette,
        "sidebar": lambda: window.sources.setVisible(not window.sources.isVisible()),
        "full_screen": lambda: window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen),
        "keys": window.popups.show_keys,
        "quit": lambda: window.asked_to_leave.emit(0),
    }


def _connect(window: Window) -> None:
    actions, desk = window.actions_by_name, window.desk
    actions.confine("scroll_on", (window.list.view, window.article.view))
    menu = main_menu(window.texts, actions, window.settings.theme, window.set_theme, window.inside)
    window.parts.masthead.give_actions(actions, menu)
    window.article.give_actions(actions)
    actions.tell(None)
    reading, search = window.reading, window.parts.masthead.search
    reading.article_meant.connect(actions.tell)
    search.searched.connect(reading.search)
    search.left.connect(reading.end_search)
    search.deepened.connect(window.list.view.setFocus)
    window.sources.shelf_chosen.connect(reading.open)
    window.list.view.opened.connect(window.deeds.open_row)
    window.article.view.link_followed.connect(window.deeds.go_outside)
    window.article.view.address_hovered.connect(window.status.show_address)
    window.status.stopped.connect(desk.stop_sync)
    window.model.refused.connect(window.on_refused)
    window.bridge.changed.connect(reading.on_changed)
    window.bridge.changed.connect(lambda _changes: window.telling.on_changed())
    window.bridge.changed.connect(window.sources.on_changed)
    window.bridge.progressed.connect(window.status.show_progress)
    window.bridge.progressed.connect(window.telling.on_progressed)
    window.bridge.noticed.connect(window.telling.on_noticed)
