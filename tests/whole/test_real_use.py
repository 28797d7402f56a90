"""A week with the real program, by hand: choose, sync, read, star, search, go offline, restart, read the stars.

At last the network is back, and what was printed meanwhile comes."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.newspaper import Newspaper
from tests.press import Press
from tests.whole.running import ROOT
from tests.whole.screen import Window, until
from tests.whole.session import Session, need, session
from tests.whole.spoken import Node, Reader
from tests.whole.test_a_first_day import article, headlines

from newsdesk.arabic.fold import fold
from newsdesk.domain.article import Headline
from newsdesk.domain.shelf import ShelfKind
from newsdesk.settings.paths import Paths
from newsdesk.store.reads import Reads
from newsdesk.texts import Texts

pytestmark = pytest.mark.display

SAYS = Texts("ar", is_plain=True)
PAPER = Newspaper(2, 8, with_pictures=False)
LATER = Newspaper(2, 8, edition=1, with_pictures=False)
HOST = "localhost"
PATIENCE = 45.0
# Where the machine learns names from: they are known as long as its network is there, which a file stands for.
NAMES = """
import os, socket
ask = socket.getaddrinfo
def look_up(name, *rest, **more):
    if name != {host!r}:
        return ask(name, *rest, **more)
    if not os.path.exists({network!r}):
        raise socket.gaierror(socket.EAI_AGAIN, "no network")
    return ask("127.0.0.1", *rest, **more)
