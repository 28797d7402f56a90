"""Reads the article of a page: two readings, what is not the article's trimmed off, the better one sanitised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from newsdesk.domain.faults import FaultKind, failed
from newsdesk.pages import choice, places, sanitise
from newsdesk.pages.body import Body
from newsdesk.pages.extraction import Page, read
from newsdesk.pages.following import following
from newsdesk.pages.trim import trim


@dataclass(frozen=True, slots=True)
class Article:
    """What a page tells, and the address of the page on which it goes on, None when it does not."""

    body: Body
    next_url: str | None = None


def read_article(
    document: bytes, *, url: str, content_type: str | None, title: str, first_url: str = "", number: int = 1
) -> Article:
    """The article, its shared picture in front when it has none of its own. Raises Failed(NO_TEXT).

    `first_url`, `number`: of a split article, where it begins and which of its pages this is.
    """
    page = read(document, url, content_type)
    if page is None:
        raise failed(FaultKind.NO_TEXT, address=url)
    next_url = following(page.tree, page.base_url, first_url or url, number + 1)
    hides = page.hide()
    body = _better(page, title)
    if hides and choice.letters(body.text) < choice.LEAST:  # a page that its script would have shown
        page = read(document, url, content_type) or page
        body = _better(page, title)
    if choice.letters(body.text) < choice.LEAST or choice.is_wall(body.text):
        raise failed(FaultKind.NO_TEXT, address=url)
    return Article(_with_lead(body, page.lead), next_url)


def tells_more(body: Body, earlier: Sequence[Body]) -> bool:
    """Whether a page says something that the earlier ones of its article do not: some sites answer any number alike."""
    said = {line for one in earlier for line in one.text.split("\n")}
    fresh = sum(len(line) for line in body.text.split("\n") if line not in said)
    return fresh > 0.2 * len(body.text)


def joined(bodies: Sequence[Body], base_url: str) -> Body:
    """One body of the pages of a split article; a paragraph that a page repeats from an earlier one comes once."""
    if len(bodies) == 1:
        return bodies[0]
    seen: set[str] = set()
    parts = []
    for body in bodies:
        parts.append(trim(body.html, (), seen=frozenset(seen)) if seen else body.html)
        seen.update(line for line in body.text.split("\n") if len(line) > choice.SENTENCE)
    whole = sanitise("".join(parts), base_url=base_url)
    pictures = {picture.key: picture for body in bodies for picture in body.pictures}
    return Body(whole.html, whole.text, tuple(p for key, p in pictures.items() if key in whole.html))


def _better(page: Page, title: str) -> Body:
    headlines = (title, *page.headlines)
    first = _trimmed(sanitise(page.by_rules(), base_url=page.base_url), page.base_url, headlines)
    second = sanitise(page.by_score(), base_url=page.base_url)
    is_second_better = choice.is_better(second.text, first.text)
    if not is_second_better and not choice.lost_lead(first, second):  # nearly always
        return first
    second = _trimmed(second, page.base_url, headlines)
    if is_second_better and choice.is_better(second.text, first.text):
        return second
    lead = choice.lost_lead(first, second)
    if not lead:
        return first
    with_lead = sanitise("".join(f"<p>{escape(line)}</p>" for line in lead) + first.html, base_url=page.base_url)
    return Body(with_lead.html, with_lead.text, first.pictures)


def _trimmed(whole: Body, base_url: str, headlines: Sequence[str]) -> Body:
    trimmed = trim(whole.html, headlines)
    if trimmed == whole.html:
        return whole
    body = sanitise(trimmed, base_url=base_url)
    return Body(body.html, body.text, tuple(picture for picture in whole.pictures if picture.key in body.html))


def _with_lead(body: Body, lead: str | None) -> Body:
    if lead is None or body.pictures:
        return body
    figure = sanitise(f'<figure><img src="{escape(lead)}" alt=""></figure>', base_url=lead)
    return Body(figure.html + body.html, body.text, figure.pictures) if places.PICTURE in figure.html else body
