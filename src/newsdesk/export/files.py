"""Writes what is exported into a file, whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from newsdesk.domain.faults import FaultKind, failed


def write_file(path: Path, text: str) -> None:
    """Writes a file whole or not at all. Raises Failed(STORE_UNREADABLE | DISK_FULL)."""
    new = path.with_name(f"{path.name}.new")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        new.write_text(text, encoding="utf-8")
        new.replace(path)
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise failed(FaultKind.DISK_FULL, path=str(path)) from None
        reasons = {errno.EACCES: "denied", errno.EROFS: "readonly", errno.EISDIR: "folder"}
        reason = reasons.get(error.errno or 0, "other")
        raise failed(FaultKind.STORE_UNREADABLE, path=str(path), reason=reason) from None
