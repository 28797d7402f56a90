"""The stories that a page links to: for each its address, its headline, and the piece of the page that is about it.

It knows nothing of lists: which stories belong together is `blocks`' matter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice

from newsdesk.feeds.block_words import HEADLINE_NAMES, NAME_PARTS, NOT_HEADLINES, SILENT_TAGS
from newsdesk.feeds.identity import canonical_url
from newsdesk.feeds.links import absolute, join_base
from newsdesk.feeds.page_tree import Element
from newsdesk.feeds.plain import fold_space
from newsdesk.feeds.stamps import split_stamp

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
MOST_STORIES = 1500
MOST_PIECES = 60  # of a text; no headline and no card has more
_COMPANIONS = 2  # links beside a heading that are not stories
_CARD = 100  # elements of a card that are looked through
_LEAST_LETTERS = 12
_MOST_LETTERS = 400
_BLOCKS = frozenset(
    {"div", "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "article", "section", "header", "figcaption"}
)
_WORD = re.compile(r"[^\W\d_]{2,}|\d+")
_UNWANTED = re.compile(r"^\s*(?:javascript|mailto|tel|sms|whatsapp|data|about):|^\s*#", re.IGNORECASE)


@dataclass(slots=True)
class Story:
    """A story that a page links to. `record` is the largest piece of the page that is about it alone, `anchor` the
    element that holds its headline (a link, or a heading beside one), `order` its place in the document."""

    address: str
    title: str
    glued: str | None
    anchor: Element
    order: int
    is_heading: bool
    record: Element = field(init=False)

    @property
    def container(self) -> Element | None:
        """What the record stands in, with others."""
        return self.record.parent


def base_of(root: Element, url: str) -> str:
    """The address that relative ones are resolved against; of a saved page the address it was saved from."""
    canonical = None
    for element in root.walk():
        if element.tag == "base" and element.said.get("href"):
            return join_base(url, element.said["href"])
        if element.tag == "link" and "canonical" in element.said.get("rel", "").lower().split():
            canonical = canonical or element.said.get("href")
        if element.tag == "meta" and element.said.get("property") == "og:url":
            canonical = canonical or element.said.get("content")
        if element.tag == "body":
            break
    if url.startswith("file:") and canonical and (found := absolute(canonical, "")):
        return found
    return url


def text_pieces(element: Element, most: int = MOST_PIECES, *, without: frozenset[str] = frozenset()) -> list[str]:
    """The first pieces of visible text inside, each on one line, in document order; empty ones left out, and what
    stands in elements that have one of the words `without` in a name."""
    found: list[str] = []
    waiting = [iter(element.inside)]
    while waiting and len(found) < most:
        one = next(waiting[-1], None)
        if one is None:
            waiting.pop()
        elif isinstance(one, str):
            if line := fold_space(one):
                found.append(line)
        elif one.tag not in SILENT_TAGS and not (without and has_name_of(one, without)):
            waiting.append(iter(one.inside))
    return found


def has_name_of(element: Element, words: frozenset[str]) -> bool:
    """Whether an id or a class of the element has one of these words as a part."""
    return any(part in words for name in element.names for part in NAME_PARTS.findall(name))


def text_of(element: Element) -> str:
    """The visible text inside on one line."""
    return fold_space(" ".join(text_pieces(element)))


def is_headline(text: str, *, is_heading: bool = False) -> bool:
    """Whether a text may be a headline: of some length, of several words, and not a word such as «المزيد»."""
    letters = sum(letter.isalpha() for letter in text)
    if not (_LEAST_LETTERS if not is_heading else 6) <= letters or len(text) > _MOST_LETTERS:
        return False
    words = _WORD.findall(text)
    return len(words) >= (2 if is_heading else 3) and NOT_HEADLINES.match(text) is None


def stories(root: Element, base: str) -> list[Story]:
    """Every story of a page in document order: links whose text may be a headline, each with its record."""
    found: list[Story] = []
    bare: dict[str, Element] = {}
    order = 0
    for element in _visible(root):
        order += 1
        if element.tag != "a" or not (written := element.said.get("href")) or _UNWANTED.match(written):
            continue
        address = absolute(written.partition("#")[0], base)
        if address is None:
            if not base.startswith("file:"):
                continue
            address = ""  # a page on the reader's own disk whose links lead nowhere
        story = _story(element, address, order)
        if story is not None:
            found.append(story)
        elif address:
            bare.setdefault(address, element)
        if len(found) >= MOST_STORIES:
            break
    found += _of_cards({key: one for key, one in bare.items() if key not in {s.address for s in found}}, found)
    found.sort(key=lambda story: story.order)
    found = _without_companions(found)
    _find_records(found)
    return found


def _without_companions(found: list[Story]) -> list[Story]:
    """Without the links that stand in a card beside its heading, such as its writer's name: at most two, and in most
    cards. More than that below one heading are stories of their own."""
    headings = [story for story in found if story.is_heading]
    of: dict[int, list[Story]] = {}
    for story in headings:
        for up in story.anchor.up():
            of.setdefault(id(up), []).append(story)
    companions: dict[int, list[Story]] = {}
    for story in found:
        if story.is_heading:
            continue
        near = next((of[id(up)] for up in story.anchor.up() if id(up) in of), [])
        if len(near) == 1:
            companions.setdefault(id(near[0]), []).append(story)
    beside = [group for group in companions.values() if len(group) <= _COMPANIONS]
    if len(beside) < 3 or len(beside) * 2 < len(headings):
        return found
    dropped = {id(story) for group in beside for story in group}
    return [story for story in found if id(story) not in dropped]


def _visible(root: Element) -> list[Element]:
    seen: list[Element] = []
    waiting = [root]
    while waiting:
        one = waiting.pop()
        if one.tag in SILENT_TAGS or "hidden" in one.said:
            continue
        seen.append(one)
        waiting.extend(reversed(one.children))
    return seen


def _story(link: Element, address: str, order: int) -> Story | None:
    above = next((one for one in link.up() if one.tag in HEADINGS), None)
    title, glued, is_heading = _headline_of(link)
    is_heading = is_heading or above is not None
    if not is_headline(title, is_heading=is_heading):
        return None
    return Story(address, title, glued, link, order, is_heading)


def _headline_of(link: Element) -> tuple[str, str | None, bool]:
    """The headline inside a link, a time glued to it, and whether it is marked up as one. A link around a whole card
    holds other lines too: a heading is the headline, else the first block that may be one."""
    heading = next((one for one in link.walk() if one.tag in HEADINGS or _is_named_title(one, link)), None)
    if heading is not None:
        glued, title = split_stamp(text_of(heading))
        if is_headline(title, is_heading=True):
            return title, glued, True
    blocks = [one for one in link.walk() if one is not link and one.tag in _BLOCKS]
    for block in blocks:
        glued, title = split_stamp(text_of(block))
        if is_headline(title) and not any(child.tag in _BLOCKS for child in block.children):
            return title, glued, False
    pieces = text_pieces(link)
    if len(pieces) > 1:  # spans of one line: the time may be a piece of its own
        glued, title = split_stamp(" ".join(pieces))
        first = split_stamp(pieces[0] + " …")[0] if not any(letter.isalpha() for letter in pieces[0]) else None
        if first is not None:
            return fold_space(" ".join(pieces[1:])), pieces[0], False
        return title, glued, False
    glued, title = split_stamp(pieces[0]) if pieces else (None, "")
    return title, glued, False


def _is_named_title(element: Element, link: Element) -> bool:
    if element is link or element.tag in {"img", "picture"}:
        return False
    return has_name_of(element, HEADLINE_NAMES)


def _of_cards(bare: dict[str, Element], found: list[Story]) -> list[Story]:
    """Stories of cards whose link holds no words (a picture, or nothing, laid over the card): their headline is the
    only heading of the smallest piece around the link that has one."""
    taken = {id(story.anchor) for story in found}
    held = {id(up) for story in found for up in story.anchor.up()}
    made: list[Story] = []
    for address, link in islice(bare.items(), MOST_STORIES):
        for up in list(link.up())[1:5]:
            if id(up) in held:
                break
            headings = [one for one in islice(up.walk(), _CARD) if one.tag in HEADINGS]
            if not headings:
                continue
            glued, title = split_stamp(text_of(headings[0]))
            if len(headings) == 1 and id(headings[0]) not in taken and is_headline(title, is_heading=True):
                made.append(Story(address, title, glued, headings[0], 0, is_heading=True))
            break
    if made:
        places = {id(element): place for place, element in enumerate(_visible(_root_of(made[0].anchor)), 1)}
        for story in made:
            story.order = places.get(id(story.anchor), 0)
    return [story for story in made if story.order]


def _root_of(element: Element) -> Element:
    *_, root = element.up()
    return root


_SEVERAL = "\n"  # no address


def _find_records(found: list[Story]) -> None:
    """Climbs from each headline to the largest element that holds no other story."""
    only: dict[int, str] = {}
    for story in found:
        name = canonical_url(story.address) if story.address else story.title
        for up in story.anchor.up():
            known = only.get(id(up))
            if known == _SEVERAL:
                break
            only[id(up)] = name if known in {None, name} else _SEVERAL
    for story in found:
        story.record = story.anchor
        for up in story.anchor.up():
            if only[id(up)] == _SEVERAL or up.tag in {"#", "html", "body"}:
                break
            story.record = up
