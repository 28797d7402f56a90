"""Takes an older file to today's schema: numbered steps in one exclusive transaction, after a copy was made.

Alembic gives the operations, its batch mode rebuilds tables; it and SQLAlchemy are imported only when a step is due.
"""

from __future__ import annotations

import logging
import shutil
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from newsdesk.store import backups, steps
from newsdesk.store.database import connect
from newsdesk.store.schema import CACHE, Kind, beside
from newsdesk.store.watch import UNWATCHED, Watch

if TYPE_CHECKING:
    from alembic.operations import Operations
    from sqlalchemy import Connection, Engine

log = logging.getLogger(__name__)
SHARE_FOR_COPY = 0.2  # of the room that is left on the disk


@dataclass(frozen=True, slots=True)
class Step:
    """One step to schema `version`. `changes_rows` names the tables whose number of rows it means to change."""

    version: int
    upgrade: Callable[[Operations], None]
    changes_rows: frozenset[str] = frozenset()


class BrokenStepError(RuntimeError):
    """A step lost rows, broke a reference or is missing: a mistake of ours; the file is as it was."""


LIBRARY_STEPS: tuple[Step, ...] = (
    Step(2, steps.add_page_rule),
    Step(3, steps.add_source_choice),
    Step(4, steps.add_source_route),
    Step(5, steps.add_source_keeping),
    Step(6, steps.add_saved_search),
    Step(7, steps.let_marks_have_all_keys),
    Step(8, steps.add_breaking_of_bookmarks),
)
CACHE_STEPS: tuple[Step, ...] = (
    Step(2, steps.add_source_clock),
    Step(3, steps.add_source_record),
    Step(4, steps.add_source_answer),
    Step(5, steps.add_departed),
    Step(6, steps.allow_packed_bodies),
    Step(7, steps.add_source_icon),
    Step(8, steps.add_breaking),
    Step(9, steps.copy_marks_again, frozenset({"uncopied_mark"})),
    Step(10, steps.add_tally),
    Step(11, steps.add_feed_pictures),
)


def migrate(
    path: Path, kind: Kind, steps: Sequence[Step], folder: Path, now: datetime, watch: Watch = UNWATCHED
) -> None:
    """Brings the file to `kind.version`; all of it or nothing. The copy made before stays in `folder`; a cache, which
    can be fetched again, is not copied where that would take much of the room that is left.

    Raises BrokenStepError, Failed(STOPPED), and sqlite3.Error for what the surroundings did.
    """
    found = _version(path)
    due = [step for step in sorted(steps, key=lambda step: step.version) if found < step.version <= kind.version]
    if [step.version for step in due] != list(range(found + 1, kind.version + 1)):
        raise BrokenStepError(f"no steps from schema {found} to {kind.version}")
    is_cache = kind.name == CACHE.name
    watch.tell(0, len(due) + 1)
    # None is due where a kill came between the last step and the file itself.
    if due and (not is_cache or _has_room_for_copy(path, folder)):
        _copy(path, backups.before_climb(folder, kind, found, now), watch)
    from sqlalchemy.exc import DBAPIError

    engine = _engine(path)
    try:
        with engine.connect() as connection:
            _climb(connection, due, watch)
    except DBAPIError as error:
        if isinstance(error.orig, sqlite3.Error):
            raise error.orig from error
        raise
    finally:
        engine.dispose()
    if is_cache:
        _let_shrink(path)
    backups.thin_out(folder, now)
    log.info("%s went from schema %s to %s", kind.name, found, kind.version)


def _engine(path: Path) -> Engine:
    """An engine of one connection whose BEGIN and COMMIT are ours."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import StaticPool

    return create_engine(
        "sqlite://",
        creator=lambda: connect(path),
        poolclass=StaticPool,
        isolation_level="AUTOCOMMIT",
        skip_autocommit_rollback=True,
    )


def _climb(connection: Connection, due: Sequence[Step], watch: Watch) -> None:
    # Inside a transaction this pragma does nothing, and a table rebuilt with it on deletes what refers to it.
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    # A restored copy has a rollback journal: a kill would leave a half-written file whose first bytes tell of the end.
    connection.exec_driver_sql("PRAGMA journal_mode=WAL").all()
    connection.exec_driver_sql("BEGIN EXCLUSIVE")
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    try:
        with watch.over(driver):
            counts = _counts(connection)
            for done, step in enumerate(due, 1):
                watch.check()  # a count of rows asks nobody
                watch.tell(done, len(due) + 1)
                counts = _take(connection, step, counts)
        connection.exec_driver_sql("COMMIT")
    except BaseException:
        if driver.in_transaction:  # a full disk or an interrupted write has taken it back: another one would hide that
            connection.exec_driver_sql("ROLLBACK")
        raise
    # A reader judges a file by its first bytes: they must tell the new version before anybody looks.
    connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").all()


def _take(connection: Connection, step: Step, before: Mapping[str, int]) -> dict[str, int]:
    """The rows of each table after it."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    step.upgrade(Operations(MigrationContext.configure(connection)))
    after = _counts(connection)
    lost = {
        table: (count, after.get(table, 0))
        for table, count in before.items()
        if table not in step.changes_rows and after.get(table, 0) != count
    }
    if lost:
        raise BrokenStepError(f"the step to schema {step.version} changed rows of {lost}")
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        raise BrokenStepError(f"the step to schema {step.version} left references to nothing")
    connection.exec_driver_sql(f"PRAGMA user_version={step.version}")
    return after


def _counts(connection: Connection) -> dict[str, int]:
    names = connection.exec_driver_sql(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        " AND name <> 'search'"  # no rows of its own: its text is kept elsewhere
    ).scalars()
    return {
        name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608
        for name in names.all()
    }


def _let_shrink(path: Path) -> None:
    """Lets a cache from before it could give room back do so; that takes a VACUUM (SQLite, PRAGMA auto_vacuum). Where
    the disk has no room for one it stays as it was, and whole."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        if connection.execute("PRAGMA auto_vacuum").fetchone()[0] == 0:
            connection.execute("PRAGMA auto_vacuum=INCREMENTAL")
            connection.execute("VACUUM")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlite3.OperationalError as error:
        log.warning("%s cannot give room back: %s", path.name, error)
    finally:
        connection.close()


def _version(path: Path) -> int:
    connection = sqlite3.connect(path)
    try:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])
    finally:
        connection.close()


def _has_room_for_copy(path: Path, folder: Path) -> bool:
    """Whether a copy takes at most a fifth of what is left on the disk."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path.stat().st_size <= shutil.disk_usage(folder).free * SHARE_FOR_COPY


def _copy(path: Path, target: Path, watch: Watch) -> None:
    part = beside(target, ".part")
    connection = sqlite3.connect(path)
    try:
        with watch.over(connection):
            backups.copy_whole(connection, part)
    finally:
        connection.close()
    backups.settle_file(part)
    part.replace(target)
    backups.settle_folder(target.parent)
