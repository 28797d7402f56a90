"""Turns the words of a command line into a Call, or says which word is wrong; carries nothing out."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn

from newsdesk.settings.paths import is_there

MARKS = ("bookmark", "unbookmark", "read", "unread")
READING = ("list", "show", "search", "searches")
COMMANDS = ("add", "remove", "sources", "set", "meter", "sync", "names", *READING, *MARKS, "opml", "doctor")
SEARCH_DEEDS = ("add", "set", "remove")
PICTURES = ("none", "small", "all", "default")
KEPT = ("--keep-days", "--keep-articles", "--keep-megabytes")
SHELVES = ("all", "unread", "today", "bookmarks")
ORDERS = ("relevance", "date")
FORMATS = ("text", "html", "json")

# What a command cannot do without.
_NAMED = {
    "add": "address",
    "remove": "source",
    "set": "source",
    "search": "query",
    "show": "articles",
    **dict.fromkeys(MARKS, "articles"),
}


class Misuse(Exception):
    """A command line that means nothing: the key of the sentence that says so, and its facts."""

    def __init__(self, key: str, **facts: str) -> None:
        super().__init__(key, facts)
        self.key = key
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Call:
    """What was asked for. `command` is one of COMMANDS, or window, help, version."""

    command: str
    profile: str | None = None
    options: argparse.Namespace = field(default_factory=argparse.Namespace)


def parse(arguments: Sequence[str]) -> Call:
    """The call that these words make. Raises Misuse."""
    profile: str | None = None
    is_window = False
    left = list(arguments)
    while left and left[0].startswith("-"):
        name, equals, value = left.pop(0).partition("=")
        if name == "--profile":
            profile = value if equals else _next(left, name)
        elif name in ("-h", "--help"):
            return Call("help", profile)
        elif name == "--version":
            return Call("version", profile)
        elif name == "--check":
            is_window = True
        else:
            raise Misuse("cli.unknown-option", option=name)
    if not left or is_window or left[0] not in COMMANDS:
        return _window(left, profile)
    command = left.pop(0)
    options = _options(command, left)
    return Call("help" if options.help else command, options.profile or profile, options)


def _window(left: list[str], profile: str | None) -> Call:
    """A window with an address or a file; a word that is neither was meant as a command."""
    rest = list(left)
    addresses: list[str] = []
    while rest:
        word = rest.pop(0)
        name, equals, value = word.partition("=")
        if name == "--profile":
            profile = value if equals else _next(rest, name)
        elif word in ("-h", "--help"):
            return Call("help", profile)
        elif word.startswith("-") and word != "--check":
            raise Misuse("cli.unknown-option", option=word)
        elif word != "--check":
            addresses.append(word)
    for address in addresses[:1]:
        if not set("./:\\") & set(address) and not is_there(Path(address)):
            raise Misuse("cli.unknown-command", command=address)
    if len(addresses) > 1:
        raise Misuse("cli.too-much", word=addresses[1])
    return Call("window", profile)


def _next(left: list[str], option: str) -> str:
    if not left:
        raise Misuse("cli.value-missing", option=option)
    return left.pop(0)


class _Parser(argparse.ArgumentParser):
    """Argparse with its own English sentences taken out: every mistake is a Misuse."""

    def error(self, message: str) -> NoReturn:
        raise Misuse("cli.misunderstood", words=message)


def _options(command: str, words: list[str]) -> argparse.Namespace:
    """The options of one command. Raises Misuse."""
    if command == "opml":
        return _opml_options(words)
    if command == "searches":
        return _searches_options(words)
    if command == "names":
        return _names_options(words)
    named = _NAMED.get(command)
    options = _parsed(_parser(command), words, named)
    if options.help or named is None:
        return options
    words = getattr(options, named)
    if not words:
        raise Misuse(f"cli.{named}-missing")
    if named == "query":
        options.query = " ".join(words)
    elif named != "articles":
        if len(words) > 1:
            raise Misuse("cli.too-much", word=words[1])
        setattr(options, named, words[0])
    return options


def _searches_options(words: list[str]) -> argparse.Namespace:
    """`deed` is "" for the list; `words` what is saved, or the name or id of a saved search."""
    parser = _parser("searches")
    parser.add_argument("--name")
    parser.add_argument("--follow", choices=("yes", "no"))
    options = _parsed(parser, words, "words")
    deed, *rest = options.words or [""]
    if options.help:
        return options
    if deed and (deed not in SEARCH_DEEDS or not " ".join(rest).strip()):
        raise Misuse("cli.searches-missing")
    if deed == "set" and options.name is None and options.follow is None:
        raise Misuse("cli.searches-missing")
    options.deed = deed
    options.words = " ".join(rest)
    return options


def _names_options(words: list[str]) -> argparse.Namespace:
    """`deed` is "" for the list; `words` the spellings of a name to add, or one of those to remove."""
    parser = _parser("names")
    parser.add_argument("--all", action="store_true")
    options = _parsed(parser, words, "words")
    deed, *rest = options.words or [""]
    if not options.help and (deed not in ("", "add", "remove") or bool(deed) != bool(rest)):
        raise Misuse("cli.names-missing")
    if not options.help and deed == "remove" and len(rest) > 1:
        raise Misuse("cli.too-much", word=rest[1])
    options.deed, options.words = deed, rest
    return options


def _opml_options(words: list[str]) -> argparse.Namespace:
    options = _parsed(_parser("opml"), words, "words")
    direction, *files = options.words or [""]
    if options.help:
        return options
    if direction not in ("import", "export") or (direction == "import" and not files):
        raise Misuse("cli.opml-missing")
    if len(files) > 1:
        raise Misuse("cli.too-much", word=files[1])
    options.direction = direction
    options.file = files[0] if files else None
    return options


def _parser(command: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"newsdesk {command}", add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--profile")
    if command in ("add", "sources", "meter", "sync", "list", "show", "search", "searches", "names", "doctor", "opml"):
        parser.add_argument("--json", action="store_true")
    match command:
        case "add":
            parser.add_argument("address", nargs="*")
            parser.add_argument("--folder")
            parser.add_argument("--proxy")
        case "remove":
            parser.add_argument("source", nargs="*")
        case "set":
            _add_choices(parser)
        case "meter":
            parser.add_argument("--days", type=_count, default=30)
        case "sync":
            parser.add_argument("--source", action="extend", nargs="+", default=[])
            parser.add_argument("--headlines-only", action="store_true")
        case "list":
            parser.add_argument("--shelf", choices=SHELVES, default="all")
            parser.add_argument("--source")
            parser.add_argument("--limit", type=_count)
        case "search":
            parser.add_argument("query", nargs="*")
            parser.add_argument("--order", choices=ORDERS, default="relevance")
            parser.add_argument("--limit", type=_count, default=50)
        case "opml" | "searches" | "names":
            parser.add_argument("words", nargs="*")
        case "show":
            parser.add_argument("articles", nargs="*")
            parser.add_argument("--format", choices=FORMATS, default="text")
        case _ if command in MARKS:
            parser.add_argument("articles", nargs="*")
    return parser


def _add_choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", nargs="*")
    parser.add_argument("--minutes", type=_count)
    parser.add_argument("--texts", choices=("yes", "no"))
    parser.add_argument("--pictures", choices=PICTURES)
    for name in ("--proxy", "--alternative", "--title", "--folder"):
        parser.add_argument(name)
    parser.add_argument("--take-back", action="store_true")
    for kept in KEPT:
        parser.add_argument(kept, type=_limit)


def _parsed(parser: argparse.ArgumentParser, words: list[str], named: str | None) -> argparse.Namespace:
    """What argparse makes of the words; those after -- are no options, and belong to `named`."""
    end = words.index("--") if "--" in words else len(words)
    after = words[end + 1 :]
    try:
        options, unknown = parser.parse_known_intermixed_args(words[:end])
    except argparse.ArgumentError as error:
        option = error.argument_name or ""
        for action in parser._actions:
            if option in action.option_strings and action.choices:
                raise Misuse("cli.wrong-choice", option=option, choices=", ".join(action.choices)) from None
        raise Misuse("cli.wrong-value", option=option) from None
    if unknown:
        raise Misuse("cli.unknown-option", option=unknown[0])
    if after and named is None:
        raise Misuse("cli.too-much", word=after[0])
    if named is not None:
        setattr(options, named, [*getattr(options, named), *after])
    return options


def _limit(word: str) -> int:
    """A number; 0 for `all`, -1 for `default`."""
    named = {"all": 0, "default": -1}
    return named[word] if word in named else _count(word)


def _count(word: str) -> int:
    number = int(word)
    if not 0 < number < 2**31:
        raise ValueError(word)
    return number
