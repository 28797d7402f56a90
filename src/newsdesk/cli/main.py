"""A command line from its words to its exit code: 0 done, 2 wrong use, 3 partly failed, 130 interrupted, else 1."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from io import StringIO, TextIOWrapper

from newsdesk import __version__
from newsdesk.cli.terminal import DONE, FAILED, MISUSED, OpenDesk, Terminal
from newsdesk.cli.usage import MARKS, Call, Misuse, parse
from newsdesk.domain.faults import Failed, FaultKind
from newsdesk.settings.paths import Paths, is_there
from newsdesk.settings.settings import load
from newsdesk.texts import Texts

log = logging.getLogger(__name__)

INTERRUPTED = 130

# What the reader typed was wrong, not what became of it.
_MISUSE = frozenset(
    {
        *(FaultKind.NOT_AN_ADDRESS, FaultKind.NOT_A_PROXY, FaultKind.NO_SUCH_SOURCE, FaultKind.NO_SUCH_ARTICLE),
        *(
            FaultKind.NO_SUCH_SEARCH,
            FaultKind.NO_SUCH_NAME,
            FaultKind.NAME_LINE,
            FaultKind.NO_FORMER_ADDRESS,
            FaultKind.FILE_UNREADABLE,
        ),
    }
)


def main(
    arguments: Sequence[str],
    open_desk: OpenDesk,
    open_window: Callable[[Sequence[str]], int],
    keep_logs: Callable[[Paths], None] | None = None,
) -> int:
    """The exit code of these words. `keep_logs` opens the profile's log when a bug must go there and none is open;
    without it the bug's traceback goes nowhere. A reader never sees it.
    """
    _speak_utf8()
    try:
        call = parse(arguments)
    except Misuse as wrong:
        _stream(sys.stderr).write(_words(Paths.default()).say(wrong.key, **wrong.facts) + "\n")
        return MISUSED
    paths = Paths.default() if call.profile is None else Paths.of_profile(call.profile)
    terminal = Terminal(_words(paths), paths, open_desk, _stream(sys.stdout), _stream(sys.stderr), _stream(sys.stdin))
    try:
        code = open_window(arguments) if call.command == "window" else _carry_out(terminal, call)
        terminal.out.flush()
    except Failed as refusal:
        terminal.refuse(refusal.fault)
        return MISUSED if refusal.fault.kind in _MISUSE else FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_output()
        return DONE
    except Exception:
        _abandon_output()
        if not logging.getLogger().handlers:
            (keep_logs or _log_nowhere)(paths)
        log.exception("the command %s failed", call.command)
        terminal.warn(terminal.texts.say("cli.bug", path=str(paths.logs)))
        return FAILED
    return code


def _carry_out(terminal: Terminal, call: Call) -> int:
    options = call.options
    match call.command:
        case "help":
            terminal.out.write(terminal.texts.say("cli.help") + "\n")
        case "version":
            terminal.out.write(f"newsdesk {__version__}\n")
        case "doctor":
            from newsdesk.cli.doctor import doctor

            return doctor(terminal, options)
        case "names":
            from newsdesk.cli.names import names

            return names(terminal, options)
        case "searches":
            from newsdesk.cli.searches import searches

            return searches(terminal, options)
        case command if command in _READS or (command == "opml" and options.direction == "export"):
            return _read(terminal, call)
        case _:
            return _write(terminal, call)
    return DONE


_READS = frozenset({"list", "show", "search", "sources", "meter"})


def _read(terminal: Terminal, call: Call) -> int:
    from newsdesk.cli import reading

    commands = {
        "list": reading.show_list,
        "show": reading.show_articles,
        "search": reading.search,
        "sources": reading.show_sources,
        "meter": reading.show_meter,
        "opml": reading.export_opml,
    }
    return commands[call.command](terminal, call.options)


def _write(terminal: Terminal, call: Call) -> int:
    from newsdesk.cli import writing

    if call.command in MARKS:
        return writing.mark(terminal, call.options, call.command)
    commands = {
        "add": writing.add,
        "remove": writing.remove,
        "sync": writing.sync,
        "set": writing.choose,
        "opml": writing.import_opml,
    }
    return commands[call.command](terminal, call.options)


def language_of(environment: Mapping[str, str]) -> str:
    """English where the locale is English (POSIX: LC_ALL, then LC_MESSAGES, then LANG), else Arabic."""
    locale = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    return "en" if locale.lower().startswith("en") else "ar"


def _words(paths: Paths) -> Texts:
    """The reader's words; before there are settings, those of the locale."""
    settings = load(paths.settings_file)
    is_chosen = is_there(paths.settings_file)
    language = settings.language if is_chosen else language_of(os.environ)
    return Texts(language, settings.digits, settings.months, is_plain=True)


def _log_nowhere(_: Paths) -> None:
    logging.getLogger().addHandler(logging.NullHandler())


def _speak_utf8() -> None:
    """UTF-8 whatever the locale says, and never an error over a character that cannot be written."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")


def _stream(stream: object) -> TextIOWrapper:
    """The stream, or an empty one where the process was started without it."""
    return stream or StringIO()  # type: ignore[return-value]


def _abandon_output() -> None:
    """Nobody reads any more; without this the interpreter would complain when it flushes at its end."""
    if isinstance(sys.stdout, TextIOWrapper):
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        except OSError:
            return
