"""Takes out of an article what belongs to its page: headline, date, bars, prompts, lists of other articles.

Works on HTML in the sanitiser's plain shape and knows no site.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement, fragment_fromstring, tostring

from newsdesk.arabic.fold import fold
from newsdesk.pages.furniture import DATE, DATED, HEADS_OTHERS, IS_PROMPT, POLICIES, PROMPTS

REAL = 100  # letters from which a paragraph with few links is surely of the article
SHORT = 14  # words of a line that may be a date, a path or a button
PROMPT = 260  # letters of the longest prompt
HEAD = 12  # lines above the first real paragraph that are looked at
_LISTS = frozenset({"ul", "ol", "table"})
_ENDS = (".", "!", "?", "؟", "…", "»", '"', "”", ":", "۔", "。")


@dataclass(slots=True)
class _Line:
    element: HtmlElement
    text: str
    folded: str
    in_links: float  # share of the letters that stand in links
    has_picture: bool

    @property
    def words(self) -> int:
        return self.folded.count(" ") + 1 if self.folded else 0

    @property
    def is_real(self) -> bool:
        return len(self.text) >= REAL and self.in_links < 0.5 and self.element.tag not in _LISTS


def trim(html: str, headlines: Sequence[str], *, seen: frozenset[str] = frozenset()) -> str:
    """The article without what is its page's. `headlines`: how the page and the feed word its headline; `seen`: lines
    that an earlier page of the same article had.

    What is left is still to be sanitised.
    """
    if not html:
        return html
    body = fragment_fromstring(html, create_parent="div")
    lines = [_line(element) for element in body if isinstance(element.tag, str)]
    gone = _head(lines, [fold(headline) for headline in headlines if headline])
    gone |= _others(lines)
    gone |= {place for place, line in enumerate(lines) if _is_prompt(line)}
    gone |= {place for place, line in enumerate(lines) if line.text in seen}
    gone |= _tail(lines, gone)
    if not gone:
        return html
    for place in gone:
        _take_out(lines[place])
    kept: str = "".join(tostring(element, encoding="unicode") for element in body)
    return kept


def _line(element: HtmlElement) -> _Line:
    for br in element.iter("br"):
        br.tail = " " + (br.tail or "")
    text = " ".join("".join(element.itertext()).split())
    linked = sum(len(" ".join("".join(link.itertext()).split())) for link in element.iter("a"))
    picture = element.tag == "figure" or next(element.iter("img"), None) is not None
    return _Line(element, text, fold(text), linked / len(text) if text else 0.0, picture)


def _take_out(line: _Line) -> None:
    """Removes the line; its pictures stay, unless they belong to other articles."""
    if line.has_picture and line.in_links < 0.5:
        for child in list(line.element.iterdescendants()):
            if child.tag not in {"img", "figure"} and not any(True for _ in child.iter("img")):
                child.drop_tree()
            else:
                child.tail = None
        line.element.text = None
    else:
        line.element.getparent().remove(line.element)


def _head(lines: list[_Line], headlines: list[str]) -> set[int]:
    """Headline, date and path above the first real paragraph; the headline also as the first line of all."""
    gone = set()
    first = next((place for place, line in enumerate(lines) if line.is_real and not _says(line, headlines)), len(lines))
    for place, line in enumerate(lines[: min(first, HEAD)]):
        if line.text and (_says(line, headlines) or _is_date(line) or (line.in_links > 0.8 and line.words <= 6)):
            gone.add(place)
    return gone


def _says(line: _Line, headlines: list[str]) -> bool:
    """Whether the line is the headline, or the headline with the name of the site or of its section."""
    if not line.folded or line.words > 60:
        return False
    for headline in headlines:
        if line.folded == headline:
            return True
        shorter, longer = sorted((line.folded, headline), key=len)
        if shorter.count(" ") >= 3 and longer.startswith(shorter) and len(shorter) > 0.7 * len(longer):
            return True
    return False


def _is_date(line: _Line) -> bool:
    if line.words > SHORT or not line.folded or line.text.endswith((".", "؟", "?", "!")):
        return False
    found = DATE.search(line.folded)
    if found is None:
        return False
    rest = (line.folded[: found.start()] + line.folded[found.end() :]).split()
    most = 9 if DATED.match(line.folded) else 4
    return sum(len(word) > 1 and not word.isdigit() for word in rest) <= most


def _is_prompt(line: _Line) -> bool:
    if not line.folded or line.has_picture:
        return False
    if line.words <= SHORT and IS_PROMPT.fullmatch(line.folded) and not line.folded.replace(" ", "").isdigit():
        return True
    return len(line.text) <= PROMPT and line.element.tag not in _LISTS and bool(PROMPTS.search(line.folded))


def _others(lines: list[_Line]) -> set[int]:
    """Lists of other articles: a line that heads one, and the linked or short lines below it."""
    gone: set[int] = set()
    for place, line in enumerate(lines):
        if place in gone or not _heads_others(line):
            continue
        following = place + 1
        while following < len(lines) and _is_other(lines[following]):
            following += 1
        at_end = not any(other.is_real for other in lines[following:])
        is_bare = len(line.folded) <= 40 or line.in_links > 0.3 or line.element.tag != "p"
        if is_bare and (at_end or following > place + 1 or line.in_links > 0.3):
            gone.update(range(place, following))
    return gone


def _heads_others(line: _Line) -> bool:
    return line.words <= 30 and not line.text.endswith(".") and bool(HEADS_OTHERS.match(line.folded + " "))


def _is_other(line: _Line) -> bool:
    if not line.text:
        return line.has_picture
    return line.element.tag != "table" and (line.in_links > 0.6 or _is_date(line))


def _tail(lines: list[_Line], gone: set[int]) -> set[int]:
    """What stands below the last real paragraph and is all links, a date, or a policy."""
    below: set[int] = set()
    for place in range(len(lines) - 1, -1, -1):
        line = lines[place]
        if place in gone or not line.text:
            continue
        if line.element.tag == "table":
            break
        is_policy = len(line.text) <= 3 * PROMPT and POLICIES.search(line.folded)
        if not (is_policy or _is_date(line) or (line.in_links > 0.8 and not line.text.endswith(_ENDS))):
            break
        below.add(place)
    return below
