"""How the reader moves: opens shelves, headlines and searches, and keeps the three panes in step.

It must not know how a pane paints, nor settings or sources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsdesk.domain.article import Offline
from newsdesk.domain.shelf import Ordering, Shelf, ShelfKind, stands_in
from newsdesk.ui.searching import Searching

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdesk.desk import Desk
    from newsdesk.domain.article import ArticleId, Headline
    from newsdesk.domain.changes import Changes
    from newsdesk.ui.article.pane import ArticlePane
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.headlines.model import HeadlineModel
    from newsdesk.ui.headlines.pane import ListPane
    from newsdesk.ui.marks import Marks
    from newsdesk.ui.turns import Turns


class Reading(QObject):
    """Lives on the UI thread."""

    shelf_opened = Signal(object)  # Shelf, or None while a search is shown
    article_meant = Signal(object)  # Headline or None: what the reader's acts are done to now
    found = Signal(object)  # Results of a search that are shown now
    nothing_unread = Signal()

    def __init__(
        self, desk: Desk, bridge: Bridge, model: HeadlineModel, marks: Marks, panes: tuple[ListPane, ArticlePane, Turns]
    ) -> None:
        super().__init__(panes[2])
        self._desk = desk
        self._bridge = bridge
        self._model = model
        self._marks = marks
        self._list, self._article, self._turns = panes
        self._shown: Headline | None = None
        self._is_listing = False
        self.searching = Searching(bridge, model, panes)
        self.searching.found.connect(self.found)
        self.searching.found.connect(self.tell_meant)
        self.shelf = Shelf(ShelfKind.ALL)
        self.ordering = Ordering.NEWEST  # as the reader wants it; a shelf may know only the newest first
        model.takes_in_at_once = self._may_take_in
        view = self._list.view
        view.chosen.connect(self._on_chosen)
        view.clicked.connect(self._on_clicked)
        view.deepened.connect(self.go_deeper)
        self._list.pill_pressed.connect(self.take_in)
        self._article.view.left.connect(self.go_back)
        self._article.back.clicked.connect(self.go_back)

    # --- shelves and searches

    @property
    def is_searching(self) -> bool:
        """Whether the list shows what a search found."""
        return bool(self.searching.words)

    @property
    def is_listing(self) -> bool:
        """Whether the list is blank because what the open shelf holds is not known yet."""
        return self._is_listing and not self.is_searching

    @property
    def shown(self) -> Headline | None:
        """The headline whose article is on display, as last read from the desk."""
        return self._shown

    @property
    def meant(self) -> Headline | None:
        """What the reader's acts are done to: the article shown, or the selected row where the list hides it."""
        if not self.is_in_list:
            return self._shown
        row = self._list.view.selected_row()
        return self._model.headline(row) if row >= 0 else None

    @property
    def all_meant(self) -> tuple[Headline, ...]:
        """All that the reader's acts are done to: several when several rows are selected."""
        rows = self._list.view.selected_rows()
        if len(rows) > 1 and not self._article.view.hasFocus():
            return tuple(map(self._model.headline, rows))
        return (self.meant,) if self.meant is not None else ()

    @property
    def all_rows(self) -> list[int]:
        """The rows that are selected, from the top."""
        return self._list.view.selected_rows()

    @property
    def is_in_list(self) -> bool:
        """Whether the list has the turn, and the article cannot be seen."""
        return self._turns.is_narrow and not self._turns.shows_article

    def open(self, shelf: Shelf, then: Callable[[], object] = lambda: None) -> None:
        """Shows a shelf from its top; the article on display stays. That of a saved search comes a moment later, when
        somebody answers (nobody does before the first paint); until then the list stays as it is, if it has no rows
        blank. `then` is called when it is there."""
        self.searching.end()
        self._article.seek()
        self.shelf = shelf
        if shelf.search is None or not self._model.rowCount():
            self._show_shelf(shelf)
        if shelf.search is None:
            then()
            return

        def show(listed: Sequence[ArticleId]) -> None:
            self._fill(listed) if self._is_listing else self._show_shelf(shelf, listed)
            then()

        self.searching.list_shelf(shelf.search, show)

    def _show_shelf(self, shelf: Shelf, listed: Sequence[ArticleId] | None = None) -> None:
        self._is_listing = shelf.search is not None and listed is None
        is_by_time = stands_in(shelf, self.ordering) is Ordering.NEWEST
        has_days = is_by_time and shelf.kind is not ShelfKind.BOOKMARKS
        self._list.stand(has_days=has_days, has_snippets=shelf.kind is ShelfKind.SEARCH)
        self._model.open(shelf, self.ordering, () if self._is_listing else listed)
        self._list.view.scrollToTop()
        self._turns.show_list()
        self.shelf_opened.emit(shelf)
        self.tell_meant()

    def _fill(self, listed: Sequence[ArticleId]) -> None:
        """Shows that the shelf of a saved search holds these now."""
        self._is_listing = False
        if self._model.shelf != self.shelf:
            self._show_shelf(self.shelf, listed)
        else:
            self._list.view.keep_place(lambda: self._model.open(self.shelf, self.ordering, listed))
            self.tell_meant()

    def search(self, words: str) -> None:
        """Shows what is found once it is."""
        self.searching.ask(words)

    def end_search(self) -> None:
        """Goes back to the shelf that was open, and to the headline that was read."""
        if self.is_searching:
            self.open(self.shelf, self.choose_shown)

    def reorder(self, ordering: Ordering) -> None:
        """Shows the open shelf in this order, from its top; what is read stays selected where it stands now."""
        self.ordering = ordering
        self.open(self.shelf, self.choose_shown)

    def choose_shown(self) -> None:
        """Selects the row of the article on display, if it is there."""
        row = self._model.row_of(self._shown.id) if self._shown else None
        if row is not None:
            self._list.view.choose(row, is_quiet=True)

    def show_again(self, headline: Headline) -> None:
        """Shows an article that was shown before the window was furnished anew, and selects its row if it is there."""
        self._show(headline)
        self.choose_shown()

    def take_in(self) -> None:
        """Puts the waiting rows in the list and goes to its top; what is selected stays selected."""
        self._list.view.keep_place(self._model.take_in)
        self._list.view.scrollToTop()

    # --- from headline to headline

    def go_next(self) -> None:
        """Opens the row below."""
        self._go(self._list.view.selected_row() + 1)

    def go_previous(self) -> None:
        """Opens the row above."""
        self._go(self._list.view.selected_row() - 1)

    def go_beside(self, step: int) -> bool:
        """Opens the row below (1) or above (-1) of what was found; whether there is one."""
        row = self._list.view.selected_row() + step
        is_there = self._list.view.has_snippets and 0 <= row < self._model.rowCount()
        if is_there:
            self._go(row)
            self._show(self._model.headline(row))
        return is_there

    def go_next_unread(self) -> None:
        """Opens the next unread row, from the top again after the last."""
        row = self._model.next_unread(self._list.view.selected_row())
        if row is None:
            self.nothing_unread.emit()
        else:
            self._go(row)

    def scroll_on(self) -> None:
        """Scrolls the article; at its end goes to the next unread."""
        if self._shown is None or self._article.view.is_at_end():
            self.go_next_unread()
        else:
            self._article.view.scroll_on()

    def go_deeper(self) -> None:
        """From the list to the article."""
        view = self._list.view
        if view.selected_row() < 0:
            self._go(0)
        if view.selected_row() >= 0:
            self._turns.show_article()
            self._show(self._model.headline(view.selected_row()))
            self._article.view.setFocus()
            self.tell_meant()

    def go_back(self) -> None:
        """From the article to the list."""
        self._turns.show_list()
        self._list.view.setFocus()
        self.tell_meant()

    def fit(self) -> None:
        """After the window took another width: where both are seen, the article is that of the selected row."""
        row = self._list.view.selected_row()
        if row >= 0 and not self._turns.is_narrow:
            self._show(self._model.headline(row))
        self.tell_meant()

    def on_changed(self, changes: Changes) -> None:
        """Follows a commit: the list first, then the article shown."""
        if changes.everything and self.is_searching:
            self.searching.on_everything_changed()
        elif self.shelf.search is not None and not self.is_searching and (changes.everything or changes.searches):
            self.searching.list_shelf(self.shelf.search, self._fill)  # it may have other words now
        elif changes.everything:
            self._list.view.keep_place(lambda: self._model.on_changed(changes))
        else:
            self._model.on_changed(changes)
        if self._shown is not None and (changes.everything or self._shown.id in changes.updated):
            self._read_shown(self._shown)
        self.tell_meant()

    # --- inside

    def _may_take_in(self) -> bool:
        view = self._list.view
        return view.is_at_top() and view.selected_row() < 0

    def _go(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            self._list.view.choose(row)
            if row >= self._model.rowCount() - 5:
                self._model.fetchMore()

    def _on_chosen(self, row: int) -> None:
        if self.is_in_list:
            self.tell_meant()
        else:
            self._show(self._model.headline(row))

    def _on_clicked(self) -> None:
        if self._turns.is_narrow and len(self.all_rows) == 1:
            self.go_deeper()
        elif len(self.all_rows) == 1:
            self._on_chosen(self._list.view.selected_row())

    def _show(self, headline: Headline) -> None:
        if self._shown is not None and self._shown.id == headline.id:
            return
        article = self._desk.article(headline.id)
        if article is None:
            return
        self._shown = article.headline
        self._article.show_article(article)
        self.tell_meant()
        if not article.headline.is_read:
            self._marks.show_read(article.headline.id)

    def _read_shown(self, before: Headline) -> None:
        """Reads the headline shown anew; the page too when its text has come in the meantime."""
        read = self._desk.headlines_by_id([before.id])
        if not read:  # its source was removed
            self._shown = None
            self._article.show_none()
            self._turns.show_list()
            return
        self._shown = read[0]
        if before.offline is not read[0].offline or before.title != read[0].title:
            article = self._desk.article(before.id)
            at_top = self._article.view.verticalScrollBar().value() == 0
            if article is not None and (at_top or before.offline is Offline.HEADLINE):
                self._article.show_article(article)

    def tell_meant(self) -> None:
        """Says anew what the acts are done to, and with it how it is marked."""
        self.article_meant.emit(self.meant)
