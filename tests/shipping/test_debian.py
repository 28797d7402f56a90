"""What the Debian package brings beside the program says what the program does."""

from __future__ import annotations

import configparser
import re
import shlex
import subprocess
import sys
from email.message import Message
from pathlib import Path

import pytest
from lxml import etree

from newsdesk import __version__
from newsdesk.app.options import read_options
from newsdesk.cli.usage import COMMANDS, parse

ROOT = Path(__file__).parents[2]
DEBIAN = ROOT / "packaging" / "debian"
sys.path.insert(0, str(DEBIAN))

from content import QT_LIBRARIES, QT_MODULES, QT_PLUGINS, drop_unused, licence_of  # noqa: E402


def entry(name: str) -> configparser.ConfigParser:
    """A desktop entry; its keys keep their case."""
    read = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(DEBIAN / name, encoding="utf-8")
    return read


def completed(*words: str) -> list[str]:
    """What bash would offer for the last word."""
    script = f". {shlex.quote(str(DEBIAN / 'newsdesk.bash'))}; COMP_WORDS=({shlex.join(words)})"
    script += f"; COMP_CWORD={len(words) - 1}; _newsdesk 2>/dev/null; printf '%s\\n' \"${{COMPREPLY[@]}}\""
    done = subprocess.run(["bash", "-c", script], check=True, capture_output=True, text=True)
    return done.stdout.split()


@pytest.mark.parametrize("name", ["icons", "licences"])
def test_what_is_generated_is_up_to_date(name: str) -> None:
    script = ROOT / "packaging" / f"{name}.py"
    done = subprocess.run([sys.executable, str(script), "--check"], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_the_launcher_has_arabic_and_english_words_everywhere() -> None:
    read = entry("newsdesk.desktop")
    for section in read.sections():
        for key in ("Name", "Comment", "GenericName", "Keywords"):
            assert (key in read[section]) == (f"{key}[ar]" in read[section]), (section, key)
        assert re.search("[ء-ي]", read[section]["Name[ar]"])


def test_every_action_of_the_launcher_is_something_the_program_understands() -> None:
    read = entry("newsdesk.desktop")
    actions = read["Desktop Entry"]["Actions"].strip(";").split(";")
    assert [f"Desktop Action {name}" for name in actions] == read.sections()[1:]
    for section in read.sections():
        program, *words = shlex.split(read[section]["Exec"])
        words = [word for word in words if word != "%u"]
        if program == "newsdesk":
            assert parse(words).command in COMMANDS
        else:
            assert program == "newsdesk-window"
            read_options(words)
    shelf = shlex.split(read["Desktop Action bookmarks"]["Exec"])[1:]
    assert read_options(shelf).shelf == "bookmarks"


def test_the_start_at_login_is_off() -> None:
    assert entry("newsdesk-autostart.desktop")["Desktop Entry"]["Hidden"] == "true"


def test_the_launcher_takes_feeds_and_lists_of_them() -> None:
    types = entry("newsdesk.desktop")["Desktop Entry"]["MimeType"].strip(";").split(";")
    assert {"x-scheme-handler/feed", "application/rss+xml", "application/atom+xml", "text/x-opml+xml"} <= set(types)


def test_the_completion_knows_every_command() -> None:
    assert sorted(completed("newsdesk", "")) == sorted(COMMANDS)
    assert completed("newsdesk", "--profile", "x", "unb") == ["unbookmark"]


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "opml"])
def test_the_completion_offers_only_options_that_the_command_has(command: str) -> None:
    values = {"--profile": "p", "--folder": "f", "--source": "1", "--limit": "1", "--shelf": "all", "--format": "text"}
    values |= {"--minutes": "9", "--texts": "no", "--pictures": "none", "--days": "1", "--order": "date"}
    values |= {"--proxy": "none", "--alternative": "none", "--title": "t"}
    values |= dict.fromkeys(("--keep-days", "--keep-articles", "--keep-megabytes"), "1")
    subject = [] if command in ("sources", "doctor", "list", "sync", "meter") else ["1"]
    values |= {"--name": "n", "--follow": "yes"}
    if command in ("searches", "names"):
        subject = ["add", "1"]
    for option in completed("newsdesk", command, "--"):
        parse([command, *subject, option, *([values[option]] if option in values else [])])


def test_the_completion_offers_the_values_of_an_option() -> None:
    assert completed("newsdesk", "list", "--shelf", "") == ["all", "unread", "today", "bookmarks"]
    assert completed("newsdesk-window", "--shelf", "b") == ["bookmarks"]
    assert completed("newsdesk", "opml", "") == ["import", "export"]
    assert completed("newsdesk", "names", "") == ["add", "remove"]


def test_the_manual_names_every_command() -> None:
    manual = re.sub(r"\\f[BIR]", "", (DEBIAN / "newsdesk.1").read_text("utf-8"))
    assert [name for name in COMMANDS if not re.search(rf"\b{name}\b", manual)] == []


def test_the_changes_begin_with_this_version() -> None:
    changes = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert re.findall(r"^## (\S+)", changes, re.MULTILINE)[0] == __version__


def test_the_metainfo_says_everything_in_both_languages() -> None:
    component = etree.parse(DEBIAN / "newsdesk.metainfo.xml").getroot()
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    for path in ("name", "summary", "description/p", "description/ul/li"):
        languages = [element.get(lang) for element in component.iterfind(path)]
        assert languages.count(None) == languages.count("ar") > 0, path


def test_what_no_program_needs_is_dropped_and_what_it_needs_stays(tmp_path: Path) -> None:
    kept = ["PySide6/QtCore.abi3.so", "PySide6/Qt/lib/libQt6Core.so.6", "PySide6/__init__.py", "lxml/etree.so"]
    kept += ["PySide6/Qt/lib/libicudata.so.73", "PySide6/Qt/plugins/platforms/libqxcb.so"]
    dropped = ["PySide6/QtQuick.abi3.so", "PySide6/designer", "PySide6/Qt/lib/libQt6Quick.so.6", "bin/pip"]
    dropped += ["PySide6/Qt/plugins/platforms/libqvnc.so", "PySide6/Qt/plugins/sqldrivers/libqsqlite.so"]
    dropped += ["PySide6/Qt/translations/qt_ar.qm", "lxml/etree.pyx", "lxml/includes/tree.h", "tld/tests/test.py"]
    for name in (*kept, *dropped, *(f"PySide6/Qt/plugins/{folder}/x" for folder in QT_PLUGINS)):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    drop_unused(tmp_path)
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file()) == sorted(kept)


@pytest.mark.parametrize(
    ("told", "licence"),
    [
        ({"License-Expression": "MIT", "License": "a long text"}, "MIT"),
        ({"License": "BSD-3-Clause"}, "BSD-3-Clause"),
        ({"License": "first line\nsecond line", "Classifier": "License :: OSI Approved :: MIT License"}, "MIT License"),
        ({}, "see its files"),
    ],
)
def test_a_licence_is_read_from_what_the_package_says(told: dict[str, str], licence: str) -> None:
    message = Message()
    for name, value in told.items():
        message[name] = value
    assert licence_of(message) == licence


def test_every_part_of_qt_that_the_program_imports_is_shipped() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    imported = set(re.findall(r"PySide6\.(Qt\w+)", code))
    assert "QtPrintSupport" in imported
    assert imported <= set(QT_MODULES)
    assert {name.removeprefix("Qt") for name in imported} <= set(QT_LIBRARIES)
