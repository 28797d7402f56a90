"""One job's work: what to fetch for it, and what its document says. Knows no pipe and no queue."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newsdesk.domain.clock import SourceClock
from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.domain.source import Validators
from newsdesk.intake import icons, jobs
from newsdesk.intake.lanes import Task
from newsdesk.intake.limits import Limits
from newsdesk.web.client import Answer, Client

if TYPE_CHECKING:
    from newsdesk.pages.reading import Article

FEED = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5"
)
PAGE = "text/html, application/xhtml+xml, */*;q=0.5"
PICTURE = "image/webp, image/avif, image/png, image/jpeg, image/gif;q=0.9, */*;q=0.1"
MOST_LINKS = 5  # feeds that a page names and that are tried
_NO_FEED_HERE = frozenset({FaultKind.NOT_FOUND, FaultKind.GONE, FaultKind.FORBIDDEN, FaultKind.NOT_A_FEED})
_ASK_NO_MORE = frozenset({FaultKind.TIMED_OUT, FaultKind.NO_ANSWER, FaultKind.TOO_MANY_REQUESTS})


def address_of(job: jobs.Job) -> str:
    """The address that faults of this job name; "" for a list."""
    return "" if isinstance(job, jobs.ReadOpml) else job.url


def begun(job: jobs.Job) -> Task:
    """The job at its first address."""
    return icons.begun(job) if isinstance(job, jobs.FetchIcon) else Task(job, address_of(job))


def fetch(client: Client, task: Task, limits: Limits) -> Answer | None:
    """The task's document; None when the job brought it along. Raises Failed."""
    match task.job:
        case jobs.FetchFeed() as job:
            return client.get(
                task.url,
                job.validators if task.url == job.url else None,
                validated_url=job.validated_url or None,
                accept=FEED if job.rule is None else PAGE,
                limit=limits.feed_bytes,
                deadline=min(job.seconds or limits.deadline, limits.deadline),
                typed_url=job.source_url or job.url,
                is_local=job.is_local,
                proxy=job.proxy,
            )
        case jobs.FetchPage() as job:
            return client.get(
                task.url,
                accept=PAGE,
                limit=limits.page_bytes,
                deadline=limits.deadline,
                typed_url=job.source_url,
                is_local=job.is_local,
                proxy=job.proxy,
            )
        case jobs.FetchPicture() as job:
            return client.get(
                job.url,
                accept=PICTURE,
                limit=job.limit or limits.picture_bytes,
                deadline=limits.picture_deadline,
                typed_url=job.source_url,
                is_local=job.is_local,
                proxy=job.proxy,
            )
        case jobs.FetchIcon() as job:
            return client.get(
                task.url,
                accept=PAGE if icons.is_page(task) else PICTURE,
                limit=min(limits.page_bytes, icons.MOST_PAGE) if icons.is_page(task) else icons.LARGEST,
                deadline=limits.picture_deadline,
                typed_url=job.source_url,
                is_local=job.is_local,
                proxy=job.proxy,
            )
        case _:
            return None


def after_refusal(task: Task, refusal: Failed | MemoryError) -> Task | None:
    """What to try when an address that a page led to did not answer with a feed; None when the refusal stands.

    A feed that the page names and that fails for now is not given up for the page. Where the host stopped answering
    while places were guessed, the rest is not asked."""
    if isinstance(task.job, jobs.FetchIcon):
        return icons.after_refusal(task, task.job) if _may_try_on(refusal) else None
    if task.page is None or not isinstance(task.job, jobs.FetchFeed) or isinstance(refusal, MemoryError):
        return None
    kind = refusal.fault.kind
    from newsdesk.feeds.discovery import common_places

    if task.url not in common_places(task.page.url):
        if kind not in _NO_FEED_HERE:
            return None
    elif kind in _ASK_NO_MORE:
        return Task(task.job, task.page.url, (), task.page)
    if task.others:
        return Task(task.job, task.others[0], task.others[1:], task.page)
    return Task(task.job, task.page.url, (), task.page)


def _may_try_on(refusal: Failed | MemoryError) -> bool:
    """Whether the same host may be asked for something else."""
    return isinstance(refusal, Failed) and refusal.fault.kind not in _ASK_NO_MORE


def read(task: Task, answer: Answer | None) -> jobs.Delivery | Task:
    """What the document says; another Task when it names feeds to be fetched first. Raises Failed."""
    match task.job:
        case jobs.FetchFeed() if answer is not None and answer.status == 304:
            return jobs.FeedUnchanged(
                task.job.job,
                answer.validators,
                answer.max_age,
                answer.received,
                answer.is_local,
                answer.url,
                answer.permanent_url,
                answer.others_clock,
            )
        case jobs.FetchFeed() if answer is not None:
            return _read_feed(task, task.job, answer)
        case jobs.ReadFeed(url=url, document=document):
            local = Answer(200, url, None, None, document, Validators(), None, len(document))
            return _read_file(task.job, local)
        case jobs.FetchPage() if answer is not None or task.earlier:
            return _read_page(task, task.job, answer)
        case jobs.FetchPicture(job=job) if answer is not None:
            return _read_picture(job, answer)
        case _:
            return _read_rest(task, answer)


