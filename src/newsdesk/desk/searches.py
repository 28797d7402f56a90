"""What the desk does to saved searches: each method hands on to the writer."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import TYPE_CHECKING, TypeVar

from newsdesk.desk.shown import Shown

if TYPE_CHECKING:
    from newsdesk.domain.changes import Changes
    from newsdesk.domain.faults import Fault
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

    def own_names(self) -> str:
        """The reader's own table of names that are spelt in several ways, as it is written."""
        from newsdesk.store import spellings

        return spellings.whole_text_of(self.paths)

    def faults_of_names(self, table: str) -> tuple[Fault, ...]:
        """What is wrong in such a table, line by line."""
        from newsdesk.arabic import names
        from newsdesk.store import spellings

        return spellings.faults_of(names.read(table))

    def put_names(self, table: str) -> Future[None]:
        """Has this be the reader's own table."""
        from newsdesk.store import spellings

        return self.write(lambda _writes: spellings.write(self.paths, table))

    def arrange_searches(self, order: Sequence[SearchId]) -> Future[Changes]:
        """Puts the saved searches in this order."""
        named = tuple(order)
        from newsdesk.store import searches

        return self.write(lambda w: searches.arrange(w.stores, named))
