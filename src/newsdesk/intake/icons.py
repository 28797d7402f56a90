"""Finds a site's icon: first the page that names some, then one after the other until one can be shown."""

from __future__ import annotations

from dataclasses import replace

from newsdesk.domain.faults import Failed
from newsdesk.intake.jobs import FetchIcon, IconRead
from newsdesk.intake.lanes import Task
from newsdesk.web.client import Answer

LARGEST = 512 * 1024  # bytes of an icon on the line
MOST_PAGE = 2 * 1024 * 1024  # of the page that names it
MOST = 4  # icons tried


def is_page(task: Task) -> bool:
    """Whether it is the page that is asked for, and no icon yet."""
    return task.url == task.job.url if isinstance(task.job, FetchIcon) else False


def begun(job: FetchIcon) -> Task:
    """The first step."""
    task = Task(job, job.url)
    return (_next(_with_places(task, job, (), job.url)) or task) if job.is_page_known else task


def after_refusal(task: Task, job: FetchIcon) -> Task | None:
    """What to try when an address did not answer; None when nothing is left. A page that refuses may still have an
    icon elsewhere."""
    if is_page(task):
        return _next(_with_places(task, job, (), job.url))
    return _next(task)


def read(task: Task, job: FetchIcon, answer: Answer | None) -> IconRead | Task:
    """The icon, or where to look next. Without an `answer` nothing came in the end."""
    if answer is None:
        return IconRead(job.job, b"", task.received)
    following = replace(task, received=task.received + answer.received)
    if is_page(task):
        from newsdesk.feeds.icons import icon_links

        named = icon_links(answer.body, answer.url, answer.content_type)
        following = _with_places(following, job, tuple(named[:MOST]), answer.url)
    else:
        try:
            made = _made(task, answer.body)
            return IconRead(job.job, made, following.received, task.url in task.named)
        except Failed:
            pass
    return _next(following) or IconRead(job.job, b"", following.received)


def _with_places(task: Task, job: FetchIcon, named: tuple[str, ...], page: str) -> Task:
    """The task with all the places to look at: first what the page names, since that was made to stand for the site in
    little room; then what the feed shows itself by; at last the usual place, where more often than not there lies
    nothing, or something of 16 pixels."""
    from newsdesk.feeds.icons import usual_place

    places = dict.fromkeys((*named, *job.pictures, usual_place(page)))
    others = [place for place in places if place not in {None, job.url}]  # a page that calls itself an icon is none
    return replace(task, named=named, others=tuple(others[:MOST]))


def _made(task: Task, document: bytes) -> bytes:
    """The icon in a document. Raises Failed(NOT_A_PICTURE), also of a banner that only the feed names."""
    from newsdesk import pictures
    from newsdesk.feeds.own_pictures import LONGEST

    is_of_feed = task.url in task.job.pictures if isinstance(task.job, FetchIcon) else False
    return pictures.icon(document, LONGEST if is_of_feed and task.url not in task.named else pictures.LONGEST_ICON)


def _next(task: Task) -> Task | None:
    return replace(task, url=task.others[0], others=task.others[1:]) if task.others else None