def _read_rest(task: Task, answer: Answer | None) -> jobs.Delivery | Task:
    match task.job:
        case jobs.FetchIcon() as job:
            return icons.read(task, job, answer)
        case jobs.ReadOpml(job=job, document=document):
            from newsdesk.feeds import opml

            outlines, skipped = opml.read(document)
            return jobs.OpmlRead(job, tuple(outlines), skipped)
        case _:
            raise AssertionError(task)


def _read_feed(task: Task, job: jobs.FetchFeed, answer: Answer) -> jobs.Delivery | Task:
    if job.rule is not None or task.is_page:
        return _read_menus(job, answer)
    try:
        return _feed(job.job, answer, job.clock, is_named_by_page=task.url != job.url)
    except Failed as refusal:
        if refusal.fault.kind is not FaultKind.NOT_A_FEED or not job.is_discovering:
            raise
        if task.page is None and refusal.fault.facts.get("found") != "html":
            raise
        following = _named_feeds(job, answer) if task.page is None else after_refusal(task, refusal)
        if following is None:
            raise
    return _read_menus(job, following.page) if following.is_page and following.page is not None else following


def _read_file(job: jobs.ReadFeed, local: Answer) -> jobs.Delivery:
    if job.rule is not None:
        return _read_menus(job, local)
    try:
        return _feed(job.job, local, job.clock)
    except Failed as refusal:
        if not job.is_discovering or refusal.fault.facts.get("found") not in {"html", "text"}:
            raise
        return _read_menus(job, local, refusal)


def _read_menus(job: jobs.FetchFeed | jobs.ReadFeed, page: Answer, refusal: Failed | None = None) -> jobs.Delivery:
    """The list of headlines that the job's rule names, else all that the page offers."""
    from newsdesk.intake import menus  # only where there is such a page: most children never see one

    now = datetime.now(UTC)
    if isinstance(job, jobs.ReadFeed) and job.saved_at is not None:
        now = min(now, job.saved_at)
    if job.rule is not None:
        return menus.followed(job, job.rule, page, now)
    return menus.found(job.job, page, now, refusal or failed(FaultKind.NO_FEED_FOUND, address=job.url))


def _named_feeds(job: jobs.FetchFeed, page: Answer) -> Task:
    """The feeds that a page names, then the places where one may lie."""
    from newsdesk.feeds.discovery import common_places, feed_links

    named = [link for link in feed_links(page.body, page.url, page.content_type) if link not in {job.url, page.url}]
    places = [place for place in common_places(page.url) if place not in {*named, job.url}]
    first, *others = [*named[:MOST_LINKS], *places, page.url]
    return Task(job, first, tuple(others[:-1]), page)


def _feed(job: int, answer: Answer, clock: SourceClock, *, is_named_by_page: bool = False) -> jobs.FeedRead:
    from newsdesk import feeds
    from newsdesk.intake.prepare import prepare

    now = datetime.now(UTC)
    feed = feeds.parse(answer.body, url=answer.url, content_type=answer.content_type, now=now, clock=clock)
    return jobs.FeedRead(
        job=job,
        url=answer.url,
        permanent_url=None if is_named_by_page else answer.permanent_url,
        title=feed.title,
        site_url=feed.site_url,
        language=feed.language,
        items=prepare(feed),
        validators=answer.validators,
        max_age=answer.max_age,
        received=answer.received,
        zone=feed.zone,
        minutes_east=feed.minutes_east,
        is_local=answer.is_local,
        told_at=answer.others_clock,
        pictures=feed.pictures,
    )


def _read_page(task: Task, job: jobs.FetchPage, answer: Answer | None) -> jobs.PageRead | Task:
    """The article with all its pages; `answer` None: its next page did not come, those read already are the article."""
    from newsdesk.feeds.zone_names import page_zone
    from newsdesk.intake.prepare import page_read
    from newsdesk.pages.reading import joined, tells_more

    received = task.received + (answer.received if answer is not None else 0)
    begun_at = task.begun_at or (answer.url if answer is not None else job.url)
    article = _article(task, job, answer) if answer is not None else None
    bodies = task.earlier
    if article is not None and tells_more(article.body, bodies):
        bodies = (*bodies, article.body)
        if article.next_url is not None:
            return Task(job, article.next_url, earlier=bodies, begun_at=begun_at, received=received)
    zone = page_zone(answer.body) if answer is not None else None
    return replace(page_read(job, joined(bodies, begun_at), received), zone=zone, url=begun_at)


def _article(task: Task, job: jobs.FetchPage, answer: Answer) -> Article | None:
    """What the answer's page tells; None when a later page of a split article tells nothing. Raises Failed(NO_TEXT)."""
    from newsdesk.pages.choice import is_gate
    from newsdesk.pages.reading import read_article

    if not task.earlier and is_gate(answer.url, job.url):
        raise failed(FaultKind.NO_TEXT, address=job.url)
    number = len(task.earlier) + 1
    try:
        return read_article(
            answer.body,
            url=answer.url,
            content_type=answer.content_type,
            title=job.title,
            first_url=task.begun_at,
            number=number,
        )
    except Failed:
        if task.earlier:
            return None
        raise


def _read_picture(job: int, answer: Answer) -> jobs.PictureRead:
    from newsdesk import pictures

    try:
        small = pictures.shrink(answer.body)
    except Failed as refusal:
        raise failed(refusal.fault.kind, **{**refusal.fault.facts, "address": answer.url}) from None
    return jobs.PictureRead(job, small.media_type, small.width, small.height, small.data, answer.received)
