"""Finds articles by their words: folded as the index is, each word quoted, the last one a beginning."""

from __future__ import annotations

from newsdesk.domain.article import ArticleId
from newsdesk.store.connection import ReadConnection

# The newest of so many that arrived last: a word that stands in every article would have all of them sorted.
LOOKED_AT = 5000
_SEARCH = (
    "WITH found (id) AS MATERIALIZED (SELECT rowid FROM search WHERE search MATCH ?1 ORDER BY rowid DESC LIMIT ?2)"
    " SELECT a.sorted_at AS at, a.id AS id FROM found CROSS JOIN article a ON a.id = found.id"
    " CROSS JOIN library.source s ON s.id = a.source_id"
    " UNION ALL SELECT b.sorted_at, b.id FROM found CROSS JOIN library.bookmark b ON b.id = found.id"
    " WHERE NOT EXISTS (SELECT 1 FROM article a JOIN library.source s ON s.id = a.source_id WHERE a.id = b.id)"
    " ORDER BY at DESC, id DESC LIMIT ?3"
)


def found(reads: ReadConnection, query: str, limit: int) -> list[ArticleId]:
    """Articles and bookmarks that hold all words of the query, newest first; none for a query without words."""
    words = _words(query)
    if not words:
        return []
    # Raw text is a query language to FTS5; what folding leaves are letters and digits, and quoted at that.
    match = " ".join(f'"{word}"' for word in words) + "*"
    return [ArticleId(row[1]) for row in reads.rows(_SEARCH, (match, LOOKED_AT, limit))]


def _words(query: str) -> list[str]:
    from newsdesk.arabic.fold import fold

    return fold(query).split()
