"""How far the reader has come in each article, in a small file; knows nothing of pages.

An article's number is its own for the life of a profile (decision 20), so the file outlives a rebuilt cache, and a
damaged one costs a few places and nothing else.
"""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

MOST = 500  # the places of the articles left last


class Places:
    """Lives on one thread. The file is read when a place is first asked for, and written when one changes."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._places: dict[int, int] | None = None

    def of(self, article: int) -> int:
        """The letter that stood at the upper edge; 0 for the beginning."""
        return self._read().get(article, 0)

    def keep(self, article: int, place: int) -> None:
        """Keeps a place; 0 forgets it. A disk that does not take the file spoils nothing."""
        places = self._read()
        if places.get(article, 0) == place:
            return
        places.pop(article, None)
        if place:
            places[article] = place
        for oldest in list(places)[: max(len(places) - MOST, 0)]:
            del places[oldest]
        with contextlib.suppress(OSError):
            new = self._path.with_name(self._path.name + ".new")
            new.write_text(json.dumps(list(places.items())), "utf-8")
            new.replace(self._path)

    def _read(self) -> dict[int, int]:
        if self._places is None:
            self._places = {}
            with contextlib.suppress(OSError, ValueError, TypeError):
                pairs = json.loads(self._path.read_text("utf-8"))
                self._places = {int(article): int(place) for article, place in pairs if int(place) > 0}
        return self._places