socket.getaddrinfo = look_up
"""


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], Path]:
    """Lays the program out as it is installed, with a starter list of our own newspaper in place of the shipped one."""

    def lay(origin: str) -> Path:
        package = tmp_path / "program" / "newsdesk"
        shutil.copytree(ROOT / "src" / "newsdesk", package)
        (package / "resources").mkdir()
        for one in (ROOT / "resources").iterdir():
            if one.name != "starter.opml":
                (package / "resources" / one.name).symlink_to(one)
        entries = "".join(f'<outline text="صحيفة {n}" xmlUrl="{origin}/s{n}/feed"/>' for n in range(PAPER.sources))
        listed = f'<opml version="2.0"><body><outline text="الميناء">{entries}</outline></body></opml>'
        (package / "resources" / "starter.opml").write_text(listed, "utf-8")
        names = NAMES.format(host=HOST, network=str(tmp_path / "network"))
        (package.parent / "sitecustomize.py").write_text(names, "utf-8")
        return package.parent

    return lay


@pytest.fixture
def desktop() -> Iterator[Session]:
    need("setxkbmap")
    with session(is_accessible=True) as made:
        yield made


class Reading:
    """The hands and eyes of a reader: clicks what is called so, reads what is shown, looks into the profile."""

    def __init__(self, desktop: Session, program: Path, profile: Path) -> None:
        self.eyes = Reader(desktop.bus)
        self.profile = profile
        self.window = Window(desktop.display, profile, PYTHONPATH=str(program), **desktop.environment)
        assert self.window.is_ready()
        assert until(lambda: self.seen(SAYS.say("list.name"), "table"), PATIENCE), "no list came up"

    def seen(self, name: str, role: str = "") -> Node | None:
        """What is called so and can be seen."""
        program = self.eyes.program("newsdesk")
        return program.find(name, role) if program is not None else None

    def click(self, name: str, role: str = "") -> None:
        """Clicks what is called so, once it is to be seen and may be clicked."""
        found: list[Node] = []

        def is_there() -> bool:
            node = self.seen(name, role)
            found[:] = [node] if node is not None and node.has("enabled") and node.place()[2] > 0 else []
            return bool(found)

        assert until(is_there, PATIENCE), f"«{name}» was not to be seen"
        self.window.click(found[0].place())

    def rows(self) -> list[Node]:
        """The rows of the list that are to be seen, from the top."""
        table = self.seen(SAYS.say("list.name"), "table")
        return [one for one in table.children() if one.role == "cell"] if table is not None else []

    def is_listed(self, wanted: list[str]) -> bool:
        """Whether the list shows these headlines and no others, in this order."""
        said = [one.name for one in self.rows()]
        return len(said) == len(wanted) and all(row.startswith(title) for row, title in zip(said, wanted, strict=True))

    def kept(self) -> list[Headline]:
        """The bookmarks, as stored."""
        return list(headlines(self.profile, ShelfKind.BOOKMARKS))

    def leave(self) -> None:
        """Closes the window by its key."""
        self.window.press("ctrl+q")
        self.eyes.close()
        assert self.window.finish() == (0, "")


def test_what_is_chosen_read_starred_and_found_is_there_after_a_restart_without_a_network(
    desktop: Session, program: Callable[[str], Path], tmp_path: Path
) -> None:
    network = tmp_path / "network"
    network.touch()
    with Press() as press:
        origin = print_paper(PAPER, press)
        installed = program(origin)
        reading = Reading(desktop, installed, tmp_path / "profile")
        choose_sources(reading)
        stories = read_ten(reading)
        stars = star_two(reading, stories)
        search(desktop, reading, stories[0])
    network.unlink()
    go_offline(reading)
    reading.leave()
    again = Reading(desktop, installed, tmp_path / "profile")
    read_the_stars(again, stars)
    back = Press()
    back.port = press.port
    with back:
        print_paper(LATER, back)
        network.touch()
        come_back(again)
    again.leave()


def print_paper(paper: Newspaper, press: Press) -> str:
    """Prints a newspaper under a name that goes with the network; its origin."""
    paper.print_on(press)
    origin = f"http://{HOST}:{press.port}"
    for source in range(paper.sources):
        press.publish(f"/s{source}/feed", *paper.feed(source, origin))
    return origin


def choose_sources(reading: Reading) -> None:
    """First run: the guide, and the button that offers sources; two are ticked, by mouse and by key."""
    assert until(lambda: len(headlines(reading.profile)) == 8)
    assert {row.source_title for row in headlines(reading.profile)} == {"دليل newsdesk"}
    reading.click(SAYS.say("firstrun.button"), "push button")
    reading.click("صحيفة 0", "list item")
    reading.window.press("space", "Down", "space")
    assert until(lambda: all(is_ticked(reading, f"صحيفة {n}") for n in range(PAPER.sources)), PATIENCE)
    reading.click(SAYS.say("starter.button"), "push button")
    assert until(lambda: len(headlines(reading.profile)) == 8 + PAPER.sources * PAPER.items, PATIENCE)


def is_ticked(reading: Reading, name: str) -> bool:
    node = reading.seen(name, "list item")
    return node is not None and node.has("checked")


def read_ten(reading: Reading) -> list[Headline]:
    """Opens the folder of the two papers, reads its first row by a click and nine more by key."""
    reading.click("الميناء", "list item")
    stories = [row for row in headlines(reading.profile) if row.source_title.startswith("صحيفة")][:10]
    assert until(lambda: [one.name.startswith(stories[0].title) for one in reading.rows()[:1]] == [True], PATIENCE)
    reading.window.click(reading.rows()[0].place())
    for number, story in enumerate(stories):
        if number:
            reading.window.press("j")
        assert until(lambda story=story: is_read(reading, story), PATIENCE), f"headline {number} was not read"
    assert sum(row.is_read for row in headlines(reading.profile)) == 10
    return stories


def is_read(reading: Reading, story: Headline) -> bool:
    return next(row.is_read for row in headlines(reading.profile) if row.id == story.id)


def star_two(reading: Reading, stories: list[Headline]) -> list[Headline]:
    """One by its key, the one before by the button above the article."""
    reading.window.press("s")
    assert until(lambda: [row.id for row in reading.kept()] == [stories[9].id], PATIENCE)
    reading.window.press("k")
    # The button says what is, so the one before has come when it is not pressed any more.
    assert until(lambda: not is_pressed(reading), PATIENCE)
    reading.click(SAYS.say("action.star"), "check box")
    assert until(lambda: {row.id for row in reading.kept()} == {stories[8].id, stories[9].id}, PATIENCE)
    assert until(lambda: all(article(reading.profile, row.id).text for row in reading.kept()), PATIENCE)
    return reading.kept()


def is_pressed(reading: Reading) -> bool:
    button = reading.seen(SAYS.say("action.star"), "check box")
    return button is None or button.has("checked")


def search(desktop: Session, reading: Reading, wanted: Headline) -> None:
    """Types the words of a headline on an Arabic keyboard, without their marks; the list shows what the store finds."""
    lay_keys(desktop, "ara")
    words = " ".join(fold(wanted.title).split()[:3])
    reads = Reads(Paths.of_profile(reading.profile))
    found = [one.headline.title for one in reads.find(words)]
    reads.close()
    assert wanted.title in found
    before = titles(reading)
    reading.click(SAYS.say("search.name"), "text")
    reading.window.type_arabic(words)
    assert until(lambda: begins(reading, found), PATIENCE)
    reading.window.press("Escape")
    assert until(lambda: titles(reading) == before, PATIENCE)


def begins(reading: Reading, found: list[str]) -> bool:
    """Whether the rows that are to be seen are the first of these, in their order."""
    said = [one.name for one in reading.rows()]
    return 0 < len(said) <= len(found) and all(row.startswith(title) for row, title in zip(said, found, strict=False))


def titles(reading: Reading) -> list[str]:
    """How the rows that are to be seen begin: how much of them is on disk may change at any time."""
    return [one.name.partition("،")[0] for one in reading.rows()]


def lay_keys(desktop: Session, layout: str) -> None:
    """Gives the session's keyboard another layout."""
    subprocess.run(["setxkbmap", layout], env={**os.environ, "DISPLAY": desktop.display}, check=True, timeout=30)


