"""What the reader does to articles: sets marks, and takes the last act back; it must not know the widgets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsdesk.domain.article import Mark
from newsdesk.domain.shelf import Shelf, ShelfKind

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.article import ArticleId, Headline
    from newsdesk.domain.faults import Fault
    from newsdesk.store.reads import Reads
    from newsdesk.ui.bridge import Bridge

PAGE = 200


class Marks:
    """Lives on the UI thread. Marks are set and never toggled; `refused` hears of a fault.

    `unkeep` asks before the bookmark of an article goes that is kept nowhere else: that cannot be taken back.
    """

    def __init__(
        self,
        desk: Desk,
        bridge: Bridge,
        refused: Callable[[Fault], None],
        unkeep: Callable[[Headline, Callable[[], None]], object],
    ) -> None:
        self._desk = desk
        self._bridge = bridge
        self._refused = refused
        self._unkeep = unkeep
        self._last: tuple[Mark, tuple[ArticleId, ...], bool] | None = None

    def show_read(self, article: ArticleId) -> None:
        """Marks an article read because it was shown; this is no act to be taken back."""
        self._set(Mark.READ, (article,), True)

    def set_read(self, headline: Headline, is_read: bool) -> None:
        """Marks an article read or unread because the reader said so."""
        self._last = (Mark.READ, (headline.id,), is_read)
        self._set(*self._last)

    def set_bookmarked(self, headline: Headline, is_bookmarked: bool) -> None:
        """Adds or removes a bookmark; asks first where it is the only copy."""
        if not is_bookmarked and not self._desk.is_on_shelf(Shelf(ShelfKind.ALL), (headline.id,)):
            self._unkeep(headline, lambda: self._set(Mark.BOOKMARKED, (headline.id,), False))
            return
        self._last = (Mark.BOOKMARKED, (headline.id,), is_bookmarked)
        self._set(*self._last)

    def read_all(self, shelf: Shelf, done: Callable[[int], None]) -> None:
        """Marks all of a shelf read; `done` hears how many were not."""

        self._bridge.ask(lambda reads: unread_on(reads, shelf), lambda unread: self.read_these(unread, done))

    def read_these(self, unread: tuple[ArticleId, ...], done: Callable[[int], None]) -> None:
        """Marks these articles read, in one act; `done` hears how many they are."""
        if unread:
            self._last = (Mark.READ, unread, True)
            self._bridge.settle(self._desk.set_read(unread, True), lambda _changes: done(len(unread)), self._refused)
        else:
            done(0)

    def undo(self) -> tuple[Mark, int] | None:
        """Takes the last act back; comes back with what it was and how many it touched, None if there is none."""
        if self._last is None:
            return None
        mark, articles, is_set = self._last
        self._last = None
        self._set(mark, articles, not is_set)
        return mark, len(articles)

    def _set(self, mark: Mark, articles: Sequence[ArticleId], is_set: bool) -> None:
        command = self._desk.set_read if mark is Mark.READ else self._desk.set_bookmarked
        self._bridge.settle(command(articles, is_set), None, self._refused)


def unread_on(reads: Reads, shelf: Shelf) -> tuple[ArticleId, ...]:
    """The unread articles of a shelf, page by page; runs on the asker thread."""
    asked = Shelf(ShelfKind.UNREAD) if shelf.kind is ShelfKind.ALL else shelf
    unread: list[ArticleId] = []
    page = reads.headlines(asked, None, PAGE)
    while True:
        unread.extend(headline.id for headline in page.headlines if not headline.is_read)
        if page.next is None:
            return tuple(unread)
        page = reads.headlines(asked, page.next, PAGE)
