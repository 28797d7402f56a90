"""What the reader does to articles: sets marks, and takes acts back, the last first; it must not know the widgets."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsdesk.domain.article import Mark
from newsdesk.domain.shelf import Ordering, Shelf, ShelfKind

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.domain.article import ArticleId, Headline
    from newsdesk.domain.changes import Changes
    from newsdesk.domain.faults import Fault
    from newsdesk.domain.shelf import Cursor
    from newsdesk.store.reads import Reads
    from newsdesk.ui.bridge import Bridge

PAGE = 200
MOST_ACTS = 50


@dataclass(frozen=True, slots=True)
class Act:
    """One act of the reader: the mark, the articles that it changed, and whether it was set or taken off."""

    mark: Mark
    articles: tuple[ArticleId, ...]
    is_set: bool


@dataclass(frozen=True, slots=True)
class OtherAct:
    """An act that is no mark: how it is taken back, and what is said then."""

    words: str
    take_back: Callable[[], object]


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
        self._acts: deque[Act | OtherAct] = deque(maxlen=MOST_ACTS)

    def show_read(self, article: ArticleId) -> None:
        """Marks an article read because it was shown; this is no act to be taken back."""
        self._set(Act(Mark.READ, (article,), True))

    def set_read(self, headlines: Sequence[Headline], is_read: bool) -> int:
        """Marks articles read or unread because the reader said so; how many were not."""
        return self._do(Act(Mark.READ, tuple(h.id for h in headlines if h.is_read != is_read), is_read))

    def set_bookmarked(self, headlines: Sequence[Headline], is_bookmarked: bool) -> int:
        """Adds or removes bookmarks, and says how many; asks first, one by one, where it is the only copy."""
        meant = [h for h in headlines if h.is_bookmarked != is_bookmarked]
        if is_bookmarked:
            held = {h.id for h in meant}
        else:
            held = self._desk.is_on_shelf(Shelf(ShelfKind.ALL), [h.id for h in meant])
        for only in (h for h in meant if h.id not in held):
            self._unkeep(only, self._dropping(only.id))
        return self._do(Act(Mark.BOOKMARKED, tuple(h.id for h in meant if h.id in held), is_bookmarked))

    def _dropping(self, article: ArticleId) -> Callable[[], None]:
        return lambda: self._set(Act(Mark.BOOKMARKED, (article,), False))

    def read_all(self, shelf: Shelf, done: Callable[[int], None]) -> None:
        """Marks all of a shelf read; `done` hears how many were not."""
        self._bridge.ask(lambda reads: unread_on(reads, shelf), lambda unread: self.read_these(unread, done))

    def read_on(
        self, above: tuple[ArticleId, ...], shelf: Shelf, ordering: Ordering, rest: Cursor, done: Callable[[int], None]
    ) -> None:
        """Marks these read and all that the shelf has from `rest` on, in one act; `done` hears how many they are."""
        self._bridge.ask(
            lambda reads: unread_on(reads, shelf, ordering, rest), lambda unread: self.read_these(above + unread, done)
        )

    def read_these(self, unread: tuple[ArticleId, ...], done: Callable[[int], None]) -> None:
        """Marks these articles read, in one act; `done` hears how many they are."""
        if unread:
            act = Act(Mark.READ, unread, True)
            self._acts.append(act)
            self._set(act, lambda: done(len(unread)))
        else:
            done(0)

    def remember(self, act: OtherAct) -> None:
        """Has an act of another kind taken back in its turn."""
        self._acts.append(act)

    def undo(self) -> Act | OtherAct | None:
        """Takes the last act back that was not yet, and comes back with it; None if there is none."""
        if not self._acts:
            return None
        act = self._acts.pop()
        if isinstance(act, OtherAct):
            act.take_back()
            return act
        self._set(Act(act.mark, act.articles, not act.is_set))
        return act

    def _do(self, act: Act) -> int:
        if act.articles:
            self._acts.append(act)
            self._set(act)
        return len(act.articles)

    def _set(self, act: Act, done: Callable[[], object] | None = None) -> None:
        command = self._desk.set_read if act.mark is Mark.READ else self._desk.set_bookmarked

        def written(_changes: Changes) -> None:
            if done is not None:
                done()

        self._bridge.settle(command(act.articles, act.is_set), written, self._refused)


def unread_on(
    reads: Reads, shelf: Shelf, ordering: Ordering = Ordering.NEWEST, after: Cursor | None = None
) -> tuple[ArticleId, ...]:
    """The unread articles of a shelf, page by page, from `after` on; runs on the asker thread."""
    is_quick = shelf.kind is ShelfKind.ALL and ordering is Ordering.NEWEST  # the unread have an index of their own
    asked = Shelf(ShelfKind.UNREAD) if is_quick else shelf
    unread: list[ArticleId] = []
    while True:
        page = reads.headlines(asked, after, PAGE, ordering)
        unread.extend(headline.id for headline in page.headlines if not headline.is_read)
        if page.next is None:
            return tuple(unread)
        after = page.next
