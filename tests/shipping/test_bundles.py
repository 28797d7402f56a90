"""The recipes of AppImage and Flatpak: what they lay out is whole, and what they name is there."""

from __future__ import annotations

import configparser
import json
import os
import re
import subprocess
import sys
from pathlib import Path

PACKAGING = Path(__file__).parents[2] / "packaging"
MANIFEST = PACKAGING / "flatpak" / "io.github.newsdesk.Newsdesk.json"


def test_the_manifest_names_files_that_are_there_and_the_component_of_the_metainfo() -> None:
    said = json.loads(MANIFEST.read_text("utf-8"))
    lines = " ".join(said["modules"][0]["build-commands"])
    named = re.findall(r"packaging/[\w./-]+", lines)
    assert len(named) == 3
    assert [name for name in named if not (PACKAGING.parent / name).is_file()] == []
    component = re.search(r"<id>(.+)</id>", (PACKAGING / "debian" / "newsdesk.metainfo.xml").read_text("utf-8"))
    assert component is not None
    assert said["id"] == MANIFEST.stem == component[1]


def test_the_flatpak_sees_nothing_of_the_readers_files() -> None:
    arguments = json.loads(MANIFEST.read_text("utf-8"))["finish-args"]
    assert [word for word in arguments if word.startswith(("--filesystem", "--talk-name", "--socket=session"))] == []


def test_what_a_desktop_reads_is_laid_into_a_prefix_with_the_version(tmp_path: Path) -> None:
    script = PACKAGING / "flatpak" / "lay.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True)
    share = tmp_path / "share"
    assert "@VERSION@" not in (share / "metainfo/newsdesk.metainfo.xml").read_text("utf-8")
    assert (share / "applications/newsdesk.desktop").is_file()
    assert len(list((share / "icons").rglob("newsdesk.*"))) == 10


def test_an_appdir_starts_the_command_line_and_has_its_launcher_and_icon_at_the_top(tmp_path: Path) -> None:
    folder = tmp_path / "frozen"
    folder.mkdir()
    (folder / "newsdesk").write_text('#!/bin/sh\necho "started $*"\n')
    (folder / "newsdesk").chmod(0o755)
    code = f"import sys; sys.path[:0] = [{str(PACKAGING / 'appimage')!r}]\nfrom pathlib import Path\nimport build\n"
    code += f"build.APP = Path({str(tmp_path / 'App')!r}); build.lay(Path({str(folder)!r}))"
    subprocess.run([sys.executable, "-c", code], check=True)
    started = subprocess.run([str(tmp_path / "App/AppRun"), "add", "a b"], check=True, capture_output=True, text=True)
    assert started.stdout == "started add a b\n"
    read = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    read.read(tmp_path / "App/newsdesk.desktop", encoding="utf-8")
    assert read.sections() == ["Desktop Entry"]
    assert read["Desktop Entry"]["Exec"] == "newsdesk %u"
    assert (tmp_path / "App" / f"{read['Desktop Entry']['Icon']}.png").is_file()
    assert (tmp_path / "App/.DirIcon").is_file()


def test_in_a_sandbox_the_window_goes_by_the_name_of_the_renamed_launcher() -> None:
    code = "from newsdesk.settings.settings import Settings\nfrom newsdesk.ui.start import application\n"
    code += "print(application(Settings()).desktopFileName())"
    told = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PACKAGING.parent / "src")}
    for given, expected in (({}, "newsdesk"), ({"FLATPAK_ID": "io.github.newsdesk.Newsdesk"}, MANIFEST.stem)):
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=told | given)
        assert run.stdout.strip() == expected
