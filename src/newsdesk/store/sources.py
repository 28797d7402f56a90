"""Writes what the reader added, and how its fetches went."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from newsdesk.domain.faults import Fault, FaultKind, failed
from newsdesk.domain.menu import Rule
from newsdesk.domain.rule_text import as_text
from newsdesk.domain.source import Source, SourceId, SourceKind, Validators
from newsdesk.store import farewells, rules
from newsdesk.store.moments import stamp, stamp_or_none
from newsdesk.store.rows import FeedFinish
from newsdesk.store.stores import Stores

_SUCCESS = (
    "INSERT INTO source_state (source_id, etag, last_modified, validated_url, last_attempt_at, last_success_at,"
    " next_due_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6) ON CONFLICT (source_id) DO UPDATE SET etag = excluded.etag,"
    " last_modified = excluded.last_modified, validated_url = excluded.validated_url,"
    " last_attempt_at = excluded.last_attempt_at, last_success_at = excluded.last_success_at,"
    " next_due_at = excluded.next_due_at, failures = 0, fault_kind = NULL, fault_facts = NULL"
)
_FAULT = (
    "INSERT INTO source_state (source_id, last_attempt_at, next_due_at, failures, fault_kind, fault_facts)"
    " VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT (source_id) DO UPDATE SET last_attempt_at = excluded.last_attempt_at,"
    " next_due_at = excluded.next_due_at, failures = failures + 1, fault_kind = excluded.fault_kind,"
    " fault_facts = excluded.fault_facts"
)


def add(stores: Stores, source: Source, rule: Rule | None = None) -> Source:
    """The source with the id it was given, a page with its rule. Raises Failed(ALREADY_THERE) when its address is
    another's."""
    there = stores.library.rows(
        "SELECT url, title FROM source WHERE url IN (?1, ?2) OR feed_url IN (?1, ?2)", (source.url, source.feed_url)
    )
    if there:
        raise failed(FaultKind.ALREADY_THERE, address=there[0][0], title=there[0][1])
    with stores.changing_library() as library:
        folder = None if source.folder is None else _folder(stores, source.folder)
        library.write(
            "INSERT INTO source (kind, url, feed_url, site_url, title, folder, interval, added_at, position)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM source))",
            (
                *(source.kind.value, source.url, source.feed_url, source.site_url, source.title, folder),
                *(int(source.interval.total_seconds()), stamp(source.added_at)),
            ),
        )
        made: int = library.value("SELECT last_insert_rowid()")
        if rule is not None:
            library.write("INSERT INTO page_rule (source_id, rule) VALUES (?, ?)", (made, as_text(rule)))
    return Source(
        SourceId(made),
        SourceKind(source.kind),
        *(source.url, source.feed_url, source.site_url, source.title, source.folder),
        timedelta(seconds=int(source.interval.total_seconds())),
        source.added_at,
    )


def remove(stores: Stores, source_id: int) -> bool:
    """Removes the source itself, and its folder when that is empty now; False when it was not there."""
    with stores.changing_library() as library:
        folder = library.value("SELECT folder FROM source WHERE id = ?", (source_id,))
        is_gone = library.write("DELETE FROM source WHERE id = ?", (source_id,)) > 0
        library.write(
            "DELETE FROM folder WHERE id = ?1 AND ?1 NOT IN (SELECT folder FROM source WHERE folder IS NOT NULL)",
            (folder,),
        )
    return is_gone


def renew(stores: Stores, source_id: int, finish: FeedFinish) -> bool:
    """Takes over what the feed says about itself; the reader's own name for it stays. Whether anything changed."""
    rows = stores.library.rows("SELECT url, feed_url, site_url, title FROM source WHERE id = ?", (source_id,))
    if not rows:
        return False
    if finish.rule is not None:
        rules.save(stores, source_id, finish.rule)
    url, feed_url, site_url, title = rows[0]
    has_own_name = title not in {"", url, feed_url}
    wanted = (
        finish.feed_url or feed_url,
        finish.site_url or site_url,
        title if has_own_name or not finish.title else finish.title,
    )
    if wanted == (feed_url, site_url, title):
        return False
    with stores.changing_library(waits_for_disk=False) as library:
        library.write("UPDATE source SET feed_url = ?, site_url = ?, title = ? WHERE id = ?", (*wanted, source_id))
    return True


def write_success(
    stores: Stores,
    source_id: int,
    validators: Validators,
    validated_url: str | None,
    times: tuple[datetime, datetime | None],
) -> None:
    """Writes that a fetch went well, inside the caller's transaction on the cache. `validated_url` gave the validators;
    the feed's address when None. `times`: when it was, and when it is to be polled again."""
    if validated_url is None:
        validated_url = stores.library.value("SELECT feed_url FROM source WHERE id = ?", (source_id,))
    at, next_due_at = times
    stores.cache.write(
        _SUCCESS,
        (source_id, validators.etag, validators.last_modified, validated_url, stamp(at), stamp_or_none(next_due_at)),
    )


def save_fault(stores: Stores, source_id: int, fault: Fault, at: datetime, next_due_at: datetime | None) -> None:
    """Writes that a fetch failed, and why; an outage of the reader's own line is no fault of the source."""
    if fault.kind in {FaultKind.OFFLINE, FaultKind.STOPPED}:
        return
    facts = json.dumps(dict(fault.facts), ensure_ascii=False)
    with stores.cache.transaction() as _:
        fault = farewells.judged(stores, source_id, fault, at)
        stores.cache.write(_FAULT, (source_id, stamp(at), stamp_or_none(next_due_at), fault.kind.value, facts))


def _folder(stores: Stores, name: str) -> int:
    stores.library.write(
        "INSERT OR IGNORE INTO folder (name, position) VALUES (?, (SELECT coalesce(max(position), 0) + 1 FROM folder))",
        (name,),
    )
    found: int = stores.library.value("SELECT id FROM folder WHERE name = ?", (name,))
    return found
