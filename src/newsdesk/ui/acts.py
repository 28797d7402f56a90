"""What the reader's acts are done to: one headline, several, or all above or below; it must not know the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsdesk.domain.article import Headline
    from newsdesk.ui.headlines.model import HeadlineModel
    from newsdesk.ui.marks import Act, Marks, OtherAct
    from newsdesk.ui.reading import Reading


class Acts:
    """Lives on the UI thread. `tell` hears of an act on several: the key of what to say, and how many."""

    def __init__(
        self, reading: Reading, model: HeadlineModel, marks: Marks, tell: Callable[[str, int], object]
    ) -> None:
        self._reading = reading
        self._model = model
        self._marks = marks
        self._tell = tell

    def star(self, headline: Headline | None = None) -> None:
        """Bookmarks the headline, or what is meant; once more takes the bookmarks away."""
        meant = self._reading.all_meant if headline is None else (headline,)
        is_set = not all(one.is_bookmarked for one in meant)
        self._say("kept" if is_set else "unkept", self._marks.set_bookmarked(meant, is_set), len(meant))

    def mark_read(self) -> None:
        """Marks what is meant unread when all of it is read, else read."""
        meant = self._reading.all_meant
        is_set = not all(one.is_read for one in meant)
        self._say("all-read" if is_set else "all-unread", self._marks.set_read(meant, is_set), len(meant))

    def read_above(self) -> None:
        """Marks all rows above the selected one read."""
        row = self._reading.all_rows[:1]
        above = map(self._model.headline, range(row[0] if row else 0))
        self._marks.read_these(tuple(one.id for one in above if not one.is_read), self._on_read)

    def read_below(self) -> None:
        """Marks all rows below the selected one read, those that are not loaded, too."""
        rows = self._reading.all_rows[-1:]
        if not rows:
            self._on_read(0)
            return
        below = map(self._model.headline, range(rows[0] + 1, self._model.rowCount()))
        unread = tuple(one.id for one in below if not one.is_read)
        if self._model.rest is None or self._model.shelf is None:
            self._marks.read_these(unread, self._on_read)
        else:
            self._marks.read_on(unread, self._model.shelf, self._model.ordering, self._model.rest, self._on_read)

    def read_all(self) -> None:
        """Marks all of the open shelf read, or what a search found."""
        if self._reading.is_searching:
            rows = map(self._model.headline, range(self._model.rowCount()))
            self._marks.read_these(tuple(row.id for row in rows if not row.is_read), self._on_read)
        else:
            self._marks.read_all(self._reading.shelf, self._on_read)

    def undo(self) -> Act | OtherAct | None:
        """Takes the last act back; comes back with what it was, None if there is none."""
        return self._marks.undo()

    def _on_read(self, number: int) -> None:
        self._tell("all-read", number)

    def _say(self, key: str, number: int, meant: int) -> None:
        self._reading.tell_meant()  # a click has checked the button already: it waits for the store
        if meant > 1 and number:
            self._tell(key, number)
