"""Removes old articles as the reader chose: after days, beyond a number, beyond a size; a few at a time.

Only what its source no longer shows can go, in the order in which it was last shown. What the reader kept stays
(`kept`), and time is what has certainly passed (`domain.age`): no clock set wrong removes anything.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime

from newsdesk.domain.age import DAY
from newsdesk.domain.article import ArticleId
from newsdesk.domain.budget import MEGABYTE
from newsdesk.domain.changes import Changes
from newsdesk.domain.keeping import Keeping, Reason
from newsdesk.store import showing, upkeep, weights
from newsdesk.store.keepings import keepings
from newsdesk.store.kept import kept
from newsdesk.store.stores import Stores, listed

log = logging.getLogger(__name__)

LOOKED_AT = 200  # rows that one step looks at
AGAIN_AFTER = DAY // 4  # of time counted, unless the reader chose otherwise meanwhile
SWEPT = "swept"  # the remark of the last sweep: at which age, by which choices

_OLDEST = (
    "SELECT left_age, article_id, source_id FROM departed INDEXED BY departed_oldest"
    " WHERE (left_age, article_id) > (?1, ?2) ORDER BY left_age, article_id LIMIT ?3"
)
_OLDEST_OF = (
    "SELECT left_age, article_id, source_id FROM departed INDEXED BY departed_source"
    " WHERE source_id = ?4 AND (left_age, article_id) > (?1, ?2) ORDER BY left_age, article_id LIMIT ?3"
)
_COUNT_OLD = "SELECT count(*) FROM departed INDEXED BY departed_source WHERE source_id = ? AND left_age < ?"
_STILL_GONE = "SELECT article_id, source_id FROM departed WHERE article_id IN (SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Retired:
    """What a turn did: the articles that went, and whether more is to be looked at. `done` of some `total` articles are
    gone since this sweep began; the total is known better as it goes on."""

    removed: tuple[ArticleId, ...] = ()
    is_more_left: bool = False
    done: int = 0
    total: int = 0

    @property
    def changes(self) -> Changes:
        """The same for who shows lists."""
        return Changes(removed=self.removed)


@dataclass(slots=True)
class _Rule:
    """What goes and why: of one source, or of all but `exempt`; what left before that age, or until no `surplus`
    (articles, or bytes) is left."""

    reason: Reason
    source: int | None = None
    before: int | None = None
    surplus: int | None = None
    exempt: frozenset[int] = field(default_factory=frozenset)


@dataclass(slots=True)
class _Course:
    """How far a sweep is, in articles."""

    done: int = 0
    total: int = 0

    def expect(self, many: int) -> None:
        """So many are to go yet, or more."""
        self.total = max(self.total, self.done + many)


class Retention:
    """The sweep under way. Lives on the writer thread, as long as the stores are open."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._sweep: Iterator[tuple[ArticleId, ...]] | None = None
        self._choices = ""
        self._course = _Course()

    def turn(self, keeping: Keeping, age: int, now: datetime) -> Retired:
        """One step of a sweep, at most 20 articles; a new one begins when the choices are others or six hours passed.

        `keeping`: what holds for all sources; `age`: microseconds that certainly passed; `now` names the day only.
        """
        of_sources = keepings(self._stores)
        choices = json.dumps([asdict(keeping), sorted((one, asdict(kept)) for one, kept in of_sources.items())])
        if self._sweep is None or choices != self._choices:
            if not _is_due(self._stores, choices, age):
                return Retired()
            self._choices, self._course = choices, _Course()
            self._sweep = _sweep(self._stores, keeping, of_sources, (age, now), self._course)
        removed = next(self._sweep, None)
        course = self._course
        if removed is not None:
            course.done += len(removed)
            return Retired(removed, is_more_left=True, done=course.done, total=max(course.total, course.done))
        self._sweep = None
        with self._stores.cache.transaction():
            self._stores.cache.set_meta(SWEPT, json.dumps([age, choices]))
        return Retired()


def _is_due(stores: Stores, choices: str, age: int) -> bool:
    remark = stores.cache.meta(SWEPT)
    if remark is None:
        return True
    swept, by = json.loads(remark)
    return bool(by != choices or not 0 <= age - swept < AGAIN_AFTER)


def _sweep(
    stores: Stores,
    keeping: Keeping,
    of_sources: Mapping[int, Keeping],
    time: tuple[int, datetime],
    course: _Course,
) -> Iterator[tuple[ArticleId, ...]]:
    """Steps, each with the articles that went in it; `time`: the age and the day."""
    age, now = time
    sources = [row[0] for row in stores.library.rows("SELECT id FROM source ORDER BY id")]
    chosen = {source: of_sources.get(source, Keeping()) for source in sources}
    if not any((keeping.days, keeping.articles, keeping.megabytes)) and not of_sources:
        return
    for source in sources:
        yield from _strays(stores, source, age)
    for expected in _expected(stores, keeping, chosen, age):
        course.expect(expected)
        yield ()
    went: Counter[Reason] = Counter()
    for rule in _rules(stores, keeping, chosen, age):
        if rule is None:
            yield ()
            continue
        if rule.reason is Reason.MEGABYTES and rule.surplus is not None:
            course.expect(weights.articles_of(stores.cache, rule.surplus))
        for removed in _carried_out(stores, rule, now):
            went[rule.reason] += len(removed)
            yield removed
    if went:
        log.info("retention removed %s", ", ".join(f"{count} by {reason}" for reason, count in sorted(went.items())))


