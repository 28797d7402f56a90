"""A refresh that finds nothing new, 100 sources that all answer 304, beside the bare requests; no process starts in it.

Both take turns in one process: the desk's own sync with its intake process, which is up already, and `requests` with
sixteen threads that ask with the same validators over connections that stay. `refresh.py LATENCY` in seconds, 0 unless
told.
"""

from __future__ import annotations

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

import measure
import requests

from newsdesk.app.compose import Profile
from newsdesk.settings.paths import Paths

SOURCES, ITEMS, ROUNDS, THREADS = 100, 50, 9, 16
TARGET = 1.5


def bare(pool: ThreadPoolExecutor, session: requests.Session, asked: dict[str, dict[str, str]]) -> float:
    """Seconds for all the requests."""
    began = time.perf_counter()
    answers = [*pool.map(lambda url: session.get(url, headers=asked[url], timeout=30).status_code, asked)]
    seconds = time.perf_counter() - began
    if set(answers) != {304}:
        raise RuntimeError(f"the server answered {set(answers)}")
    return seconds


def ours(profile: Profile) -> float:
    """Seconds from the wish to the report, the upkeep included."""
    began = time.perf_counter()
    report = profile.desk.sync(headlines_only=True).result()
    seconds = time.perf_counter() - began
    if {outcome.status for outcome in report.sources} != {"unchanged"}:
        raise RuntimeError(f"a refresh said {report}")
    return seconds


def main() -> int:
    """Prints the figures; 1 when the promise is not kept."""
    measure.compile_everything()
    print(measure.machine())
    latency = float(sys.argv[1]) if len(sys.argv) > 1 else 0.0
    with measure.newspaper(SOURCES, ITEMS, latency) as paper, tempfile.TemporaryDirectory() as folder:
        profile = Profile(Paths.of_profile(folder), patience=5)
        profile.desk.start().result()
        session = requests.Session()
        session.trust_env = False
        session.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=THREADS))
        try:
            profile.desk.import_opml(str(paper["opml"]).encode()).result()
            profile.desk.sync(headlines_only=True).result()
            feeds = paper["feeds"]
            assert isinstance(feeds, list)
            asked = {url: {"If-None-Match": session.get(url).headers["ETag"]} for url in feeds}
            with ThreadPoolExecutor(THREADS) as pool:
                turns = [(bare(pool, session, asked), ours(profile)) for _ in range(ROUNDS)]
        finally:
            session.close()
            profile.close()
    print(f"{'bare requests':>14}: {measure.spread([one for one, _ in turns], 's', 3)}")
    print(f"{'newsdesk':>14}: {measure.spread([one for _, one in turns], 's', 3)}")
    ratio = measure.median([mine / limit for limit, mine in turns])
    print(measure.verdict(f"a refresh of {SOURCES} sources without news", ratio, TARGET))
    print(measure.machine())
    return 0 if ratio <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
