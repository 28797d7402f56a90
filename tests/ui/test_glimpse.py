"""What a window leaves for the next start to show at once is how that start looks, and only while it is so."""

from __future__ import annotations

import dataclasses
import sqlite3
from contextlib import closing

import pytest
from PySide6.QtGui import QImage
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NOW
from tests.ui.room import SETTINGS, Room

from newsdesk.app.glimpse import leave, take
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings, save
from newsdesk.ui.glimpse import Cover, picture_of
from newsdesk.ui.window import Window


def fresh(room: Room, settings: Settings) -> Window:
    return Window(room.texts, settings, lambda _settings: None, now=lambda: NOW)


def begun(room: Room, settings: Settings) -> Window:
    window = fresh(room, settings)
    window.begin(room.desk)
    return window


def left_by(room: Room) -> QImage:
    picture = picture_of(room.window, lambda settings: begun(room, settings))
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
    window.painted.connect(lambda: seen.append(window.grab().toImage()))
    window.show()
    room.wait(lambda: not cover.isVisible())  # its own sidebar has counted
    assert seen[0] == picture
    room.wait(lambda: window.grab().toImage() == picture)
    assert window.model.rowCount() == 12
    window.close()
    window.let_go()


def test_a_window_of_another_size_covers_itself_with_a_plain_surface(room: Room) -> None:
    cover = Cover(room.window, left_by(room))
    cover.resize(900, 600)
    shown = cover.grab().toImage()
    assert {shown.pixel(x, y) for x in range(0, 900, 50) for y in range(0, 600, 50)} == {shown.pixel(0, 0)}
    cover.deleteLater()


@pytest.fixture
def paths(opens_room: OpensRoom) -> Paths:
    """A profile that was closed and left a picture."""
    room = opens_room(usual)
    save(room.paths.settings_file, SETTINGS)
    picture = left_by(room)
    room.close()
    leave(room.paths, picture)
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
        leave(paths, QImage(8, 8, QImage.Format.Format_RGB32))


def test_a_commit_that_stands_in_the_log_only_makes_it_void(paths: Paths) -> None:
    with closing(sqlite3.connect(paths.cache_db)) as store:
        store.execute("PRAGMA wal_autocheckpoint = 0")
        with store:
            store.execute("PRAGMA user_version = 77")
        assert take(paths) is None
        leave(paths, QImage(8, 8, QImage.Format.Format_RGB32))
        assert not paths.glimpse_file.exists()


def test_other_settings_make_it_void(paths: Paths) -> None:
    save(paths.settings_file, dataclasses.replace(SETTINGS, text_size=110))
    assert take(paths) is None


def test_another_day_makes_it_void(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    for zone in ("Pacific/Kiritimati", "Pacific/Niue"):  # 25 hours apart: never the same day
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        leave(paths, QImage(8, 8, QImage.Format.Format_RGB32))
        assert take(paths) is not None
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    assert take(paths) is None
    monkeypatch.undo()
    time.tzset()


def test_a_damaged_picture_is_no_picture(paths: Paths) -> None:
    whole = paths.glimpse_file.read_bytes()
    stamp = whole.partition(b"\0")[0]
    for damaged in (whole[:-400], whole[:40], b"", stamp, stamp + b"\0", stamp + b"\0" + bytes(500)):
        paths.glimpse_file.write_bytes(damaged)
        assert take(paths) is None
    paths.glimpse_file.write_bytes(whole)
    assert take(paths) is not None
