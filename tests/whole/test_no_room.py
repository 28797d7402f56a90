"""A disk without room, a folder that is read-only or closed: one clear line, all is read, nothing is lost after it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from tests.newspaper import Newspaper
from tests.press import Press
from tests.whole import running
from tests.whole.conftest import Opens, Runs
from tests.whole.screen import until

from newsdesk.app.remote import RemoteDesk, connect
from newsdesk.domain.article import ArticleId
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.orders import Done, SetBookmarked
from newsdesk.settings.paths import Paths
from newsdesk.texts import Texts

SAYS = Texts("ar", is_plain=True)
FULL = "امتلأ القرص"
Mounts = Callable[..., None]


@pytest.fixture(scope="module")
def yesterday(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Press]]:
    """A profile with a source of three whole articles, the first two bookmarked, and the press that printed them."""
    folder = tmp_path_factory.mktemp("yesterday") / "profile"
    with Press() as press:
        assert running.newsdesk(folder, "add", Newspaper(1, 3).print_on(press)[0]).returncode == 0
        assert running.newsdesk(folder, "bookmark", "1", "2").returncode == 0
        assert running.newsdesk(folder, "sync").returncode == 0
        yield folder, press


def fill_up(profile: Path) -> None:
    """Takes every byte that is free, those left in the log's last page, too."""
    for log in (profile / "logs").glob("*.log"):
        log.write_bytes(log.read_bytes().ljust(-(-log.stat().st_size // 4096) * 4096, b"\n"))
    with (profile / "filler").open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while True:  # until there is no room: the window may be writing, too
            file.write(b"\0" * 4096)


def starred(newsdesk: Runs) -> list[int]:
    """Which articles are bookmarked, told without a word on the side."""
    kept = newsdesk("list", "--shelf", "bookmarks", "--json")
    assert kept.stderr == ""
    return [row["id"] for row in json.loads(kept.stdout)]


def all_is_read(newsdesk: Runs) -> None:
    """Articles and searches answer as ever."""
    article = newsdesk("show", "1", "--json")
    assert (len(json.loads(article.stdout)["text"]) > 500, article.stderr) == (True, "")
    word = json.loads(article.stdout)["title"].split()[0]
    found = newsdesk("search", word, "--json")
    assert (1 in {row["id"] for row in json.loads(found.stdout)}, found.stderr) == (True, "")


def test_a_disk_without_a_free_byte_is_read_and_goes_on_once_there_is_room(
    yesterday: tuple[Path, Press], profile: Path, newsdesk: Runs, mounts: Mounts
) -> None:
    mounts("size=4m")
    shutil.copytree(yesterday[0], profile, dirs_exist_ok=True)
    fill_up(profile)
    for words in (["bookmark", "3"], ["sync"]):
        run = newsdesk(*words)
        assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1), words
        assert run.stderr.startswith(FULL)
        assert str(profile) in run.stderr
    assert starred(newsdesk) == [2, 1]
    all_is_read(newsdesk)
    (profile / "filler").unlink()
    assert newsdesk("bookmark", "3").returncode == 0
    assert newsdesk("sync").returncode == 0
    assert starred(newsdesk) == [3, 2, 1]


def star(profile: Path, *, is_so: bool = True) -> Done | Fault:
    """Stars the third article, or takes that back, by the window's own socket, as a command would."""
    found: list[RemoteDesk] = []
    assert until(lambda: found.extend(filter(None, [connect(Paths.of_profile(profile))])) or found)
    with closing(found[0]) as desk:
        answer = desk.carry_out(SetBookmarked((ArticleId(3),), is_so))
    assert isinstance(answer, Done | Fault)
    return answer


def star_until_refused(profile: Path) -> bool:
    """Whether it is starred by the last answer before the first refusal; a log takes some of them on its own pages."""
    is_starred = True
    for number in range(1000):
        answer = star(profile, is_so=bool(number % 2))
        if isinstance(answer, Fault):
            assert answer.kind is FaultKind.DISK_FULL
            return is_starred
        is_starred = bool(number % 2)
    pytest.fail("a full disk took everything")


@pytest.mark.display
def test_a_window_opened_without_room_shows_all_and_works_once_there_is_some(
    yesterday: tuple[Path, Press], profile: Path, newsdesk: Runs, opens: Opens, mounts: Mounts
) -> None:
    mounts("size=6m")
    shutil.copytree(yesterday[0], profile, dirs_exist_ok=True)
    (profile / "settings.json").write_text('{"does_sync_by_itself": false}', "utf-8")  # one sync at a time
    fill_up(profile)
    window = opens()
    assert until(lambda: SAYS.say("window.title") in window.names())
    all_is_read(newsdesk)
    assert window.process.poll() is None
    (profile / "filler").unlink()
    assert window.is_ready()  # by itself
    assert isinstance(star(profile), Done)
    fill_up(profile)
    stars = [3, 2, 1] if star_until_refused(profile) else [2, 1]
    run = newsdesk("sync")
    assert (run.returncode, run.stderr.count("\n"), run.stderr[: len(FULL)]) == (1, 1, FULL)
    assert starred(newsdesk) == stars
    (profile / "filler").unlink()
    assert isinstance(star(profile, is_so=False), Done)
    assert newsdesk("sync").returncode == 0
    assert isinstance(star(profile), Done)
    code, said, _, _ = window.end(signal.SIGTERM)
    assert (code, said) == (0, "")
    assert starred(newsdesk) == [3, 2, 1]
    assert json.loads(newsdesk("doctor", "--json").stdout)["ok"] is True


@pytest.mark.display
def test_a_window_over_a_read_only_folder_shows_all_and_ends_in_order(
    yesterday: tuple[Path, Press], profile: Path, newsdesk: Runs, opens: Opens, mounts: Mounts
) -> None:
    mounts("size=6m")
    shutil.copytree(yesterday[0], profile, dirs_exist_ok=True)
    mounts("ro")
    try:
        window = opens()
        assert until(lambda: SAYS.say("window.title") in window.names())
        all_is_read(newsdesk)
        run = newsdesk("bookmark", "3")
        assert (run.returncode, run.stdout, run.stderr) == (1, "", _refusal("readonly", profile))
        mounts("rw")
        assert window.is_ready()  # by itself
        assert isinstance(star(profile), Done)
        assert window.end(signal.SIGTERM)[:2] == (0, "")
    finally:
        mounts("rw")
    assert starred(newsdesk) == [3, 2, 1]


def _refusal(reason: str, path: Path) -> str:
    return SAYS.fault(Fault(FaultKind.STORE_UNREADABLE, {"path": str(path), "reason": reason})) + "\n"


# --- another's folder ------------------------------------------------------------------------------------------------


BOUND = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")  # root whom permissions bind


@pytest.fixture
def bound(profile: Path, yesterday: tuple[Path, Press]) -> Iterator[Runs]:
    """Runs a command on that profile as somebody who is bound by permissions."""
    before = BOUND if os.geteuid() == 0 else ()
    if before and (not shutil.which(before[0]) or subprocess.run([*before, "true"], check=False).returncode != 0):
        pytest.skip("there is no setpriv, or it may not be used")
    shutil.copytree(yesterday[0], profile)

    def run(*words: str, door: str = "command", **more: str) -> subprocess.CompletedProcess[str]:
        code = f"import sys; from newsdesk.__main__ import {door}; sys.exit({door}())"
        return subprocess.run(
            [*before, sys.executable, "-c", code, "--profile", str(profile), *words],
            env=running.environment(**more),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    yield run
    allow(profile, 0o700, 0o600)


def allow(profile: Path, folders: int, files: int) -> None:
    """Gives everything in a profile these permissions."""
    profile.chmod(0o700)
    for path in (*profile.rglob("*"), profile):
        path.chmod(folders if path.is_dir() else files)


@pytest.mark.display
def test_a_profile_that_one_may_only_read_is_read(profile: Path, bound: Runs, display: str) -> None:
    allow(profile, 0o500, 0o400)
    before = {path.name: path.read_bytes() for path in profile.glob("*.db*")}
    all_is_read(bound)
    window = {"door": "window", "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    for words, how in ((["bookmark", "3"], {}), (["sync"], {}), (["--check"], window)):
        run = bound(*words, **how)
        assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1), (words, run)
        assert str(profile) in run.stderr
    assert {path.name: path.read_bytes() for path in profile.glob("*.db*")} == before
    allow(profile, 0o700, 0o600)
    assert bound("bookmark", "3").returncode == 0
    assert starred(bound) == [3, 2, 1]


def test_a_profile_that_one_may_not_even_read_is_one_sentence(profile: Path, bound: Runs) -> None:
    profile.chmod(0)
    for words in (["list"], ["bookmark", "3"]):
        run = bound(*words)
        assert (run.returncode, run.stderr.count("\n"), "Traceback" in run.stderr) == (1, 1, False), (words, run)
        assert "لا تملك إذن" in run.stderr, (words, run)
