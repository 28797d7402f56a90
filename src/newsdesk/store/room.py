"""Gives pages that nothing uses any more back to the disk, a few at a time (SQLite, PRAGMA incremental_vacuum)."""

from __future__ import annotations

from newsdesk.store.database import Database

AT_ONCE = 100  # pages: each may have to be moved, a few milliseconds together
LEFT_FREE = 50  # pages that the next sync fills anyway
SHARE = 100  # and as many of the file are left free as this part of it


def give_back(cache: Database) -> bool:
    """Shortens the file by some of its free pages; False when so few are free that they may stay."""
    free: int = cache.value("PRAGMA freelist_count")
    if free <= max(LEFT_FREE, cache.value("PRAGMA page_count") // SHARE):
        return False
    with cache.transaction():
        cache.rows(f"PRAGMA incremental_vacuum({AT_ONCE})")
    return bool(cache.value("PRAGMA freelist_count") < free)
