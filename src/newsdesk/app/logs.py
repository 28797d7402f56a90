"""Where the program's own words about itself go: small rotating files of the profile, readable by their owner only."""

from __future__ import annotations

import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TextIO

from newsdesk.domain.faults import Failed
from newsdesk.settings.paths import Paths

LARGEST = 2 * 1024 * 1024
KEPT = 4  # and the one being written: five files of 2 MB
_SECRET = re.compile(
    r"(?<=://)[^/\s@]+@|(?<=[?&])[^=\s&]*(?:key|token|pass|secret|auth)[^=\s&]*=[^&\s]*", re.IGNORECASE
)


class WithoutSecrets(logging.Formatter):
    """Takes names and passwords out of addresses before a line is written, those of a traceback, too."""

    def format(self, record: logging.LogRecord) -> str:
        return _SECRET.sub("…", super().format(record))


class PrivateFile(RotatingFileHandler):
    """A rotating file that nobody else may read."""

    def _open(self) -> TextIO:  # type: ignore[override]
        file = super()._open()
        Path(self.baseFilename).chmod(0o600)
        return file

    def handleError(self, record: logging.LogRecord) -> None:
        """A line that the disk does not take is lost; the traceback of that would go to the reader."""


def keep_logs(paths: Paths, name: str) -> None:
    """Sends log records of warnings and worse to `logs/NAME.log`; where that cannot be written, nowhere."""
    handler: logging.Handler
    try:
        paths.make()
        handler = PrivateFile(paths.logs / f"{name}.log", maxBytes=LARGEST, backupCount=KEPT, encoding="utf-8")
    except (OSError, Failed):
        handler = logging.NullHandler()
    handler.setFormatter(WithoutSecrets("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
