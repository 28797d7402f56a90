"""The lists of headlines of a page without a feed: bytes in, values out. It must not fetch, sanitise or store."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from urllib.parse import urlsplit

from newsdesk.arabic.charset import decode, open_gzip
from newsdesk.domain.clock import UNKNOWN, SourceClock
from newsdesk.domain.feed import Feed, Item
from newsdesk.domain.menu import Line, Menu, Place, Rule
from newsdesk.feeds import page_data, page_text, posts
from newsdesk.feeds.blocks import Block, blocks_of
from newsdesk.feeds.dating import dated, zone_of_page
from newsdesk.feeds.details import Details
from newsdesk.feeds.identity import canonical_url
from newsdesk.feeds.page_data import Said
from newsdesk.feeds.page_tree import Element, read_page
from newsdesk.feeds.plain import fold_space
from newsdesk.feeds.records import Story, base_of, stories, text_of
from newsdesk.feeds.stamps import Moment, is_clock, resolve

MOST_OFFERS = 3
MOST_ITEMS = 300
_LEAST = 3  # headlines that make a list
_KIN = 0.75  # of the best block's quality: blocks as good as that are of the same menu
_LEADING = 3  # stories at most that lead a list
_BROKEN = 3  # a list that has shrunk to less than this part of what it was is looked for anew


@dataclass(frozen=True, slots=True)
class Origin:
    """How a page came: where it was found, its Content-Type as sent, the moment of the fetch (aware), and what has been
    learned of its source's clock."""

    url: str
    content_type: str | None
    now: datetime
    clock: SourceClock = UNKNOWN


@dataclass(frozen=True, slots=True)
class Offer:
    """A list that a page offers: how to find it again, and what it holds now."""

    rule: Rule
    feed: Feed

    @property
    def menu(self) -> Menu:
        """What the reader is shown of it."""
        return Menu(self.rule, tuple(Line(item.title, item.time_text) for item in self.feed.items))


def offers(document: bytes, origin: Origin) -> list[Offer]:
    """The lists of headlines on a page, best first, at most three; empty when it has none. The items of each stand in
    the page's own order."""
    text = decode(open_gzip(document), origin.content_type)
    if not _is_markup(text):
        found = page_text.read(text, url=origin.url, now=origin.now, clock=origin.clock)
        return [Offer(Rule("text", len(found.items)), found)] if found is not None else []
    page = _Page(text, origin)
    messages = posts.read(page.root, url=origin.url, title=page.title, now=origin.now)
    if messages is not None:
        return [Offer(Rule("posts", len(messages.items)), messages)]
    return _ranked(page) or _told(page, text)


def follow(document: bytes, rule: Rule, origin: Origin) -> Offer | None:
    """The list that `rule` names, as the page has it now, with the rule that finds it from now on: the same while it
    holds, a new one where the page was rebuilt. None when the page holds no list any more."""
    text = decode(open_gzip(document), origin.content_type)
    if rule.shape != "links" or not _is_markup(text):
        fresh = offers(document, origin)
        alike = next((offer for offer in fresh if offer.rule.shape == rule.shape), None)
        if alike is None:
            return fresh[0] if fresh else None
        return Offer(rule, alike.feed) if rule.shape != "links" else alike
    page = _Page(text, origin)
    named = _named(page.blocks, rule)
    kept = page.feed_of(named) if named else None
    if kept is not None and len(kept.items) * _BROKEN >= rule.count:
        return Offer(rule, kept)
    fresh = _ranked(page) or _told(page, text)
    if not fresh:
        return Offer(rule, kept) if kept is not None and kept.items else None
    best = max(fresh, key=lambda offer: _likeness_of_rules(offer.rule, rule))
    if kept is not None and len(kept.items) >= len(best.feed.items):
        return Offer(rule, kept)
    return best


