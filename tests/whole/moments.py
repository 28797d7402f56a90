"""What newsdesk may be doing when it is killed, and what must be found afterwards: marks, a migration, a backup, the
clean-up, the first start. (A sync is killed by `kill_loop` itself.)

Each moment lives as the real program's own code in a forked process; what it acknowledged it says on a pipe.
"""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from tests.store.conftest import Clock, pass_days, show
from tests.whole.checker import Promised, problems
from tests.whole.filled import at_that_time, fill, first_schema, whole
from tests.whole.forked import Life, Say, live

from newsdesk.app import console
from newsdesk.app.compose import Profile
from newsdesk.domain.keeping import Keeping
from newsdesk.domain.orders import Done, SetBookmarked, SetRead
from newsdesk.domain.source import SourceId
from newsdesk.settings.paths import Paths
from newsdesk.store import steps, tables
from newsdesk.store.schema import CACHE, LIBRARY
from newsdesk.store.writes import Writes

IMPORTED = (steps, tables)  # before the fork; the program does so when it needs them
ASKED, DONE = "?", "!"
AGAIN = 0.5  # of the kills after which a moment is past it begins anew; the others see what the starts after it make


class Moment:
    """One thing to be killed at, over and over on its own profile under `folder`."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.profile = folder / type(self).__name__.lower()
        self.paths = Paths.of_profile(self.profile)
        self.chance = chance
        self.acknowledged = 0
        self.begin()

    def begin(self) -> None:
        """Makes the profile as it is before the first life, and again whenever one came to its end."""

    def life(self) -> Life:
        """The next life."""
        raise NotImplementedError

    def after(self, said: Sequence[str], *, is_over: bool) -> list[str]:
        """What is wrong, in sentences. `is_over`: the life ended by itself."""
        has_failed = any(line.startswith("Traceback") for line in said)
        found = [*(said if has_failed else ()), *problems(self.profile, self.promised(said))]
        if is_over:
            found += self.at_the_end()
            if found:
                found += [log.read_text("utf-8") for log in self.paths.logs.glob("*") if log.is_file()]
        if is_over or (self.is_past() and self.chance.random() < AGAIN):
            self.begin()
        return found

    def is_past(self) -> bool:
        """Whether lives that follow would not come to this moment any more, though none ended by itself."""
        return False

    def promised(self, said: Sequence[str]) -> Promised:
        """What must be there, by what was acknowledged up to now."""
        return Promised()

    def at_the_end(self) -> list[str]:
        """What is wrong with a life that came to its end."""
        return []

    def rows(self, store: str, query: str) -> list[tuple[int, ...]]:
        """A look at a database with plain sqlite3."""
        path = self.paths.library_db if store == "library" else self.paths.cache_db
        with closing(sqlite3.connect(path)) as base:
            return base.execute(query).fetchall()


class Marks(Moment):
    """The reader stars and reads."""

    def begin(self) -> None:
        shutil.rmtree(self.profile, ignore_errors=True)
        self.ids = fill(self.paths, 100, Clock())
        self.state: dict[tuple[str, int], bool] = {}

    def life(self) -> Life:
        acts = [(self.chance.choice("br"), self.chance.choice(self.ids), self.chance.random() < 0.7) for _ in range(60)]

        def life(say: Say) -> None:
            profile = Profile(self.paths, patience=10)
            profile.desk.start().result()
            for kind, article, is_so in acts:
                order = (SetBookmarked if kind == "b" else SetRead)((article,), is_so)
                say(f"{ASKED} {json.dumps([kind, article, is_so])}")
                assert isinstance(profile.desk.carry_out(order), Done)
                say(f"{DONE} {json.dumps([kind, article, is_so])}")
            profile.close()

        return life

    def promised(self, said: Sequence[str]) -> Promised:
        for line in said:
            if line[:2] in (f"{ASKED} ", f"{DONE} "):
                kind, article, is_so = json.loads(line[2:])
                self.state.pop((kind, article), None)  # while it is under way either state is right
                if line[0] == DONE:
                    self.state[kind, article] = is_so
                    self.acknowledged += 1
        return Promised(
            bookmarked=self._those("b", True),
            not_bookmarked=self._those("b", False),
            read=self._those("r", True),
            unread=self._those("r", False),
        )

    def _those(self, kind: str, is_so: bool) -> frozenset[int]:
        return frozenset(number for (of, number), state in self.state.items() if of == kind and state == is_so)


class Migration(Moment):
    """A profile of the first schemas is opened."""

    def begin(self) -> None:
        shutil.rmtree(self.profile, ignore_errors=True)
        first_schema(self.profile)

    def life(self) -> Life:
        return lambda _say: _finish(console.run(["--profile", str(self.profile), "list", "--json"]))

    def promised(self, said: Sequence[str]) -> Promised:
        return Promised(bookmarked=frozenset(range(1, 6)), read=frozenset(range(1, 11)))

    def is_past(self) -> bool:
        kinds = {self.paths.library_db: LIBRARY, self.paths.cache_db: CACHE}
        return all(_version_in(path) == kind.version for path, kind in kinds.items())

    def at_the_end(self) -> list[str]:
        versions = [self.rows(kind.name, "PRAGMA user_version")[0][0] for kind in (LIBRARY, CACHE)]
        copied = self.rows("library", "SELECT count(*) FROM read_mark")[0][0]
        copies = len(list(self.paths.backups.glob("*-schema-1-*.db")))
        whole = versions == [LIBRARY.version, CACHE.version] and copied == 5 and copies >= 2
        return [] if whole else [f"schemas {versions}, {copied} read marks copied, {copies} copies made before"]


class FirstStart(Moment):
    """There is nothing yet, and the reader saves a search."""

    def begin(self) -> None:
        shutil.rmtree(self.profile, ignore_errors=True)

    def life(self) -> Life:
        return lambda _say: _finish(console.run(["--profile", str(self.profile), "searches", "add", "القدس"]))

    def is_past(self) -> bool:
        return self.paths.library_db.exists() and self.paths.cache_db.exists()

    def at_the_end(self) -> list[str]:
        searches = self.rows("library", "SELECT count(*) FROM saved_search")[0][0]
        strays = [path.name for path in self.profile.iterdir() if path.suffix == ".new"]
        return [] if searches >= 1 and not strays else [f"{searches} searches, left: {strays}"]


class Backup(Moment):
    """The library is copied, day after day."""

    def begin(self) -> None:
        if not self.profile.exists():
            self.clock = Clock()
            self.ids = fill(self.paths, 20, self.clock, picture_bytes=40_000)
            self.starred: set[int] = set()

    def life(self) -> Life:
        self.clock.move(timedelta(days=30))
        clock = at_that_time(self.clock)
        starred = self.chance.sample(self.ids, 12)

        def life(say: Say) -> None:
            writes = Writes(self.paths, clock)
            writes.open()
            for article in starred:
                is_so = article not in self.starred
                say(f"{ASKED} {article}")
                writes.set_bookmarked([article], is_so, clock.now)
                say(f"{DONE} {article}")
                made = writes.backup(clock.move(timedelta(days=2)))
                say(f"made {made.name if made is not None else ''}")
            writes.close()

        return life

    def promised(self, said: Sequence[str]) -> Promised:
        unsure: set[int] = set()
        for line in said:
            word, _, rest = line.partition(" ")
            if word == ASKED:
                unsure = {int(rest)}
            elif word == DONE:
                unsure = set()
                self.starred ^= {int(rest)}
                self.acknowledged += 1
        if unsure:  # it may have been written: what is there holds from now on
            there = {number for (number,) in self.rows("library", "SELECT id FROM bookmark")}
            self.starred = (self.starred - unsure) | (there & unsure)
        return Promised(frozenset(self.starred), frozenset(self.ids) - self.starred)

    def after(self, said: Sequence[str], *, is_over: bool) -> list[str]:
        found = super().after(said, is_over=is_over)
        names = {path.name for path in self.paths.backups.iterdir()} if self.paths.backups.exists() else set()
        made = [line.removeprefix("made ") for line in said if line.startswith("made library")]
        found += [f"a backup that was made is not there: {name}" for name in made[-5:] if name not in names]
        found += [f"a day without a backup: {said}" for line in said if line == "made "]
        for name in sorted(names):
            if name.endswith(".db"):
                with closing(sqlite3.connect(self.paths.backups / name)) as base:
                    verdict = base.execute("PRAGMA integrity_check").fetchone()[0]
                    found += [] if verdict == "ok" else [f"{name}: {verdict}"]
        parts = [name for name in names if not name.endswith(".db")]
        return found + ([f"pieces of several kills are left: {parts}"] if len(parts) > 2 else [])


class CleanUp(Moment):
    """Retention takes old articles, and their room goes back to the disk."""

    KEPT, SHOWN, ALL = 20, 40, 240

    def begin(self) -> None:
        template = self.profile.with_name("old")
        if not template.exists():
            self._print(Paths.of_profile(template))
        shutil.rmtree(self.profile, ignore_errors=True)
        shutil.copytree(template, self.profile)
        self.size = self.paths.cache_db.stat().st_size

    def _print(self, old: Paths) -> None:
        """Articles of which the last are shown still, and the first are starred, eleven days later."""
        self.clock = Clock()
        self.ids = fill(old, self.ALL, self.clock, picture_bytes=40_000)
        writes = Writes(old, self.clock)
        writes.open()
        writes.set_bookmarked(self.ids[: self.KEPT], True, self.clock.now)
        shown = [whole(number, has_picture=True) for number in range(self.ALL - self.SHOWN + 1, self.ALL + 1)]
        show(writes, SourceId(1), shown, self.clock.now)
        pass_days(writes, 1, self.clock, 11)
        writes.close()

    def life(self) -> Life:
        clock = at_that_time(self.clock)

        def life(_say: Say) -> None:
            writes = Writes(self.paths, clock)
            writes.open()
            while writes.retire(Keeping(days=10), clock.now).is_more_left or writes.keep_up(clock.now):
                pass
            writes.close()

        return life

    def promised(self, said: Sequence[str]) -> Promised:
        kept = self.ids[: self.KEPT]
        there = {number for (number,) in self.rows("cache", "SELECT id FROM article")}
        self.lost = [number for number in (*kept, *self.ids[-self.SHOWN :]) if number not in there]
        return Promised(frozenset(kept))

    def after(self, said: Sequence[str], *, is_over: bool) -> list[str]:
        found = super().after(said, is_over=is_over)
        return found + [f"an article that must stay went: {number}" for number in self.lost]

    def at_the_end(self) -> list[str]:
        left = self.rows("cache", "SELECT count(*) FROM article")[0][0]
        size = self.paths.cache_db.stat().st_size
        whole = left == self.KEPT + self.SHOWN and size < self.size * 0.8
        return [] if whole else [f"{left} articles are left, {size} bytes of {self.size}"]


MOMENTS: tuple[type[Moment], ...] = (Marks, Migration, Backup, CleanUp, FirstStart)


def _version_in(path: Path) -> int:
    """The schema that the bytes of a file tell of (SQLite, Database File Format, 1.3). Opening it would bring
    in what the next life is to find."""
    with path.open("rb") as file:
        file.seek(60)
        return int.from_bytes(file.read(4), "big")


def _finish(code: int) -> None:
    assert code == 0, code


@dataclass
class Killed:
    """What came of the kills at one moment."""

    kills: int = 0
    finished: int = 0  # lives that came to their end first
    acknowledged: int = 0
    orphans: int = 0
    problems: list[str] = field(default_factory=list)


def kill(kind: type[Moment], folder: Path, kills: int, seed: int) -> Killed:
    """So many kills at one moment, at random between a life's first instant and its last; ends at a problem."""
    chance, tally = random.Random(seed), Killed()
    moment = kind(folder, chance)
    longest = 60.0
    while tally.kills < kills and not tally.problems:
        end = live(moment.life(), chance.uniform(0, longest) if tally.finished else longest)
        tally.kills += end.is_killed
        tally.orphans += end.orphans
        tally.problems = moment.after(end.said, is_over=not end.is_killed)
        if not end.is_killed:
            tally.finished += 1
            longest = min(longest, end.seconds)
    tally.acknowledged = moment.acknowledged
    return tally
