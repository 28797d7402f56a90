"""A profile through its troubles, seen from the command line: what is kept, refused, repaired and told."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from filelock import FileLock
from tests.newspaper import Newspaper
from tests.press import Press
from tests.whole import running
from tests.whole.conftest import Runs
from tests.whole.screen import until

from newsdesk.app.remote import Server
from newsdesk.domain.changes import Progress
from newsdesk.domain.orders import Answer, Done, Order
from newsdesk.settings.paths import Paths
from newsdesk.texts import Texts

SAYS = Texts("ar", is_plain=True)
STORES = ("library.db", "cache.db")


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A profile with a source of three whole articles, the first two bookmarked, backed up; its press is closed."""
    folder = tmp_path_factory.mktemp("yesterday") / "profile"
    with Press() as press:
        assert running.newsdesk(folder, "add", Newspaper(1, 3).print_on(press)[0]).returncode == 0
        assert running.newsdesk(folder, "sync").returncode == 0
        assert running.newsdesk(folder, "bookmark", "1", "2").returncode == 0
        shutil.rmtree(folder / "backups")
        assert running.newsdesk(folder, "sync", "--headlines-only").returncode == 0
    yield folder


@pytest.fixture
def kept(yesterday: Path, profile: Path) -> Path:
    """That profile, as this test's own."""
    shutil.copytree(yesterday, profile)
    return profile


def bookmarks(newsdesk: Runs) -> list[int]:
    return [row["id"] for row in json.loads(newsdesk("list", "--shelf", "bookmarks", "--json").stdout)]


def is_whole(newsdesk: Runs, number: int) -> bool:
    """Whether an article is there with its own text and picture."""
    shown = json.loads(newsdesk("show", str(number), "--json").stdout)
    return len(shown["text"]) > 500 and [picture["stored"] for picture in shown["pictures"]] == [True]


# --- what is kept ----------------------------------------------------------------------------------------------------


def test_bookmarks_stay_whole_without_their_source_and_without_the_cache(kept: Path, newsdesk: Runs) -> None:
    assert newsdesk("remove", "1").returncode == 0
    assert [row["id"] for row in json.loads(newsdesk("list", "--json").stdout)] == []
    assert bookmarks(newsdesk) == [2, 1]
    assert is_whole(newsdesk, 1)
    (kept / "cache.db").unlink()
    assert bookmarks(newsdesk) == [2, 1]
    assert is_whole(newsdesk, 2)
    assert newsdesk("unbookmark", "1").returncode == 0
    assert bookmarks(newsdesk) == [2]
    assert is_whole(newsdesk, 2)


def test_a_sync_backs_the_library_up_once_a_day_and_keeps_seven(kept: Path, newsdesk: Runs) -> None:
    (newest,) = (kept / "backups").glob("library-*.db")
    old = [kept / "backups" / f"library-202001{day:02}T120000Z.db" for day in range(1, 9)]
    for path in old:
        shutil.copy(newest, path)
    newsdesk("unbookmark", "1")
    newsdesk("sync", "--headlines-only")
    assert len(list((kept / "backups").iterdir())) == 9  # today's is there already
    newest.unlink()
    newsdesk("sync", "--headlines-only")
    left = sorted((kept / "backups").iterdir())
    assert left[:6] == old[2:]
    assert len(left) == 7
    with closing(sqlite3.connect(left[-1])) as base:
        assert base.execute("SELECT id FROM bookmark").fetchall() == [(2,)]


def test_a_profile_moves_every_path(tmp_path: Path, press: Press) -> None:
    home, here, profile = tmp_path / "home", tmp_path / "here", tmp_path / "far" / "profile"
    home.mkdir()
    here.mkdir()
    url = Newspaper(1, 2).print_on(press)[0]
    for words in (["add", url], ["sync"], ["bookmark", "1"], ["list"], ["doctor"], ["opml", "export"]):
        subprocess.run(
            [sys.executable, "-m", "newsdesk", *words, "--profile", str(profile)],
            env=running.environment(HOME=str(home), XDG_DATA_HOME="", XDG_CACHE_HOME="", XDG_STATE_HOME=""),
            cwd=here,
            capture_output=True,
            timeout=60,
            check=True,
        )
    assert list(home.rglob("*")) == []
    assert list(here.rglob("*")) == []
    assert (profile / "library.db").exists()