def open_titles(document: bytes, content_type: str | None) -> list[str]:
    """What the article that a saved page shows may be called: its headings that are no links, and its title."""
    text = decode(open_gzip(document), content_type)
    if not _is_markup(text):
        return []
    root = read_page(text)
    found = [one for one in root.walk() if one.tag in {"h1", "h2"} and not any(up.tag == "a" for up in one.up())]
    bare = [text_of(one) for one in found if not any(inner.tag == "a" for inner in one.walk())]
    titles = [text_of(one) for one in root.walk() if one.tag == "title"]
    return bare[:20] + [part for title in titles[:1] for part in (title, *re.split(r"\s[|–—-]\s", title))]


def _is_markup(text: str) -> bool:
    head = text[:200_000].lower()
    return "<a " in head or "<html" in head or "<body" in head or "<div" in head or "<!doctype html" in head


class _Page:
    """One page read: its blocks, best first, and how its times are to be read."""

    def __init__(self, text: str, origin: Origin) -> None:
        self.root = read_page(text)
        self.origin = origin
        self.now = origin.now
        self.base = base_of(self.root, origin.url)
        self.blocks = blocks_of(stories(self.root, self.base), self.base, origin.now)
        self.title = _title(self.root, self.base)
        self.zone = zone_of_page(self.base, self._languages(), self._machine_times(), origin.clock)

    def _languages(self) -> list[str]:
        languages = [one.said["lang"] for one in _head(self.root) if "lang" in one.said]
        languages += [
            one.said.get("content", "") for one in _head(self.root) if one.said.get("property") == "og:locale"
        ]
        return languages

    def _machine_times(self) -> list[str]:
        return [detail.machine_time or "" for block in self.blocks[:20] for detail in block.details[:50]]

    def feed_of(self, blocks: Iterable[Block]) -> Feed:
        """The stories of these blocks in the order of the page, each address once."""
        found: dict[str, tuple[Story, Details]] = {}
        pairs = [(s, d) for block in blocks for s, d in zip(block.stories, block.details, strict=True)]
        for story, detail in sorted(pairs, key=lambda pair: pair[0].order):
            name = canonical_url(story.address) if story.address else story.title
            found[name] = _better(found.get(name), (story, detail))
        return self.feed_with([(story.title, story.address, detail) for story, detail in found.values()])

    def feed_with(self, stories: Sequence[Said]) -> Feed:
        """These stories in this order, at most 300."""
        items = [self._item(*said, position) for position, said in enumerate(stories[:MOST_ITEMS], 1)]
        site = self.base if self.base.startswith("http") else None
        feed = Feed(self.title, site, None, "page", self.base, tuple(items))
        return dated(feed, self.zone, self.now, self.origin.clock)

    def _moment(self, detail: Details) -> Moment:
        """When a story was published: as machines are told, else as printed, its day from the heading above it."""
        when = resolve(detail.machine_time, self.now, self.zone.zone)
        if when.at is None:
            when = resolve(detail.time_text, self.now, self.zone.zone)
        if when.is_vague and detail.day and (detail.time_text is None or is_clock(detail.time_text)):
            dated = resolve(f"{detail.day} {detail.time_text or ''}", self.now, self.zone.zone)
            if dated.at is not None and dated.at <= self.now:
                return dated
        return when

    def _item(self, title: str, address: str, detail: Details, position: int) -> Item:
        when = self._moment(detail)
        return Item(
            title=title,
            url=address or None,
            guid=None,
            published_at=when.at,
            time_text=detail.time_text,
            author=None,
            summary_html=escape(detail.summary, quote=False),
            content_html="",
            position=position,
            is_time_vague=when.is_vague,
            is_breaking=detail.is_breaking,
        )


def _better(known: tuple[Story, Details] | None, other: tuple[Story, Details]) -> tuple[Story, Details]:
    """Of two mentions of one story the one marked up as its headline, in the place of the first."""
    if known is None or known[0].is_heading or not other[0].is_heading:
        return known or other
    return other


def _head(root: Element) -> list[Element]:
    found = []
    for element in root.walk():
        if element.tag in {"html", "meta", "body"}:
            found.append(element)
        if element.tag == "body":
            break
    return found


