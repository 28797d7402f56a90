"""The command `searches`: lists, saves, changes and removes saved searches; each form answers its exit code."""

from __future__ import annotations

from argparse import Namespace

from newsdesk.cli import as_json
from newsdesk.cli.terminal import DONE, Terminal
from newsdesk.cli.writing import carried_out
from newsdesk.domain.orders import AddSearch, Done, RemoveSearch, SetSearch


def searches(terminal: Terminal, options: Namespace) -> int:
    """What the first word says: add, remove, set; without one the list with unread figures."""
    say = terminal.texts.say
    match options.deed:
        case "add":
            name = options.name or ""
            carried_out(terminal, AddSearch(options.words, name, is_followed=options.follow == "yes"), Done)
            terminal.tell(say("cli.search-saved", name=name or options.words))
        case "set":
            follows = None if options.follow is None else options.follow == "yes"
            carried_out(terminal, SetSearch(options.words, options.name, follows), Done)
            terminal.tell(say("cli.chosen", source=options.words))
        case "remove":
            carried_out(terminal, RemoveSearch(options.words), Done)
            terminal.tell(say("cli.removed", source=options.words))
        case _:
            _show(terminal, is_json=options.json)
    return DONE


def _show(terminal: Terminal, *, is_json: bool) -> None:
    with terminal.reads() as reads:
        states = reads.search_states()
    if is_json:
        terminal.tell_json([as_json.saved_search(state) for state in states])
        return
    for state in states:
        search = state.search
        mark = terminal.texts.say("cli.followed") if search.is_followed else ""
        terminal.tell("\t".join((str(search.id), search.name, str(state.unread), search.query, mark)).rstrip())
