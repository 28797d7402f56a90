"""Builds dist/newsdesk_VERSION_ARCHITECTURE.deb: newsdesk with its own virtual environment under /usr/lib/newsdesk.

    python3 packaging/debian/build.py [--compressor zstd|xz] [--twice]

Needs git, dpkg-deb and Python with venv, the same minor version of Python as the Debian it is for, which becomes one of
its dependencies; everything else comes from the lock files. Standard library only.
"""

from __future__ import annotations

import argparse
import gzip
import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]

from content import MORE_LIBRARIES, drop_unused, licence_table  # noqa: E402
from desktop import SIZES, filled  # noqa: E402
from from_checkout import WINDOW_LIBRARIES, say  # noqa: E402
from wheels import LOCKS, build_wheel, digest, moment_of_build, tools, version  # noqa: E402

WORK = ROOT / "build" / "debian"
STAGE = WORK / "stage"
HOME = Path("usr/lib/newsdesk")
LARGEST = 250  # megabytes installed
PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
NEXT_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor + 1}"


CONTROL = """\
Package: newsdesk
Version: {version}
Architecture: {architecture}
Maintainer: The newsdesk project <newsdesk@localhost>
Installed-Size: {kilobytes}
Depends: python3 (>= {python}), python3 (<< {next_python}), {libraries}
Recommends: xdg-utils, fonts-noto-color-emoji
Section: news
Priority: optional
Description: reader for Arabic news that works offline
 A right-to-left list of headlines beside a well-set article, over a store on
 the reader's own disk that is kept up to date in the background. It reads RSS,
 Atom and JSON feeds, keeps whole texts, pictures and bookmarks for reading
 without a connection, and has a command line.
 .
 It brings its Python packages, among them Qt, in an environment of its own.
"""


def run(*command: str | Path) -> str:
    """What a command printed; a command that fails ends this one."""
    done = subprocess.run([str(word) for word in command], check=True, text=True, stdout=subprocess.PIPE)
    return done.stdout.strip()


def lay(source: Path, target: str, mode: int = 0o644, *, is_packed: bool = False, is_filled: bool = False) -> None:
    """Copies a file into the stage; `is_filled`: with version and date put in, `is_packed`: through gzip."""
    path = STAGE / target
    path.parent.mkdir(parents=True, exist_ok=True)
    held = source.read_bytes()
    if is_filled:
        held = filled(held)
    path.write_bytes(gzip.compress(held, 9, mtime=0) if is_packed else held)
    path.chmod(mode)