def go_offline(reading: Reading) -> None:
    """Newspaper and network are gone: a sync by its button is told in one line, and no source is blamed for it."""
    reading.click(SAYS.say("action.refresh"), "push button")
    assert until(lambda: reading.seen(SAYS.say("status.offline")), PATIENCE), "nothing told of the outage"
    assert reading.window.names() == [SAYS.say("window.title")], "it opens no dialog"
    assert in_trouble(reading.profile) == 0
    assert len(headlines(reading.profile)) == 8 + PAPER.sources * PAPER.items


def come_back(reading: Reading) -> None:
    """Both are there again: the same button brings what was printed meanwhile."""
    reading.click(SAYS.say("action.refresh"), "push button")
    wanted = 8 + PAPER.sources * (PAPER.items + 1)
    assert until(lambda: len(headlines(reading.profile)) == wanted, PATIENCE), "the later edition did not come"
    assert until(lambda: not reading.seen(SAYS.say("status.offline")), PATIENCE)
    assert in_trouble(reading.profile) == 0


def in_trouble(profile: Path) -> int:
    """How many sources could not be reached, as stored."""
    reads = Reads(Paths.of_profile(profile))
    try:
        return sum(state.health.fault is not None for state in reads.sources())
    finally:
        reads.close()


def read_the_stars(reading: Reading, stars: list[Headline]) -> None:
    """Opens the shelf of bookmarks: two headlines, each with its whole text."""
    reading.click(SAYS.say("shelf.bookmarks"), "list item")
    assert until(lambda: reading.is_listed([row.title for row in stars]), PATIENCE)
    for star, row in zip(stars, reading.rows(), strict=True):
        reading.window.click(row.place())
        words = article(reading.profile, star.id).text
        assert len(words) > 500
        assert until(lambda words=words: words[-60:].strip() in shown(reading), PATIENCE)


def shown(reading: Reading) -> str:
    page = reading.seen(SAYS.say("article.name"))
    return page.text() if page is not None else ""
