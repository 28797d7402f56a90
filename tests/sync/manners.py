"""Counts a reader's bad manners as Rachel Kroll's feed reader report does, over cycles of simulated time with kills.

    python -m tests.sync.manners [--cycles 1000] [--seed 7]

Her report counts requests that are conditional and that are not; for If-Modified-Since and If-None-Match those that are
good, out of sequence and made up; and needless cookies, referrers and query parameters. To them come polls before the
time that was allowed, requests while a host asked for peace, and addresses that nobody published. The sync is the real
one, with its intake process, its stores and a loopback newspaper; only its clock is the test's. A kill ends it in the
middle of a cycle with all that it holds in memory.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import psutil
from tests.newspaper import Newspaper, opml
from tests.press import Press, Request
from tests.press_answers import Answer
from tests.whole.running import ROOT, environment, newsdesk

from newsdesk.app.compose import USER_AGENT, Profile
from newsdesk.intake.client import Intake
from newsdesk.settings.paths import Paths
from newsdesk.sync.wish import Wish

SOURCES, ITEMS = 6, 8
EVERY = timedelta(minutes=30)
TOLD = ("out of sequence", "made up", "needless", "early", "in spite of Retry-After", "invented", "unconditional")


@dataclass
class Feed:
    """One feed as its server sees it."""

    edition: int = 0
    given: list[tuple[str | None, str | None]] = field(default_factory=list)
    whole_at: datetime | None = None
    asked_at: datetime | None = None
    free_at: datetime | None = None  # Retry-After and max-age forbid requests before
    shuns: bool = False  # whether that was Retry-After
    requests: int = 0


class Server:
    """Publishes feeds that change, answers 304, 429, 503 and 500, and counts. Called on the newspaper's thread."""

    def __init__(self, press: Press, seed: int) -> None:
        self.press = press
        self.chance = random.Random(seed)
        self.now = datetime(2026, 11, 1, tzinfo=UTC)
        self.feeds: defaultdict[str, Feed] = defaultdict(Feed)
        self.counters: Counter[str] = Counter()
        self.lock = threading.Lock()
        self.lost_at: set[datetime] = set()  # moments of cycles in which the reader was killed
        self.known = {f"/s{number}/feed" for number in range(SOURCES)}
        press.fallback = self.answer

    def answer(self, request: Request) -> Answer:
        """One request, judged and answered."""
        with self.lock:
            feed = self.feeds[request.path]
            self.judge(request, feed)
            return self.reply(request, feed)

    def judge(self, request: Request, feed: Feed) -> None:
        """Counts what should not be."""
        count, sent = self.counters, request.headers
        count["requests"] += 1
        feed.requests += 1
        if request.path not in self.known:
            count["invented"] += 1
        if "?" in request.target or {"cookie", "referer", "origin"} & sent.keys():
            count["needless"] += 1
        may_be_lost = feed.asked_at in self.lost_at
        if may_be_lost:  # who was killed cannot know what was just said
            count["repeated after a kill"] += 1
        else:
            self.judge_time(feed)
        held = held_by(request)
        known = feed.given[-2:] if may_be_lost else feed.given[-1:]
        if held == (None, None):
            count["whole"] += 1
            is_early = feed.whole_at is not None and self.now - feed.whole_at < timedelta(days=8)
            if is_early and feed.given and not may_be_lost:
                count["unconditional"] += 1
        elif held not in feed.given:
            count["made up"] += 1
        elif held not in known:
            count["out of sequence"] += 1
        else:
            count["conditional"] += 1
        feed.asked_at, feed.free_at, feed.shuns = self.now, None, False

    def judge_time(self, feed: Feed) -> None:
        """Counts a request that comes too soon."""
        if feed.free_at is not None and self.now < feed.free_at:
            self.counters["in spite of Retry-After" if feed.shuns else "early"] += 1
        elif feed.shuns:
            return  # it said when it may be asked again, be that sooner than usual
        elif feed.asked_at is not None and self.now - feed.asked_at < EVERY * 0.8:
            self.counters["early"] += 1

    def killed(self) -> None:
        """The reader was killed: what it is told in this cycle may be lost, also what is still on its way."""
        with self.lock:
            self.counters["kills"] += 1
            self.lost_at.add(self.now)

    def reply(self, request: Request, feed: Feed) -> Answer:
        """What the server says: mostly the feed or 304, sometimes a fault."""
        dice = self.chance.random()
        if dice < 0.03:
            seconds = self.chance.choice((90, 3600, 20_000))
            feed.free_at, feed.shuns = self.now + timedelta(seconds=seconds), True
            when = str(seconds) if self.chance.random() < 0.5 else ""
            # A date is read against the machine's own clock, which is not this one.
            when = when or format_datetime(datetime.now(UTC) + timedelta(seconds=seconds + 2), usegmt=True)
            return Answer(status=self.chance.choice((429, 503)), headers=(("Retry-After", when),))
        if dice < 0.06:
            return Answer(status=self.chance.choice((500, 502, 404)))
        if self.chance.random() < 0.3:
            feed.edition += 1
        number = int(request.path.split("/")[1][1:])
        modified = format_datetime(datetime(2026, 11, 1, tzinfo=UTC) + timedelta(minutes=feed.edition), usegmt=True)
        if number % 3 == 1:  # the trap of servers whose seconds stand still while the entity tag changes
            modified = "Sun, 01 Nov 2026 00:00:00 GMT"
        etag = None if number % 3 == 2 else f'W/"{number}-{feed.edition}-\u00e9"'
        head = [("Cache-Control", f"max-age={self.chance.choice((0, 60, 7200, 999999))}")] if dice > 0.9 else []
        fresh = min(max(timedelta(seconds=int(head[0][1][8:])), EVERY), timedelta(hours=5)) if head else EVERY
        feed.free_at = self.now + fresh * 0.99
        validators = (etag, modified)
        head += [("Last-Modified", modified), ("Set-Cookie", "id=7"), *([("ETag", etag)] if etag else [])]
        if feed.given and held_by(request) == validators:
            return Answer(status=304, headers=tuple(head))
        feed.given.append(validators)
        feed.whole_at = self.now
        body, kind = Newspaper(SOURCES, ITEMS, 200, edition=feed.edition).feed(number, self.press.origin)
        return Answer(body, content_type=kind, headers=tuple(head))


