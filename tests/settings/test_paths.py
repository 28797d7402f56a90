"""Where a profile's files live."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.settings.paths import LONGEST_SOCKET, Paths, resource


def test_a_profile_keeps_everything_in_its_folder(tmp_path: Path) -> None:
    paths = Paths.of_profile(tmp_path / "حسابي")
    paths.make()
    for path in (paths.library_db, paths.cache_db, paths.backups, paths.files, paths.settings_file, paths.logs):
        assert path.is_relative_to(tmp_path / "حسابي")
    assert paths.lock_file.is_relative_to(tmp_path)


def test_a_relative_profile_is_made_absolute() -> None:
    assert Paths.of_profile("somewhere").data == Path.cwd() / "somewhere"


def test_new_folders_are_for_their_owner_only(tmp_path: Path) -> None:
    paths = Paths.of_profile(tmp_path / "p")
    paths.make()
    assert {path.stat().st_mode & 0o777 for path in (paths.data, paths.backups, paths.files, paths.logs)} == {0o700}


def test_the_platform_says_where_a_profile_lies_by_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DATA", "CACHE", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    paths = Paths.default()
    assert paths.library_db == tmp_path / "DATA" / "newsdesk" / "library.db"
    assert paths.cache_db == tmp_path / "CACHE" / "newsdesk" / "cache.db"
    assert paths.settings_file == tmp_path / "STATE" / "newsdesk" / "settings.json"


def test_a_socket_path_that_cannot_be_bound_gets_a_short_one(tmp_path: Path) -> None:
    near, far = Paths.of_profile("/p"), Paths.of_profile(tmp_path / ("ملف" * 40))
    assert near.socket == Path("/p/newsdesk.sock")
    assert len(os.fsencode(far.socket)) <= LONGEST_SOCKET
    assert far.socket == Paths.of_profile(tmp_path / ("ملف" * 40)).socket
    assert far.socket != Paths.of_profile(tmp_path / ("ملف" * 41)).socket


def test_a_file_in_the_place_of_a_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "p").write_text("")
    with pytest.raises(Failed) as refusal:
        Paths.of_profile(tmp_path / "p").make()
    assert refusal.value.fault.kind is FaultKind.STORE_UNREADABLE
    assert refusal.value.fault.facts == {"path": str(tmp_path / "p"), "reason": "file"}


def test_shipped_files_are_found() -> None:
    assert (resource("locale") / "ar").is_dir()
