"""Fetches the icon of a site that the reader looks at before it is added."""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import replace
from typing import TYPE_CHECKING

from newsdesk.intake.jobs import Delivery, FetchIcon, IconRead

if TYPE_CHECKING:
    from newsdesk.sync.wish import Thread


def look_for_icon(thread: Thread, address: str, answer: Future[bytes]) -> None:
    """Answers with the icon of what was found at this address just now, b"" where there is none or the reader wants no
    pictures. It is kept with what was found: adding it does not ask again. Called on the sync thread."""
    looked = thread.looked
    if looked is None or looked.typed != address or looked.document is not None or thread.budget.pictures == "none":
        answer.set_result(b"")
        return
    from newsdesk.store.icons import page_of

    page, read = page_of(looked.read.site_url, looked.read.url), looked.read

    def hear(delivery: Delivery) -> None:
        if not isinstance(delivery, IconRead):
            answer.set_result(b"")
            return
        if thread.looked is looked:
            thread.looked = replace(looked, icon=delivery)
        answer.set_result(delivery.data)

    thread.ask(lambda job: FetchIcon(job, page, looked.url, is_local=read.is_local, pictures=read.pictures), hear)
