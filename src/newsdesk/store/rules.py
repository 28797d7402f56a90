"""Writes and reads how the list of headlines on a page is found: one rule a page, in the library."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newsdesk.domain.menu import Place, Rule

if TYPE_CHECKING:
    from newsdesk.store.stores import Stores


def save(stores: Stores, source_id: int, rule: Rule) -> None:
    """Keeps the rule of a page, in place of the one before; writes nothing when it is the same."""
    written = as_text(rule)
    if stores.library.value("SELECT rule FROM page_rule WHERE source_id = ?", (source_id,)) == written:
        return
    with stores.changing_library() as library:
        library.write(
            "INSERT INTO page_rule (source_id, rule) SELECT id, ?2 FROM source WHERE id = ?1"
            " ON CONFLICT (source_id) DO UPDATE SET rule = excluded.rule",
            (source_id, written),
        )


def as_text(rule: Rule) -> str:
    """The rule as it is stored: JSON."""
    places = [[place.path, list(place.names)] for place in rule.places]
    return json.dumps([rule.shape, rule.count, places], ensure_ascii=False)


def of_text(written: str | None) -> Rule | None:
    """The rule that was stored; None for none."""
    if written is None:
        return None
    shape, count, places = json.loads(written)
    return Rule(shape, count, tuple(Place(path, tuple(names)) for path, names in places))
