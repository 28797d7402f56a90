"""Installs, starts, uses, upgrades and removes the built Debian package in an empty Debian; says what it saw.

    python3 packaging/debian/check.py [--root FOLDER] [PACKAGE.deb]

Runs as root, needs debootstrap and the package in dist/ (`make deb`). The folder is made with debootstrap and taken
away afterwards; one that is named is kept, and used again when there is one. apt in it has this machine's
configuration. Exit 0 when everything was as it should be. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent)]

from bare import Bare  # noqa: E402
from trial import Trial  # noqa: E402

LIBRARY = "find /usr/lib/newsdesk -name '*.so*' -type f"
OLD = "0.0.1~check"


def older(package: Path, folder: Path) -> Path:
    """The package once more as an older version, with a file that the newer one does not have."""
    tree = folder / "older"
    subprocess.run(["dpkg-deb", "-R", str(package), str(tree)], check=True)
    control = tree / "DEBIAN" / "control"
    lines = control.read_text(encoding="utf-8").splitlines()
    control.write_text("\n".join(f"Version: {OLD}" if line.startswith("Version:") else line for line in lines) + "\n")
    (tree / "usr/lib/newsdesk/left-behind").write_text("")
    target = folder / f"newsdesk_{OLD}.deb"
    subprocess.run(
        ["dpkg-deb", "-Zgzip", "-z1", "--build", str(tree), str(target)], check=True, stdout=subprocess.DEVNULL
    )
    return target


class Check(Trial):
    """The package, from an older version to its removal."""

    def __init__(self, bare: Bare, package: Path) -> None:
        super().__init__(bare)
        self.package = package

    def install(self, package: Path, words: str) -> None:
        """Installs a package file with what it depends on."""
        shutil.copy2(package, self.bare.root / "tmp" / package.name)
        begun = time.monotonic()
        done = self.bare.apt("install", f"/tmp/{package.name}")
        seconds = time.monotonic() - begun
        self.expect(done.returncode == 0, f"{words} ({seconds:.0f} s){done.stderr[-400:] if done.returncode else ''}")
        self.bare.inside(f"rm -f /tmp/{package.name}")

    def everything(self, folder: Path) -> None:
        """All of it, in the order of a reader's life."""
        self.bare.apt("purge", "newsdesk")
        self.prepare()
        self.install(older(self.package, folder), "installed in an empty Debian, with what apt brings")
        self.libraries()
        self.begin()
        done = self.bare.apt("install", "xvfb", "xauth", "desktop-file-utils", "appstream", "man-db")
        self.expect(done.returncode == 0, "installed what only this check needs")
        self.window("the window, first start")
        self.window("the window, second start")
        self.trap()
        kept = self.use()
        self.install(self.package, "upgraded")
        self.after_upgrade(kept)
        self.desktop()
        self.remove()

    def libraries(self) -> None:
        """Every library it brings finds those that it needs, before anything else is installed."""
        done = self.bare.inside(f"{LIBRARY} -exec ldd {{}} + 2>/dev/null | grep 'not found' | sort | uniq -c")
        self.expect(done.stdout.strip() == "", f"no library is missing {done.stdout.strip()[:600]}")
        done = self.bare.inside("du -sm --apparent-size /usr/lib/newsdesk | cut -f1")
        self.expect(0 < int(done.stdout or 0) <= 250, f"installed size {done.stdout.strip()} MB, at most 250")

    def after_upgrade(self, kept: str) -> None:
        """The newer version on the profile of the older."""
        told = self.bare.inside("dpkg-query -W -f '${Version}' newsdesk").stdout
        self.expect(told != OLD, f"the version is now {told}")
        self.expect(not self.bare.has("usr/lib/newsdesk/left-behind"), "files of the older version are gone")
        self.expect(self.reader("newsdesk list --shelf bookmarks --json") == kept, "the bookmarks are as before")
        sound = json.loads(self.reader("newsdesk doctor --json", "newsdesk doctor") or "{}")
        self.expect(bool(sound.get("ok")), "both stores are sound")
        self.window("the window on that profile")

    def desktop(self) -> None:
        """What the desktop reads of it is valid."""
        for line in (
            "desktop-file-validate /usr/share/applications/newsdesk.desktop /etc/xdg/autostart/newsdesk.desktop",
            "appstreamcli validate --no-net /usr/share/metainfo/newsdesk.metainfo.xml",
            "grep -q 'x-scheme-handler/feed=newsdesk.desktop' /usr/share/applications/mimeinfo.cache",
            "grep -q 'application/rss+xml=newsdesk.desktop' /usr/share/applications/mimeinfo.cache",
            "MANROFFSEQ='' man --warnings -P cat newsdesk | grep -q opml",
            ". /usr/share/bash-completion/completions/newsdesk; COMP_WORDS=(newsdesk unb); COMP_CWORD=1; _newsdesk;"
            ' [ "${COMPREPLY[*]}" = unbookmark ]',
        ):
            self.reader(line)

    def remove(self) -> None:
        """Takes it away: the program goes, what is the reader's stays."""
        written = self.bare.inside("find /usr/lib/newsdesk -newer /usr/bin/newsdesk -name '*.pyc' | wc -l").stdout
        self.expect(written.strip() == "0", "no bytecode was written after the installation")
        before = self.bare.profile()
        done = self.bare.apt("purge", "newsdesk")
        self.expect(done.returncode == 0, "removed")
        left = self.bare.inside("find / -xdev -path /proc -prune -o -path /home -prune -o -name '*newsdesk*' -print")
        self.expect(left.stdout.split() == [], f"nothing of the program is left {left.stdout.strip()}")
        after = self.bare.profile()
        self.expect(bool(before) and before == after, f"the profile's {len(after)} files are as they were")


def main(arguments: list[str]) -> int:
    """0 when everything was as it should be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path)
    parser.add_argument("package", type=Path, nargs="?")
    options = parser.parse_args(arguments)
    package = options.package or max((ROOT / "dist").glob("newsdesk_*.deb"), default=None, key=os.path.getmtime)
    if os.geteuid() != 0 or shutil.which("debootstrap") is None or package is None:
        print("newsdesk: this runs as root, with debootstrap, after make deb", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(dir="/var/tmp") as held:
        folder = Path(held)
        with Bare(options.root or folder / "root") as bare:
            check = Check(bare, package)
            check.everything(folder)
    return check.conclude()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
