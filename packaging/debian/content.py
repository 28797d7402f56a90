"""What of the installed packages the reader's machine gets, and under which licences; standard library only."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from email.message import Message
from email.parser import Parser
from pathlib import Path

# Of PySide6: what the window imports, and the parts of Qt that these need at run time.
QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtDBus", "QtPrintSupport")
QT_LIBRARIES = (
    *("Core", "Gui", "Widgets", "DBus", "OpenGL", "XcbQpa", "WaylandClient", "WaylandEglClientHwIntegration"),
    *("WlShellIntegration", "PrintSupport"),
)
QT_PLUGINS = {
    "platforms": ("qxcb", "qwayland", "qoffscreen"),
    "platforminputcontexts": ("composeplatforminputcontextplugin", "ibusplatforminputcontextplugin"),
    "platformthemes": ("qxdgdesktopportal",),
    "imageformats": ("qjpeg", "qwebp", "qgif"),
    "xcbglintegrations": ("qxcb-egl-integration", "qxcb-glx-integration"),
    "wayland-shell-integration": ("xdg-shell",),
    "wayland-decoration-client": ("bradient",),
    "wayland-graphics-integration-client": ("qt-plugin-wayland-egl",),
}
# The same on the systems of the frozen builds.
QT_PLUGINS_BY_SYSTEM = {
    "linux": QT_PLUGINS,
    "win32": {
        "platforms": ("qwindows", "qoffscreen"),
        "styles": ("qmodernwindowsstyle",),
        "imageformats": ("qjpeg", "qwebp", "qgif"),
    },
    "darwin": {
        "platforms": ("qcocoa", "qoffscreen"),
        "styles": ("qmacstyle",),
        "imageformats": ("qjpeg", "qwebp", "qgif"),
    },
}
PYSIDE_FILES = ("__init__.py", "_config.py", "_git_pyside_version.py", "py.typed", "Qt")

# Debian's packages that Qt's Wayland client and its file dialogs need beyond what a window on X needs.
MORE_LIBRARIES = ("libwayland-client0", "libwayland-cursor0", "libwayland-egl1", "hicolor-icon-theme")

# Folders and files that no program needs that runs.
USELESS_FOLDERS = ("__pycache__", "tests", "testing", "includes", "include")
USELESS_FILES = ("*.pyi", "*.pyx", "*.pxd", "*.pxi", "*.c", "*.h", "*.cpp")
# What pip writes down about the installation: true only where it was made.
PIP_RECORDS = ("*.dist-info/RECORD", "*.dist-info/direct_url.json", "*.dist-info/REQUESTED")
# Babel comes with a filter of addresses by language, which is not used: without its languages it filters nothing.
LOCALES = re.compile(r"(root|(ar|en)(_\w+)?)\.dat")
USELESS_PACKAGES = ("bin", "dateparser_cli", "dateparser_scripts")


def drop_unused(site: Path) -> None:
    """Takes out of an installed environment what newsdesk never loads."""
    _drop_of_qt(site / "PySide6")
    for name in USELESS_PACKAGES:
        shutil.rmtree(site / name, ignore_errors=True)
    for name in USELESS_FOLDERS:
        for folder in [path for path in site.rglob(name) if path.is_dir()]:
            shutil.rmtree(folder, ignore_errors=True)
    locales = site / "babel" / "locale-data"
    if locales.is_dir():
        _keep(locales, lambda name: LOCALES.fullmatch(name) is not None)
    for pattern in (*USELESS_FILES, *PIP_RECORDS):
        for path in list(site.rglob(pattern)):
            path.unlink()


def _drop_of_qt(pyside: Path) -> None:
    modules = tuple(f"{name}.abi3.so" for name in QT_MODULES)
    _keep(pyside, lambda name: name in (*PYSIDE_FILES, *modules) or name.startswith("libpyside6.abi3"))
    qt = pyside / "Qt"
    _keep(qt, lambda name: name in ("lib", "plugins"))
    libraries = tuple(f"libQt6{name}.so" for name in QT_LIBRARIES)
    _keep(qt / "lib", lambda name: name.startswith((*libraries, "libicu")))
    _keep(qt / "plugins", lambda name: name in QT_PLUGINS)
    for folder, names in QT_PLUGINS.items():
        files = {f"lib{name}.so" for name in names}
        _keep(qt / "plugins" / folder, files.__contains__)


def _keep(folder: Path, is_kept: Callable[[str], bool]) -> None:
    """Removes what the folder holds but those whose names are kept."""
    for path in folder.iterdir():
        if is_kept(path.name):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()


def distributions(site: Path) -> list[tuple[str, str, str, str]]:
    """(name, version, licence, home page) of every package in an environment but newsdesk, by name."""
    found = []
    for folder in site.glob("*.dist-info"):
        told = Parser().parsestr((folder / "METADATA").read_text(encoding="utf-8"), headersonly=True)
        if told["Name"] != "newsdesk":
            found.append((told["Name"], told["Version"], licence_of(told), home_of(told)))
    return sorted(found, key=lambda row: row[0].casefold())


def licence_of(told: Message) -> str:
    """The licence that a package states in its metadata: the expression, else the classifiers, else its short words."""
    if told["License-Expression"]:
        return str(told["License-Expression"])
    names = [line.rsplit(" :: ", 1)[-1] for line in told.get_all("Classifier", []) if line.startswith("License :: ")]
    names = [name for name in names if name not in ("OSI Approved", "Other/Proprietary License")]
    words = str(told["License"] or "").strip().splitlines()
    if words and len(words) == 1 and len(words[0]) < 60:
        return words[0]
    return " or ".join(names) or "see its files"


def home_of(told: Message) -> str:
    """A package's home page, "" when it names none."""
    if told["Home-page"]:
        return str(told["Home-page"])
    links = dict(line.split(", ", 1) for line in told.get_all("Project-URL", []) if ", " in line)
    by_name = {name.casefold(): link for name, link in links.items()}
    for name in ("homepage", "home", "repository", "source", "source code"):
        if name in by_name:
            return by_name[name]
    return next(iter(links.values()), "")


def licence_table(site: Path, shown: str) -> str:
    """A paragraph of debian/copyright (DEP 5) for every package brought along."""
    paragraphs = []
    for name, number, licence, home in distributions(site):
        words = [f"Files: {shown}/{name}*", f"Copyright: the authors of {name} {number}, {home}".rstrip(", ")]
        words += [f"License: {licence}", f" Its own text is in the folder {name.replace('-', '_')}-{number}.dist-info."]
        paragraphs.append("\n" + "\n".join(words) + "\n")
    return "".join(paragraphs)