def lay_environment(wheel: Path) -> Path:
    """The virtual environment, as it will lie on the reader's machine; answers its site-packages."""
    home = STAGE / HOME
    site = home / "lib" / f"python{PYTHON}" / "site-packages"
    site.mkdir(parents=True)
    (home / "bin").mkdir()
    for name in ("python3", f"python{PYTHON}"):
        (home / "bin" / name).symlink_to(f"/usr/bin/python{PYTHON}")
    (home / "pyvenv.cfg").write_text(f"home = /usr/bin\ninclude-system-site-packages = false\nversion = {PYTHON}\n")
    pip = [tools(), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile", "--target", site]
    run(*pip, "--only-binary", ":all:", "--require-hashes", "-r", LOCKS / "requirements.lock")
    shutil.rmtree(site / "bin", ignore_errors=True)
    run(*pip, "--no-deps", "--no-index", wheel)
    return site


def compile_all(site: Path) -> None:
    """Bytecode that is never checked against its source, under the paths it will have: nothing is written later."""
    os.environ["PYTHONHASHSEED"] = "0"  # sets among the constants in the same order each time
    run(
        *(sys.executable, "-m", "compileall", "-q", "-j", "0", "--invalidation-mode", "unchecked-hash"),
        *("-s", STAGE, "-p", "/", site),
    )


def lay_commands() -> None:
    """The two commands."""
    folder = STAGE / "usr" / "bin"
    folder.mkdir(parents=True)
    for name, door in (("newsdesk", "command"), ("newsdesk-window", "window")):
        path = folder / name
        path.write_text(
            f"#!/{HOME}/bin/python3 -I\nimport sys\n\nfrom newsdesk.__main__ import {door}\n\nsys.exit({door}())\n"
        )
        path.chmod(0o755)


def lay_desktop() -> None:
    """What makes it a program of the desktop and of the shell."""
    lay(HERE / "newsdesk.desktop", "usr/share/applications/newsdesk.desktop")
    lay(HERE / "newsdesk-autostart.desktop", "etc/xdg/autostart/newsdesk.desktop")
    lay(HERE / "newsdesk.metainfo.xml", "usr/share/metainfo/newsdesk.metainfo.xml", is_filled=True)
    lay(HERE / "newsdesk.bash", "usr/share/bash-completion/completions/newsdesk")
    completions = STAGE / "usr/share/bash-completion/completions"
    (completions / "newsdesk-window").symlink_to("newsdesk")
    for name in ("newsdesk", "newsdesk-window"):
        lay(HERE / "newsdesk.1", f"usr/share/man/man1/{name}.1.gz", is_packed=True, is_filled=True)
    icons = ROOT / "resources" / "icons" / "app"
    for size in SIZES:
        lay(icons / f"newsdesk-{size}.png", f"usr/share/icons/hicolor/{size}x{size}/apps/newsdesk.png")
    lay(icons / "newsdesk.svg", "usr/share/icons/hicolor/scalable/apps/newsdesk.svg")


def lay_documents(site: Path) -> None:
    """The copyright file with a line for every package brought along, and the changelog."""
    lay(HERE / "copyright", "usr/share/doc/newsdesk/copyright")
    with (STAGE / "usr/share/doc/newsdesk/copyright").open("a", encoding="utf-8") as file:
        file.write(licence_table(site, f"/{HOME}/lib/python{PYTHON}/site-packages"))
    lay(ROOT / "CHANGELOG.md", "usr/share/doc/newsdesk/changelog.gz", is_packed=True)


def lay_control(architecture: str) -> int:
    """The package's own files; answers the installed size in kilobytes (sizes of files, each rounded up to 1 KiB)."""
    kilobytes = sum(-(-path.lstat().st_size // 1024) for path in STAGE.rglob("*") if not path.is_dir())
    libraries = ", ".join(sorted({*WINDOW_LIBRARIES.values(), *MORE_LIBRARIES}))
    control = STAGE / "DEBIAN"
    control.mkdir()
    (control / "control").write_text(
        CONTROL.format(
            version=version(),
            architecture=architecture,
            kilobytes=kilobytes,
            python=PYTHON,
            next_python=NEXT_PYTHON,
            libraries=libraries,
        )
    )
    (control / "conffiles").write_text("/etc/xdg/autostart/newsdesk.desktop\n")
    return kilobytes


def settle_modes() -> None:
    """The same modes and times whoever builds it."""
    moment = moment_of_build()
    for path in sorted(STAGE.rglob("*"), reverse=True):
        if not path.is_symlink():
            is_run = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(0o755 if is_run else 0o644)
        os.utime(path, (moment, moment), follow_symlinks=False)
    STAGE.chmod(0o755)


def build(compressor: str) -> tuple[Path, float]:
    """Builds the package; answers its path and its installed size in megabytes."""
    shutil.rmtree(STAGE, ignore_errors=True)
    say("newsdesk: building the wheel")
    wheel = build_wheel(WORK / "wheel")
    say("newsdesk: installing the locked packages")
    site = lay_environment(wheel)
    drop_unused(site)
    compile_all(site)
    lay_commands()
    lay_desktop()
    lay_documents(site)
    architecture = run("dpkg", "--print-architecture")
    kilobytes = lay_control(architecture)
    settle_modes()
    target = ROOT / "dist" / f"newsdesk_{version()}_{architecture}.deb"
    target.parent.mkdir(exist_ok=True)
    level = {"zstd": "19", "xz": "6"}[compressor]
    run("dpkg-deb", "--root-owner-group", f"-Z{compressor}", f"-z{level}", "--build", STAGE, target)
    return target, kilobytes / 1024


def is_same_again(target: Path, compressor: str) -> bool:
    """Whether a second build gives the same bytes; says what both gave."""
    earlier = digest(target)
    build(compressor)
    print(f"{earlier}  the first build\n{digest(target)}  the second build")
    return digest(target) == earlier


def main(arguments: list[str]) -> int:
    """0 when the package is in dist/; 1 when it is larger than it may be, or not the same when built twice."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--compressor", choices=("zstd", "xz"), default="zstd")
    parser.add_argument("--twice", action="store_true", help="build it again and compare the bytes")
    options = parser.parse_args(arguments)
    os.environ["SOURCE_DATE_EPOCH"] = str(moment_of_build())  # one moment, whatever is committed meanwhile
    target, megabytes = build(options.compressor)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 2**20:.1f} MB, installed {megabytes:.1f} MB")
    if options.twice and not is_same_again(target, options.compressor):
        say("newsdesk: the bytes of two builds differ")
        return 1
    if megabytes > LARGEST:
        say(f"newsdesk: the installed package is larger than {LARGEST} MB")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
