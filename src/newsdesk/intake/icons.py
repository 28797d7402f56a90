"""Finds a site's icon: first the page that names some, then one after the other until one can be shown."""

from __future__ import annotations

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


def after_refusal(task: Task, job: FetchIcon) -> Task | None:
    """What to try when an address did not answer; None when nothing is left. A page that refuses may still have an
    icon at the usual place."""
    if is_page(task):
        from newsdesk.feeds.icons import usual_place

        place = usual_place(job.url)
        return None if place is None else Task(job, place)
    return _next(task, task.received)


def read(task: Task, job: FetchIcon, answer: Answer | None) -> IconRead | Task:
    """The icon, or where to look next. Without an `answer` nothing came in the end."""
    if answer is None:
        return IconRead(job.job, b"", task.received)
    received = task.received + answer.received
    if is_page(task):
        from newsdesk.feeds.icons import icon_links

        named = icon_links(answer.body, answer.url, answer.content_type)[:MOST]
        following = Task(job, task.url, tuple(named), received=received)
    else:
        from newsdesk import pictures

        try:
            return IconRead(job.job, pictures.icon(answer.body), received)
        except Failed:
            following = task
    return _next(following, received) or IconRead(job.job, b"", received)


def _next(task: Task, received: int) -> Task | None:
    if not task.others:
        return None
    return Task(task.job, task.others[0], task.others[1:], received=received)
