"""What a page prints around a headline: its time, its teaser, whether there is a picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice

from newsdesk.arabic.breaking import is_category
from newsdesk.feeds.block_words import LENGTH_NAMES, PLAY_MARKS
from newsdesk.feeds.page_tree import Element
from newsdesk.feeds.records import HEADINGS, Story, is_headline, text_of, text_pieces
from newsdesk.feeds.stamps import LONGEST, are_lengths, is_clock, is_stamp, names_a_day

_LEAST_SUMMARY = 40  # letters
_CARD = 300  # elements of a record that are looked through
_AROUND = 3  # elements around a story of which one may say that it is a strip of breaking news
_BADGES = 12  # pieces of a record's text among which a label of breaking news may stand
_TIME_ATTRIBUTES = (
    "datetime",
    "data-time",
    "data-date",
    "data-datetime",
    "data-timestamp",
    "data-published",
    "data-utc",
)


@dataclass(frozen=True, slots=True)
class Details:
    """`time_text` is the time as printed, `machine_time` as written for machines (ISO 8601), `day` the date that is
    printed above the story and others; None for none. `is_breaking`: a class in the
    story's piece of the page or around its list, or a word of its own beside the headline, says so."""

    time_text: str | None
    machine_time: str | None
    summary: str
    has_picture: bool
    day: str | None = None
    is_breaking: bool = False

    @property
    def has_time(self) -> bool:
        """Whether the page tells when, for people or for machines."""
        return self.time_text is not None or self.machine_time is not None


def details_of(part: Sequence[Story], now: datetime) -> list[Details]:
    """The details of each story of one block. A time that stands between the records (a cell before, a line after)
    goes with the record on that side on which the block as a whole has it."""
    days = _days(part, now)
    own = _without_lengths(part, [replace(_own(story, now), day=day) for story, day in zip(part, days, strict=True)])
    if any(detail.has_time for detail in own):
        return own
    places: dict[int, int] = {}
    for step in (-1, 1):
        printed = [_printed_in(_gap(story, step, places), now) for story in part]
        if sum(text is not None for text in printed) * 3 >= len(part) * 2:
            return [replace(detail, time_text=text) for detail, text in zip(own, printed, strict=True)]
    return own


def _without_lengths(part: Sequence[Story], own: list[Details]) -> list[Details]:
    """The details without times that are the lengths of videos, as far as only the whole block tells."""
    beside = [detail.time_text for story, detail in zip(part, own, strict=True) if story.glued is None]
    printed = [text for text in beside if text is not None]
    if len(beside) < len(own) or not all(detail.has_picture for detail in own) or not are_lengths(printed):
        return own
    return [replace(detail, time_text=None) for detail in own]


def _days(part: Sequence[Story], now: datetime) -> list[str | None]:
    """For each story the date that stands above it as a heading, within its container or right before that."""
    above: dict[int, dict[int, str | None]] = {}
    records = {id(story.record) for story in part}
    neighbours: dict[int, Element | None] = {}
    for story in part:
        container = story.container
        if container is None or id(container) in above:
            continue
        day = _day_before(container, neighbours, now)
        of = above[id(container)] = {}
        for child in container.children:
            if id(child) in records:
                of[id(child)] = day
            elif len(of) < len(part):
                day = _day_in(child, now) or day
    return [above[id(story.container)][id(story.record)] if story.container else None for story in part]


def _day_before(container: Element, neighbours: dict[int, Element | None], now: datetime) -> str | None:
    """The date in what stands right before a list, or right before what holds it. `neighbours` remembers what stands
    before each element."""
    for at in islice(container.up(), 2):
        if at.parent is None:
            return None
        if id(at) not in neighbours:
            children = at.parent.children
            neighbours.update((id(one), before) for before, one in zip([None, *children], children, strict=False))
        before = neighbours[id(at)]
        if before is not None:
            return _day_in(before, now)
    return None


def _day_in(element: Element, now: datetime) -> str | None:
    text = " ".join(text_pieces(element, 4))
    return text if names_a_day(text[:LONGEST]) and is_stamp(text, now) else None


def _own(story: Story, now: datetime) -> Details:
    printed, machine = story.glued, None
    has_picture = is_breaking = False
    summary = ""
    for element in islice(story.record.walk(), _CARD):
        if element.tag in {"img", "picture", "video"}:
            has_picture = True
        is_breaking = is_breaking or any(map(is_category, element.names))
        machine = machine or _machine_time(element)
        if element.tag in {"p", "div", "span"} and not summary and element.tag not in HEADINGS:
            summary = _summary(element, story.title)
    if printed is None:
        printed = _printed_in([story.record], now)
    is_breaking = is_breaking or any(map(is_category, text_pieces(story.record, _BADGES))) or _is_in_strip(story)
    return Details(printed, machine, summary, has_picture, is_breaking=is_breaking)


def _is_in_strip(story: Story) -> bool:
    """Whether the list that a story stands in is a strip of breaking news, by its class or one around it."""
    around = story.container.up() if story.container is not None else ()
    return any(is_category(name) for element in islice(around, _AROUND) for name in element.names)


def _machine_time(element: Element) -> str | None:
    for name in _TIME_ATTRIBUTES:
        value = element.said.get(name, "").strip()
        if not value or len(value) > 40 or not value[0].isdigit():
            continue
        if value.isascii() and value.isdigit() and len(value) in {10, 13}:
            return datetime.fromtimestamp(int(value[:10]), UTC).isoformat()
        if len(value) >= 10 and value[4:5] == "-":
            return value
    return None


def _summary(element: Element, title: str) -> str:
    """The text of a block that reads like a teaser; "" for any other, and for one with blocks inside."""
    if any(child.tag in {"div", "p", "ul", "a", "span", "h2", "h3", "h4"} for child in element.children):
        return ""
    text = text_of(element)
    return text if len(text) >= _LEAST_SUMMARY and text != title and is_headline(text[:300]) else ""


def _printed_in(elements: Sequence[Element], now: datetime) -> str | None:
    """The first printed time in these elements; one that is cut into pieces («20 يونيو», «18:50») is put together. A
    clock alone gives way to a later time that says more: it may be the length of a video, and is where a sign for
    playing stands before it."""
    clock: str | None = None
    for element in elements:
        pieces = text_pieces(element, without=LENGTH_NAMES)
        for place in range(len(pieces)):
            is_played = place > 0 and pieces[place - 1].strip("\ufe0f ") in PLAY_MARKS
            for length in (3, 2, 1):
                window = " ".join(pieces[place : place + length])
                if len(pieces) - place < length or not is_stamp(window, now):
                    continue
                if not is_clock(window):
                    return window
                clock = clock or (None if is_played else window)
                break
    return clock


def _gap(story: Story, step: int, places: dict[int, int]) -> list[Element]:
    """The elements beside a record up to the next one that holds a link, at most three. `places` remembers where in
    its container each record stands."""
    parent = story.container
    if parent is None:
        return []
    if id(story.record) not in places:
        places.update((id(one), place) for place, one in enumerate(parent.inside))
    place = places[id(story.record)] + step
    found: list[Element] = []
    while 0 <= place < len(parent.inside) and len(found) < 3:
        one = parent.inside[place]
        place += step
        if isinstance(one, str):
            if one.strip():
                found.append(_as_element(one, parent))
            continue
        if any(inner.tag == "a" for inner in islice(one.walk(), _CARD)):
            break
        found.append(one)
    return found


def _as_element(text: str, parent: Element) -> Element:
    made = Element("span", {}, parent)
    made.inside.append(text)
    return made
