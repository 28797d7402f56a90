"""What the frozen programs are made of, beside what PyInstaller finds by itself; standard library only."""

from __future__ import annotations

import re
import sys
from pathlib import PurePath

from content import QT_LIBRARIES, QT_PLUGINS_BY_SYSTEM

PROGRAMS = {
    "newsdesk": "open_command.py",
    "newsdesk-window": "open_window.py",
    "newsdesk-intake": "open_intake.py",
}
# Packages some of whose modules are imported by a name that is made up while they run.
IMPORTED_BY_NAME = ("newsdesk", "backports.zstd", "sqlalchemy.dialects.sqlite", "alembic", "trafilatura")
# Packages that read files of their own.
DATA = ("newsdesk", "trafilatura", "justext", "tld", "dateparser", "certifi", "tzdata")
# Modules that somebody asks for who does not need them.
NEVER = ("tkinter", "setuptools", "pkg_resources", "pip", "pytest", "pydoc", "IPython", "readline")
# Libraries that must be the system's: what it draws with and talks to its session through is of its own age and loads
# them, too; or which only those need.
SYSTEM_LIBRARIES = re.compile(
    r"lib(stdc\+\+|gcc_s|g(lib|thread|object|io|module)-2\.0|pcre2-8|dbus-1|systemd|cap|gcrypt|gpg-error|lz4|fontconfig"
    r"|freetype|png16|brotli\w+|drm|gbm|EGL|GL|GLX|GLdispatch|OpenGL|wayland-\w+|X11|X11-xcb|Xau|Xdmcp|bsd|md"
    r"|xcb(-(glx|randr|render|shape|shm|sync|xfixes|xkb))?|xkbcommon(-x11)?|readline|tinfo)\.so.*"
)
# What PyInstaller runs before a program's first line, for modules in an archive and for programs that start workers.
NEEDLESS_HOOKS = (
    "pyi_rth_inspect",
    "pyi_rth_pkgutil",
    "pyi_rth_multiprocessing",
    "pyi_rth_setuptools",
    "pyi_rth_pkgres",
)


def is_shipped(name: str) -> bool:
    """Whether a collected file, by its path in the folder, is one that newsdesk loads where it is going."""
    path = PurePath(name)
    if "plugins" in path.parts and "PySide6" in path.parts:
        kept = QT_PLUGINS_BY_SYSTEM.get(sys.platform, {}).get(path.parent.name, ())
        return path.name.removeprefix("lib").split(".")[0] in kept
    if "translations" in path.parts and "PySide6" in path.parts:
        return False
    qt = re.match(r"(?:lib)?Qt6?(\w+?)(?:\.dll|\.so|\.framework|$)", path.name)
    if qt and sys.platform != "linux" and "PySide6" in path.parts and path.suffix in (".dll", ".framework", ""):
        return qt[1] in QT_LIBRARIES
    return SYSTEM_LIBRARIES.fullmatch(path.name) is None


def is_run_by(program: str, script: str) -> bool:
    """Whether a program runs a script, by its name: its own first line, and the hooks that it needs."""
    if script in {PurePath(name).stem for name in PROGRAMS.values()}:
        return script == PurePath(PROGRAMS[program]).stem
    return script not in NEEDLESS_HOOKS and ("pyside" not in script or program == "newsdesk-window")
