"""The command `doctor`: versions, paths, sizes and the integrity of both stores."""

from __future__ import annotations

import platform
from argparse import Namespace
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from newsdesk import __version__
from newsdesk.cli.terminal import DONE, FAILED, Terminal
from newsdesk.domain.keeping import Removal
from newsdesk.domain.source import SourceId
from newsdesk.store.rows import DoctorReport, StoreReport


def doctor(terminal: Terminal, options: Namespace) -> int:
    """Tells how the program and its files are; 1 when a store has a problem."""
    with terminal.reads(is_examining=True) as reads:
        quick, full = reads.doctor(full=False), reads.doctor(full=True)
        has_rows = quick.is_sound and all(store.is_there for store in quick.stores)
        removals = reads.removals() if has_rows else ()
        titles = {state.source.id: state.source.title for state in reads.sources()} if removals else {}
    if options.json:
        terminal.tell_json({**_as_json(terminal, quick, full), "removals": [asdict(one) for one in removals]})
    else:
        _tell(terminal, quick, full)
        _tell_removals(terminal, removals, titles)
    return DONE if quick.is_sound and full.is_sound else FAILED


def _versions(report: DoctorReport) -> dict[str, str]:
    return {
        "newsdesk": __version__,
        "python": platform.python_version(),
        "sqlite": report.sqlite_version,
        "platform": platform.platform(),
    }


def _paths(terminal: Terminal) -> dict[str, str]:
    paths = terminal.paths
    return {
        "data": str(paths.data),
        "cache": str(paths.cache),
        "state": str(paths.state),
        "library": str(paths.library_db),
        "articles": str(paths.cache_db),
        "backups": str(paths.backups),
        "logs": str(paths.logs),
    }


def _as_json(terminal: Terminal, quick: DoctorReport, full: DoctorReport) -> dict[str, Any]:
    stores = {}
    for fast, thorough in zip(quick.stores, full.stores, strict=True):
        stores[fast.name] = {
            "path": str(fast.path),
            "exists": fast.is_there,
            "bytes": fast.size,
            "schema": fast.schema,
            "known_schema": fast.known_schema,
            "rows": dict(fast.rows),
            "quick": list(fast.problems),
            "full": list(thorough.problems),
        }
    is_sound = quick.is_sound and full.is_sound
    return {"versions": _versions(quick), "paths": _paths(terminal), "stores": stores, "ok": is_sound}


def _tell(terminal: Terminal, quick: DoctorReport, full: DoctorReport) -> None:
    say = terminal.texts.say
    for name, value in (_versions(quick) | _paths(terminal)).items():
        terminal.tell(f"{name}\t{value}")
    for fast, thorough in zip(quick.stores, full.stores, strict=True):
        if not fast.is_there:
            terminal.tell(say("doctor.absent", path=str(fast.path)))
            continue
        terminal.tell(say("doctor.store", path=str(fast.path), size=terminal.texts.size(fast.size)))
        _tell_check(terminal, fast, say("doctor.quick"))
        _tell_check(terminal, thorough, say("doctor.full"))


def _tell_removals(terminal: Terminal, removals: Sequence[Removal], titles: Mapping[SourceId, str]) -> None:
    """What retention took, so that nobody wonders where an article is."""
    texts = terminal.texts
    if removals:
        terminal.tell(texts.say("doctor.removals"))
    for one in removals:
        title = titles.get(SourceId(one.source), texts.say("doctor.removed-source"))
        terminal.tell(texts.count(f"removal.{one.reason}", one.articles, day=one.day, title=title))


def _tell_check(terminal: Terminal, store: StoreReport, name: str) -> None:
    if not store.problems:
        terminal.tell(terminal.texts.say("doctor.sound", check=name))
        return
    terminal.tell(terminal.texts.count("doctor.problems", len(store.problems), check=name))
    for problem in store.problems:
        terminal.tell(f"\t{problem}")
