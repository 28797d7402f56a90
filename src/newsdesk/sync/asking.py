"""Makes the jobs by which a source is asked; a file of the reader's own is looked at first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from newsdesk.domain.faults import Failed
from newsdesk.intake.jobs import FetchFeed, FetchIcon, FetchPage, FetchPicture, Job, ReadFeed
from newsdesk.store.rows import AwaitingIcon, AwaitingPicture, AwaitingText, DueSource
from newsdesk.sync import plan
from newsdesk.sync.address import file_path
from newsdesk.sync.files import read_limited, written_at

SMALL_PICTURE = 1024 * 1024  # bytes on the line of a picture where the reader wants small ones

Row = AwaitingText | AwaitingIcon | AwaitingPicture


def fetching_body(job: int, row: Row) -> Job:
    """The job that fetches a text, an icon or a picture."""
    proxy = row.proxy or ""
    if isinstance(row, AwaitingText):
        return FetchPage(job, row.url, row.source_url, row.title, row.html, is_local=row.is_local, proxy=proxy)
    if isinstance(row, AwaitingIcon):
        return FetchIcon(job, row.url, row.source_url, row.is_local, proxy, row.pictures, row.is_page_known)
    limit = 0 if row.size == "all" else SMALL_PICTURE
    return FetchPicture(job, row.url, row.source_url, is_local=row.is_local, limit=limit, proxy=proxy)


def fetching(
    job: int, due: DueSource, now: datetime, seconds: float = 0.0, *, is_alternative: bool = False
) -> FetchFeed:
    """The job that polls a source, at its other address when `is_alternative`; `seconds` as in FetchFeed."""
    source = due.source
    other = due.alternative_url if is_alternative else None
    return FetchFeed(
        job,
        other or source.feed_url,
        plan.usable(due, now),
        clock=due.clock,
        rule=due.rule,
        source_url=other or source.url,
        is_local=due.is_local,
        seconds=seconds,
        validated_url=due.validated_url or source.feed_url,
        proxy=due.proxy or "",
    )


def newer_file(due: DueSource, files: Path) -> bytes | None:
    """A file of the reader's own: the original where it is still there and newer, the copy in `files` where it was
    never read; None when nothing is new."""
    path = file_path(due.source.url) or ""
    read_at = due.health.last_success_at
    try:
        changed_at = datetime.fromtimestamp(Path(path).stat().st_mtime, UTC)
        return read_limited(path) if read_at is None or changed_at > read_at else None
    except (OSError, Failed):
        kept = files / str(due.source.id)
        return kept.read_bytes() if read_at is None and kept.is_file() else None


def reading(job: int, due: DueSource, document: bytes) -> ReadFeed:
    """The job that reads such a file."""
    path = Path(file_path(due.source.url) or "")
    return ReadFeed(job, due.source.url, document, rule=due.rule, saved_at=written_at(path), clock=due.clock)
