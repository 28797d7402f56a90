"""What the reader does with searches: begins one, orders what it found, keeps it; it must not know the asker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.domain.found import SearchOrder

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.domain.searches import SavedSearch
    from newsdesk.ui.parts import Parts
    from newsdesk.ui.reading import Reading
    from newsdesk.ui.sources.searches import SavedSearches


class Queries:
    """Lives on the UI thread. `keep` keeps choices of the reader, by the names of the settings."""

    def __init__(
        self, parts: Parts, reading: Reading, saved: SavedSearches, order: str, keep: Callable[..., object]
    ) -> None:
        self._parts = parts
        self._reading = reading
        self._searching = reading.searching
        self._saved = saved
        saved.names_changed = self._searching.ask_again
        self._keep = keep
        self._searching.order = SearchOrder.DATE if order == SearchOrder.DATE else SearchOrder.RELEVANCE

    def by_name(self) -> dict[str, Callable[[], object]]:
        """The deeds by the names of their actions."""
        return {
            "search": self._parts.masthead.search.begin,
            "turn_found": self.turn_order,
            "save_search": lambda: self._saved.save(self._searching.words),
            "follow_search": lambda: self._with_saved(self._saved.follow),
            "search_settings": lambda: self._with_saved(self._saved.open_settings),
            "names": self._saved.open_names,
            "remove_search": lambda: self._with_saved(self._saved.remove),
        }

    def _with_saved(self, deed: Callable[[SavedSearch], object]) -> None:
        search = self._saved.of(self._reading.shelf)
        if search is not None:
            deed(search)

    def take_order(self, order: SearchOrder) -> None:
        """Has results stand in this order, now and at the next start."""
        self._keep(found_order=order.value)
        self._searching.take_order(order)

    def turn_order(self) -> None:
        """Has them stand in the other order."""
        is_by_date = self._searching.order is SearchOrder.DATE
        self.take_order(SearchOrder.RELEVANCE if is_by_date else SearchOrder.DATE)
