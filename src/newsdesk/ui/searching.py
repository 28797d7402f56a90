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
    from newsdesk.domain.found import Suggestion
    from newsdesk.domain.searches import SearchId
    from newsdesk.domain.shelf import Cursor
    from newsdesk.store.reads import Reads
    from newsdesk.ui.article.pane import ArticlePane
    from newsdesk.ui.bridge import Bridge
    from newsdesk.ui.headlines.model import HeadlineModel
    from newsdesk.ui.headlines.pane import ListPane
    from newsdesk.ui.turns import Turns

FOUND, MOST = 200, 1000  # found at once, and when the reader comes to the end of them
BEFORE = 20  # letters of a snippet ahead of its first hit: a line of the list shows hardly fifty


@dataclass(frozen=True, slots=True)
class Results:
    """What answers a question. `has_more`: the number asked for was reached; `is_index_whole` is False while the index
    is being made anew. `suggestions`: what else to ask when nothing answers. `name_faults`: what is wrong in the
    reader's table of names."""

    words: str
    order: SearchOrder
    found: tuple[Found, ...]
    sought: Sought
    has_more: bool
    is_index_whole: bool
    suggestions: tuple[Suggestion, ...] = ()
    name_faults: tuple[Fault, ...] = ()

    @property
    def whole(self) -> int:
        """How many hold all that was asked for."""
        return sum(one.has_all for one in self.found)

    @property
    def is_of_all(self) -> bool:
        """Whether all articles that answer were looked at, and not the newest of them only."""
        return all(one.is_of_all for one in self.found)


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
        self._send(FOUND, self._on_answered)

    def ask_again(self) -> None:
        """Has the same looked for once more, in the order that is wanted now."""
        if self.words:
            self._send(FOUND, self._on_answered)

    def ask_more(self) -> None:
        """Has more of the same looked for."""
        if self.words:
            self._send(MOST, self._on_more)

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
        shelf, rows = self._model.shelf, self._model.unexplained()
        if shelf is None or shelf.search is None or not rows:
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

    def _send(self, limit: int, answer: Callable[[Results], None]) -> None:
        self._question += 1
        question, words, order = self._question, self.words, self.order

        def look(reads: Reads) -> Results | None:
            # Read on the asker's thread: what was typed over meanwhile need not be looked for.
            return results(reads, words, order, limit) if question == self._question else None

        def told(found: Results | None) -> None:
            if found is not None and question == self._question:
                answer(found)

        self._bridge.ask(look, told)

    def _on_answered(self, results: Results) -> None:
        self.results = results
        self._article.seek(results.words, results.sought)
        self._list.stand(has_days=False, has_snippets=True)
        self._model.show(results.found, finds_more=results.has_more)
        self._list.view.scrollToTop()
        self._turns.show_list()
        self.found.emit(results)

    def _on_more(self, results: Results) -> None:
        self.results = results
        self._model.show_more(results.found, finds_more=results.has_more)
        self.found.emit(results)


def results(reads: Reads, words: str, order: SearchOrder, limit: int) -> Results:
    """What answers these words; runs on the asker thread."""
    is_whole = reads.is_index_whole()
    found = tuple(brought_nearer(one) for one in reads.find(words, limit, order))
    has_more = limit < MOST and len(found) == limit
    suggestions = () if found else reads.suggestions(words)
    faults = reads.name_faults()
    return Results(words, order, found, reads.sought(words), has_more, is_whole, suggestions, faults)


def excerpts(reads: Reads, search: SearchId, articles: Sequence[ArticleId]) -> Results | None:
    """Pieces of these articles with the words of a saved search; None when it is gone. Runs on the asker thread."""
    saved = next((one for one in reads.searches() if one.id == search), None)
    if saved is None:
        return None
    found = tuple(brought_nearer(one) for one in reads.excerpts(saved.query, articles))
    return Results(saved.query, SearchOrder.DATE, found, reads.shelved.sought(saved.query), False, True)


def brought_nearer(found: Found) -> Found:
    """The same with a snippet whose first hit can be seen in a narrow line."""
    piece = nearer(Snippet(found.snippet, found.hits), BEFORE)
    return replace(found, snippet=piece.text, hits=piece.hits)
