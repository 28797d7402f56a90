"""Puts a desk together for a profile: the lock, the stores, the intake process."""

from __future__ import annotations

import errno
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from newsdesk import __version__
from newsdesk.desk import Desk, utc_now
from newsdesk.domain.budget import MEGABYTE, Budget
from newsdesk.domain.changes import Notice
from newsdesk.domain.faults import FaultKind, failed
from newsdesk.domain.keeping import Keeping
from newsdesk.settings.paths import Paths

if TYPE_CHECKING:
    from newsdesk.intake.client import Intake
    from newsdesk.intake.spawn import HeadStart
    from newsdesk.settings.settings import Settings
    from newsdesk.store.watch import Watch
    from newsdesk.store.writes import Writes

USER_AGENT = f"newsdesk/{__version__} (+https://github.com/newsdesk/newsdesk)"


class Profile:
    """One profile's desk and the lock that makes this process its only writer."""

    def __init__(
        self,
        paths: Paths,
        *,
        patience: float | None,
        opens_intake: Callable[[], Intake] | None = None,
        clock: Callable[[], datetime] = utc_now,
        early: HeadStart | None = None,
    ) -> None:
        """`patience`: seconds to wait for another process's lock; None: until it is free or the desk stops.
        `opens_intake`: makes the intake where it is to have limits or manners of its own. `early`: has its process."""
        self.paths = paths
        self._patience = patience
        self._early = early
        self._clock = clock
        self._proxies: dict[str, str] | None = None
        self._release: Callable[[], None] | None = None
        self.desk = Desk(
            paths, opens_writes=self._open_writes, opens_intake=opens_intake or self._open_intake, clock=clock
        )

    def heed(self, settings: Settings) -> None:
        """Has the desk keep to what the reader chose."""
        budget = Budget(
            settings.pictures if settings.pictures in {"none", "small", "all"} else "small",
            Keeping(settings.retention_days, settings.retention_articles, settings.retention_megabytes),
            settings.picture_megabytes * MEGABYTE,
            settings.picture_megabytes_a_day * MEGABYTE,
            settings.megabytes_a_day * MEGABYTE,
        )
        self.desk.keep(budget)
        if settings.proxies != self._proxies:
            self._proxies = settings.proxies
            self.desk.renew_intake()

    def _open_writes(self, watch: Watch) -> tuple[Writes, tuple[Notice, ...]]:
        """On the writer thread: everything heavy is imported here, after the window has painted."""
        from newsdesk.store.writes import Writes

        self.hold(watch.is_stopping)
        writes = Writes(self.paths, self._clock)
        return writes, writes.open(watch)

    def hold(self, is_stopping: Callable[[], bool] | None = None) -> None:
        """Takes the profile's lock, unless it has it. Raises Failed: PROFILE_BUSY, STORE_UNREADABLE, DISK_FULL."""
        from filelock import FileLock, Timeout

        if self._release is not None:
            return
        self.paths.make()
        lock = FileLock(self.paths.lock_file, thread_local=False)
        try:
            timeout = -1 if self._patience is None else self._patience
            lock.acquire(timeout=timeout, poll_interval=0.1, cancel_check=is_stopping)
        except Timeout:
            raise failed(FaultKind.PROFILE_BUSY, path=str(self.paths.data)) from None
        except OSError as error:
            if error.errno in (errno.ENOSPC, errno.EDQUOT):
                raise failed(FaultKind.DISK_FULL, path=str(self.paths.data)) from None
            raise failed(FaultKind.STORE_UNREADABLE, path=str(self.paths.data), reason=_reason(error)) from None
        self._release = lock.release

    def is_in_order(self) -> bool:
        """Whether both databases are there in today's schema, as far as their first page tells.

        Raises Failed: STORE_NEWER, STORE_FOREIGN, STORE_UNREADABLE.
        """
        from newsdesk.store.schema import CACHE, LIBRARY, Condition, condition

        files = ((self.paths.library_db, LIBRARY), (self.paths.cache_db, CACHE))
        return all(condition(path, kind) is Condition.READY for path, kind in files)

    def _open_intake(self) -> Intake:
        from newsdesk.intake.client import Intake

        return Intake(user_agent=USER_AGENT, proxies=self._proxies, early=self._early)

    def close(self, last: Callable[[], None] | None = None) -> bool:
        """Stops the desk, then lets others write, after `last`. True when every thread is gone.

        A writer that is still busy with what the reader did keeps others out until the process ends, after it.
        """
        are_gone = self.desk.stop()
        if are_gone and last is not None:
            last()
        if are_gone and self._release is not None:
            self._release()
        return are_gone


def _reason(error: OSError) -> str:
    if isinstance(error, PermissionError):
        return "denied"
    return "readonly" if error.errno == errno.EROFS else "other"
