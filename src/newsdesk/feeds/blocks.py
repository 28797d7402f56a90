"""Which stories of a page stand in one list, and how much each list looks like the page's own menu of headlines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from newsdesk.feeds.block_words import (
    LOOSE_TAGS,
    NAME_PARTS,
    OUTSIDE_NAMES,
    OUTSIDE_ROLES,
    OUTSIDE_TAGS,
    SIDE_NAMES,
    SIDE_ROLES,
    SIDE_TAGS,
    SIDE_TITLES,
)
from newsdesk.feeds.details import Details, details_of
from newsdesk.feeds.identity import canonical_url
from newsdesk.feeds.page_tree import Element
from newsdesk.feeds.records import Story, text_pieces

_MOST_NAMES = 8
_MOST_MAKINGS = 12  # pieces of more kinds than this are no columns of a page
_CHURN = re.compile(r"\d{3,}|[a-z]+[A-Z].*\d|__|^[a-z]{1,4}-?[0-9a-f]{5,}$|^(?:css|sc|jss|svelte|astro)-")
_LONG_TITLE = 60  # letters; what is printed above a list is shorter
_MAIN = frozenset({"main"})


@dataclass(slots=True)
class Block:
    """Stories that stand in the page in the same way, in document order. `region` is 1 for a list in the middle of the
    page, less at its side, 0 for what is no list of news; `quality` is about 0.2 to 3 for the average headline."""

    path: str
    names: tuple[str, ...]
    stories: list[Story]
    details: list[Details]
    region: float = 1.0
    quality: float = 0.0

    @property
    def score(self) -> float:
        """How much it looks like the page's own list."""
        count = len({story.address or story.title for story in self.stories})
        return float(self.region * self.quality * min(count, 40) ** 0.6)


def blocks_of(found: Sequence[Story], base: str, now: datetime) -> list[Block]:
    """All blocks of a page, best first; blocks outside (menus, footers, tags) are left out."""
    groups: dict[str, list[Story]] = {}
    for story in found:
        groups.setdefault(_path(story), []).append(story)
    blocks: list[Block] = []
    for path, group in groups.items():
        for part in _split(group):
            details = details_of(part, now)
            blocks.append(Block(path, _names(part), part, details))
    host = urlsplit(base).hostname or ""
    held = Counter(id(up) for story in found for up in story.anchor.up())
    wrappers = {element for element, count in held.items() if count * 5 > len(found) * 4}
    for block in blocks:
        block.region = _region(block, wrappers)
        block.quality = _quality(block, host)
    return sorted((block for block in blocks if block.region > 0), key=lambda block: -block.score)


def _path(story: Story) -> str:
    tags = [one.tag for one in story.anchor.up() if one.tag not in {"#", "html", "body"}]
    return "/".join(reversed(tags))


# --- one list or several ----------------------------------------------------------------------------------------------


