"""Turns what a publisher said into what is stored: plain text plain, HTML sanitised, search text folded."""

from __future__ import annotations

import re
from html import escape

from newsdesk.arabic.bidi import clean
from newsdesk.arabic.fold import fold
from newsdesk.domain.feed import Feed, Item
from newsdesk.feeds import identity
from newsdesk.intake.jobs import FetchPage, PageRead, PictureWanted, PreparedItem
from newsdesk.pages import Body, plain, sanitise
from newsdesk.pages.places import PICTURE

SUMMARY = 300  # letters
TITLE = 500
HEADLINE_OF_SUMMARY = 80  # for items without a title
FULL_TEXT = 1000  # letters from which a feed's own text may be the whole article
_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&hellip;)\s*\]|اقر[أا] المزيد|المزيد|read more)[\s.»”\"]*$", re.IGNORECASE
)


def prepare(feed: Feed) -> tuple[PreparedItem, ...]:
    """The feed's items in document order; keys that several of them share are left out."""
    keys = identity.keys(feed.items)
    return tuple(_prepared(item, own, feed.base_url) for item, own in zip(feed.items, keys, strict=True))


def _prepared(item: Item, keys: tuple[str, ...], base_url: str) -> PreparedItem:
    base = item.url or base_url
    said = plain(item.summary_html)
    body = _body(item, said, base)
    text = body.text if body is not None else ""
    summary = shorten(said, SUMMARY) if said else shorten(" ".join(text[: 4 * SUMMARY].split()), SUMMARY)
    title = shorten(one_line(item.title), TITLE) or shorten(summary, HEADLINE_OF_SUMMARY)
    return PreparedItem(
        keys=keys,
        title=title,
        url=item.url,
        author=shorten(one_line(item.author), TITLE) or None if item.author else None,
        published_at=item.published_at,
        time_text=item.time_text,
        position=item.position,
        summary=summary,
        html=body.html if body is not None else "",
        text=text,
        has_full_text=item.is_whole or (len(text) >= FULL_TEXT and not _GOES_ON.search(text[-40:])),
        pictures=wanted(body) if body is not None else (),
        search_title=fold(title),
        search_body=fold(text or summary),  # what is stored, or the index could not take it out again
        has_vague_time=item.is_time_vague,
        is_breaking=item.is_breaking,
    )


def _body(item: Item, said: str, base: str) -> Body | None:
    """The feed's own text: its content, or a summary long enough to be the whole article; None for a mere summary."""
    html = item.content_html
    if not html and len(said) >= FULL_TEXT:
        html = item.summary_html
    if not html:
        return None
    body = sanitise(html, base_url=base)
    return body if body.text and (body.text != said or len(said) >= FULL_TEXT) else None


def wanted(body: Body) -> tuple[PictureWanted, ...]:
    """The body's pictures as they cross the wall."""
    return tuple(PictureWanted(picture.key, picture.url, picture.alt) for picture in body.pictures)


def page_read(job: FetchPage, body: Body, received: int) -> PageRead:
    """An article's text: the page's, or the feed's own if longer; that gets the page's first picture if it has none."""
    pictures = wanted(body)
    if job.html:
        own = sanitise(job.html, base_url=job.url)
        if len(own.text) > len(body.text):
            lead = pictures[:1] if PICTURE not in own.html else ()
            body = sanitise("".join(map(_figure, lead)) + own.html, base_url=job.url)
            pictures = lead or job.pictures
    return PageRead(job.job, body.html, body.text, pictures, fold(body.text), received)


def _figure(picture: PictureWanted) -> str:
    return f'<figure><img src="{PICTURE}{picture.key}" alt="{escape(picture.alt)}"></figure>'


def one_line(text: str) -> str:
    """A title or name on one line, without what could hide or reorder it."""
    return clean(" ".join(text[: 8 * TITLE].split()))


def shorten(line: str, most: int) -> str:
    """The line at most `most` letters long, cut at a word where that loses little."""
    if len(line) <= most:
        return line
    head = line[: most - 1]
    cut = head.rfind(" ")
    return (head[:cut] if cut > most * 3 // 4 else head).rstrip(" ،,;:-–") + "…"
