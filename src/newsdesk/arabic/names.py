"""Names that newspapers spell in several ways: a table of lines, one name each; knows no index and no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from newsdesk.arabic.fold import fold

LONGEST = 100_000  # characters of a reader's own table


def variants(tables: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """By folded word, all spellings of its name, itself among them; lines that share a spelling are one name.

    A line holds words with spaces between them; what follows # is for people. A spelling of several words is none.

    >>> sorted(variants(["ترامب ترمب # a name", "ترمب طرمب"])["ترامب"])
    ['ترامب', 'ترمب', 'طرمب']
    >>> variants(["وحيد", "# لا شيء"])
    {}
    """
    found: dict[str, frozenset[str]] = {}
    for table in tables:
        for line in table[:LONGEST].splitlines():
            words = {fold(word) for word in line.partition("#")[0].split()}
            name = frozenset(word for word in words if word and " " not in word)
            if len(name) > 1:
                name = name.union(*(found.get(word, ()) for word in name))
                found.update(dict.fromkeys(name, name))
    return found
