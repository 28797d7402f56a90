"""When the picture that the last session left may be shown: only where everything is as it was when that ended.

What it depends on is written before the picture, in the same file: the program, the settings, the day and its zone,
the screen, and both databases as the last writer left them, before it let go of the profile's lock. A database that
was written to since differs in size, time or in the change counter of its first page, or has a write-ahead log
(https://www.sqlite.org/fileformat2.html, sections 1.3.7 and 4): then there is no picture.
"""

from __future__ import annotations

import contextlib
import time
import zlib
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage

from newsdesk import __version__

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from newsdesk.desk import Desk
    from newsdesk.settings.paths import Paths
    from newsdesk.ui.window import Window

HEADER = 100  # bytes of a database's header
CHECK = 4  # bytes of a check sum


def take(paths: Paths, today: Callable[[], date] = date.today) -> QImage | None:
    """The picture that was left, where it still says what is so; None otherwise. Wants Qt's application made."""
    try:
        stamp, _, rest = paths.glimpse_file.read_bytes().partition(b"\0")
    except OSError:
        return None
    check, picture = rest[:CHECK], rest[CHECK:]
    if stamp != stamp_of(paths, today()) or check != _check(picture):  # Qt shows of half a picture what there is
        return None
    image = QImage.fromData(picture)
    if image.isNull():
        return None
    image.setDevicePixelRatio(QGuiApplication.primaryScreen().devicePixelRatio())
    return image


def farewell(window: Window, desk: Desk) -> Callable[[], None]:
    """Makes a picture of how the window would begin now; answers what leaves it, once the stores are closed.

    None is left when anything was written after it was begun.
    """
    from newsdesk.domain.changes import Changes
    from newsdesk.ui import start
    from newsdesk.ui.glimpse import picture_of

    later: list[Changes] = []
    desk.subscribe(lambda news: later.append(news) if isinstance(news, Changes) and news else None)
    picture = picture_of(window, lambda settings: start.window(desk, settings, lambda _settings: None))
    return lambda: leave(desk.paths, None if later else picture)


def leave(paths: Paths, image: QImage | None) -> None:
    """Leaves a picture for the next start, none for None. The stores are closed, and nobody may write to them yet."""
    stamp = stamp_of(paths, date.today())  # noqa: DTZ011  the reader's own day
    new = paths.glimpse_file.with_suffix(".new")
    with contextlib.suppress(OSError):  # a start without one is as right, if slower
        if image is None or stamp is None:
            paths.glimpse_file.unlink(missing_ok=True)
            return
        picture = _png(image)
        new.write_bytes(stamp + b"\0" + _check(picture) + picture)
        new.replace(paths.glimpse_file)


def _check(picture: bytes) -> bytes:
    return zlib.crc32(picture).to_bytes(CHECK, "big")


def _png(image: QImage) -> bytes:
    from PySide6.QtCore import QBuffer, QIODevice

    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # PySide6's stubs want bytes; 80: quick rather than small
    return bytes(buffer.data().data())


def stamp_of(paths: Paths, today: date) -> bytes | None:
    """What a picture depends on, without a zero byte; None while a database is missing or has commits in its log."""
    try:
        stores = [_store(paths.library_db), _store(paths.cache_db)]
        settings = paths.settings_file.read_bytes().hex()
    except OSError:
        return None
    if None in stores or not QGuiApplication.screens():  # every screen may be off
        return None
    screen = QGuiApplication.primaryScreen()
    shown_on = (screen.devicePixelRatio(), screen.logicalDotsPerInch(), QGuiApplication.styleHints().colorScheme().name)
    when = (today.isoformat(), time.tzname, time.timezone, time.altzone)
    return repr((__version__, settings, when, shown_on, stores)).encode()


def _store(path: Path) -> tuple[int, int, int, str] | None:
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return None
    there = path.stat()
    with path.open("rb") as file:
        header = file.read(HEADER)
    return there.st_ino, there.st_size, there.st_mtime_ns, header.hex()
