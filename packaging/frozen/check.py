"""Unpacks the frozen build in an empty Debian without Python, starts and uses it there; says what it saw.

    python3 packaging/frozen/check.py [--root FOLDER] [ARCHIVE.tar.gz]

Runs as root, needs debootstrap and the archive in dist/ (`make frozen`). The folder is made with debootstrap and taken
away afterwards; one that is named is kept, and used again when there is one. Exit 0 when everything was as it should
be. Standard library only.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent / "debian"), str(HERE.parent)]

from bare import Bare  # noqa: E402
from content import MORE_LIBRARIES  # noqa: E402
from from_checkout import WINDOW_LIBRARIES  # noqa: E402
from trial import Trial  # noqa: E402

PLACE = "opt/newsdesk"
PARAGRAPH = "وقال المتحدث إن العمل في المشروع ماضٍ كما خُطط له، وإن نتائجه تُعلن على الناس في نهاية الشهر القادم. "
PAGE = f"""<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>خبر من المطبعة</title></head><body>
<nav><a href="/">الرئيسة</a></nav><article><h1>خبر من المطبعة</h1><p>نص أطول من الملخص.</p>
<p><img src="/picture.png" width="640" height="400" alt="صورة"></p>
{f"<p>{PARAGRAPH * 3}</p>" * 6}</article></body></html>
"""
PRESS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>المطبعة</title><link>{place}/</link><description>عينة</description>
<item><title>خبر من المطبعة</title><link>{place}/story</link><guid>{place}/story</guid><description>ملخص.</description>
</item></channel></rss>
"""
# What the desktop would open a link with writes down the environment it was given.
OPENER = """#!/bin/sh
(env; echo "OPENED=$1") > "$HOME/opened.new"
mv "$HOME/opened.new" "$HOME/opened"
"""
# Opens the window, waits for it, goes to the first article with an address and opens that; a minute at most.
FOLLOW = """rm -f ~/opened; {before} newsdesk-window --shelf all & program=$!
timeout 60 xdotool search --sync --onlyvisible --class newsdesk windowfocus --sync >/dev/null
for turn in $(seq 60); do
    xdotool key j; sleep 0.5; xdotool key v; sleep 0.5
    if [ -e ~/opened ]; then break; fi
done
kill $program; wait $program
[ -e ~/opened ]
"""


