"""A second opinion on where a page's article stands: paragraphs give points to what holds them; links take them away.

Knows no language: commas of all scripts count alike. Every step goes through the page once, so a page of twice the
length takes twice the time.
"""

from __future__ import annotations

import re
from collections import defaultdict

from lxml.html import HtmlElement

from newsdesk.pages.allow import BLOCKS, BOUNDS

LEAST = 25  # letters of a paragraph that counts
_HOLDERS = BLOCKS | BOUNDS | {"body", "html"}
_COMMAS = re.compile("[,،、，;؛]")
_BAD = re.compile(
    r"comment|shar(?:e|ing)|social|relat|sidebar|widget|newsletter|subscri|breadcrumb|banner|promo|popup|modal"
    r"|cookie|consent"
    r"|footer|masthead|menu|navig|\bnav\b|\btags?\b|most-?(?:read|viewed|popular)|popular|trending|recommend"
    r"|outbrain"
    r"|taboola|advert|sponsor|\bads?\b|login|signup|pagination|author-?bio|next-?(?:article|story)|disqus",
    re.IGNORECASE,
)
_GOOD = re.compile(r"article|body|content|entry|main|post|story|text|news|detail", re.IGNORECASE)
_GONE = frozenset({"nav", "footer", "aside", "button", "input", "select", "textarea", "script", "style", "iframe"})
_START = {"article": 25, "main": 10, "section": 3, "div": 5, "td": 3, "pre": 3, "blockquote": 3}
_HALVES = (1.0, 0.5, 0.33)  # what a paragraph gives to its parent, and to the two above


def article(tree: HtmlElement) -> str | None:
    """The article's part of the page as foreign HTML; None when nothing reads like one. `tree` loses its furniture."""
    from lxml.html import tostring

    body = tree.find("body")
    if body is None:
        return None
    _clear(body)
    lengths, links = _lengths(body)
    points = _points(body, lengths, links)
    if not points:
        return None
    best = max(points, key=points.__getitem__)
    best = _widened(best, body, lengths)
    parts = _with_neighbours(best, points, lengths, links)
    html: str = "".join(tostring(part, encoding="unicode", with_tail=False) for part in parts)
    return html


def _clear(body: HtmlElement) -> None:
    """Takes out what is named as furniture, unless it holds a good part of the page."""
    lengths, _ = _lengths(body)
    most = lengths.get(body, 0) * 0.4
    gone = []
    judged: dict[str, bool] = {}  # names repeat
    for element in body.iter():
        if not isinstance(element.tag, str) or element is body:
            continue
        is_bad = element.tag in _GONE
        if not is_bad and element.tag in _HOLDERS and element.tag != "article":
            name = f"{element.get('class', '')} {element.get('id', '')}"[:300]
            if name not in judged:
                judged[name] = bool(_BAD.search(name))
            is_bad = judged[name] and not _is_article(element)
        if is_bad and lengths.get(element, 0) <= most:
            gone.append(element)
    for element in gone:
        if element.getparent() is not None:
            element.drop_tree()


def _is_article(element: HtmlElement) -> bool:
    return "articleBody" in element.get("itemprop", "") or element.get("role") == "article"


def _lengths(body: HtmlElement) -> tuple[dict[HtmlElement, int], dict[HtmlElement, int]]:
    """Letters in each element, and those of them in links; one way up through the page."""
    lengths: dict[HtmlElement, int] = defaultdict(int)
    links: dict[HtmlElement, int] = defaultdict(int)
    for element in reversed(list(body.iter())):
        is_text = isinstance(element.tag, str)
        if is_text:
            lengths[element] += _letters(element.text)
            if element.tag == "a":
                links[element] = lengths[element]
        parent = element.getparent()
        if parent is not None:
            lengths[parent] += (lengths[element] if is_text else 0) + _letters(element.tail)
            links[parent] += links[element] if is_text else 0
    return lengths, links


def _letters(text: str | None) -> int:
    return len(" ".join(text.split())) if text else 0


def _points(
    body: HtmlElement, lengths: dict[HtmlElement, int], links: dict[HtmlElement, int]
) -> dict[HtmlElement, float]:
    points: dict[HtmlElement, float] = {}
    for element in body.iter("p", "pre", "div", "td", "section", "article", "li", "blockquote"):
        text = _own_text(element)
        if len(text) < LEAST or links[element] > lengths[element] / 2:
            continue
        worth = 1 + len(_COMMAS.findall(text)) + min(len(text) // 100, 3)
        is_loose = element.tag not in {"p", "pre", "li", "blockquote"}
        place = element if is_loose else element.getparent()
        for share in _HALVES:
            if place is None or place is body.getparent():
                break
            if place not in points:
                points[place] = _start(place)
            points[place] += worth * share
            place = place.getparent()
    return {place: score * (1 - links[place] / max(lengths[place], 1)) for place, score in points.items()}


def _start(element: HtmlElement) -> float:
    start = float(_START.get(element.tag, 0)) + (50 if _is_article(element) else 0)
    name = f"{element.get('class', '')} {element.get('id', '')}"[:300]
    if _BAD.search(name):
        start -= 25
    if _GOOD.search(name):
        start += 25
    return start


def _own_text(element: HtmlElement) -> str:
    """The text that stands in the element itself or in inline elements of it, not in blocks."""
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in _HOLDERS:
            parts.append("".join(child.itertext()) if len(child) == 0 else _own_text(child))
        parts.append(child.tail or "")
    return " ".join(" ".join(parts).split())


def _widened(best: HtmlElement, body: HtmlElement, lengths: dict[HtmlElement, int]) -> HtmlElement:
    """An element that is nearly all of what holds it gives way to that."""
    parent = best.getparent()
    while best is not body and parent is not None and parent is not body and lengths[best] >= 0.95 * lengths[parent]:
        best, parent = parent, parent.getparent()
    return best


def _with_neighbours(
    best: HtmlElement,
    points: dict[HtmlElement, float],
    lengths: dict[HtmlElement, int],
    links: dict[HtmlElement, int],
) -> list[HtmlElement]:
    """The best and what reads like it beside it, in the page's order."""
    parent = best.getparent()
    if parent is None:
        return [best]
    enough = max(10.0, 0.2 * points.get(best, 0.0))
    found = []
    for sibling in parent:
        is_paragraph = sibling.tag == "p" and lengths[sibling] > 80 and links[sibling] < lengths[sibling] / 4
        if sibling is best or points.get(sibling, 0.0) >= enough or is_paragraph:
            found.append(sibling)
    return found
