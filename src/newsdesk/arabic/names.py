"""Names that newspapers spell in several ways: a table of lines, one name each; knows no index and no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsdesk.arabic.fold import fold

LONGEST = 100_000  # characters of a reader's own table
_LOST = "\ufffd"  # what stands in place of bytes that are no UTF-8


@dataclass(frozen=True, slots=True)
class NameLine:
    """A line that holds: its number in the table, from 1, and the spellings as they are written there."""

    number: int
    spellings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slip:
    """What is wrong with a line, all of it or a spelling in it: alone (there is no second spelling), same (all of them
    are one in a search), several (a spelling of several words), signs (no letter), letters (no UTF-8), size (it stands
    beyond what is read)."""

    number: int
    cause: str
    text: str


@dataclass(frozen=True, slots=True)
class NameTable:
    """A table as it is understood: lines with a slip hold as far as they can."""

    lines: tuple[NameLine, ...] = ()
    slips: tuple[Slip, ...] = ()


def read(table: str) -> NameTable:
    """The lines of a table and what is wrong in it.

    A line holds words with spaces between them; what follows # is for people. A spelling of several words is none.

    >>> found = read("ترامب ترمب # a name\\nوحيد\\nغوغل جوجل غوغل-بلس")
    >>> [line.spellings for line in found.lines]
    [('ترامب', 'ترمب'), ('غوغل', 'جوجل')]
    >>> [(slip.number, slip.cause, slip.text) for slip in found.slips]
    [(2, 'alone', 'وحيد'), (3, 'several', 'غوغل-بلس')]
    """
    lines: list[NameLine] = []
    slips: list[Slip] = []
    for number, line in enumerate(table[:LONGEST].splitlines(), 1):
        words = line.partition("#")[0].split()
        wrong = [(word, _wrong(word)) for word in words]
        slips += [Slip(number, cause, word) for word, cause in wrong if cause]
        good = tuple(word for word, cause in wrong if not cause)
        if len({fold(word) for word in good}) > 1:
            lines.append(NameLine(number, good))
        elif good and len(good) == len(words):
            slips.append(Slip(number, "same" if len(good) > 1 else "alone", " ".join(good)))
    if len(table) > LONGEST:
        slips.append(Slip(table.count("\n", 0, LONGEST) + 1, "size", ""))
    return NameTable(tuple(lines), tuple(slips))


def variants(tables: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """By folded word, all spellings of its name, itself among them; lines that share a spelling are one name.

    >>> sorted(variants(["ترامب ترمب # a name", "ترمب طرمب"])["ترامب"])
    ['ترامب', 'ترمب', 'طرمب']
    >>> variants(["وحيد", "# لا شيء"])
    {}
    """
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        for line in read(table).lines:
            name = frozenset(map(fold, line.spellings))
            name = name.union(*(found.get(word, ()) for word in name))
            found.update(dict.fromkeys(name, name))
    return found


def with_name(table: str, spellings: Sequence[str]) -> str:
    """The table with one more line."""
    return f"{table}{'' if not table or table.endswith(chr(10)) else chr(10)}{' '.join(spellings)}\n"


def without_name(table: str, spelling: str) -> str:
    """The table without the lines that hold this spelling, whichever way it is written; the same when none does.

    >>> without_name("# my names\\nترامب ترمب\\nغوغل جوجل\\n", "تَرمب")
    '# my names\\nغوغل جوجل\\n'
    """
    gone = {line.number for line in read(table).lines if fold(spelling) in map(fold, line.spellings)}
    return "".join(line for number, line in enumerate(table.splitlines(keepends=True), 1) if number not in gone)


def _wrong(word: str) -> str:
    folded = fold(word)
    if _LOST in word:
        return "letters"
    return "several" if " " in folded else "" if folded else "signs"
