"""What retention never removes, whatever the reader's limits say."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.store.stores import Stores


def kept(stores: Stores, articles: Sequence[int]) -> set[int]:
    """Which of these stay: the bookmarked ones.

    This is the one place that is asked. What the reader writes beside an article (notes), and what waits unread for a
    search that is followed, belongs here as soon as there is such a thing.
    """
    return stores.bookmarked(articles)
