"""Adds and syncs every feed file of the corpus through the real command, from a loopback server.

    python -m tests.whole.corpus_feeds [CORPUS]

Prints how many files were read, refused with a fault, or crashed something (promised: none). Every file is served
with the headers that the corpus names; nothing but 127.0.0.1 is ever asked (`--headlines-only`, dead proxies).
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from tests.press import Press
from tests.whole.running import ROOT, newsdesk

from newsdesk.cli.terminal import DONE, FAILED, MISUSED, PARTLY

TYPES = {".json": "application/feed+json", ".atom": "application/atom+xml", ".rss": "application/rss+xml"}
INDEXES = ("arabic.jsonl", "real.jsonl", "snapshots.jsonl", "conformance.jsonl")
EXPECTED = ".serde.json", "/output/"  # what a suite expects is no feed


@dataclass
class Outcome:
    """Which files fared how."""

    read: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)  # file → kind of fault
    crashed: list[str] = field(default_factory=list)


def files_of(corpus: Path) -> Iterator[tuple[str, dict[str, str]]]:
    """Every feed file with the headers to serve it with."""
    folder = corpus / "feeds"
    served: dict[str, dict[str, str]] = {}
    expectations: set[str] = set()
    for index in INDEXES:
        for line in (folder / index).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            served[row["file"]] = row.get("http") or {}
            if row.get("expected"):
                expectations.add(row["expected"])
    for path in sorted(folder.glob("*/**/*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in expectations and not any(mark in name for mark in EXPECTED):
            yield name, served.get(name, {})


def serve(press: Press, corpus: Path) -> dict[str, str]:
    """Publishes all; address → file."""
    urls = {}
    for name, headers in files_of(corpus):
        told = {key.lower(): value for key, value in headers.items()}
        content_type = told.pop("content-type", TYPES.get(Path(name).suffix, "application/xml"))
        for key in ("content-length", "content-encoding", "transfer-encoding", "status", "etag", "last-modified"):
            told.pop(key, None)
        body = (corpus / "feeds" / name).read_bytes()
        urls[press.publish("/" + quote(name), body, content_type, headers=told)] = name
    return urls


def run(profile: Path, corpus: Path, *, is_told: bool = False) -> Outcome:
    """Adds each file, syncs all, lists, and shows an article of every source."""
    outcome = Outcome()
    with Press() as press:
        urls = serve(press, corpus)
        for number, (url, name) in enumerate(urls.items(), 1):
            _add(profile, url, name, outcome)
            if is_told and number % 100 == 0:
                print(f"{number} of {len(urls)}", file=sys.stderr, flush=True)
        synced = newsdesk(profile, "sync", "--headlines-only", "--json", seconds=600)
        _heed("sync", synced.returncode, synced.stderr, outcome)
        statuses = Counter(source["status"] for source in json.loads(synced.stdout)["sources"])
        if is_told:
            print(f"sync said: {dict(statuses)}")
        _show(profile, outcome)
        strangers = [r.target for r in press.requests if not r.headers.get("host", "").startswith("127.0.0.1:")]
        outcome.crashed += [f"asked for a stranger: {target}" for target in strangers]
    return outcome


def _add(profile: Path, url: str, name: str, outcome: Outcome) -> None:
    added = newsdesk(profile, "add", url, "--json")
    if _heed(name, added.returncode, added.stderr, outcome):
        return
    if added.returncode == 0:
        outcome.read.append(name)
    else:
        outcome.refused[name] = (added.stderr.strip() or added.stdout.strip()).splitlines()[-1]


def _heed(name: str, code: int, said: str, outcome: Outcome) -> bool:
    """Notes a traceback or an exit code that no command has (newsdesk.cli.main)."""
    is_broken = "Traceback" in said or code not in (DONE, FAILED, MISUSED, PARTLY)
    if is_broken:
        outcome.crashed.append(f"{name}: exit {code}: {said[-500:]}")
    return is_broken


def _show(profile: Path, outcome: Outcome) -> None:
    listed = newsdesk(profile, "list", "--limit", "100000", "--json")
    _heed("list", listed.returncode, listed.stderr, outcome)
    headlines = json.loads(listed.stdout)
    ids = [str(headline["id"]) for headline in headlines]
    for first in range(0, len(ids), 500):
        for form in ("json", "text"):
            shown = newsdesk(profile, "show", *ids[first : first + 500], "--format", form)
            if _heed(f"show {form}", shown.returncode, shown.stderr, outcome) or shown.returncode != 0:
                outcome.crashed.append(f"show {form}: exit {shown.returncode}: {shown.stderr[-300:]}")
    print(f"{len(headlines)} headlines listed and shown")


def main() -> int:
    """Prints the tally; 1 when anything crashed."""
    named = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("NEWSDESK_CORPUS")
    corpus = Path(named) if named else ROOT.parent / "shared" / "corpus"
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run(Path(folder) / "profile", corpus, is_told=True)
    count = len(outcome.read) + len(outcome.refused) + len(outcome.crashed)
    print(
        f"{count} files: {len(outcome.read)} read, {len(outcome.refused)} refused with a fault, "
        f"{len(outcome.crashed)} crashed, {time.monotonic() - began:.0f} s"
    )
    for name, why in outcome.refused.items():
        print(f"  refused {name}: {why}")
    for name in outcome.crashed:
        print(f"  CRASHED {name}")
    return 1 if outcome.crashed else 0


if __name__ == "__main__":
    sys.exit(main())
