"""When the picture that the last session left may be shown: only where everything is as it was when that ended.

There is one for each of the next days. What it depends on is written before it, in the same file: the program, the
settings, the day and its zone, the screen, and both databases as the last writer left them, before it let go of the
profile's lock. A database that was written to since differs in size, time or in the change counter of its first page,
or has a write-ahead log (https://www.sqlite.org/fileformat2.html, sections 1.3.7 and 4): then there is no picture.
"""

from __future__ import annotations

import contextlib
import struct
import time
import zlib
from datetime import date, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage

from newsdesk import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from newsdesk.desk import Desk
    from newsdesk.settings.paths import Paths
    from newsdesk.settings.settings import Settings
    from newsdesk.ui.window import Window

HEADER = 100  # bytes of a database's header
DAYS = 3  # that a picture is left for, today among them: headings and dates tell of the day
_SIZE = struct.Struct(">II")  # check sum and length of a picture


def take(paths: Paths, today: Callable[[], date] = date.today) -> QImage | None:
    """The picture that was left, where it still says what is so; None otherwise. Wants Qt's application made."""
    try:
        left = paths.glimpse_file.read_bytes()
    except OSError:
        return None
    stamp = stamp_of(paths, today())
    picture = None if stamp is None else _pictures(left).get(stamp)
    image = QImage() if picture is None else QImage.fromData(picture)
    if image.isNull():
        return None
    image.setDevicePixelRatio(QGuiApplication.primaryScreen().devicePixelRatio())
    return image


def farewell(window: Window, desk: Desk) -> Callable[[], None]:
    """Makes pictures of how the window would begin today and on the next days; answers what leaves them, once the
    stores are closed.

    None is left when anything was written after they were begun.
    """
    from newsdesk.domain.changes import Changes
    from newsdesk.ui import start
    from newsdesk.ui.glimpse import picture_of

    later: list[Changes] = []
    desk.subscribe(lambda news: later.append(news) if isinstance(news, Changes) and news else None)
    pictures: list[QImage] = []
    for ahead in range(DAYS):
        on_that_day = partial(_in_days, window.now, ahead)
        made = partial(start.window, desk, window.settings, _keep_nothing, on_that_day)
        picture = picture_of(window, made)
        if picture is None:
            break
        pictures.append(picture)
    return lambda: leave(desk.paths, () if later else pictures)


def _keep_nothing(_settings: Settings) -> None:
    """What nobody sees does not change what the reader chose."""


def _in_days(now: Callable[[], datetime], days: int) -> datetime:
    """This hour on a later day, by the reader's own clock."""
    return (now().replace(tzinfo=None) + timedelta(days=days)).astimezone()


def leave(paths: Paths, images: Sequence[QImage]) -> None:
    """Leaves pictures of today and the days after it for the next start, none for none. The stores are closed, and
    nobody may write to them yet."""
    today = date.today()  # noqa: DTZ011  the reader's own day
    new = paths.glimpse_file.with_suffix(".new")
    with contextlib.suppress(OSError):  # a start without one is as right, if slower
        stamps = [stamp_of(paths, today + timedelta(days=ahead)) for ahead in range(len(images))]
        if not stamps or None in stamps:
            paths.glimpse_file.unlink(missing_ok=True)
            return
        with new.open("wb") as file:
            for stamp, image in zip(stamps, images, strict=True):
                picture = _png(image)
                file.write((stamp or b"") + b"\0" + _SIZE.pack(zlib.crc32(picture), len(picture)) + picture)
        new.replace(paths.glimpse_file)


def _pictures(left: bytes) -> dict[bytes, bytes]:
    """What was left, by stamp. Qt shows of half a picture what there is: one whose sum is wrong is none."""
    found: dict[bytes, bytes] = {}
    while left:
        stamp, _, rest = left.partition(b"\0")
        if len(rest) < _SIZE.size:
            break
        check, length = _SIZE.unpack_from(rest)
        picture, left = rest[_SIZE.size : _SIZE.size + length], rest[_SIZE.size + length :]
        if zlib.crc32(picture) == check:
            found[stamp] = picture
    return found


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