def _split(group: list[Story]) -> list[list[Story]]:
    """A group of one path, cut where the pieces that hold it are of different making (a column and its neighbour)."""
    waiting, done = [group], []
    while waiting:
        part = waiting.pop()
        branches = _branches(part)
        if len(branches) < 2:
            done.append(part)
            continue
        making: list[tuple[Element, list[Story]]] = []
        for branch, own in branches:
            if len(making) > _MOST_MAKINGS:
                break
            alike = next((known for known in making if _is_alike(known[0], branch)), None)
            if alike is not None:
                alike[1].extend(own)
            else:
                making.append((branch, list(own)))
        is_mixed = len(making) > min(len(part) // 2, _MOST_MAKINGS)  # one list whose items differ
        if len(making) == 1 or is_mixed:
            done.append(part)
        else:
            waiting.extend(own for _, own in making)
    return done


def _branches(part: list[Story]) -> list[tuple[Element, list[Story]]]:
    """The elements below the deepest one that holds all of a part, each with what it holds; fewer than two when that
    is the list itself."""
    shared = list(reversed(list(part[0].record.up())))
    for story in part[1:]:
        line = list(reversed(list(story.record.up())))
        most = min(len(shared), len(line))
        same = next((place for place in range(most) if shared[place] is not line[place]), most)
        shared = shared[:same]
    depth = len(shared)
    found: dict[int, tuple[Element, list[Story]]] = {}
    for story in part:
        line = list(reversed(list(story.record.up())))
        branch = line[min(depth, len(line) - 1)]
        found.setdefault(id(branch), (branch, []))[1].append(story)
    return list(found.values())


def _is_alike(one: Element, other: Element) -> bool:
    if one.tag != other.tag or _hint(one) != _hint(other) or _is_titled_aside(one) != _is_titled_aside(other):
        return False
    mine, yours = set(one.said.get("class", "").split()), set(other.said.get("class", "").split())
    if not mine and not yours:
        return True
    return len(mine & yours) * 2 > len(mine | yours) or (len(mine & yours) * 2 == len(mine | yours) and len(mine) < 4)


def _names(part: list[Story]) -> tuple[str, ...]:
    """Ids and classes of what the list stands in, nearest first, without those that a build tool made up."""
    found: dict[str, None] = {}
    first = part[0].record
    for up in first.up():
        for name in (*up.said.get("id", "").split(), *up.said.get("class", "").split()):
            if len(name) < 40 and not _CHURN.search(name):
                found.setdefault(name.lower())
        if len(found) >= _MOST_NAMES:
            break
    return tuple(found)[:_MOST_NAMES]


# --- where on the page ------------------------------------------------------------------------------------------------


def _hint(element: Element, *, is_wrapper: bool = False) -> float:
    """What an element says about what it holds: 0 nothing of the news, 0.3 at the side, 1 nothing special. The name
    of a wrapper, which holds nearly all of the page's stories («with-sidebar»), says nothing of each."""
    role = element.said.get("role", "").lower()
    if element.tag in OUTSIDE_TAGS or role in OUTSIDE_ROLES:
        return 0.0
    is_aside = element.tag in SIDE_TAGS or role in SIDE_ROLES
    if not is_aside and (is_wrapper or element.tag in {"body", "html", "main", "article"}):
        return 1.0
    if element.tag in LOOSE_TAGS:
        return 0.0
    hint = 0.3 if is_aside else 1.0
    for name in (*element.said.get("id", "").split(), *element.said.get("class", "").split()):
        parts = [part.lower() for part in NAME_PARTS.findall(name)]
        whole = name.lower()
        if whole in OUTSIDE_NAMES or (parts and (parts[0] in OUTSIDE_NAMES or parts[-1] in OUTSIDE_NAMES)):
            return 0.05
        if whole in SIDE_NAMES or any(part in SIDE_NAMES for part in parts):
            hint = 0.3
    return hint


def _region(block: Block, wrappers: set[int]) -> float:
    inner = {id(story.record) for story in block.stories}
    region = 1.0
    container = block.stories[0].container
    for up in container.up() if container is not None else ():
        if id(up) in inner:
            continue
        hint = _hint(up, is_wrapper=id(up) in wrappers)
        if hint == 0.0:
            return 0.0
        region = min(region, hint)
        if up.tag in _MAIN:
            break
    first = block.stories[0].record
    return min(region, 0.3) if _is_below_aside_title(first) else region


def _is_below_aside_title(record: Element) -> bool:
    """Whether what is printed above a list says that it repeats news of the page («الأكثر قراءة»)."""
    at = record
    for _ in range(4):
        parent = at.parent
        if parent is None or parent.tag in {"body", "main", "#"}:
            return False
        title = _title_before(parent, at)
        if title is not None:
            return SIDE_TITLES.search(title) is not None
        at = parent
    return False


def _title_before(parent: Element, child: Element) -> str | None:
    """The nearest short text in front of a child, None when what stands in front is long or is nothing."""
    place = next(place for place, one in enumerate(parent.inside) if one is child)
    for one in reversed(parent.inside[max(0, place - 6) : place]):
        pieces = [one.strip()] if isinstance(one, str) else text_pieces(one)
        text = " ".join(piece for piece in pieces if piece)
        if text:
            return text if len(text) <= _LONG_TITLE else None
    return None


def _is_titled_aside(element: Element) -> bool:
    """Whether an element begins with a title such as «الأكثر قراءة»."""
    pieces = text_pieces(element)[:2]
    return bool(pieces) and len(pieces[0]) <= _LONG_TITLE and SIDE_TITLES.match(pieces[0]) is not None


# --- how good ---------------------------------------------------------------------------------------------------------


def _quality(block: Block, host: str) -> float:
    total = 0.0
    for story, detail in zip(block.stories, block.details, strict=True):
        words = len(story.title.split())
        total += 1.0 if 5 <= words <= 25 else 0.7 if words >= 4 else 0.4
        total += 0.5 * story.is_heading + 0.7 * detail.has_time
        total += 0.3 * bool(detail.summary) + 0.2 * detail.has_picture
    quality = total / len(block.stories)
    quality *= 0.4 + 0.6 * _share_at_home(block, host)
    quality *= 0.5 + 0.5 * _share_of_deep_links(block)
    quality *= len({story.title for story in block.stories}) / len(block.stories)
    repeated = Counter(canonical_url(story.address) for story in block.stories if story.address)
    if repeated and repeated.most_common(1)[0][1] > max(3, len(block.stories) // 2):
        quality *= 0.3  # many texts, one address
    return quality


def _share_at_home(block: Block, host: str) -> float:
    """How many of the addresses are of the page's own site."""
    site = ".".join(host.removeprefix("www.").split(".")[-3:])
    own = sum((urlsplit(story.address).hostname or "").endswith(site) for story in block.stories)
    return own / len(block.stories) if site else 1.0


def _share_of_deep_links(block: Block) -> float:
    """How many addresses look like a story's: a number or a long name in them."""
    deep = sum(re.search(r"\d{3,}|[^/]{24,}", urlsplit(s.address).path + urlsplit(s.address).query) is not None
               or not s.address for s in block.stories)  # fmt: skip
    return deep / len(block.stories)
