"""Pages without a feed, on their way out of the child: their lists of headlines prepared as a feed's items are."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from newsdesk.arabic.fold import fold
from newsdesk.domain.faults import Failed, FaultKind, failed
from newsdesk.domain.menu import Rule
from newsdesk.feeds import menus
from newsdesk.feeds.identity import letters
from newsdesk.intake.jobs import FeedRead, FetchFeed, MenusFound, PreparedItem, ReadFeed
from newsdesk.intake.prepare import prepare, wanted
from newsdesk.web.client import Answer


def found(job: int, page: Answer, now: datetime, refusal: Failed) -> MenusFound:
    """The lists that a page offers, its times read as on `now`. Raises `refusal` for a page that has none."""
    offered = menus.offers(page.body, menus.Origin(page.url, page.content_type, now))
    if not offered:
        raise refusal
    return MenusFound(job, tuple(_read(job, offer, page) for offer in offered))


def followed(job: FetchFeed | ReadFeed, rule: Rule, page: Answer, now: datetime) -> FeedRead:
    """The list that a rule names, its times read as on `now` by the job's clock, with the rule for the next time.
    Raises Failed(NO_HEADLINES)."""
    offer = menus.follow(page.body, rule, menus.Origin(page.url, page.content_type, now, job.clock))
    if offer is None or not offer.feed.items:
        raise failed(FaultKind.NO_HEADLINES, address=page.url)
    return _read(job.job, offer, page)


def _read(job: int, offer: menus.Offer, page: Answer) -> FeedRead:
    items = prepare(offer.feed)
    if page.url.startswith("file:"):
        items = _with_open_article(items, page)
    return FeedRead(
        job=job,
        url=page.url,
        permanent_url=page.permanent_url,
        title=offer.feed.title,
        site_url=offer.feed.site_url,
        language=None,
        items=items,
        validators=page.validators,
        max_age=page.max_age,
        received=page.received,
        zone=offer.feed.zone,
        minutes_east=offer.feed.minutes_east,
        rule=offer.rule,
        is_local=page.is_local,
        told_at=page.others_clock,
    )


def _with_open_article(items: tuple[PreparedItem, ...], page: Answer) -> tuple[PreparedItem, ...]:
    """The items; the one whose article a saved page shows beside its list gets that article's text."""
    from newsdesk import pages

    titles = {letters(title) for title in menus.open_titles(page.body, page.content_type)}
    place = next((n for n, item in enumerate(items) if letters(item.title) in titles and not item.has_full_text), None)
    if place is None:
        return items
    item = items[place]
    try:
        body = pages.extract(page.body, url=item.url or page.url, content_type=page.content_type, title=item.title)
    except Failed:  # the headline stands there, without an article
        return items
    whole = replace(
        item,
        html=body.html,
        text=body.text,
        pictures=wanted(body),
        has_full_text=True,
        search_body=fold(body.text),
    )
    return (*items[:place], whole, *items[place + 1 :])
