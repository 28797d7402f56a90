"""A news page that was saved or copied as plain text: a menu of headlines, and perhaps the article that was open."""

from __future__ import annotations

from datetime import datetime
from html import escape

from newsdesk.domain.clock import SourceClock
from newsdesk.domain.feed import Feed, Item
from newsdesk.feeds.dating import dated, zone_of_page
from newsdesk.feeds.identity import letters
from newsdesk.feeds.plain import fold_space
from newsdesk.feeds.records import is_headline
from newsdesk.feeds.stamps import is_glued, is_stamp, resolve, split_stamp

_LEAST = 3  # headlines that make a menu
_LONGEST = 200  # letters of a headline without a time beside it
_MOST_LINES = 20_000


def read(text: str, *, url: str, now: datetime, clock: SourceClock) -> Feed | None:
    """The headlines of the longest run of timed lines, else of lines that may be headlines, in the text's order; the
    headline whose article stands below it in the text has its paragraphs as content. None when there is no menu."""
    lines = [fold_space(line) for line in text.splitlines()[:_MOST_LINES]]
    joined = _joined(lines, now)
    start, end = _longest([is_glued(line) for line in joined])
    if end - start < _LEAST:
        start, end = _longest([_may_be_headline(line) for line in joined])
    if end - start < _LEAST:
        return None
    zone = zone_of_page(url, (), (), clock)
    menu = [split_stamp(line) for line in joined[start:end] if line]
    bodies = _articles(joined[:start] + joined[end:], [title for _, title in menu])
    items = []
    for position, (stamp, title) in enumerate(menu, 1):
        when = resolve(stamp, now, zone.zone)
        body = bodies.get(letters(title), [])
        items.append(
            Item(
                title=title,
                url=None,
                guid=None,
                published_at=when.at,
                time_text=stamp,
                author=None,
                summary_html="",
                content_html="".join(f"<p>{escape(line, quote=False)}</p>" for line in body),
                position=position,
                is_time_vague=when.is_vague,
                is_whole=bool(body),
            )
        )
    return dated(Feed("", None, None, "page", url, tuple(items)), zone, now, clock)


def _joined(lines: list[str], now: datetime) -> list[str]:
    """The lines, a time that stands on a line of its own put in front of the headline below it."""
    found: list[str] = []
    held = ""
    for line in lines:
        if held and line:
            found.append(f"{held} {line}")
            held = ""
        elif line and is_stamp(line, now) and is_glued(f"{line} x"):
            held = line
        elif not held:
            found.append(line)
    return [*found, held] if held else found


def _longest(are: list[bool]) -> tuple[int, int]:
    """Where the longest run of true lines begins and ends; single empty lines between them do not end it."""
    best = (0, 0)
    start = count = gap = 0
    most = 0
    for place, is_one in enumerate([*are, False, False]):
        if is_one:
            start = place if not count else start
            count, gap = count + 1, 0
            if count > most:
                most, best = count, (start, place + 1)
        elif count:
            gap += 1
            if gap > 1:
                count = 0
    return best


def _may_be_headline(line: str) -> bool:
    return is_headline(line) and len(line) <= _LONGEST and not line.endswith((".", "،", "؛"))


def _articles(lines: list[str], titles: list[str]) -> dict[str, list[str]]:
    """The paragraphs below each line that repeats a headline of the menu, by the headline's letters."""
    wanted = {letters(title) for title in titles}
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in lines:
        said = letters(line)
        if said in wanted and said not in found:
            current = found.setdefault(said, [])
        elif line and current is not None:
            current.append(line)
    return {title: body for title, body in found.items() if body}
