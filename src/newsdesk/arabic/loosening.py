"""Asks for less than a reader asked for: the same question without one kind of demand. Whether it finds more is not
known here."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from newsdesk.arabic import question


class Demand(StrEnum):
    """What a question demands besides its words."""

    ORDER = "order"  # that words stand together, as in quotation marks
    ARTICLES = "articles"  # which articles are meant: source, days, state, headline
    ABSENCE = "absence"  # that a word is not there
    ALL = "all"  # all of these at once


def looser(query: str, today: date) -> tuple[tuple[Demand, str], ...]:
    """Each demand that the question makes, with the question that does not make it, and where there are several, the
    bare words last; none that asks for nothing.

    >>> [words for _, words in looser('"وقف النار" -كرة', date(2026, 11, 25))]
    ['وقف النار -كرة', '"وقف النار"', 'وقف النار']
    >>> looser("غزة", date(2026, 11, 25))
    ()
    """
    parts = [(piece[0], _demand(piece[0], piece["sign"], piece["quoted"], today)) for piece in question.pieces(query)]
    made = {of for _, of in parts if of is not None}
    found = []
    for demand in Demand:
        if demand in made or (demand is Demand.ALL and len(made) > 1):
            dropped = made if demand is Demand.ALL else {demand}
            left = [text if of not in dropped else _freed(text) if of is Demand.ORDER else "" for text, of in parts]
            words = " ".join(part for part in left if part)
            if question.read(words, today).groups:
                found.append((demand, words))
    return tuple(found)


def _demand(text: str, sign: str | None, quoted: str | None, today: date) -> Demand | None:
    asked = question.read(text, today)
    if asked.has_filter or asked.in_title:
        return Demand.ARTICLES
    if sign:
        return Demand.ABSENCE
    return Demand.ORDER if quoted is not None and len(quoted.split()) > 1 else None


def _freed(text: str) -> str:
    return text.strip('"“”„«»') if text[:1] in '"“”„«' else text
