"""What the reader chose."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsdesk.domain.digits import Digits, Months
from newsdesk.settings.settings import Settings, load, save


def test_what_was_chosen_comes_back(tmp_path: Path) -> None:
    chosen = Settings(
        language="en",
        digits=Digits.PERSIAN,
        months=Months.LEVANT,
        does_sync_by_itself=False,
        sync_minutes=5,
        splits=(216, 420),
        proxies={"http": "http://127.0.0.1:8080"},
        window_geometry="AAEC",
    )
    save(tmp_path / "new" / "settings.json", chosen)
    assert load(tmp_path / "new" / "settings.json") == chosen
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["settings.json"]


def test_without_a_file_all_is_default(tmp_path: Path) -> None:
    assert load(tmp_path / "settings.json") == Settings()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe\x00", b"7", b'{"a": 1'])
def test_a_damaged_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load(path) == Settings()
    assert not path.exists()
    assert (tmp_path / "settings.json.damaged").read_bytes() == content


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sync_minutes", "30"),
        ("sync_minutes", -1),
        ("sync_minutes", True),
        ("does_sync_by_itself", 1),
        ("digits", "roman"),
        ("digits", []),
        ("months", None),
        ("splits", [1, "2"]),
        ("proxies", {"http": 1}),
        ("language", None),
    ],
)
def test_a_wrong_choice_is_the_default_and_spoils_no_other(tmp_path: Path, name: str, value: object) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "dark", name: value, "from_the_future": 1}))
    assert load(path) == Settings(theme="dark")


def test_saving_replaces_the_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save(path, Settings(theme="dark"))
    with path.open() as old:
        save(path, Settings(theme="light"))
        assert json.load(old)["theme"] == "dark"
    assert load(path).theme == "light"


def test_digits_follow_the_language_until_chosen() -> None:
    assert Settings().shown_digits is Digits.ARABIC
    assert Settings(language="en").shown_digits is Digits.WESTERN
    assert Settings(digits=Digits.WESTERN).shown_digits is Digits.WESTERN
