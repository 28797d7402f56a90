"""What the words of a question cost to weigh, and how the newest are ranked where bm25 would cost too much.

bm25 counts every row of every word, whatever is asked for: 0.07 µs each, 30 ms for a word that stands in 200,000 of a
million articles in two forms. Common words tell little; there it is enough where they stand and whether as written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsdesk.arabic.question import Group, Question
from newsdesk.store import matching
from newsdesk.store.connection import ReadConnection
from newsdesk.store.matching import Lexicon

DEAR = 20_000  # rows that bm25 may count, some 2 ms
RANKED = 2000  # newest that are ranked where more is too much
IN_TITLE, AS_WRITTEN, BOTH = 1.5, 0.5, 0.5  # what headline and exact word add to 1 where nothing is counted


def cheap(reads: ReadConnection, matches: Mapping[Group, str]) -> tuple[Group, ...]:
    """The rarest of these groups, as many as bm25 may count by what each matches."""
    rows = {group: count(reads, match, DEAR) for group, match in matches.items()}
    found: list[Group] = []
    left = DEAR
    for group in sorted(rows, key=rows.__getitem__):
        left -= rows[group]
        if left <= 0:
            break
        found.append(group)
    return tuple(found)


def count(reads: ReadConnection, match: str, most: int) -> int:
    """How many rows match; not counted further than `most`."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)"
    return int(reads.value(sql, (match, most)) or 0)


def plain_scores(reads: ReadConnection, question: Question, known: Lexicon, rows: Sequence[int]) -> dict[int, float]:
    """Scores of rows that hold all words: more when they stand in the headline, and as they were written."""
    scores = dict.fromkeys(rows, 1.0)
    everywhere, exact = matching.all_of(question, known), matching.exactly(question)
    weights = ((f"title : ({everywhere})", IN_TITLE), (exact, AS_WRITTEN), (f"title : ({exact})", BOTH))
    for match, weight in weights:
        for row in within(reads, match, rows):
            if row in scores:
                scores[row] += weight
    return scores


def within(reads: ReadConnection, match: str, rows: Sequence[int]) -> list[int]:
    """The rows that match, from the smallest to the largest of these."""
    if not rows:
        return []
    sql = "SELECT rowid FROM search WHERE search MATCH ? AND rowid BETWEEN ? AND ?"
    return [row[0] for row in reads.rows(sql, (match, min(rows), max(rows)))]
