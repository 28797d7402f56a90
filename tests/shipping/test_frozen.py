"""What the frozen build's recipe decides by itself; that the build works is seen by packaging/frozen/check.py."""

from __future__ import annotations

import os
import plistlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).parents[2] / "packaging"
FROZEN = PACKAGING / "frozen"
sys.path[:0] = [str(FROZEN), str(PACKAGING / "debian")]

from bundle import property_list  # noqa: E402
from parts import PROGRAMS, is_run_by, is_shipped  # noqa: E402


def given_back(**told: str) -> dict[str, str]:
    """The environment after the frozen program's first lines, of one begun with these variables."""
    code = f"{(FROZEN / 'as_found.py').read_text('utf-8')}\nprint(dict(os.environ))"
    plain = {name: value for name, value in os.environ.items() if "LIBRARY_PATH" not in name}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env={**plain, **told})
    return {name: value for name, value in eval(done.stdout).items() if "LIBRARY_PATH" in name}


def test_the_path_of_libraries_is_given_back_as_it_was() -> None:
    assert given_back(LD_LIBRARY_PATH="/ours:/own", LD_LIBRARY_PATH_ORIG="/own") == {"LD_LIBRARY_PATH": "/own"}


def test_where_there_was_no_path_of_libraries_there_is_none_again() -> None:
    assert given_back(LD_LIBRARY_PATH="/ours") == {}


@pytest.mark.skipif(sys.platform != "linux", reason="names of Linux")
@pytest.mark.parametrize(
    ("name", "is_kept"),
    [
        ("libQt6Core.so.6", True),
        ("libxcb-cursor.so.0", True),
        ("libpython3.11.so.1.0", True),
        ("lxml/etree.cpython-311-x86_64-linux-gnu.so", True),
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqvnc.so", False),
        ("PySide6/Qt/plugins/sqldrivers/libqsqlite.so", False),
        ("PySide6/Qt/translations/qt_ar.qm", False),
        ("libstdc++.so.6", False),
        ("libxcb.so.1", False),
        ("libwayland-client.so.0", False),
    ],
)
def test_what_must_be_the_systems_or_is_never_loaded_is_left_out(name: str, is_kept: bool) -> None:
    assert is_shipped(name) == is_kept


def test_only_the_window_runs_what_prepares_qt() -> None:
    assert [program for program in PROGRAMS if is_run_by(program, "pyi_rth_pyside6")] == ["newsdesk-window"]


def test_each_program_runs_its_own_first_line_and_gives_the_environment_back() -> None:
    for program, first in PROGRAMS.items():
        assert [name for name in PROGRAMS.values() if is_run_by(program, Path(name).stem)] == [first]
        assert is_run_by(program, "as_found")


def test_the_bundle_declares_every_type_it_opens() -> None:
    said = plistlib.loads(plistlib.dumps(property_list()))
    opened = [name for kind in said["CFBundleDocumentTypes"] for name in kind["LSItemContentTypes"]]
    assert opened == [kind["UTTypeIdentifier"] for kind in said["UTImportedTypeDeclarations"]]
    assert said["CFBundleURLTypes"][0]["CFBundleURLSchemes"] == ["feed"]
    assert said["CFBundleExecutable"] in PROGRAMS


def test_the_installer_leaves_everything_of_the_reader_in_place() -> None:
    script = (FROZEN / "newsdesk.iss").read_text("utf-8")
    assert "[UninstallDelete]" not in script
    assert not re.search(r"\{(local|user|common)?appdata\}", script)
    words = re.findall(r"^(ar|en)\.(\w+)=.+$", script, re.MULTILINE)
    assert {name for language, name in words if language == "ar"} == {
        name for language, name in words if language == "en"
    }
