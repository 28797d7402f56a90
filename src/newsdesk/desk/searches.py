"""What the desk does to saved searches: each method hands on to the writer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from newsdesk.desk.shown import Shown

if TYPE_CHECKING:
    from newsdesk.domain.changes import Changes
    from newsdesk.domain.searches import AddedSearch, SavedSearch, SearchId
    from newsdesk.store.writes import Writes

T = TypeVar("T")


class Searches(Shown):
    """Commands answer with a Future once they are durable."""

    @abstractmethod
    def write(self, job: Callable[[Writes], T]) -> Future[T]:
        """Has one transaction carried out."""

    def add_search(self, query: str, name: str = "", *, is_followed: bool = False) -> Future[AddedSearch]:
        """Saves a search, last in the reader's order."""
        from newsdesk.store import searches

        return self.write(lambda w: searches.add(w.stores, name, query, is_followed=is_followed))

    def put_search(self, search: SavedSearch) -> Future[Changes]:
        """Keeps a saved search as it is said here; one that had been removed is there again."""
        from newsdesk.store import searches

        return self.write(lambda w: searches.put(w.stores, search))

    def remove_search(self, search: SearchId) -> Future[Changes]:
        """Removes a saved search; its articles stay."""
        from newsdesk.store import searches

        return self.write(lambda w: searches.remove(w.stores, search))

    def arrange_searches(self, order: Sequence[SearchId]) -> Future[Changes]:
        """Puts the saved searches in this order."""
        named = tuple(order)
        from newsdesk.store import searches

        return self.write(lambda w: searches.arrange(w.stores, named))
