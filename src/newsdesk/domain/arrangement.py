"""How the reader has put the sources: folders in their order, sources in theirs, and moves among them. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from newsdesk.domain.source import SourceId

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Arrangement:
    """`folders` in order, empty ones too; `places` of all sources in order, each with its folder, None: in none."""

    folders: tuple[str, ...] = ()
    places: tuple[tuple[SourceId, str | None], ...] = ()

    def moved(self, source: SourceId, folder: str | None, before: SourceId | None = None) -> Arrangement:
        """With a source in a folder, which is made when it is new; ahead of another one, or behind all of it."""
        rest = [place for place in self.places if place[0] != source]
        if len(rest) == len(self.places):
            return self
        at = next((n for n, (other, _) in enumerate(rest) if other == before), None)
        if at is None:
            inside = [n for n, (_, there) in enumerate(rest) if there == folder]
            at = inside[-1] + 1 if inside else len(rest)
        rest.insert(at, (source, folder))
        return replace(self.with_folder(folder), places=tuple(rest))

    def with_folder(self, folder: str | None) -> Arrangement:
        """With a folder of this name, behind the others when it is new."""
        if folder is None or folder in self.folders:
            return self
        return replace(self, folders=(*self.folders, folder))

    def renamed(self, folder: str, name: str) -> Arrangement:
        """With another name for a folder; where one has that name already, the two become one."""
        there = dict.fromkeys(name if one == folder else one for one in self.folders)
        return Arrangement(tuple(there), tuple((s, name if inside == folder else inside) for s, inside in self.places))

    def without(self, folder: str) -> Arrangement:
        """Without a folder; its sources stay, in none."""
        places = tuple((source, None if inside == folder else inside) for source, inside in self.places)
        return Arrangement(tuple(one for one in self.folders if one != folder), places)

    def folder_moved(self, folder: str, before: str | None) -> Arrangement:
        """With a folder ahead of another one; behind all others when None."""
        rest = [one for one in self.folders if one != folder]
        if folder not in self.folders or folder == before:
            return self
        rest.insert(rest.index(before) if before in rest else len(rest), folder)
        return replace(self, folders=tuple(rest))

    def shifted(self, source: SourceId, step: int) -> Arrangement:
        """With a source one place up (-1) or down (1) among those of its folder."""
        folder = dict(self.places).get(source)
        inside = [one for one, there in self.places if there == folder]
        if source not in inside or not 0 <= inside.index(source) + step < len(inside):
            return self
        at = inside.index(source) + step
        if step < 0:
            return self.moved(source, folder, inside[at])
        return self.moved(source, folder, inside[at + 1] if at + 1 < len(inside) else None)


def clean_name(typed: str) -> str | None:
    """A folder's name as typed, on one line and of bounded length; None for nothing."""
    return " ".join(typed.split())[:LONGEST_NAME].strip() or None


def arrangement_of(folders: Iterable[str], places: Iterable[tuple[SourceId, str | None]]) -> Arrangement:
    """The arrangement of these; a folder that only a source names is one, too."""
    placed = tuple(places)
    named = dict.fromkeys([*folders, *(folder for _, folder in placed if folder is not None)])
    return Arrangement(tuple(named), placed)
