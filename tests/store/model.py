"""A model of what a reader sees, held against the real store over any order of polls, edits, marks, clean-up and kills.

    python -m tests.store.model [--steps 100000] [--seed N]

What must hold after every step: a star is removed only by the reader; what was read is not unread by itself, nor the
other way; no story of a source has two rows; what its source shows is in the list, unless retention took it while it
was gone, and then it does not come back; retention takes nothing that is starred, shown, or too young by true time.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from newsdesk.domain.article import Headline
from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.keeping import EVERYTHING, Keeping
from newsdesk.domain.shelf import Shelf, ShelfKind
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceId, SourceKind, Validators
from newsdesk.settings.paths import Paths
from newsdesk.store.doctor import DRIFTED
from newsdesk.store.reads import Reads
from newsdesk.store.rows import FeedFinish
from newsdesk.store.writes import Writes

from .conftest import Clock
from .publisher import Publisher, Story

STEPS = 100  # in one life of a profile
SLICE = 5
taken: Counter[str] = Counter()  # steps by name, over all lives
gone: Counter[bool] = Counter()  # articles that retention took, by whether they have had several ids
PLACE = st.integers(0, 30)
Name = tuple[int, int]  # source and number of a story


class Desk(RuleBasedStateMachine):
    """The store, and beside it what the reader did and what publishers said."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="newsdesk-model-"))
        self.lives = 0
        self.clock = Clock()
        self.error = timedelta()
        self.keeping = EVERYTHING
        self.publishers: dict[int, Publisher] = {}
        self.starred: set[Name] = set()
        self.read: set[Name] = set()
        self.visible: set[Name] = set()  # what must be in the list
        self.retired: set[Name] = set()
        self.paths = self._paths()
        self.paths.make()
        self._open()

    def teardown(self) -> None:
        self.reads.close()
        self.writes.close()
        shutil.rmtree(self.folder)

    # --- publishers --------------------------------------------------------------------------------------------------

    @initialize()
    def begin(self) -> None:
        self._add()

    @precondition(lambda self: len(self.publishers) < 2)
    @rule()
    def add_source(self) -> None:
        self._took("add")
        self._add()

    @rule(source=PLACE, many=st.integers(1, 7))
    def tell(self, source: int, many: int) -> None:
        self._took("tell")
        self._publisher(source).tell(many, self.true_now)

    @rule(source=PLACE, place=PLACE, how=st.sampled_from(["edit", "rename", "drop", "repeat", "repeat"]))
    def change(self, source: int, place: int, how: str) -> None:
        self._took(how)
        getattr(self._publisher(source), how)(place)

    @rule(source=PLACE)
    def print_one_guid(self, source: int) -> None:
        self._took("guid")
        publisher = self._publisher(source)
        publisher.print_one_guid(not publisher.has_one_guid)

    # --- polls -------------------------------------------------------------------------------------------------------

    @rule(days=st.integers(1, 3), many=st.integers(1, 9), place=st.integers(0, 200))
    def live(self, days: int, many: int, place: int) -> None:
        """Ordinary days: news, an old story again, polls, and clean-up at night."""
        self._took("days")
        for publisher in self.publishers.values():
            publisher.tell(many, self.true_now)
            publisher.repeat(place)
            self._poll(publisher)
        self.clock.move(timedelta(days=days))
        for publisher in self.publishers.values():
            self._unchanged(publisher)
        self._retire(1000)

    @rule(source=PLACE)
    def poll(self, source: int) -> None:
        self._took("poll")
        self._poll(self._publisher(source))

    def _poll(self, publisher: Publisher) -> None:
        items = publisher.document()
        at = self._later(1)
        for start in range(0, max(len(items) - SLICE, 0), SLICE):
            self.writes.save_items(SourceId(publisher.source), items[start : start + SLICE], at)
        rest = items[len(range(0, max(len(items) - SLICE, 0), SLICE)) * SLICE :]
        self.writes.finish_feed(SourceId(publisher.source), rest, at, self._finish())
        for story in publisher.page:
            self._stored(story)
            story.shown_at = self.true_now
        publisher.shown = tuple(publisher.page) or publisher.shown

    @rule(source=PLACE, slices=st.integers(1, 2))
    def poll_and_die(self, source: int, slices: int) -> None:
        self._took("cut")
        publisher = self._publisher(source)
        items, at = publisher.document(), self._later(1)
        self.writes.save_items(SourceId(publisher.source), items[: slices * SLICE], at)
        for story in publisher.page[: slices * SLICE]:
            self._stored(story)
        self._die()

    @rule(source=PLACE)
    def poll_unchanged(self, source: int) -> None:
        self._took("304")
        self._unchanged(self._publisher(source))

    @rule(source=PLACE)
    def fail(self, source: int) -> None:
        self._took("fault")
        fault = Fault(FaultKind.NO_ANSWER, {"reason": "refused"})
        self.writes.save_fault(SourceId(self._publisher(source).source), fault, self._later(1), None)

    @rule(hours=st.sampled_from([1, 12, 30, 80]))
    def let_pass(self, hours: int) -> None:
        self._took("time")
        self.clock.move(timedelta(hours=hours))
        for publisher in self.publishers.values():
            self._unchanged(publisher)

    @rule(days=st.sampled_from([-3650, -40, 40, 3650]))
    def set_the_clock(self, days: int) -> None:
        self._took("clock")
        error = timedelta() if self.error else timedelta(days=days)
        self.clock.move(error - self.error)
        self.error = error

    # --- the reader --------------------------------------------------------------------------------------------------

    @rule(place=PLACE, is_starred=st.booleans())
    def star(self, place: int, is_starred: bool) -> None:
        self._took("star" if is_starred else "unstar")
        shelf = ShelfKind.ALL if is_starred else ShelfKind.BOOKMARKS
        rows = self.reads.headlines(Shelf(shelf)).headlines
        if not rows:
            return
        row = rows[place % len(rows)]
        name = name_of(row.url)
        self.writes.set_bookmarked([row.id], is_starred, self.clock.now)
        (self.starred.add if is_starred else self.starred.discard)(name)
        if not is_starred and self.writes.stores.cache.value("SELECT 1 FROM article WHERE id = ?", (row.id,)) is None:
            self.visible.discard(name)  # the bookmark was all there was of it

    @rule(place=PLACE, is_read=st.sampled_from([True, True, False]))
    def mark(self, place: int, is_read: bool) -> None:
        self._took("read" if is_read else "unread")
        rows = self.reads.headlines(Shelf(ShelfKind.ALL)).headlines
        if rows:
            row = rows[place % len(rows)]
            self.writes.set_read([row.id], is_read, self.clock.now)
            (self.read.add if is_read else self.read.discard)(name_of(row.url))

    @rule(
        days=st.sampled_from([0, 1, 2, 5]),
        articles=st.sampled_from([0, 0, 5, 20]),
        megabytes=st.sampled_from([0, 0, 1]),
    )
    def choose(self, days: int, articles: int, megabytes: int) -> None:
        self._took("choose")
        self.keeping = Keeping(days, articles, megabytes)

    # --- upkeep ------------------------------------------------------------------------------------------------------

    @rule(steps=st.sampled_from([1, 3, 1000, 1000]))
    def retire(self, steps: int) -> None:
        self._took("retire")
        self._retire(steps)

    def _retire(self, steps: int) -> None:
        before = {row.id: name_of(row.url) for row in self._rows()}
        for _ in range(steps):
            turn = self.writes.retire(self.keeping, self.clock.now)
            for article in turn.removed:
                self._goes(before[article])
            if not turn.is_more_left:
                break

    @rule()
    def keep_up(self) -> None:
        self._took("upkeep")
        while self.writes.keep_up(self.clock.now):
            pass

    # --- deaths ------------------------------------------------------------------------------------------------------

    @rule(how=st.sampled_from(["die", "close", "lose_the_cache"]))
    def end(self, how: str) -> None:
        self._took(how)
        getattr(self, f"_{how}")()

    def _close(self) -> None:
        self.reads.close()
        self.writes.close()
        self._open()

    def _die(self) -> None:
        """What a kill leaves: the files as they are, logs and all, with no goodbye."""
        old, self.paths = self.paths, self._paths()
        shutil.copytree(old.data, self.paths.data)
        self.reads.close()
        self.writes.close()
        shutil.rmtree(old.data)
        self._open()

    def _lose_the_cache(self) -> None:
        while self.writes.copy_marks():
            pass
        self.reads.close()
        self.writes.close()
        self.paths.cache_db.unlink()
        self._open()
        self.visible = set()
        for publisher in self.publishers.values():
            publisher.shown = ()

    # --- what must hold ----------------------------------------------------------------------------------------------

    @invariant()
    def holds(self) -> None:
        rows = self._rows()
        names = {name_of(row.url) for row in rows}
        twice = [name for name, count in Counter(name_of(row.url) for row in rows).items() if count > 1]
        assert not twice, f"two rows: {twice}"
        starred = {name_of(row.url) for row in self.reads.headlines(Shelf(ShelfKind.BOOKMARKS)).headlines}
        assert starred == self.starred, f"stars: {starred ^ self.starred}"
        assert not self.visible - names, f"invisible: {self.visible - names}"
        assert not names & self.retired - self.starred, f"came back: {names & self.retired - self.starred}"
        read = {name_of(row.url) for row in rows if row.is_read}
        ought = self.read & names
        assert read == ought, f"read by itself: {read - ought}, unread by itself: {ought - read}"
        drifted = self.writes.stores.cache.rows(DRIFTED)
        assert not drifted, f"counted wrongly: sources {drifted}"

    # --- within ------------------------------------------------------------------------------------------------------

    @property
    def true_now(self) -> datetime:
        return self.clock.now - self.error

    def _took(self, step: str) -> None:
        taken[step] += 1

    def _paths(self) -> Paths:
        self.lives += 1
        return Paths.of_profile(str(self.folder / str(self.lives)))

    def _open(self) -> None:
        self.writes = Writes(self.paths, self.clock)
        self.writes.open()
        self.reads = Reads(self.paths)

    def _add(self) -> None:
        url = f"https://press.example/feed-{len(self.publishers)}"
        source = self.writes.add_source(SourceKind.FEED, url, url, None, url, None, DEFAULT_INTERVAL)
        self.publishers[source.id] = Publisher(source.id, Random(source.id))

    def _publisher(self, place: int) -> Publisher:
        return list(self.publishers.values())[place % len(self.publishers)]

    def _story(self, name: Name) -> Story:
        return self.publishers[name[0]].stories[name[1] - 1]

    def _rows(self) -> list[Headline]:
        rows, page = [], self.reads.headlines(Shelf(ShelfKind.ALL))
        rows += page.headlines
        while page.next is not None:
            page = self.reads.headlines(Shelf(ShelfKind.ALL), page.next)
            rows += page.headlines
        return rows

    def _later(self, minutes: int) -> datetime:
        return self.clock.move(timedelta(minutes=minutes))

    def _finish(self) -> FeedFinish:
        return FeedFinish(Validators(), None, None, None, told_at=self.true_now)

    def _unchanged(self, publisher: Publisher) -> None:
        self.writes.finish_unchanged(SourceId(publisher.source), self._later(1), self._finish())
        for story in publisher.shown:
            story.shown_at = self.true_now

    def _stored(self, story: Story) -> None:
        name = name_of(story.url)
        if name not in self.retired:
            self.visible.add(name)

    def _goes(self, name: Name) -> None:
        story = self._story(name)
        assert name not in self.starred, f"a starred one went: {name}"
        assert story not in self.publishers[name[0]].shown, f"one that is shown went: {name}"
        if not (self.keeping.articles or self.keeping.megabytes) and story.shown_at is not None:
            age = self.true_now - story.shown_at
            assert age >= timedelta(days=self.keeping.days or 0), f"too young: {name}, {age}"
        self.visible.discard(name)
        self.retired.add(name)
        gone[story.has_changed_id] += 1


def name_of(url: str | None) -> Name:
    """The story of an address."""
    assert url is not None
    source, _, story = url.removeprefix("https://press.example/").partition("/story-")
    return int(source), int(story)


def run(steps: int, chance: int | None, *, is_made_small: bool = False) -> None:
    """At least so many steps; the same ones each time when `chance` is None. Raises what breaks."""
    taken.clear()
    wanted = settings(
        max_examples=-(-steps * 5 // 4 // STEPS),  # some lives are shorter
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=chance is None,
        database=None,
        phases=[Phase.generate, Phase.shrink] if is_made_small else [Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    machine = Desk if chance is None else seed(chance)(Desk)
    run_state_machine_as_test(machine, settings=wanted)


def main(arguments: list[str]) -> int:
    """Prints what was done; ends with a trace where something does not hold."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=100_000)
    parser.add_argument("--seed", type=int)
    options = parser.parse_args(arguments)
    run(options.steps, options.seed, is_made_small=True)
    print(f"{sum(taken.values()):,} steps: " + ", ".join(f"{count} {step}" for step, count in taken.most_common()))
    print(f"{sum(gone.values()):,} articles went, {gone[True]:,} of them had had several ids")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
