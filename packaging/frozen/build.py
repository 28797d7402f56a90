"""Builds newsdesk with its own Python, for the system that this runs on, into dist/.

    python3 packaging/frozen/build.py [--folder]

    Linux    newsdesk-VERSION-linux-MACHINE.tar.gz
    Windows  newsdesk-VERSION-windows-MACHINE.exe, an installer; needs Inno Setup 6 (iscc)
    macOS    newsdesk-VERSION-macos-MACHINE.dmg

`--folder` stops before the archive: what would be in it is in build/frozen/dist. Needs git and a Python with venv and a
shared library (Debian: libpython3.11), 3.11 for what the tests run on; everything else comes from the lock files.
Standard library only.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tarfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent / "debian"), str(HERE.parent)]

from content import drop_unused  # noqa: E402
from desktop import lay_desktop  # noqa: E402
from from_checkout import say  # noqa: E402
from wheels import LOCKS, build_wheel, moment_of_build, version  # noqa: E402

WORK = ROOT / "build" / "frozen"
TOOLS = WORK / "tools"
SITE = WORK / "site"
DIST = ROOT / "dist"
LARGEST = 250  # megabytes installed
SYSTEM = {"linux": "linux", "win32": "windows", "darwin": "macos"}


def run(*command: str | Path, told: dict[str, str] | None = None) -> None:
    """A command that must end well; `told` is added to the environment."""
    subprocess.run([str(word) for word in command], cwd=ROOT, check=True, env={**os.environ, **(told or {})})


def tools() -> Path:
    """The Python of an environment with PyInstaller, checked by hash; made when it is not there."""
    python = TOOLS / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    lock = LOCKS / "requirements-frozen.lock"
    stamp = TOOLS / "stamp"
    wanted = hashlib.sha256(sys.version.encode() + lock.read_bytes()).hexdigest()
    if not (stamp.is_file() and stamp.read_text() == wanted):
        run(sys.executable, "-m", "venv", "--clear", TOOLS)
        pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        run(*pip, "--require-hashes", "-r", lock)
        stamp.write_text(wanted)
    return python


def lay_packages(python: Path) -> None:
    """The locked packages and newsdesk's wheel in a folder of their own, without what is never loaded."""
    shutil.rmtree(SITE, ignore_errors=True)
    pip = [python, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-compile", "--target", SITE]
    run(*pip, "--only-binary", ":all:", "--require-hashes", "-r", LOCKS / "requirements.lock")
    run(*pip, "--no-deps", "--no-index", build_wheel(WORK / "wheel"))
    drop_unused(SITE)


def freeze(python: Path) -> Path:
    """Runs PyInstaller; answers the folder, or the bundle, that it made."""
    told = {
        "PYTHONPATH": str(SITE),
        "PYTHONHASHSEED": "1",
        "PYINSTALLER_CONFIG_DIR": str(WORK / "cache"),
        "SOURCE_DATE_EPOCH": str(moment_of_build()),
        "NEWSDESK_VERSION": version(),
    }
    shutil.rmtree(WORK / "dist", ignore_errors=True)
    out = ["--distpath", WORK / "dist", "--workpath", WORK / "work"]
    run(python, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN", *out, HERE / "newsdesk.spec",
        told=told)  # fmt: skip
    return WORK / "dist" / ("Newsdesk.app" if sys.platform == "darwin" else "newsdesk")


def lay_documents(made: Path) -> None:
    """Every package's licence and our own, Python's too; on Linux what a desktop reads, for whoever installs it."""
    place = made / ("Contents/Resources" if sys.platform == "darwin" else ".") / "licences"
    place.mkdir()
    shutil.copy2(ROOT / "LICENSE", place / "newsdesk.txt")
    own = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if own.is_file():
        shutil.copy2(own, place / "python.txt")
    for folder in sorted(SITE.glob("*.dist-info")):
        texts = [path for path in folder.rglob("*") if path.is_file() and is_licence(path.name)]
        for path in texts:
            target = place / folder.name.removesuffix(".dist-info") / path.name
            target.parent.mkdir(exist_ok=True)
            shutil.copy2(path, target)
    if sys.platform == "linux":
        lay_desktop(made / "share")


def is_licence(name: str) -> bool:
    """Whether a file of a package's metadata is a text of its licence."""
    return name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "AUTHORS", "LGPL", "GPL"))


def megabytes(folder: Path) -> float:
    """The size of all files, each rounded up to 1 KiB."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(-(-path.stat().st_size // 1024) for path in files) / 1024


def pack_tar(made: Path, target: Path) -> None:
    """A tar.gz of the folder: sorted, dated with the commit, owned by nobody in particular."""
    moment = moment_of_build()

    def settled(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = moment, 0, 0, "root", "root"
        if not entry.issym():
            entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    with (
        target.open("wb") as file,
        gzip.GzipFile("", "wb", 9, file, mtime=moment) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
    ):
        archive.add(made, f"newsdesk-{version()}", recursive=False, filter=settled)
        for path in sorted(made.rglob("*")):
            archive.add(path, f"newsdesk-{version()}/{path.relative_to(made)}", recursive=False, filter=settled)


def pack(made: Path) -> Path:
    """The archive, installer or disk image of this system; answers its path."""
    stem = f"newsdesk-{version()}-{SYSTEM[sys.platform]}-{platform.machine().lower()}"
    DIST.mkdir(exist_ok=True)
    if sys.platform == "win32":
        compiler = shutil.which("iscc") or r"C:\Program Files (x86)\Inno Setup 6\ISCC.exe"
        run(
            compiler,
            "/Q",
            f"/DVersion={version()}",
            f"/DSource={made}",
            f"/O{DIST}",
            f"/F{stem}",
            HERE / "newsdesk.iss",
        )
        return DIST / f"{stem}.exe"
    if sys.platform == "darwin":
        target = DIST / f"{stem}.dmg"
        folder = made.parent / "image"
        folder.mkdir()
        shutil.move(made, folder / made.name)
        (folder / "Applications").symlink_to("/Applications")
        run(
            "hdiutil",
            "create",
            "-quiet",
            "-ov",
            "-volname",
            "Newsdesk",
            "-format",
            "UDZO",
            "-srcfolder",
            folder,
            target,
        )
        return target
    target = DIST / f"{stem}.tar.gz"
    pack_tar(made, target)
    return target


def main(arguments: list[str]) -> int:
    """0 when it is in dist/; 1 when it is larger than it may be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", action="store_true")
    options = parser.parse_args(arguments)
    if sys.platform not in SYSTEM:
        say(f"newsdesk: there is no recipe for {sys.platform}")
        return 2
    os.environ["SOURCE_DATE_EPOCH"] = str(moment_of_build())  # one moment, whatever is committed meanwhile
    say("newsdesk: installing what builds, and the locked packages")
    python = tools()
    lay_packages(python)
    say("newsdesk: freezing")
    made = freeze(python)
    lay_documents(made)
    size = megabytes(made)
    if options.folder:
        print(f"{made.relative_to(ROOT)}: {size:.1f} MB")
    else:
        target = pack(made)
        print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 2**20:.1f} MB, unpacked {size:.1f} MB")
    if size > LARGEST:
        say(f"newsdesk: unpacked it is larger than {LARGEST} MB")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
