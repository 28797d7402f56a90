"""A process that is killed in the middle of writing leaves both stores whole and nothing acknowledged undone."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsdesk.domain.article import ArticleId
from newsdesk.domain.source import Validators
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.store.writes import Writes

from .conftest import Clock

PROGRAM = """
import sys
sys.path.insert(0, {folder!r})
from datetime import timedelta
from conftest import NOON, Clock, DEFAULT_INTERVAL, FeedFinish, Paths, SourceKind, Validators, Writes, item
writes = Writes(Paths.of_profile({profile!r}), Clock())
writes.open()
known = writes.stores.library.rows("SELECT id FROM source")
if known:
    source = known[0][0]
else:
    url = "https://press.example/feed"
    source = writes.add_source(SourceKind.FEED, url, url, None, "t", None, DEFAULT_INTERVAL).id
start = (writes.stores.cache.value("SELECT max(position) FROM article") or 0) + 1
print("ready", flush=True)
for number in range(start, start + 100000):
    at = NOON + timedelta(minutes=number)
    finish = FeedFinish(Validators(str(number)), None, None, None)
    (article,) = writes.finish_feed(source, [item(number)], at, finish).added
    writes.set_read([article], True, at)
    writes.set_bookmarked([article], True, at)
    print(article, flush=True)
"""


@pytest.mark.parametrize("count", [3, 40, 170])
def test_a_kill_loses_nothing_that_was_acknowledged(profile: Paths, count: int) -> None:
    program = PROGRAM.format(folder=str(Path(__file__).parent), profile=str(profile.data))
    for _ in range(2):
        running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
        assert running.stdout is not None
        assert running.stdout.readline() == "ready\n"
        for _ in range(count - 1):
            running.stdout.readline()
        last = ArticleId(int(running.stdout.readline()))
        running.send_signal(signal.SIGKILL)
        rest = running.stdout.read().split("\n")[:-1]
        running.wait()
        running.stdout.close()
        acknowledged = ArticleId(int(rest[-1])) if rest else last
        writes = Writes(profile, Clock())
        assert writes.open() == ()
        reads = Reads(profile)
        (headline,) = reads.headlines_by_id([acknowledged])
        assert headline.is_read
        assert headline.is_bookmarked
        newest = writes.stores.cache.value("SELECT max(position) FROM article")
        assert reads.due()[0].validators == Validators(str(newest))
        assert reads.doctor(full=True).is_sound
        reads.close()
        writes.close()