def _expected(stores: Stores, keeping: Keeping, chosen: Mapping[int, Keeping], age: int) -> Iterator[int]:
    """How many articles are beyond the days and numbers of the sources looked at so far; what stays all the same (the
    starred, what is shown) is not told apart."""
    beyond = held = 0
    for source, own in chosen.items():
        many = weights.count(stores.cache, source)
        days = keeping.days if own.days is None else own.days
        old: int = stores.cache.value(_COUNT_OLD, (source, age - days * DAY)) if days else 0
        beyond += max(old, many - own.articles if own.articles else 0)
        held += many if own.articles is None else 0
        yield beyond
    if keeping.articles:
        yield max(beyond, held - keeping.articles)


def _strays(stores: Stores, source: int, age: int) -> Iterator[tuple[ArticleId, ...]]:
    is_more_left = True
    while is_more_left:
        with stores.cache.transaction():
            is_more_left = showing.settle_strays(stores.cache, source, age, LOOKED_AT)
        yield ()


def _rules(stores: Stores, keeping: Keeping, chosen: Mapping[int, Keeping], age: int) -> Iterator[_Rule | None]:
    """The rules in turn, each made when those before are done; None: only looked."""
    for source, own in chosen.items():
        days = keeping.days if own.days is None else own.days
        if days:
            yield _Rule(Reason.DAYS, source, before=age - days * DAY)
        if own.articles:
            yield _Rule(Reason.ARTICLES, source, surplus=weights.count(stores.cache, source) - own.articles)
        if own.megabytes:
            total = 0
            for size in weights.sizes(stores.cache, source):
                total += size
                yield None
            yield _Rule(Reason.MEGABYTES, source, surplus=total - own.megabytes * MEGABYTE)
    if keeping.articles:
        exempt = frozenset(source for source, own in chosen.items() if own.articles is not None)
        many = sum(weights.count(stores.cache, source) for source in chosen if source not in exempt)
        yield _Rule(Reason.ARTICLES, surplus=many - keeping.articles, exempt=exempt)
    if keeping.megabytes and not weights.fits(stores.cache, keeping.megabytes * MEGABYTE):
        exempt = frozenset(source for source, own in chosen.items() if own.megabytes is not None)
        total = 0
        for source in chosen:
            for size in weights.sizes(stores.cache, source) if source not in exempt else ():
                total += size
                yield None
        yield _Rule(Reason.MEGABYTES, surplus=total - keeping.megabytes * MEGABYTE, exempt=exempt)


def _carried_out(stores: Stores, rule: _Rule, now: datetime) -> Iterator[tuple[ArticleId, ...]]:
    last, at, left = -1, 0, rule.surplus
    statement, named = (_OLDEST, ()) if rule.source is None else (_OLDEST_OF, (rule.source,))
    while left is None or left > 0:
        rows = stores.cache.rows(statement, (last, at, LOOKED_AT, *named))
        if not rows:
            return
        last, at, _ = rows[-1]
        old = [row[1] for row in rows if rule.before is None or row[0] < rule.before]
        for start in range(0, len(old), upkeep.SLICE):
            removed, weight = _removed(stores, rule, old[start : start + upkeep.SLICE], left, now)
            left = None if left is None else left - weight
            yield removed
            if left is not None and left <= 0:
                return
        if len(old) < len(rows):
            return


def _removed(
    stores: Stores, rule: _Rule, articles: list[int], left: int | None, now: datetime
) -> tuple[tuple[ArticleId, ...], int]:
    """Which of these went, and what they weighed. They are looked at anew: the reader may have acted meanwhile."""
    stay = kept(stores, articles)
    gone = {
        article: source
        for article, source in stores.cache.rows(_STILL_GONE, (listed(articles),))
        if article not in stay and source not in rule.exempt
    }
    going = [article for article in articles if article in gone]
    weight = 0
    if left is not None:
        each = weights.each(stores.cache, going) if rule.reason is Reason.MEGABYTES else dict.fromkeys(going, 1)
        for place, article in enumerate(going):
            if weight >= left:
                going = going[:place]
                break
            weight += each[article]
    if going:
        day = f"{now.astimezone(UTC):%Y-%m-%d}"
        counted = Counter(gone[article] for article in going)
        upkeep.expire(stores, going, [(day, source, rule.reason.value, many) for source, many in counted.items()])
    return tuple(ArticleId(article) for article in going), weight
