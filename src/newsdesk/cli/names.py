"""The command `names`: lists the reader's own table of spellings, adds to it, takes out of it; each form answers its
exit code."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from newsdesk.arabic.names import NameLine, read
from newsdesk.cli.terminal import DONE, PARTLY, Terminal
from newsdesk.store import spellings


def names(terminal: Terminal, options: Namespace) -> int:
    """What the first word says: add, remove; without one the list, and each line that is wrong."""
    say = terminal.texts.say
    match options.deed:
        case "add":
            spellings.add(terminal.paths, options.words)
            terminal.tell(say("cli.name-added", names=say("spoken.comma").join(options.words)))
        case "remove":
            spellings.remove(terminal.paths, options.words[0])
            terminal.tell(say("cli.removed", source=options.words[0]))
        case _:
            return _show(terminal, options)
    return DONE


def _show(terminal: Terminal, options: Namespace) -> int:
    own = read(spellings.text_of(terminal.paths))
    shipped = spellings.shipped().lines if options.all else ()
    if options.json:
        terminal.tell_json([_as_json(line, is_own=line in own.lines) for line in (*own.lines, *shipped)])
    else:
        for line in (*own.lines, *shipped):
            terminal.tell(" ".join(line.spellings))
    for fault in spellings.faults_of(own):
        terminal.refuse(fault)
    return PARTLY if own.slips else DONE


def _as_json(line: NameLine, *, is_own: bool) -> dict[str, Any]:
    return {"line": line.number, "spellings": list(line.spellings), "own": is_own}