class Press(BaseHTTPRequestHandler):
    """A feed, its one page and a picture, on loopback."""

    def do_GET(self) -> None:
        """Answers one request."""
        place = f"http://127.0.0.1:{self.server.server_address[1]}"
        icon = ROOT / "resources" / "icons" / "app" / "newsdesk-512.png"
        answers = {
            "/feed": ("application/rss+xml", PRESS.format(place=place).encode()),
            "/story": ("text/html; charset=utf-8", PAGE.encode()),
            "/picture.png": ("image/png", icon.read_bytes()),
        }
        kind, body = answers.get(self.path, ("", b""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", kind or "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


class Check(Trial):
    """The archive, unpacked for everybody, with its commands on the PATH."""

    def everything(self, archive: Path) -> None:
        """All of it, in the order of a reader's life."""
        self.prepare()
        self.expect(not self.bare.has("usr/bin/python3"), "there is no Python")
        self.unpack(archive)
        done = self.bare.apt("install", *sorted({*WINDOW_LIBRARIES.values(), *MORE_LIBRARIES}))
        self.expect(done.returncode == 0, f"Qt's system libraries are installed {done.stderr[-300:]}")
        self.libraries()
        self.begin()
        done = self.bare.apt("install", "xvfb", "xauth", "xdotool")
        self.expect(done.returncode == 0, "installed what only this check needs")
        self.expect(not self.bare.has("usr/bin/python3"), "there is still no Python")
        self.window("the window, first start")
        self.window("the window, second start")
        self.trap()
        self.use()
        loaded = self.bare.as_reader("LD_DEBUG=libs newsdesk list 2>&1 | grep 'calling init'").stdout
        self.expect("libsqlite3" in loaded and "Qt" not in loaded, "the command line loads no library of Qt")
        self.fetch()
        sound = json.loads(self.reader("newsdesk doctor --json", "newsdesk doctor") or "{}")
        self.expect(bool(sound.get("ok")), "both stores are sound")
        self.window("the window on that profile")
        self.follow("", None)
        self.follow("env LD_LIBRARY_PATH=/home/reader/own", "/home/reader/own")
        written = self.bare.inside(f"find /{PLACE} -newer /{PLACE}/unpacked | wc -l").stdout
        self.expect(written.strip() == "0", "nothing was written into the program's folder")

    def unpack(self, archive: Path) -> None:
        """Into /opt, as root; links to the two commands where the shell looks."""
        place = self.bare.root / PLACE
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        subprocess.run(["tar", "-xzf", archive, "--strip-components=1", "--no-same-owner", "-C", place], check=True)
        (place / "unpacked").write_text("")
        for name in ("newsdesk", "newsdesk-window"):
            self.bare.inside(f"ln -sf /{PLACE}/{name} /usr/local/bin/{name}")
        done = self.bare.inside(f"du -sm --apparent-size /{PLACE} | cut -f1")
        self.expect(0 < int(done.stdout or 0) <= 250, f"unpacked size {done.stdout.strip()} MB, at most 250")

    def libraries(self) -> None:
        """Every library and program finds what it needs."""
        found = f"find /{PLACE} \\( -name '*.so*' -o -name 'newsdesk*' \\) -type f"
        line = f"export LD_LIBRARY_PATH=/{PLACE}/_internal; {found} -exec ldd {{}} + 2>/dev/null"
        done = self.bare.inside(f"{line} | grep 'not found' | sort | uniq -c")
        self.expect(done.stdout.strip() == "", f"no library is missing {done.stdout.strip()[:800]}")

    def fetch(self) -> None:
        """A feed on loopback, with the text and the picture of its article."""
        with ThreadingHTTPServer(("127.0.0.1", 0), Press) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            self.reader(f"newsdesk add http://127.0.0.1:{server.server_address[1]}/feed")
            self.reader("newsdesk sync; [ $? = 0 ] || [ $? = 3 ]", "newsdesk sync")
            server.shutdown()
        rows = json.loads(self.reader("newsdesk list --json") or "[]")
        got = [row for row in rows if row["title"] == "خبر من المطبعة"]
        self.expect(len(got) == 1, "the fed headline is listed")
        for row in got[:1]:
            text = self.reader(f"newsdesk show {row['id']}", "newsdesk show")
            self.expect("نتائجه تُعلن" in text, "with the whole text of its page")
            shown = self.reader(f"newsdesk show {row['id']} --format html", "newsdesk show --format html")
            self.expect("<img" in shown, "and its picture")

    def follow(self, before: str, wanted: str | None) -> None:
        """A link is opened with the LD_LIBRARY_PATH that the reader had."""
        opener = self.bare.root / "usr/local/bin/xdg-open"
        opener.write_text(OPENER)
        opener.chmod(0o755)
        script = self.bare.root / "home/reader/follow.sh"
        script.write_text(FOLLOW.format(before=before))
        self.reader("xvfb-run -a bash ~/follow.sh", "a link is opened from the window")
        opened = self.bare.root / "home/reader/opened"
        lines = opened.read_text(encoding="utf-8").splitlines() if opened.is_file() else []
        told = dict(line.split("=", 1) for line in lines if "=" in line)
        self.expect(told.get("OPENED", "").startswith("http"), f"what opens it is given {told.get('OPENED')}")
        got = told.get("LD_LIBRARY_PATH")
        self.expect(got == wanted and "LD_LIBRARY_PATH_ORIG" not in told, f"and LD_LIBRARY_PATH as it was: {got}")
        opener.unlink()


def main(arguments: list[str]) -> int:
    """0 when everything was as it should be."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", type=Path)
    parser.add_argument("archive", type=Path, nargs="?")
    options = parser.parse_args(arguments)
    archives = (ROOT / "dist").glob("newsdesk-*-linux-*.tar.gz")
    archive = options.archive or max(archives, default=None, key=os.path.getmtime)
    if os.geteuid() != 0 or shutil.which("debootstrap") is None or archive is None:
        print("newsdesk: this runs as root, with debootstrap, after make frozen", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(dir="/var/tmp") as held, Bare(options.root or Path(held) / "root") as bare:
        check = Check(bare)
        check.everything(archive)
    return check.conclude()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
