"""A profile that an older newsdesk left: its reader finds everything there, whatever command comes first."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from tests.cli.conftest import Runs

from newsdesk.store.schema import CACHE, LIBRARY

SCHEMAS = Path(__file__).parents[1] / "store" / "schemas"
SOURCE = (
    "INSERT INTO source VALUES"
    " (3, 'feed', 'https://a.example/f', 'https://a.example/f', NULL, 'الجريدة', NULL, 1800, 0, 1)"
)


@pytest.fixture
def old_profile(profile: Path) -> Path:
    """A profile of the first schemas with one source."""
    profile.mkdir()
    for kind in (LIBRARY, CACHE):
        connection = sqlite3.connect(profile / f"{kind.name}.db")
        connection.executescript((SCHEMAS / f"{kind.name}-1.sql").read_text("utf-8"))
        connection.execute(f"PRAGMA application_id={kind.application_id}")
        connection.execute("PRAGMA user_version=1")
        if kind is LIBRARY:
            connection.execute(SOURCE)
        connection.commit()
        connection.close()
    return profile


def test_a_reading_command_finds_what_an_older_version_stored(old_profile: Path, newsdesk: Runs) -> None:
    assert [row["title"] for row in newsdesk("sources", "--json").json] == ["الجريدة"]
    assert newsdesk("list", "--json").json == []
    assert list((old_profile / "backups").glob("library-schema-1-*.db"))


def test_the_doctor_leaves_an_older_profile_as_it_is(old_profile: Path, newsdesk: Runs) -> None:
    before = (old_profile / "library.db").read_bytes()
    newsdesk("doctor")
    assert (old_profile / "library.db").read_bytes() == before
