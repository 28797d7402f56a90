"""How the list of headlines on a page is found again, and what such a list shows before it becomes a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Place:
    """Where one block of headlines stands. `path`: the tags from the page's body to a headline's link, joined by "/".
    `names`: ids and classes around the block, nearest first; evidence only, since publishers rename them."""

    path: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """Which blocks of a page make its list of headlines. `shape` is links, posts (a channel's messages), text (a page
    saved as plain text) or data (what a page tells machines); only links have `places`. `count`: how many headlines
    there were when it was learned."""

    shape: str
    count: int
    places: tuple[Place, ...] = ()


ANY_LIST: Final = Rule("links", 0)  # the best list of a page


@dataclass(frozen=True, slots=True)
class Line:
    """A headline of a page that is not a source yet, with its time as printed; None when the page prints none."""

    title: str
    time_text: str | None = None


@dataclass(frozen=True, slots=True)
class Menu:
    """A list of headlines that a page offers: how to find it again, and what it says now, in the page's order."""

    rule: Rule
    lines: tuple[Line, ...]
