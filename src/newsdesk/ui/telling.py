"""What the window says of itself: why a list is empty, what troubles a source, how far a sync is.

It must not know how anything came about.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from newsdesk.domain.changes import Stage
from newsdesk.domain.shelf import Ordering, Shelf, ShelfKind, stands_in
from newsdesk.ui.states import emptiness, is_first_run, shelf_title, unreadiness

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from newsdesk.domain.changes import Notice, Progress
    from newsdesk.domain.faults import Fault
    from newsdesk.texts import Texts
    from newsdesk.ui.actions import Actions
    from newsdesk.ui.headlines.blank import Choice
    from newsdesk.ui.headlines.words import RowWords
    from newsdesk.ui.notices import Band
    from newsdesk.ui.parts import Parts
    from newsdesk.ui.reading import Reading
    from newsdesk.ui.searching import Results


class Telling:
    """Lives on the UI thread."""

    def __init__(self, texts: Texts, words: RowWords, parts: Parts, reading: Reading, actions: Actions) -> None:
        self._texts = texts
        self._words = words
        self._parts = parts
        self._reading = reading
        self._actions = actions
        self._synced_at: datetime | None = None
        self.next_at: Callable[[], datetime | None] = lambda: None  # when a sync comes by itself
        self.unready: Callable[[], str | Fault | None] = lambda: None  # why nothing can be read of what is stored
        self._passes = QTimer(parts.masthead, singleShot=True)  # then that is over
        self._passes.timeout.connect(self.tell_sync)
        self._closed: set[Band] = set()  # what the reader waved away does not come back with the next commit
        reading.shelf_opened.connect(self.on_shelf_opened)
        reading.found.connect(self.on_found)
        reading.nothing_unread.connect(lambda: parts.notices.say(texts.say("notice.nothing-unread")))
        parts.model.opened.connect(self._show_emptiness)
        parts.sources.counted.connect(self.on_counted)
        for band in (parts.first_run, parts.trouble):
            band.closed.connect(partial(self._closed.add, band))

    def on_refused(self, fault: Fault) -> None:
        """Says why something that the reader asked for was not done."""
        self._parts.notices.say(self._texts.fault(fault))

    def on_noticed(self, notice: Notice) -> None:
        """Says what the desk wants the reader to know; a line that is down is said in the status line only."""
        if notice.key == "sync.offline":
            self._parts.status.rest_on(self._texts.say("status.offline"))
        elif notice.key == "sync.portal":
            self._parts.status.rest_on(self._texts.say("sync.portal"))
        elif notice.key == "store.refused" and notice.fault is not None:
            self.on_refused(notice.fault)
        else:
            self._parts.notices.say(self._texts.say(notice.key, **notice.facts))
        if notice.key.startswith("store."):
            self._show_emptiness()

    def on_changed(self) -> None:
        """After a commit: there may be rows now, or none any more."""
        self._show_emptiness()

    def on_shelf_opened(self, shelf: Shelf) -> None:
        """Says what stands in the list and in which order."""
        self._show_order(shelf)
        self._allow_search(is_searching=False)
        self._parts.masthead.search.forget()
        self._parts.sources.mark(shelf)
        self._closed.discard(self._parts.trouble)
        self._show_trouble()
        self._show_emptiness()

    def _show_order(self, shelf: Shelf) -> None:
        ordering = stands_in(shelf, self._reading.ordering)
        is_kept = shelf.kind is ShelfKind.BOOKMARKS
        is_dated = ordering is Ordering.NEWEST and not is_kept
        note = "" if is_dated else shelf_title(self._texts, shelf, self._parts.sources.state(shelf))
        self._parts.list.show_note(note, self._texts.say("order.kept" if is_kept else f"order.{ordering}"))
        self._actions.show_order(
            ordering,
            allows_own=stands_in(shelf, Ordering.OWN) is Ordering.OWN,
            allows_unread=stands_in(shelf, Ordering.UNREAD_FIRST) is Ordering.UNREAD_FIRST,
        )

    def _allow_search(self, *, is_searching: bool) -> None:
        """Has the actions that belong to a search, or to the shelf of a saved one, wait for one."""
        shelf = self._reading.shelf
        here = next((s.search for s in self._parts.sources.searches if s.search.id == shelf.search), None)
        for name in ("turn_found", "save_search"):
            self._actions[name].setEnabled(is_searching)
        for name in ("follow_search", "search_settings", "remove_search"):
            self._actions[name].setEnabled(here is not None and not is_searching)
        self._actions["follow_search"].setChecked(here is not None and here.is_followed)

    def on_found(self, results: Results) -> None:
        """Says how much a search found, in which order, and what it may have missed."""
        say, whole = self._texts.say, results.whole
        key = "found.first" if results.has_more else "search.found"
        note = say("found.none-whole") if not whole else self._texts.count(key, whole)
        note = note if self._parts.model.rowCount() else ""  # the empty list says it in large letters
        remarks = [] if results.is_of_all else [say("found.newest-only")]
        remarks += [] if results.is_index_whole else [say("found.index-unfinished")]
        remarks += [self._texts.fault(fault) for fault in results.name_faults[:1]]
        self._parts.list.show_note(note, say(f"found.by-{results.order}"), " ".join(remarks))
        self._allow_search(is_searching=True)
        self._show_emptiness()

    def on_counted(self) -> None:
        """Says what the sources and their figures are now; the shelf of what is gone gives way to all."""
        parts, say = self._parts, self._texts.say
        counts, states = parts.sources.counts, parts.sources.states
        shelf = self._reading.shelf
        is_there = {
            ShelfKind.SOURCE: parts.sources.state(shelf) is not None,
            ShelfKind.SEARCH: any(one.search.id == shelf.search for one in parts.sources.searches),
        }
        if not is_there.get(shelf.kind, True):
            self._reading.open(Shelf(ShelfKind.ALL))
        self._allow_search(is_searching=self._reading.is_searching)
        if counts is not None:
            parts.status.show_held(counts.offline_text, counts.total)
        synced = [s.health.last_success_at for s in states if s.health.last_success_at is not None]
        if synced and max(synced) != self._synced_at:
            self._synced_at = max(synced)
            parts.status.rest_on("")  # once: a line that went down since is the later news
        self.tell_sync()
        if not is_first_run(states):
            parts.first_run.hide()
        elif not parts.first_run.isVisible() and parts.first_run not in self._closed:
            choose = self._actions["starter"].trigger
            parts.first_run.say(say("firstrun.words"), say("firstrun.button"), choose, stays=True)
        self._show_trouble()
        self._show_emptiness()

    def on_progressed(self, progress: Progress) -> None:
        """At the end of a sync: the next one is known."""
        if progress.stage == Stage.DONE:
            self.tell_sync()

    def tell_sync(self) -> None:
        """Says in the masthead when the last sync was, when the next will be, and how many of the sources answered.

        What stands in a picture for the next start (`glimpse`) must be so then: it has no next one.
        """
        if self._synced_at is None:
            self._parts.masthead.show_sync("")
            return
        last = self._texts.say("status.synced", when=self._words.when(self._synced_at))
        asked = [s for s in self._parts.sources.states if s.health.last_attempt_at is not None]
        answered = sum(1 for s in asked if s.health.fault is None)
        reached = self._texts.count("status.reached", len(asked), reached=answered)
        ways = [f"{last} · {reached}", last]
        next_at = self.next_at()
        if next_at is not None:
            coming = self._texts.say("status.next", when=self._texts.time(next_at))
            ways = [f"{last} · {coming} · {reached}", *ways]
            self._passes.start(round(self._words.seconds_until(next_at) * 1000) + 1000)
        self._parts.masthead.show_sync(*ways)

    def _show_trouble(self) -> None:
        """Says at the page of a source why it could not be refreshed."""
        parts = self._parts
        state = None if self._reading.is_searching else parts.sources.state(self._reading.shelf)
        if state is None or state.health.fault is None or not parts.model.rowCount():
            parts.trouble.hide()
        elif parts.trouble not in self._closed:
            retry = self._actions["refresh_source"]
            parts.trouble.say(self._texts.fault(state.health.fault), retry.text(), retry.trigger, stays=True)

    def _show_emptiness(self) -> None:
        parts = self._parts
        view, window = parts.list.view, parts.list.window()
        if parts.model.rowCount() or self._reading.is_listing:
            parts.list.show_list()
            if parts.model.rowCount() and window.focusWidget() is window:
                view.setFocus()
            return
        had_focus = view.hasFocus()
        shelf = None if self._reading.is_searching else self._reading.shelf
        unready = self.unready()
        choices: list[Choice] = []
        if unready is not None:
            why = unreadiness(self._texts, unready)
        else:
            why = emptiness(self._texts, shelf, parts.sources.states, parts.masthead.search.text())
            choices = [(why.button, self._actions[why.action].trigger)] if why.action else self._suggestions()
        parts.list.show_empty(why.title, why.hint, choices)
        if had_focus:
            window.setFocus()  # else Qt looks for the next widget, and the reader's keys go into the search field

    def _suggestions(self) -> list[Choice]:
        """What else to look for where a search found nothing."""
        results, say = self._reading.searching.results, self._texts.say
        there = results.suggestions if results is not None else ()
        search = self._parts.masthead.search
        return [(say(f"suggest.{one.kind}", query=one.query), partial(search.look_for, one.query)) for one in there]
