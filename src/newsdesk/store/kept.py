"""What retention never removes, whatever the reader's limits say."""

from __future__ import annotations

from collections.abc import Sequence

from newsdesk.domain.article import ArticleId
from newsdesk.store.index import VERSION
from newsdesk.store.stores import Stores, listed

_UNREAD = "SELECT article_id FROM mark WHERE is_read = 0 AND article_id IN (SELECT value FROM json_each(?))"


def kept(stores: Stores, articles: Sequence[int]) -> set[int]:
    """Which of these stay: the bookmarked ones, and of the unread those that a followed search finds.

    This is the one place that is asked. What the reader writes beside an article (notes) belongs here as soon as there
    is such a thing.
    """
    return stores.bookmarked(articles) | _followed(stores, articles)


def _followed(stores: Stores, articles: Sequence[int]) -> set[int]:
    if stores.library.value("SELECT 1 FROM saved_search WHERE is_followed = 1 LIMIT 1") is None:
        return set()
    unread = [row[0] for row in stores.cache.rows(_UNREAD, (listed(articles),))]
    if stores.cache.meta("index_version") != VERSION:
        return set(unread)  # an index that is being made anew finds less than there is
    return set(stores.followed_among([ArticleId(article) for article in unread]))
