"""The window as a process: how it starts, shares its writer with the command line, and ends."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from tests.newspaper import Newspaper, opml
from tests.press import Press
from tests.whole.conftest import Opens, Runs
from tests.whole.running import environment
from tests.whole.screen import until

from newsdesk.settings.paths import Paths
from newsdesk.store.schema import LIBRARY
from newsdesk.texts import Texts

pytestmark = pytest.mark.display

SAYS = Texts("ar", is_plain=True)


def test_a_check_opens_all_and_leaves_with_the_guide_stored(opens: Opens, newsdesk: Runs) -> None:
    assert opens("--check").finish() == (0, "")
    (guide,) = json.loads(newsdesk("sources", "--json").stdout)
    assert (guide["url"], guide["total"]) == ("newsdesk:guide", 8)
    assert opens("--check").finish() == (0, "")
    assert len(json.loads(newsdesk("sources", "--json").stdout)) == 1


def test_the_guide_comes_only_to_a_profile_that_never_had_sources(opens: Opens, newsdesk: Runs, press: Press) -> None:
    newsdesk("add", Newspaper(1, 2).print_on(press)[0])
    assert opens("--check").finish() == (0, "")
    assert [source["id"] for source in json.loads(newsdesk("sources", "--json").stdout)] == [1]


@pytest.mark.parametrize("door", ["command", "window"])
def test_without_a_display_one_line_says_how_to_run_it(profile: Path, door: str) -> None:
    code = f"import sys; from newsdesk.__main__ import {door}; sys.exit({door}())"
    here = {name: value for name, value in environment().items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    run = subprocess.run(
        [sys.executable, "-c", code, "--profile", str(profile)],
        env={**here, "QT_QPA_PLATFORM": ""},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1)
    assert "xvfb-run" in run.stderr
    assert not profile.exists()


def test_commands_go_to_the_open_window_and_print_its_answer(opens: Opens, newsdesk: Runs, press: Press) -> None:
    url = Newspaper(1, 4).print_on(press)[0]
    window = opens()
    assert window.is_ready()
    added = newsdesk("add", url)
    assert (added.returncode, added.stderr) == (0, "")
    assert added.stdout == SAYS.say("cli.added", title="صحيفة 0", id_raw=2) + "\n"
    report = json.loads(newsdesk("sync", "--json").stdout)
    assert report["sources"][0]["status"] == "unchanged"
    rows = json.loads(newsdesk("list", "--source", "2", "--json").stdout)
    assert [row["offline"] for row in rows] == ["full"] * 4
    ids = [str(row["id"]) for row in rows]
    for _ in range(3):  # each command's look at the files leaves the window's connections as they were
        assert newsdesk("bookmark", *ids).returncode == 0
        assert newsdesk("unbookmark", ids[0]).returncode == 0
    assert newsdesk("read", "99", ids[0]).returncode == 3
    assert newsdesk("remove", "2").returncode == 0
    code, said, _, _ = window.end(signal.SIGTERM)
    assert (code, said) == (0, "")
    kept = json.loads(newsdesk("list", "--shelf", "bookmarks", "--json").stdout)
    assert {str(row["id"]) for row in kept} == set(ids[1:])
    assert json.loads(newsdesk("doctor", "--json").stdout)["ok"] is True


def test_a_start_with_an_address_offers_to_add_it(opens: Opens, press: Press) -> None:
    window = opens(press.url("/feed"))
    assert until(lambda: SAYS.say("add.title") in window.names())
    assert press.requests == ()


def test_a_reader_who_switched_it_off_is_not_synced_for(
    opens: Opens, newsdesk: Runs, press: Press, profile: Path
) -> None:
    newsdesk("opml", "import", "-", stdin=opml(Newspaper(1, 2).print_on(press)))
    (profile / "settings.json").write_text('{"does_sync_by_itself": false}', "utf-8")
    window = opens()
    assert window.is_ready()
    assert newsdesk("add", press.url("/s0/")).returncode == 1  # there already: looked up, and the thread had its turn
    assert window.end(signal.SIGTERM)[0] == 0
    assert {request.path for request in press.requests} <= {"/s0/", "/s0/feed"}
    assert len(press.requests_of("/s0/feed")) <= 1
    assert len(list((profile / "backups").glob("library-*.db"))) == 1


def test_a_second_start_hands_its_address_to_the_first_and_leaves(opens: Opens, press: Press) -> None:
    first = opens()
    assert first.is_ready()
    assert opens().finish(10) == (0, "")
    assert opens(press.url("/feed")).finish(10) == (0, "")
    assert until(lambda: SAYS.say("add.title") in first.names())
    assert first.process.poll() is None
    assert press.requests == ()  # offered, not fetched


def test_a_start_that_names_a_shelf_opens_on_it(opens: Opens, profile: Path) -> None:
    window = opens("--shelf", "bookmarks")
    assert window.is_ready()
    assert window.end(signal.SIGTERM)[0] == 0
    assert json.loads((profile / "settings.json").read_text("utf-8"))["last_shelf"] == "bookmarks"


def test_a_second_start_hands_its_shelf_to_the_first_and_leaves(opens: Opens, profile: Path) -> None:
    first = opens()
    assert first.is_ready()
    assert opens("--shelf=unread").finish(10) == (0, "")
    assert first.end(signal.SIGTERM)[0] == 0
    assert json.loads((profile / "settings.json").read_text("utf-8"))["last_shelf"] == "unread"


def test_a_check_beside_an_open_window_says_that_the_profile_is_in_use(opens: Opens) -> None:
    first = opens()
    assert first.is_ready()
    code, said = opens("--check").finish()
    assert (code, said.count("\n")) == (1, 1)
    assert first.process.poll() is None


def test_a_killed_window_leaves_nothing_in_the_way_of_the_next(opens: Opens, newsdesk: Runs, profile: Path) -> None:
    killed = opens()
    assert killed.is_ready()
    assert until(lambda: len(json.loads(newsdesk("list", "--json").stdout)) == 8)  # the guide comes after the socket
    killed.end(signal.SIGKILL)
    assert (profile / "newsdesk.sock").exists()
    assert newsdesk("bookmark", "1").returncode == 0
    assert opens("--check").finish() == (0, "")
    again = opens()
    assert again.is_ready()
    assert newsdesk("unbookmark", "1").returncode == 0
    assert again.end(signal.SIGTERM)[0] == 0


@pytest.mark.parametrize(
    ("name", "key"), [("cache.db", "store.cache-rebuilt"), ("library.db", "store.library-restored")]
)
def test_a_window_over_a_damaged_store_opens_and_repairs_it(
    opens: Opens, newsdesk: Runs, profile: Path, name: str, key: str
) -> None:
    assert opens("--check").finish() == (0, "")
    assert newsdesk("sync").returncode == 0  # backs up
    (backup,) = (profile / "backups").glob("library-*.db")
    path = profile / name
    path.write_bytes(b"\xa5" * path.stat().st_size)
    code, said = opens("--check").finish()
    (aside,) = profile.glob(f"{name}.damaged-*")
    assert (code, said) == (0, SAYS.say(key, aside=str(aside), backup=str(backup)) + "\n")
    assert json.loads(newsdesk("doctor", "--json").stdout)["ok"] is True


def test_a_window_over_a_newer_store_stays_open_and_leaves_it_untouched(
    opens: Opens, newsdesk: Runs, profile: Path
) -> None:
    paths = Paths.of_profile(profile)
    paths.make()
    paths.library_db.write_bytes(_newer_store())
    before = paths.library_db.read_bytes()
    window = opens()
    assert until(lambda: SAYS.say("window.title") in window.names())
    assert newsdesk("sources").returncode == 1
    assert window.process.poll() is None
    code, _, _, _ = window.end(signal.SIGTERM)
    assert code == 0
    assert paths.library_db.read_bytes() == before


def _newer_store() -> bytes:
    base = sqlite3.connect(":memory:")
    base.execute(f"PRAGMA application_id={LIBRARY.application_id}")
    base.execute(f"PRAGMA user_version={LIBRARY.version + 1}")
    base.execute("CREATE TABLE later (id INTEGER PRIMARY KEY)")
    return base.serialize()