def _title(root: Element, base: str) -> str:
    """What the page calls itself: a front page by its site's name, a section by its own title."""
    name = next((one.said.get("content", "") for one in _head(root) if one.said.get("property") == "og:site_name"), "")
    title = next((text_of(one) for one in root.walk() if one.tag == "title"), "")
    is_front = urlsplit(base).path in {"", "/"}
    return (fold_space(name) if is_front else "")[:200] or fold_space(title)[:200] or fold_space(name)[:200]


def _told(page: _Page, text: str) -> list[Offer]:
    """The list that a page without one tells machines."""
    stories = page_data.read(text, page.base)
    if len(stories) < _LEAST:
        return []
    feed = page.feed_with(stories)
    return [Offer(Rule("data", len(feed.items)), feed)]


# --- which blocks make a list -----------------------------------------------------------------------------------------


def _ranked(page: _Page) -> list[Offer]:
    """The best lists: the best block with its kin, that block alone, then the next best blocks of their own."""
    if not page.blocks:
        return []
    sets: list[list[Block]] = []
    for block in page.blocks[:6]:
        sets.append(_kin(page.blocks, block))
        if len(sets[-1]) > 1:
            sets.append([block])
    made: list[Offer] = []
    seen: list[set[str]] = []
    for blocks in sets:
        feed = page.feed_of(blocks)
        names = {item.url or item.title for item in feed.items}
        if len(names) < _LEAST or any(len(names & known) * 5 > len(names | known) * 4 for known in seen):
            continue
        seen.append(names)
        made.append(Offer(Rule("links", len(feed.items), tuple(Place(b.path, b.names) for b in blocks)), feed))
        if len(made) == MOST_OFFERS:
            break
    return made


def _kin(blocks: Sequence[Block], best: Block) -> list[Block]:
    """A block and those that are as good: on a front page of many sections all of them, beside one long list only what
    is of its size, and what leads it (the big story above a list)."""
    if best.region < 1:
        return [best]
    good = [
        block
        for block in blocks
        if block is not best and block.region == 1 and block.quality >= best.quality * _KIN
    ]  # fmt: skip
    size = len(best.stories)
    if sum(len(block.stories) for block in good) < size:
        starts = sorted((block.stories[0].order, len(block.stories)) for block in blocks if block.region == 1)
        good = [block for block in good if len(block.stories) * 2 >= size or _leads(block, best, starts)]
    return sorted([best, *good], key=lambda block: block.stories[0].order)


def _leads(block: Block, best: Block, starts: Sequence[tuple[int, int]]) -> bool:
    """Whether a block is the big story (or two, three) right above a list."""
    first, last = block.stories[0], block.stories[-1]
    begins = best.stories[0].order
    between = sum(last.order < start < begins for start, _ in starts)
    return len(block.stories) <= _LEADING and first.is_heading and last.order < begins and not between


# --- the same blocks again --------------------------------------------------------------------------------------------


def _named(blocks: Sequence[Block], rule: Rule) -> list[Block]:
    """The blocks that a rule's places name: same path first, names decide between equals; each block once."""
    free = list(blocks)
    found: list[Block] = []
    for place in rule.places:
        likeness = [(_likeness(block.path, block.names, place), -rank, block) for rank, block in enumerate(free)]
        best = max(likeness, key=lambda one: one[:2], default=None)
        if best is not None and best[0] >= 1:
            found.append(best[2])
            free.remove(best[2])
    return found


def _likeness(path: str, names: tuple[str, ...], place: Place) -> float:
    """1 and more: the same place. Equal paths are worth 1; a path that ends alike may do with names in common."""
    shared = len(set(names) & set(place.names)) / (len(set(names) | set(place.names)) or 1)
    if path == place.path:
        return 1 + shared
    mine, yours = path.split("/"), place.path.split("/")
    alike = 0
    while alike < min(len(mine), len(yours)) and mine[-1 - alike] == yours[-1 - alike]:
        alike += 1
    return 0.6 * alike / max(len(mine), len(yours)) + 0.8 * shared


def _likeness_of_rules(one: Rule, other: Rule) -> float:
    return max((_likeness(a.path, a.names, b) for a in one.places for b in other.places), default=0.0)
