"""What a window leaves for the next start to show at once is how that start looks, and only while it is so."""

from __future__ import annotations

import dataclasses
import sqlite3
import time
from contextlib import closing
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NOW
from tests.ui.room import SETTINGS, Room

from newsdesk.app.glimpse import DAYS, farewell, leave, take
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings, save
from newsdesk.texts import Texts
from newsdesk.ui.glimpse import Cover, picture_of
from newsdesk.ui.window import Window


def fresh(room: Room, settings: Settings) -> Window:
    return Window(room.texts, settings, lambda _settings: None, now=lambda: NOW)


def begun(room: Room, settings: Settings) -> Window:
    window = fresh(room, settings)
    window.begin(room.desk)
    return window


def left_by(room: Room) -> QImage:
    picture = picture_of(room.window, lambda: begun(room, room.window.settings))
    assert picture is not None
    return picture


def test_the_picture_is_how_the_next_start_looks_to_the_last_dot(room: Room) -> None:
    for key in ("J", "J", "S"):
        room.key(key)  # an article is open, a row chosen, one starred: the next start begins at the top
    room.wait(room.bookmarks_on_disk)
    room.settle()
    picture = left_by(room)
    window = fresh(room, SETTINGS)
    window.resize(room.window.size())
    cover = Cover(window, picture)
    window.cover(cover, lambda: room.desk)
    seen: list[QImage] = []
    lifted: list[bool] = []

    def on_painted() -> None:
        seen.append(window.grab().toImage())
        window.sources.counted.connect(lambda: QTimer.singleShot(0, lambda: lifted.append(cover.isHidden())))

    window.painted.connect(on_painted)
    window.show()
    room.wait(lambda: not cover.isVisible())  # its own sidebar has counted
    room.wait(lambda: lifted)
    assert lifted[0]  # by the counts, and not because it lay there for long
    assert seen[0] == picture
    room.wait(lambda: window.grab().toImage() == picture)
    assert window.model.rowCount() == 12
    window.close()
    window.let_go()


def test_a_sync_that_will_have_been_by_then_is_not_in_the_picture(room: Room) -> None:
    before = left_by(room)
    shown = room.window.parts.masthead.sync
    words = shown.text()
    room.desk.sync_every(timedelta(minutes=30))
    room.wait(lambda: shown.text() != words)
    assert left_by(room) == before


def test_a_window_of_another_size_covers_itself_with_a_plain_surface(room: Room) -> None:
    cover = Cover(room.window, left_by(room))
    cover.resize(900, 600)
    shown = cover.grab().toImage()
    assert {shown.pixel(x, y) for x in range(0, 900, 50) for y in range(0, 600, 50)} == {shown.pixel(0, 0)}
    cover.deleteLater()


def test_where_no_window_can_be_made_any_more_there_is_no_picture(room: Room) -> None:
    def made_of_what_is_gone() -> Window:
        (room.paths.data / "a file of the version before").read_text("utf-8")
        return begun(room, room.window.settings)

    assert picture_of(room.window, made_of_what_is_gone) is None


def test_a_window_leaves_its_picture_when_all_is_closed(room: Room) -> None:
    save(room.paths.settings_file, SETTINGS)
    leaves = farewell(room.window, room.desk)
    room.close()
    leaves()
    assert take(room.paths) is not None


def test_what_is_written_after_the_picture_was_made_makes_it_void(room: Room) -> None:
    save(room.paths.settings_file, SETTINGS)
    leaves = farewell(room.window, room.desk)
    room.desk.set_read([room.rows()[0].id], True).result(20)
    room.close()
    leaves()
    assert not room.paths.glimpse_file.exists()


@pytest.fixture
def paths(opens_room: OpensRoom) -> Paths:
    """A profile that was closed and left a picture."""
    room = opens_room(usual)
    save(room.paths.settings_file, SETTINGS)
    picture = left_by(room)
    room.close()
    leave(room.paths, [picture])
    return room.paths


def test_what_was_left_is_shown_while_nothing_has_changed(paths: Paths) -> None:
    assert take(paths) is not None
    assert take(paths) is not None


def test_one_commit_to_either_store_makes_it_void(paths: Paths) -> None:
    for path in (paths.cache_db, paths.library_db):
        assert take(paths) is not None
        with closing(sqlite3.connect(path)) as store, store:
            store.execute("PRAGMA user_version = 77")  # nothing that a row would tell
        assert take(paths) is None
        leave(paths, [QImage(8, 8, QImage.Format.Format_RGB32)])


def test_a_commit_that_stands_in_the_log_only_makes_it_void(paths: Paths) -> None:
    with closing(sqlite3.connect(paths.cache_db)) as store:
        store.execute("PRAGMA wal_autocheckpoint = 0")
        with store:
            store.execute("PRAGMA user_version = 77")
        assert take(paths) is None
        leave(paths, [QImage(8, 8, QImage.Format.Format_RGB32)])
        assert not paths.glimpse_file.exists()


def test_other_settings_make_it_void(paths: Paths) -> None:
    save(paths.settings_file, dataclasses.replace(SETTINGS, text_size=110))
    assert take(paths) is None


def test_the_next_days_have_pictures_of_their_own(room: Room) -> None:
    save(room.paths.settings_file, SETTINGS)
    leaves = farewell(room.window, room.desk)
    tomorrow = (NOW.replace(tzinfo=None) + timedelta(days=1)).astimezone()
    texts = Texts(SETTINGS.language, SETTINGS.shown_digits, SETTINGS.months, clock=lambda: tomorrow)
    then = Window(texts, SETTINGS, lambda _settings: None, now=lambda: tomorrow)
    then.begin(room.desk)
    ought = picture_of(room.window, lambda: then)
    room.close()
    leaves()
    today = datetime.now().astimezone().date()
    shown = [take(room.paths, lambda day=today + timedelta(days=n): day) for n in range(DAYS + 1)]
    assert None not in shown[:DAYS] and shown[DAYS] is None
    assert shown[1] == ought != shown[0]


def test_another_day_makes_it_void(paths: Paths) -> None:
    assert take(paths, lambda: datetime.now().astimezone().date()) is not None
    assert take(paths, lambda: datetime.now().astimezone().date() + timedelta(days=1)) is None


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the zone of a process is fixed here")
def test_another_zone_makes_it_void(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        for zone, is_so in (("AAA-3", True), ("BBB-3", False)):  # the same hour: another country, other habits
            monkeypatch.setenv("TZ", zone)
            time.tzset()
            if is_so:
                leave(paths, [QImage(8, 8, QImage.Format.Format_RGB32)])
            assert (take(paths) is not None) == is_so
    finally:
        monkeypatch.undo()
        time.tzset()


def test_a_damaged_picture_is_no_picture(paths: Paths) -> None:
    whole = paths.glimpse_file.read_bytes()
    stamp = whole.partition(b"\0")[0]
    at = len(stamp) + 1
    other_check = whole[:at] + bytes(4) + whole[at + 4 :]
    for damaged in (other_check, whole[:-400], whole[:40], b"", stamp, stamp + b"\0", stamp + b"\0" + bytes(500)):
        paths.glimpse_file.write_bytes(damaged)
        assert take(paths) is None
    paths.glimpse_file.write_bytes(whole)
    assert take(paths) is not None
