"""Both writing connections together, as the writing modules are given them. No transaction spans both."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from newsdesk.domain.article import ArticleId
from newsdesk.store.database import Database

# Which of these are bookmarked: json_each lets one prepared statement take any number of values.
_BOOKMARKED = "SELECT id FROM bookmark WHERE id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Stores:
    """The library and the cache, open for writing."""

    library: Database
    cache: Database
    followed_among: Callable[[Collection[ArticleId]], set[ArticleId]] = lambda _articles: set()
    """Which of these a followed search finds; asked of what is committed, since it needs both files at once."""

    @contextmanager
    def changing_library(self, *, waits_for_disk: bool = True) -> Iterator[Database]:
        """A transaction on the library that counts as a change worth a backup. `waits_for_disk`: False for what the
        next sync would bring again: then a power cut may take it back, whole."""
        with self.library.transaction(waits_for_disk=waits_for_disk):
            yield self.library
            self.library.write(
                "INSERT INTO meta VALUES ('revision', '1')"
                " ON CONFLICT (key) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
            )

    def origin(self, source_id: int) -> str | None:
        """The address of a source as added; None when it has been removed."""
        answer: str | None = self.library.value("SELECT url FROM source WHERE id = ?", (source_id,))
        return answer

    def bookmarked(self, ids: Collection[int]) -> set[int]:
        """Which of these articles are bookmarked."""
        return {row[0] for row in self.library.rows(_BOOKMARKED, (listed(ids),))}


def listed(values: Collection[Any]) -> str:
    """Values as the one parameter of a `json_each`."""
    return json.dumps(list(values), ensure_ascii=False)
