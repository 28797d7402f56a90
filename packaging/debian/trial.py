"""A reader's first steps with an installed newsdesk in an empty Debian; says of each whether it went as it should."""

from __future__ import annotations

import json
import time

from bare import Bare

FEED = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>نشرة التجربة</title><link>http://127.0.0.1:8765/</link>
<description>عينة</description>
<item><title>الخبر الأول</title><guid isPermaLink="false">one</guid><description>نص الخبر الأول كاملًا.</description>
<pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item>
<item><title>الخبر الثاني</title><guid isPermaLink="false">two</guid><description>نص الخبر الثاني كاملًا.</description>
<pubDate>Mon, 23 Nov 2026 07:00:00 GMT</pubDate></item>
</channel></rss>
"""


class Trial:
    """One run; `failed` counts what was not as it should be."""

    def __init__(self, bare: Bare) -> None:
        self.bare = bare
        self.failed = 0

    def expect(self, is_so: bool, words: str) -> None:
        """Says whether something is as it should be, and counts it when not."""
        print(f"{'ok  ' if is_so else 'FAIL'}  {words}", flush=True)
        self.failed += not is_so

    def reader(self, line: str, words: str = "") -> str:
        """What a command of the reader printed; it must end well."""
        begun = time.monotonic()
        done = self.bare.as_reader(line)
        said = f"{words or line} ({time.monotonic() - begun:.2f} s)"
        if done.returncode != 0:
            said += f": exit {done.returncode}: {(done.stdout + done.stderr).strip()[-400:]}"
        self.expect(done.returncode == 0, said)
        return done.stdout

    def prepare(self) -> None:
        """A reader who has never had newsdesk."""
        self.bare.inside("id reader >/dev/null 2>&1 || useradd --create-home --shell /bin/bash reader")
        self.bare.inside("rm -rf /home/reader/.local /home/reader/.cache")

    def begin(self) -> None:
        """The first starts, with no profile and no display yet."""
        print(self.reader("newsdesk --version").strip())
        self.reader("newsdesk doctor --json", "newsdesk doctor")
        alone = self.bare.as_reader("newsdesk-window")
        self.expect(alone.returncode == 2 and alone.stderr.count("\n") == 1, "without a display: one line, exit 2")

    def window(self, words: str) -> None:
        """Opens the window on a virtual screen, shows it, leaves."""
        self.reader("xvfb-run -a newsdesk-window --check", words)

    def trap(self) -> None:
        """Modules of the same names that the reader has lying about are not taken for ours."""
        self.reader("mkdir -p ~/trap")
        for name in ("newsdesk", "lxml", "PySide6", "select"):
            self.reader(f"echo 'raise SystemExit(9)' > ~/trap/{name}.py")
        inside = "cd ~/trap && export PYTHONPATH=~/trap && "
        self.reader(f"{inside}newsdesk --version")
        self.reader(
            f"{inside}xvfb-run -a newsdesk --check", "the window, by the command, among modules of the same names"
        )

    def use(self) -> str:
        """Adds a source, syncs, bookmarks; answers the bookmarks as printed."""
        home = self.bare.root / "home/reader"
        (home / "feed.xml").write_text(FEED, encoding="utf-8")
        self.reader("export PYTHONPATH=~/trap; newsdesk add ~/feed.xml")
        self.bare.as_reader("newsdesk sync")
        rows = json.loads(self.reader("newsdesk list --json") or "[]")
        first = [str(row["id"]) for row in rows if row["title"] == "الخبر الأول"]
        self.expect(len(first) == 1, f"the source's headlines are listed among {len(rows)}")
        self.reader(f"newsdesk bookmark {' '.join(first)}")
        found = json.loads(self.reader("newsdesk search --json الثاني") or "[]")
        self.expect(any(row["title"] == "الخبر الثاني" for row in found), "search finds one")
        return self.reader("newsdesk list --shelf bookmarks --json")

    def conclude(self) -> int:
        """The exit code, after a line that says how it went."""
        print("all as it should be" if not self.failed else f"{self.failed} not as they should be")
        return 1 if self.failed else 0
