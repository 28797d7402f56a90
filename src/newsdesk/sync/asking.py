"""Makes the job by which a source is asked for its headlines; a file of the reader's own is looked at first."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from newsdesk.domain.faults import Failed
from newsdesk.intake.jobs import FetchFeed, ReadFeed
from newsdesk.store.rows import DueSource
from newsdesk.sync import plan
from newsdesk.sync.address import file_path
from newsdesk.sync.files import read_limited, written_at


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
