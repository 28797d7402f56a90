"""Runs the public suites of feeds through `newsdesk.feeds.parse` and prints, per suite, files run / right / wrong /
refused / crashed / timed out.

    python tests/feeds/conformance.py [CORPUS] [--wrong] [--reader feedparser|feedparser-rs]
"""

from __future__ import annotations

import argparse
import html
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "src")]

from stated import Case, Claim, cases  # noqa: E402

from newsdesk.domain.faults import Failed  # noqa: E402
from newsdesk.domain.feed import Feed, Item  # noqa: E402
from newsdesk.feeds import parse  # noqa: E402
from newsdesk.feeds.identity import canonical_url  # noqa: E402
from newsdesk.feeds.plain import person, plain  # noqa: E402

NOW = datetime(2026, 11, 24, tzinfo=UTC)
SECONDS = 5.0
Reader = Callable[[bytes, str, str | None], Feed]
_TAGS = re.compile(r"<[^<>]*>")


class OutOfTime(Exception):
    """A file took more CPU than any file may."""


@dataclass
class Tally:
    """What came of the files of one suite; `stated`: files that state at least one field that we have."""

    run: int = 0
    stated: int = 0
    right: int = 0
    refused: int = 0
    crashed: int = 0
    timed_out: int = 0
    wrong: dict[str, list[str]] = field(default_factory=dict)


def newsdesk_reader(document: bytes, url: str, content_type: str | None) -> Feed:
    return parse(document, url=url, content_type=content_type, now=NOW)


def run(corpus: Path, reader: Reader = newsdesk_reader) -> dict[str, Tally]:
    """A tally per suite, in the suites' order."""
    tallies: dict[str, Tally] = {}
    for case in cases(corpus):
        _run_case(case, (corpus / "feeds" / case.file).read_bytes(), reader, tallies.setdefault(case.suite, Tally()))
    return tallies


def _run_case(case: Case, document: bytes, reader: Reader, tally: Tally) -> None:
    tally.run += 1
    tally.stated += bool(case.claims)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        feed = reader(document, case.url, case.content_type)
    except Failed as refusal:
        tally.refused += 1
        if case.claims:
            tally.wrong[case.file] = [f"refused: {refusal.fault.facts.get('found')}"]
        return
    except OutOfTime:
        tally.timed_out += 1
        return
    except Exception as crash:  # noqa: BLE001  what this command counts
        tally.crashed += 1
        tally.wrong[case.file] = [f"crashed: {crash!r}"]
        return
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    wrong = [
        f"{claim.field}[{claim.place}]: {claim.value!r} but {got!r}"
        for claim in case.claims
        if (got := missed(feed, claim)) is not None
    ]
    if wrong:
        tally.wrong[case.file] = wrong
    elif case.claims:
        tally.right += 1


def missed(feed: Feed, claim: Claim) -> str | None:
    """What the feed says instead of the claim's value; None when they agree."""
    if claim.place is None:
        got = {"title": feed.title, "link": feed.site_url or "", "language": feed.language or ""}[claim.field]
        return None if _agree(claim, got) else got
    if claim.place >= len(feed.items):
        return "no such item"
    values = _said(feed.items[claim.place], claim.field)
    return None if any(_agree(claim, value) for value in values) else " / ".join(values)


def _said(item: Item, name: str) -> list[str]:
    files = item.enclosures
    return {
        "title": lambda: [item.title],
        "link": lambda: [item.url or ""],
        "guid": lambda: [item.guid or ""],
        "date": lambda: [item.published_at.isoformat() if item.published_at else ""],
        "author": lambda: [item.author or ""],
        # Which of the two a publisher's only text is called differs from library to library.
        "content": lambda: [item.content_html, "" if item.content_html else item.summary_html],
        "summary": lambda: [item.summary_html, "" if item.summary_html else item.content_html],
        "enclosure": lambda: [one.url for one in files],
        "enclosure type": lambda: [one.media_type for one in files],
        "enclosure length": lambda: [str(one.length) for one in files],
    }[name]()


def _agree(claim: Claim, got: str) -> bool:
    if claim.field == "title":
        return letters(got) == letters(claim.value)
    if claim.field in ("content", "summary"):
        return letters(got) == letters(claim.value)
    if claim.field == "author":
        return got in [person(name) or "" for name in claim.value.split("\n")]
    if claim.field == "date":
        wanted = _moment(claim.value)
        return bool(got) and wanted is not None and abs((datetime.fromisoformat(got) - wanted).total_seconds()) < 1
    if claim.field == "link":
        return canonical_url(got) == canonical_url(claim.value) or _is_relative(got, claim.value)
    if claim.field == "language":
        return got.lower() == claim.value.lower()
    return got == " ".join(claim.value.split())


def _is_relative(got: str, written: str) -> bool:
    return not written.startswith("http") and bool(written) and got.endswith(written.lstrip("./"))


def _moment(text: str) -> datetime | None:
    from newsdesk.feeds.dates import parse_date

    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return parse_date(text, NOW)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def letters(text: str) -> str:
    """Text without tags, entities and white space: how markup is written is not compared."""
    return "".join(
        html.unescape(_TAGS.sub("", html.unescape(_TAGS.sub("", plain(text) if len(text) < 300 else text)))).split()
    )


def _row(suite: str, *cells: str | int) -> str:
    return f"{suite:24}" + "".join(f"{cell:>10}" for cell in cells)


def _on_alarm(_signal: int, _frame: FrameType | None) -> None:
    raise OutOfTime


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("corpus", nargs="?", type=Path, default=Path(__file__).parents[3] / "shared" / "corpus")
    arguments.add_argument("--wrong", action="store_true", help="name every file that is not right, and how")
    arguments.add_argument("--reader", default="newsdesk", help="newsdesk, feedparser or feedparser-rs")
    chosen = arguments.parse_args()
    reader = newsdesk_reader
    if chosen.reader != "newsdesk":
        import peers

        reader = peers.READERS[chosen.reader]
    signal.signal(signal.SIGVTALRM, _on_alarm)
    start = time.process_time()
    tallies = run(chosen.corpus, reader)
    print(_row("suite", "run", "state", "right", "share", "wrong", "refused", "crashed", "timed out"))
    whole: Counter[str] = Counter()
    for suite, tally in tallies.items():
        share = f"{100 * tally.right / tally.stated:.1f}%" if tally.stated else "-"
        failures = (len(tally.wrong), tally.refused, tally.crashed, tally.timed_out)
        print(_row(suite, tally.run, tally.stated, tally.right, share, *failures))
        if suite != "set apart":
            whole.update(stated=tally.stated, right=tally.right)
        if chosen.wrong:
            for name, why in tally.wrong.items():
                print("   ", name, "|", " ; ".join(why)[:300])
    share = 100 * whole["right"] / max(1, whole["stated"])
    seconds = time.process_time() - start
    print(f"all but those set apart: {whole['right']} of {whole['stated']} right, {share:.2f} %; {seconds:.2f} s CPU")
    return 1 if any(tally.crashed or tally.timed_out for tally in tallies.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
