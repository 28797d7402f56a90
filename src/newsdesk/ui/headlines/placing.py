"""Where new headlines come to stand among those that are shown: pure lists; it must not know Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsdesk.domain.article import Headline


def places_of(rows: Sequence[Headline], fresh: Iterable[Headline], *, is_all: bool) -> list[tuple[int, list[Headline]]]:
    """The new ones that come together, newest first, each group with the row that it stands before now.

    Those beyond the last row are left out unless the rows are all that there are: they come with their page.
    """
    ordered = sorted(fresh, key=_order, reverse=True)
    places: list[tuple[int, list[Headline]]] = []
    row = start = 0
    while start < len(ordered):
        while row < len(rows) and _order(rows[row]) > _order(ordered[start]):
            row += 1
        if row == len(rows) and not is_all:
            break
        end = start + 1
        while end < len(ordered) and (row == len(rows) or _order(ordered[end]) > _order(rows[row])):
            end += 1
        places.append((row, ordered[start:end]))
        start = end
    return places


def runs(rows: list[int]) -> Iterable[tuple[int, int]]:
    """The runs of neighbouring rows in a descending list, last run first, each as (first, last)."""
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] - 1:
            yield rows[at - 1], rows[start]
            start = at


def _order(headline: Headline) -> tuple[float, int]:
    return headline.sorted_at.timestamp(), headline.id
