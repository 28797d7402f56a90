"""What is looked for now, and what was found: asks the asker thread and shows the answer; it must not know shelves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from newsdesk.arabic.highlight import Snippet, nearer
from newsdesk.domain.found import Found, SearchOrder

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsdesk.arabic.highlight import Sought
    from newsdesk.domain.article import ArticleId
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.found import Place, Suggestion
    from newsdesk.domain.searches import SearchId
    from newsdesk.domain.shelf import Cursor
    from newsdesk.store.reads import Reads
    from newsdesk.ui.article.pane import ArticlePane
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.headlines.model import HeadlineModel
    from newsdesk.ui.headlines.pane import ListPane
    from newsdesk.ui.turns import Turns

FOUND = 200  # on a page: at once, and each time that the reader comes to the end of them
BEFORE = 20  # letters of a snippet ahead of its first hit: a line of the list shows hardly fifty


@dataclass(frozen=True, slots=True)
class Results:
    """A page of what answers a question. `rest`: behind which place there may be more; `is_index_whole` is False while
    the index is being made anew. `whole`: how many hold all that was asked for, on this page and those before it;
    `is_of_all`: whether all articles that answer were looked at, and not the newest of them only. `suggestions`: what
    else to ask when nothing answers. `name_faults`: what is wrong in the reader's table of names."""

    words: str
    order: SearchOrder
    found: tuple[Found, ...]
    sought: Sought
    rest: Place | None
    is_index_whole: bool
    whole: int
    is_of_all: bool
    suggestions: tuple[Suggestion, ...] = ()
    name_faults: tuple[Fault, ...] = ()

    @property
    def has_more(self) -> bool:
        """Whether there may be another page."""
        return self.rest is not None


class Searching(QObject):
    """Lives on the UI thread. Of several questions only the last is answered."""

    found = Signal(object)  # Results that are shown now

    def __init__(self, bridge: Bridge, model: HeadlineModel, panes: tuple[ListPane, ArticlePane, Turns]) -> None:
        super().__init__(model)
        self._bridge = bridge
        self._model = model
        self._list, self._article, self._turns = panes
        model.more_wanted.connect(self.ask_more)
        model.opened.connect(self._explain)
        model.rowsInserted.connect(self._explain)
        self._question = 0
        self.words = ""
        self.order = SearchOrder.RELEVANCE
        self.results: Results | None = None

    def ask(self, words: str) -> None:
        """Has these words looked for."""
        self.words = words
        self.results = None
        self._send()

    def ask_again(self) -> None:
        """Has the same looked for once more, in the order that is wanted now."""
        if self.words:
            self._send()

    def ask_more(self) -> None:
        """Has the next page of the same looked for."""
        before = self.results
        if before is None or not before.has_more:
            return

        def look(reads: Reads) -> Results | None:
            return results(reads, before.words, before.order, before) if self.results is before else None

        def told(further: Results | None) -> None:
            if further is not None and self.results is before:
                self.results = further
                self._model.show_more(further.found, finds_more=further.has_more)
                self.found.emit(further)

        self._bridge.ask(look, told)

    def take_order(self, order: SearchOrder) -> None:
        """Shows what is found in this order, now and later."""
        self.order = order
        self.ask_again()

    def on_everything_changed(self) -> None:
        """Looks once more when the index was not whole: now it may be."""
        if self.results is not None and not self.results.is_index_whole:
            self.ask_again()

    def end(self) -> None:
        """Nothing is looked for any more; an answer under way is dropped."""
        self.words = ""
        self.results = None
        self._question += 1

    def list_shelf(self, search: SearchId, answer: Callable[[Sequence[ArticleId]], None]) -> None:
        """Has all that stands on the shelf of a saved search listed, unless something else is asked meanwhile."""
        question = self._question

        def told(listed: Sequence[ArticleId]) -> None:
            if question == self._question:
                answer(listed)

        self._bridge.ask(lambda reads: reads.shelved.ids(search), told)

    def _explain(self) -> None:
        """On the shelf of a saved search: asks why the rows stand there that were put in without their pieces."""
        shelf = self._model.shelf
        if shelf is None or shelf.search is None or not (rows := self._model.unexplained()):
            return
        search, question, rest = shelf.search, self._question, self._model.pages.next

        def told(found: Results | None) -> None:
            if found is not None and question == self._question and self._model.shelf == shelf:
                self._model.explain(found.found)
                self._article.seek(found.words, found.sought)

        self._bridge.ask(lambda reads: excerpts(reads, search, rows), told)
        if rest is not None:
            self._list_behind(search, rest)

    def _list_behind(self, search: SearchId, place: Cursor) -> None:
        self._bridge.ask(lambda reads: reads.shelved.ids(search, place), lambda ids: self._list_rest(ids, place))

    def _list_rest(self, listed: Sequence[ArticleId], behind: Cursor) -> None:
        if self._model.pages.next == behind:
            self._model.pages.take_listed(listed)

    def _send(self) -> None:
        self._question += 1
        question, words, order = self._question, self.words, self.order

        def look(reads: Reads) -> Results | None:
            # Read on the asker's thread: what was typed over meanwhile need not be looked for.
            return results(reads, words, order) if question == self._question else None

        def told(found: Results | None) -> None:
            if found is not None and question == self._question:
                self._on_answered(found)

        self._bridge.ask(look, told)

    def _on_answered(self, results: Results) -> None:
        self.results = results
        self._article.seek(results.words, results.sought)
        self._list.stand(has_days=False, has_snippets=True)
        self._model.show(results.found, finds_more=results.has_more)
        self._list.view.scrollToTop()
        self._turns.show_list()
        self.found.emit(results)


def results(reads: Reads, words: str, order: SearchOrder, before: Results | None = None) -> Results:
    """The first page of what answers these words, or the one that follows `before`; runs on the asker thread."""
    is_whole = reads.is_index_whole()
    there = reads.find_page(words, FOUND, order, None if before is None else before.rest)
    found = tuple(brought_nearer(one) for one in there.found)
    whole, is_of_all = sum(one.has_all for one in found), all(one.is_of_all for one in found)
    if before is not None:
        whole, is_of_all = before.whole + whole, before.is_of_all and is_of_all
    suggestions = reads.suggestions(words) if before is None and not found else ()
    sought, faults = reads.sought(words), reads.name_faults()
    return Results(words, order, found, sought, there.rest, is_whole, whole, is_of_all, suggestions, faults)


def excerpts(reads: Reads, search: SearchId, articles: Sequence[ArticleId]) -> Results | None:
    """Pieces of these articles with the words of a saved search; None when it is gone. Runs on the asker thread."""
    saved = next((one for one in reads.searches() if one.id == search), None)
    if saved is None:
        return None
    found = tuple(brought_nearer(one) for one in reads.excerpts(saved.query, articles))
    sought = reads.shelved.sought(saved.query)
    return Results(saved.query, SearchOrder.DATE, found, sought, None, True, len(found), is_of_all=True)


def brought_nearer(found: Found) -> Found:
    """The same with a snippet whose first hit can be seen in a narrow line."""
    piece = nearer(Snippet(found.snippet, found.hits), BEFORE)
    return replace(found, snippet=piece.text, hits=piece.hits)
