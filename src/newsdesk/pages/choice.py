"""Weighs two readings of one page against each other, line by line; knows no HTML parser and no site."""

from __future__ import annotations

import re

from newsdesk.arabic.fold import fold
from newsdesk.pages.body import Body
from newsdesk.pages.furniture import WALLS

LEAST = 80  # letters that make a text
SHORT = 500  # letters below which the first reading is doubted
SENTENCE = 100  # letters of a paragraph that is surely one
MOST_LEADS = 3  # paragraphs that the first reading may have lost above its own first
LONGEST_WALL = 6000  # letters
_GATE = re.compile(
    r"^https?://(?:consent|login|signin|auth|accounts?|sso)\.|^https?://[^/?#]+/(?:[^/?#]+/){0,3}"
    r"(?:log-?in|sign-?in|sign-?up|register|consent|cookie-?wall|paywall|subscribe|subscription)(?:[/?#.]|$)",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?؟…»\"”:۔。](?:\s*[\[\(].{0,20}[\]\)])?$")


def letters(text: str) -> int:
    """How many letters a text has, white space left out."""
    return len("".join(text.split()))


def is_better(second: str, first: str) -> bool:
    """Whether the second reading of a page tells its article and the first does not: texts of one paragraph a line."""
    if letters(first) < LEAST:
        return letters(second) > letters(first)
    return len(first) < SHORT and len(second) > 1.5 * len(first) and _is_prose(second)


def lost_lead(first: Body, second: Body) -> list[str]:
    """The paragraphs of the second reading that stand right above the first paragraph of the first, which lacks them.

    At most three; only whole sentences count, so that no caption and no list of links comes in.
    """
    beginning = next((line for line in first.text.split("\n") if len(line) >= SENTENCE), None)
    lines = second.text.split("\n")
    if beginning is None or beginning not in lines:
        return []
    lead: list[str] = []
    for line in reversed(lines[: lines.index(beginning)]):
        if len(line) < SENTENCE or not _END.search(line) or line in first.text or len(lead) == MOST_LEADS:
            break
        lead.insert(0, line)
    return lead


def is_wall(text: str) -> bool:
    """Whether a page's text asks to agree, log in, pay or prove something, instead of telling a story."""
    if len(text) > LONGEST_WALL:
        return False
    lines = text.split("\n")
    walls = sum(len(line) for line in lines if WALLS.search(fold(line) + " "))
    return walls > 0.4 * sum(map(len, lines))


def is_gate(url: str, asked: str) -> bool:
    """Whether an article's address led to a page for agreeing or logging in.

    >>> is_gate("https://consent.site.example/?back=x", "https://site.example/a/1")
    True
    >>> is_gate("https://site.example/a/1-login", "https://site.example/a/1")
    False
    """
    return bool(_GATE.search(url[:2000])) and not _GATE.search(asked[:2000])


def _is_prose(text: str) -> bool:
    lines = text.split("\n")
    return sum(len(line) for line in lines if len(line) >= SENTENCE and _END.search(line)) > 0.5 * len(text)
