"""Hands a feed to the writer in slices short enough that a reader's act never waits long behind one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsdesk.domain.source import SourceId
from newsdesk.intake.jobs import FeedRead, FeedUnchanged, PreparedItem
from newsdesk.sync.writer import FEEDS, Writer

if TYPE_CHECKING:
    from newsdesk.store.rows import FeedFinish, Saved

_NO_DATE = 250_000_000_000  # seconds: the year 9892
SLICE = 50  # items in one transaction
LETTERS = 100_000  # of theirs, about; both measured to stay under 25 ms


def finish_of(answer: FeedUnchanged, next_due_at: datetime, *, is_alternative: bool = False) -> FeedFinish:
    """What a 304 tells; from the source's other address when `is_alternative`, which never becomes its own."""
    from newsdesk.store.rows import FeedFinish

    return FeedFinish(
        answer.validators,
        None,
        None,
        next_due_at,
        validated_url=answer.url or None,
        moved_to=None if is_alternative else answer.permanent_url,
        is_alternative=is_alternative,
        is_local=answer.is_local,
        told_at=_moment(answer.told_at),
        received=answer.received,
    )


def _moment(seconds: float | None) -> datetime | None:
    is_one = seconds is not None and 0 <= seconds < _NO_DATE
    return datetime.fromtimestamp(seconds, UTC) if is_one and seconds is not None else None


def _slices(items: Sequence[PreparedItem]) -> Iterator[tuple[PreparedItem, ...]]:
    """The items in order, as many at a time as one transaction may hold; one that is longer than that stands alone."""
    part: list[PreparedItem] = []
    letters = 0
    for item in items:
        more = len(item.html) + len(item.search_body)
        if part and (len(part) >= SLICE or letters + more > LETTERS):
            yield tuple(part)
            part, letters = [], 0
        part.append(item)
        letters += more
    if part:
        yield tuple(part)


def save_feed(
    writer: Writer,
    source: SourceId,
    read: FeedRead,
    fetched_at: datetime,
    next_due_at: datetime,
    then: Callable[[Sequence[Future[Saved]]], None],
    *,
    urgency: int = FEEDS,
    is_alternative: bool = False,
) -> None:
    """Stores the items, oldest place in the document last; the validators go with the last slice, in its transaction.

    `then` is called on the writer thread once every slice is in, or the last was refused.
    """
    from newsdesk.store.rows import FeedFinish

    finish = FeedFinish(
        read.validators,
        read.title,
        read.site_url,
        next_due_at,
        rule=read.rule,
        zone=read.zone,
        minutes_east=read.minutes_east,
        validated_url=read.url,
        moved_to=None if is_alternative else read.permanent_url,
        is_alternative=is_alternative,
        is_local=read.is_local,
        told_at=_moment(read.told_at),
        received=read.received,
        pictures=read.pictures,
    )
    slices = [*_slices(read.items)] or [()]
    futures: list[Future[Saved]] = [
        writer.submit(lambda w, part=part: w.save_items(source, part, fetched_at), urgency)  # type: ignore[misc]
        for part in slices[:-1]
    ]
    last = writer.submit(lambda w: w.finish_feed(source, slices[-1], fetched_at, finish), urgency)
    futures.append(last)
    last.add_done_callback(lambda _: then(futures))
