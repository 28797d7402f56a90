"""The words of a command line, and what is said of wrong ones."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from tests.cli.conftest import environment

from newsdesk import __version__
from newsdesk.cli import CarriesOut, main
from newsdesk.cli.main import language_of
from newsdesk.cli.usage import Misuse, parse
from newsdesk.domain.changes import Notice
from newsdesk.settings.paths import Paths
from newsdesk.settings.settings import Settings, save


def no_desk(paths: Paths, tell: Callable[[Notice], None]) -> AbstractContextManager[CarriesOut]:
    raise AssertionError("a wrong or a reading command opened the stores for writing")


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["lst"], "lst"),
        (["--frob"], "--frob"),
        (["list", "--frob"], "--frob"),
        (["list", "--limit"], "--limit"),
        (["list", "--limit", "many"], "--limit"),
        (["list", "--limit", "0"], "--limit"),
        (["list", "--shelf", "top"], "bookmarks"),
        (["show", "1", "--format", "pdf"], "html"),
        (["--profile"], "--profile"),
        (["add", "a", "b"], "b"),
        (["remove", "1", "2"], "2"),
        (["sources", "all"], "all"),
        (["opml", "export", "a", "b"], "b"),
        (["https://a.example/", "https://b.example/"], "https://b.example/"),
        (["add"], "عنوان"),
        (["remove"], "المصدر"),
        (["show"], "رقم خبر"),
        (["bookmark"], "رقم خبر"),
        (["search"], "تبحث"),
        (["opml"], "import"),
        (["opml", "import"], "import"),
        (["list", "--json=1"], "--json"),
    ],
)
def test_wrong_use_gets_one_sentence_that_names_it_and_2(
    words: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(words, no_desk, lambda _: pytest.fail("the window was opened"))
    said = capsys.readouterr()
    assert code == 2
    assert said.out == ""
    assert named in said.err
    assert said.err.count("\n") == 1


@pytest.mark.parametrize(
    "words", [[], ["--check"], ["https://a.example/feed"], ["a.xml", "--profile", "p"], ["--profile=p", "--check"]]
)
def test_without_a_command_it_is_the_window_with_the_same_words(words: list[str]) -> None:
    opened: list[Sequence[str]] = []

    def open_window(arguments: Sequence[str]) -> int:
        opened.append(arguments)
        return 7

    assert main(words, no_desk, open_window) == 7
    assert opened == [words]


def test_an_existing_file_without_a_dot_is_for_the_window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "feed").write_text("")
    monkeypatch.chdir(tmp_path)
    assert parse(["feed"]).command == "window"
    with pytest.raises(Misuse):
        parse(["food"])


def test_the_profile_may_stand_before_or_after_the_command() -> None:
    assert parse(["--profile", "p", "list"]).profile == "p"
    assert parse(["list", "--profile", "p"]).profile == "p"
    assert parse(["--profile=a", "list", "--profile=b"]).profile == "b"
    assert parse(["show", "1", "--format", "json", "2", "--profile", "p"]).options.articles == ["1", "2"]


def test_words_of_a_search_need_no_quotes() -> None:
    assert parse(["search", "مكتبة", "عامة"]).options.query == "مكتبة عامة"
    assert parse(["search", "-"]).options.query == "-"
    assert parse(["search", "--", "--limit"]).options.query == "--limit"


@pytest.mark.parametrize("words", [["--help"], ["-h"], ["list", "--help"], ["show", "-h"], ["opml", "--help"]])
def test_help_names_every_command(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words, no_desk, lambda _: 1) == 0
    said = capsys.readouterr().out
    for name in ("add", "remove", "sources", "sync", "list", "show", "search", "bookmark", "opml", "doctor", "--json"):
        assert name in said


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"], no_desk, lambda _: 1) == 0
    assert capsys.readouterr().out == f"newsdesk {__version__}\n"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "ar"),
        ({"LANG": "C.UTF-8"}, "ar"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ar_LB.UTF-8"}, "ar"),
        ({"LANG": "en_US", "LC_MESSAGES": "ar_EG"}, "ar"),
        ({"LANG": "ar_EG", "LC_ALL": "en_US"}, "en"),
        ({"LANG": "en_US", "LC_ALL": ""}, "en"),
    ],
)
def test_before_there_are_settings_the_locale_says_the_language(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_the_settings_say_the_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "ar_EG.UTF-8")
    save(tmp_path / "settings.json", Settings(language="en"))
    assert main(["--profile", str(tmp_path), "remove", "--help"], no_desk, lambda _: 1) == 0
    assert "Exit code" in capsys.readouterr().out


def test_a_bug_is_logged_and_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def broken_desk(
        paths: Paths, tell: Callable[[Notice], None], is_fetching: bool
    ) -> AbstractContextManager[CarriesOut]:
        raise ZeroDivisionError

    assert main(["--profile", str(tmp_path), "sync"], broken_desk, lambda _: 1) == 1
    said = capsys.readouterr()
    assert str(tmp_path / "logs") in said.err
    assert said.err.count("\n") == 1
    assert [record.exc_info[0] for record in caplog.records if record.exc_info] == [ZeroDivisionError]
    caplog.clear()


@pytest.mark.parametrize("can_log", [True, False])
def test_a_bug_in_a_real_process_leaves_its_trace_in_the_log_only(tmp_path: Path, can_log: bool) -> None:
    profile = tmp_path / "profile"
    if not can_log:
        profile.write_text("a file where the folder should be")
    asked = "import sys; from newsdesk.cli import main; from newsdesk.app.logs import keep_logs\n"
    asked += "sys.exit(main(sys.argv[1:], lambda *_: 1 / 0, print, lambda paths: keep_logs(paths, 'command')))"
    run = subprocess.run(
        [sys.executable, "-c", asked, "--profile", str(profile), "sync"],
        env=environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1)
    if can_log:
        assert "ZeroDivisionError" in (profile / "logs" / "command.log").read_text(encoding="utf-8")


def test_an_interrupt_is_130_and_silent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted_desk(
        paths: Paths, tell: Callable[[Notice], None], is_fetching: bool
    ) -> AbstractContextManager[CarriesOut]:
        raise KeyboardInterrupt

    assert main(["--profile", str(tmp_path), "sync"], interrupted_desk, lambda _: 1) == 130
    assert capsys.readouterr().err == ""