def test_without_a_profile_the_platforms_folders_are_used(tmp_path: Path) -> None:
    there = {f"XDG_{name}_HOME": str(tmp_path / name.lower()) for name in ("DATA", "CACHE", "STATE")}
    (tmp_path / "feed.xml").write_text("<rss version='2.0'><channel><title>ص</title></channel></rss>", "utf-8")
    subprocess.run(
        [sys.executable, "-m", "newsdesk", "add", str(tmp_path / "feed.xml")],
        env=running.environment(HOME=str(tmp_path), **there),
        capture_output=True,
        timeout=60,
        check=True,
    )
    assert (tmp_path / "data" / "newsdesk" / "library.db").exists()
    assert (tmp_path / "cache" / "newsdesk" / "cache.db").exists()
    assert (tmp_path / "state" / "newsdesk" / "logs").is_dir()


def test_a_command_that_nobody_watches_says_nothing_on_the_side(kept: Path, newsdesk: Runs, press: Press) -> None:
    assert newsdesk("add", Newspaper(2, 2).print_on(press)[1]).stderr == ""
    assert newsdesk("sync", "--source", "2").stderr == ""


# --- what is refused -------------------------------------------------------------------------------------------------


def grow_newer(path: Path) -> None:
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA journal_mode=DELETE")
        base.execute("PRAGMA user_version=99")


def be_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA application_id=77")
        base.execute("CREATE TABLE mail (id INTEGER PRIMARY KEY)")


@pytest.mark.parametrize("name", STORES)
@pytest.mark.parametrize("change", [grow_newer, be_foreign])
def test_a_store_that_is_not_ours_is_refused_and_left_to_the_byte(
    kept: Path, newsdesk: Runs, name: str, change: Callable[[Path], None]
) -> None:
    change(kept / name)
    before = hashes(kept)
    for words in (["list"], ["show", "1"], ["bookmark", "3"], ["sync"]):
        run = newsdesk(*words)
        assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1), words
        assert str(kept / name) in run.stderr
    assert newsdesk("doctor").returncode == 1
    assert hashes(kept)[name] == before[name]
    assert set(hashes(kept)) == set(before)


def hashes(profile: Path) -> dict[str, str]:
    """The databases and what lies beside them."""
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in profile.glob("*.db*")}


def test_a_full_disk_is_one_sentence_and_loses_nothing(
    yesterday: Path, profile: Path, newsdesk: Runs, mounts: Callable[..., None], press: Press
) -> None:
    mounts("size=4m")
    shutil.copytree(yesterday, profile, dirs_exist_ok=True)
    url = Newspaper(1, 400).print_on(press)[0]
    with (profile / "filler").open("wb") as file:
        free = shutil.disk_usage(profile).free
        file.write(b"\0" * (free - 100 * 1024))
    run = newsdesk("add", url)
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1)
    assert run.stderr.startswith("امتلأ القرص")
    assert bookmarks(newsdesk) == [2, 1]
    assert is_whole(newsdesk, 2)
    assert len(json.loads(newsdesk("list", "--source", "1", "--json").stdout)) == 3
    (profile / "filler").unlink()
    assert newsdesk("bookmark", "3").returncode == 0
    assert bookmarks(newsdesk) == [3, 2, 1]
    assert json.loads(newsdesk("doctor", "--json").stdout)["ok"] is True


# --- what is repaired and told ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [["list", "--shelf", "bookmarks", "--json"], ["read", "1"]])
def test_a_damaged_cache_is_rebuilt_by_whoever_meets_it_first(kept: Path, newsdesk: Runs, words: list[str]) -> None:
    cache = kept / "cache.db"
    cache.write_bytes(b"\xa5" * cache.stat().st_size)
    told = newsdesk(*words)
    (aside,) = kept.glob("cache.db.damaged-*")
    assert (told.returncode, told.stderr) == (0, SAYS.say("store.cache-rebuilt", aside=str(aside)) + "\n")
    again = newsdesk(*words)
    assert (again.returncode, again.stderr) == (0, "")
    assert bookmarks(newsdesk) == [2, 1]
    assert is_whole(newsdesk, 1)
    assert json.loads(newsdesk("doctor", "--json").stdout)["ok"] is True


