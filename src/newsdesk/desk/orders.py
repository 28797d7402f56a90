"""Orders from outside this process, each carried out with the desk's own commands and waited for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from newsdesk.domain import orders
from newsdesk.domain.arrangement import arrangement_of, clean_name
from newsdesk.domain.faults import Failed, FaultKind, failed

if TYPE_CHECKING:
    from newsdesk.desk.desk import Desk
    from newsdesk.domain.article import ArticleId
    from newsdesk.domain.changes import Changes, Progress
    from newsdesk.domain.searches import SavedSearch
    from newsdesk.domain.source import SourceId


class Errand:
    """Carries out the orders that reach a desk; lives on the thread that calls."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def carry_out(self, order: orders.Order, on_progress: Callable[[Progress], None] | None = None) -> orders.Answer:
        """Does what the order says and waits for it; a known failure is answered as its Fault."""
        try:
            return self._carry_out(order, on_progress)
        except Failed as refusal:
            return refusal.fault

    def _carry_out(self, order: orders.Order, on_progress: Callable[[Progress], None] | None) -> orders.Answer:
        match order:
            case orders.Sync():
                return self._sync(order, on_progress)
            case orders.AddSource():
                return self._desk.add(order).result()
            case orders.ImportOpml():
                return self._desk.import_opml(order.document).result()
            case orders.RemoveSource():
                self._desk.remove_source(self._named(order.source)).result()
            case orders.SetSource():
                self._choose(order)
            case orders.SetRead():
                return self._marked(order.articles, lambda: self._desk.set_read(order.articles, order.is_read))
            case orders.SetBookmarked():
                return self._marked(
                    order.articles, lambda: self._desk.set_bookmarked(order.articles, order.is_bookmarked)
                )
            case orders.AddSearch():
                self._desk.add_search(order.query, order.name, is_followed=order.is_followed).result()
            case orders.SetSearch():
                self._set_search(order)
            case orders.RemoveSearch():
                self._desk.remove_search(self._search(order.search).id).result()
        return orders.Done()

    def _choose(self, order: orders.SetSource) -> None:
        named = self._named(order.source)
        states = self._desk.sources()
        choice = next(state.choice for state in states if state.source.id == named)
        if order.minutes is not None:
            choice = replace(choice, interval=timedelta(minutes=order.minutes))
        if order.texts is not None:
            choice = replace(choice, wants_text=order.texts)
        if order.pictures is not None:
            choice = replace(choice, pictures=None if order.pictures == "default" else order.pictures)
        if order.proxy is not None:
            choice = replace(choice, proxy=order.proxy)
        if order.alternative is not None:
            choice = replace(choice, alternative_url=order.alternative or None)
        kept = {"days": order.keep_days, "articles": order.keep_articles, "megabytes": order.keep_megabytes}
        chosen = {name: None if value < 0 else value for name, value in kept.items() if value is not None}
        choice = replace(choice, keeping=replace(choice.keeping, **chosen))
        self._desk.choose(named, choice).result()
        if title := clean_name(order.title or ""):
            self._desk.rename_source(named, title).result()
        if order.folder is not None:
            now = arrangement_of(self._desk.folders(), ((s.source.id, s.source.folder) for s in states))
            self._desk.arrange(now.moved(named, clean_name(order.folder))).result()
        if order.takes_back and not self._desk.take_back_address(named).result():
            raise failed(FaultKind.NO_FORMER_ADDRESS, source=order.source)

    def _set_search(self, order: orders.SetSearch) -> None:
        search = self._search(order.search)
        if order.name is not None:
            search = replace(search, name=order.name)
        if order.is_followed is not None:
            search = replace(search, is_followed=order.is_followed)
        self._desk.put_search(search).result()

    def _search(self, name: str) -> SavedSearch:
        """The saved search of this id, else the first of this name."""
        there = self._desk.searches()
        for search in (*(s for s in there if str(s.id) == name), *(s for s in there if s.name == name)):
            return search
        raise failed(FaultKind.NO_SUCH_SEARCH, search=name)

    def _sync(self, order: orders.Sync, on_progress: Callable[[Progress], None] | None) -> orders.SyncReport:
        sources = [self._named(name) for name in order.sources] or None
        report = self._desk.sync(sources, headlines_only=order.headlines_only, on_progress=on_progress)
        try:
            return report.result()
        except KeyboardInterrupt:
            self._desk.stop_sync()
            raise

    def _marked(self, articles: Sequence[ArticleId], write: Callable[[], Future[Changes]]) -> orders.Done:
        # Before it is written: with its star an article may go whose source or cache is gone.
        there = {headline.id for headline in self._desk.headlines_by_id(articles)}
        write().result()
        return orders.Done(missing=tuple(str(article) for article in articles if article not in there))

    def _named(self, name: str) -> SourceId:
        source = self._desk.source_by(name)
        if source is None:
            raise failed(FaultKind.NO_SUCH_SOURCE, source=name)
        return source.id