def held_by(request: Request) -> tuple[str | None, str | None]:
    """The validators of a request, read as the bytes that they are."""
    raw = (request.headers.get(name) for name in ("if-none-match", "if-modified-since"))
    etag, modified = (None if one is None else one.encode("latin-1").decode("utf-8", "replace") for one in raw)
    return etag, modified


class Reader:
    """The reader as a process: told the time, it polls what is due; it can be killed."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.sync.manners", "--reader", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment(PYTHONPATH=os.pathsep.join((str(ROOT / "src"), str(ROOT)))),
            text=True,
            cwd=ROOT,
        )

    def begin(self, now: datetime) -> None:
        """Starts a cycle at that moment."""
        assert self._process.stdin is not None
        self._process.stdin.write(now.isoformat() + "\n")
        self._process.stdin.flush()

    def end(self) -> None:
        """Waits for the cycle's end."""
        assert self._process.stdout is not None
        assert self._process.stdout.readline() == "done\n"

    def kill(self) -> None:
        """Ends it at once; what its intake process had on its way has come when this returns."""
        children = psutil.Process(self._process.pid).children(recursive=True)
        self._process.kill()
        psutil.wait_procs(children, timeout=10)
        self._close()

    def leave(self) -> None:
        """Ends it in good order."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._close()

    def _close(self) -> None:
        self._process.wait(30)
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def run(folder: Path, cycles: int, seed: int) -> Counter[str]:
    """The counters after so many cycles."""
    chance = random.Random(seed)
    with Press() as press:
        server = Server(press, seed)
        urls = [press.url(f"/s{number}/feed") for number in range(SOURCES)]
        assert newsdesk(folder, "opml", "import", "-", stdin=opml(urls)).returncode == 0
        reader = Reader(folder)
        while server.counters["cycles"] < cycles:
            with server.lock:
                server.now += timedelta(minutes=chance.choice((1, 7, 31, 45, 180, 1500)))
            reader.begin(server.now)
            if chance.random() < 0.05:
                time.sleep(chance.uniform(0.0, 0.2))
                reader.kill()
                server.killed()
                reader = Reader(folder)
                continue
            reader.end()
            server.counters["cycles"] += 1
            if chance.random() < 0.03:
                reader.leave()
                server.counters["restarts"] += 1
                reader = Reader(folder)
        reader.leave()
        return server.counters


def read(folder: Path) -> None:
    """The reader's process: a cycle of what is due for every line that it is given, which says what time it is."""
    moments = [datetime(2026, 11, 1, tzinfo=UTC)]
    profile = Profile(
        Paths.of_profile(folder),
        patience=20.0,
        opens_intake=lambda: Intake(user_agent=USER_AGENT, proxies={}),
        clock=lambda: moments[-1],
    )
    profile.desk.start().result(30)
    for line in sys.stdin:
        moments.append(datetime.fromisoformat(line.strip()))
        wish = Wish(headlines_only=True)
        profile.desk._engine.wish(wish)
        wish.answer.result(60)
        print("done", flush=True)
    profile.close()


def main() -> int:
    """Prints the counters; 1 when one that must be zero is not."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--cycles", type=int, default=1000)
    words.add_argument("--seed", type=int, default=7)
    words.add_argument("--reader", type=Path, help=argparse.SUPPRESS)
    said = words.parse_args()
    if said.reader is not None:
        read(said.reader)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        counters = run(Path(folder) / "profile", said.cycles, said.seed)
    for name in ("cycles", "kills", "restarts", "requests", "conditional", "whole", "repeated after a kill", *TOLD):
        print(f"{name}: {counters[name]}")
    return 1 if any(counters[name] for name in TOLD) else 0


if __name__ == "__main__":
    sys.exit(main())