@pytest.mark.parametrize("words", [["sources", "--json"], ["unread", "1"]])
def test_a_damaged_library_comes_back_from_the_newest_good_backup(kept: Path, newsdesk: Runs, words: list[str]) -> None:
    (good,) = (kept / "backups").glob("library-*.db")
    (kept / "backups" / "library-20990101T000000Z.db").write_bytes(good.read_bytes()[:6000])
    library = kept / "library.db"
    content = bytearray(library.read_bytes())
    content[:100] = b"\0" * 100
    library.write_bytes(content)
    told = newsdesk(*words)
    (aside,) = kept.glob("library.db.damaged-*")
    sentence = SAYS.say("store.library-restored", aside=str(aside), backup=str(good))
    assert (told.returncode, told.stderr) == (0, sentence + "\n")
    assert aside.read_bytes() == content
    assert bookmarks(newsdesk) == [2, 1]
    assert newsdesk("list").stderr == ""


def test_damage_met_in_the_middle_is_one_sentence_and_repaired_by_the_next_command(kept: Path, newsdesk: Runs) -> None:
    cache = kept / "cache.db"
    content = bytearray(cache.read_bytes())
    for page in range(2, len(content) // 4096):
        content[page * 4096 : page * 4096 + 64] = b"\xff" * 64
    cache.write_bytes(content)
    met = newsdesk("show", "1")
    if met.returncode != 0:
        assert (met.returncode, met.stdout, met.stderr.count("\n")) == (1, "", 1)
        assert str(cache) in met.stderr
    told = newsdesk("show", "1")
    assert told.returncode == 0
    assert is_whole(newsdesk, 1)
    assert list(kept.glob("cache.db.damaged-*"))


def test_the_doctor_looks_at_damage_and_repairs_nothing(kept: Path, newsdesk: Runs) -> None:
    cache = kept / "cache.db"
    cache.write_bytes(b"\xa5" * cache.stat().st_size)
    before = cache.read_bytes()
    assert newsdesk("doctor").returncode == 1
    assert cache.read_bytes() == before


# --- two at once -----------------------------------------------------------------------------------------------------


def test_a_command_is_carried_out_by_the_one_that_syncs_meanwhile(kept: Path, newsdesk: Runs, press: Press) -> None:
    newsdesk("add", Newspaper(1, 4).print_on(press)[0])
    gate = press.hold("/s0/feed")
    press.forget()
    syncing = running.spawn(kept, "sync")
    assert press.wait_for("/s0/feed", seconds=30)
    assert newsdesk("bookmark", "3").returncode == 0
    assert bookmarks(newsdesk) == [3, 2, 1]
    refused = newsdesk("add", "ليس عنوانا")
    assert (refused.returncode, refused.stderr.count("\n")) == (2, 1)
    assert syncing.poll() is None
    gate.set()
    assert syncing.wait(60) in (0, 1, 3)
    assert bookmarks(newsdesk) == [3, 2, 1]
    assert json.loads(newsdesk("doctor", "--json").stdout)["ok"] is True


class Clerk:
    """Does everything that is asked, and keeps the order."""

    def __init__(self) -> None:
        self.orders: list[Order] = []

    def carry_out(self, order: Order, on_progress: Callable[[Progress], None] | None = None) -> Answer:
        self.orders.append(order)
        return Done()


def test_a_command_that_finds_the_lock_taken_waits_for_the_socket(profile: Path) -> None:
    paths = Paths.of_profile(profile)
    paths.make()
    clerk = Clerk()
    server = Server(paths, clerk, lambda: None)
    with FileLock(paths.lock_file):
        bookmarking = running.spawn(profile, "bookmark", "1")
        assert until((paths.logs / "command.log").exists)  # it has found nobody at the socket
        server.start()
        assert bookmarking.wait(30) == 0
        server.stop()
    assert len(clerk.orders) == 1
