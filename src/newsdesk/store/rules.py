"""Writes and reads how the list of headlines on a page is found: one rule a page, in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsdesk.domain.menu import ANY_LIST, Rule
from newsdesk.domain.rule_text import as_text, of_text
from newsdesk.domain.source import SourceId, SourceKind

if TYPE_CHECKING:
    from newsdesk.store.connection import ReadConnection
    from newsdesk.store.stores import Stores

_ALL = "SELECT r.source_id, r.rule FROM library.page_rule r"


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


def stored(kind: SourceKind, written: str | None) -> Rule | None:
    """The rule in a row; None for none. A page whose rule was never stored is read by its best list."""
    rule = None if written is None else of_text(written)
    return ANY_LIST if rule is None and kind is SourceKind.PAGE else rule


def every(reads: ReadConnection) -> dict[SourceId, Rule]:
    """The rules of all pages that have one."""
    found = ((SourceId(row[0]), of_text(row[1])) for row in reads.rows(_ALL))
    return {source: rule for source, rule in found if rule is not None}
