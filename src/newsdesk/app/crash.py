"""The record that a dying interpreter leaves; apart from the logs, whose imports the first paint does not need."""

from __future__ import annotations

import faulthandler
from typing import TextIO

from newsdesk.domain.faults import Failed
from newsdesk.settings.paths import Paths


def keep_crash_record(paths: Paths) -> TextIO | None:
    """Has a dying interpreter write its stacks to `logs/crash.txt`; answers the open file, None where it cannot be."""
    try:
        paths.make()
        record = (paths.logs / "crash.txt").open("a", encoding="utf-8")
    except (OSError, Failed):
        return None
    faulthandler.enable(record)
    return record
