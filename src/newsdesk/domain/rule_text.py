"""A page's rule as text, in the library and in subscription lists. Pure; what it reads may be anybody's."""

from __future__ import annotations

import json

from newsdesk.domain.menu import Place, Rule

LONGEST = 1_000_000  # letters; a front page of many sections has a hundred places
SHAPES = frozenset({"links", "posts", "text", "data"})


def as_text(rule: Rule) -> str:
    """The rule as JSON: [shape, count, [[path, [names]]]]."""
    places = [[place.path, list(place.names)] for place in rule.places]
    return json.dumps([rule.shape, rule.count, places], ensure_ascii=False)


def of_text(written: str) -> Rule | None:
    """The rule that was written so; None for any other text."""
    if len(written) > LONGEST:
        return None
    try:
        match json.loads(written):
            case [str(shape), int(count), list(places)] if shape in SHAPES and 0 <= count < 100_000:
                found = [_place(one) for one in places]
            case _:
                return None
    except (ValueError, RecursionError):
        return None
    known = tuple(place for place in found if place is not None)
    return Rule(shape, count, known) if len(known) == len(found) else None


def _place(written: object) -> Place | None:
    match written:
        case [str(path), list(names)] if all(isinstance(name, str) for name in names):
            return Place(path, tuple(names))
    return None
