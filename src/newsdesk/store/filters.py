"""What a question says about articles besides their words, as conditions on the rows of the index."""

# ruff: noqa: S608  conditions are put together from constants; what a reader said is always a parameter

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from newsdesk.arabic.fold import fold
from newsdesk.arabic.question import Question
from newsdesk.store.connection import ReadConnection
from newsdesk.store.headlines import WAS_READ
from newsdesk.store.moments import stamp

_BOOKMARKED = "EXISTS (SELECT 1 FROM library.bookmark k WHERE k.id = {0})"
_UNREAD = "EXISTS (SELECT 1 FROM mark m WHERE m.article_id = a.id AND m.is_read = 0)"


@dataclass(slots=True)
class Filter:
    """Conditions on an article `a`, on its mark `m`, which says the same in rows a fifth as long, and on a bookmark `b`
    whose article is gone; values in the order they stand."""

    article: list[str] = field(default_factory=list)
    mark: list[str] = field(default_factory=list)
    bookmark: list[str] = field(default_factory=list)
    article_values: list[Any] = field(default_factory=list)
    bookmark_values: list[Any] = field(default_factory=list)

    def of_row(self, row: str) -> tuple[str, list[Any]]:
        """The condition on an id that is called `row`, "" when there is none, and its values."""
        if not self.article:
            return "", []
        sql = (
            f" AND (EXISTS (SELECT 1 FROM mark m WHERE m.article_id = {row} AND {' AND '.join(self.mark)})"
            f" OR EXISTS (SELECT 1 FROM library.bookmark b WHERE b.id = {row} AND {' AND '.join(self.bookmark)}"
            f" AND NOT EXISTS (SELECT 1 FROM mark m WHERE m.article_id = {row})))"
        )
        return sql, [*self.article_values, *self.bookmark_values]


def of(reads: ReadConnection, question: Question) -> Filter:
    """The conditions of a question; days begin where the reader lives."""
    made = Filter()
    if question.source:
        _add(made, "{0}.source_id IN (SELECT value FROM json_each(?))", json.dumps(_sources(reads, question.source)))
    if question.since:
        _add(made, "{0}.sorted_at >= ?", _midnight(question.since))
    if question.until:
        _add(made, "{0}.sorted_at < ?", _midnight(question.until + timedelta(days=1)))
    if question.is_bookmarked:
        made.article.append(_BOOKMARKED.format("a.id"))
        made.mark.append(_BOOKMARKED.format("m.article_id"))
        made.bookmark.append("1")
    if question.is_unread:
        made.article.append(_UNREAD)
        made.mark.append("m.is_read = 0")
        made.bookmark.append(f"NOT {WAS_READ}")
    return made


def _add(made: Filter, condition: str, value: object) -> None:
    made.article.append(condition.format("a"))
    made.mark.append(condition.format("m"))
    made.bookmark.append(condition.format("b"))
    made.article_values.append(value)
    made.bookmark_values.append(value)


def _sources(reads: ReadConnection, name: str) -> list[int]:
    """Sources of this number, or whose folded title holds the name."""
    rows = reads.rows("SELECT id, title FROM library.source UNION SELECT source_id, source_title FROM library.bookmark")
    return sorted({row[0] for row in rows if str(row[0]) == name or name in fold(row[1])})


def _midnight(day: date) -> int:
    return stamp(datetime(day.year, day.month, day.day).astimezone())
