"""Keeps the kernel's limits on this process: memory once, CPU anew for each document; none where there are none."""

from __future__ import annotations

import math
from typing import Any

from newsdesk.intake.limits import Limits

resource: Any
try:
    import resource
except ImportError:  # Windows
    resource = None


class Restraint:
    """Used around each document by the one thread that reads them.

    The kernel kills the process at the limit, also while C code holds the interpreter's lock. Its clock counts whole
    seconds of the whole process, so a document may have up to one second more than `Limits.cpu`.
    """

    def __init__(self, limits: Limits) -> None:
        self._cpu = limits.cpu
        if resource is None:
            return
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        most = limits.memory if hard == resource.RLIM_INFINITY else min(limits.memory, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (most, hard))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        self._hard = resource.getrlimit(resource.RLIMIT_CPU)[1]

    def __enter__(self) -> None:
        if resource is not None:
            used = resource.getrusage(resource.RUSAGE_SELF)
            end = math.ceil(used.ru_utime + used.ru_stime + self._cpu)
            self._limit(end if self._hard == resource.RLIM_INFINITY else min(end, self._hard))

    def __exit__(self, *_: object) -> None:
        if resource is not None:
            self._limit(self._hard)

    def _limit(self, soft: int) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (soft, self._hard))
