"""The window in a real session as a screen reader meets it: the tree on the accessibility bus, walked from the top."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.newspaper import Newspaper
from tests.press import Press
from tests.whole.conftest import Runs
from tests.whole.screen import Window, until
from tests.whole.session import Session, session
from tests.whole.spoken import Node, Reader
from tests.whole.test_a_first_day import article, headlines

from newsdesk.texts import Texts

pytestmark = pytest.mark.display

SAYS = Texts("ar", is_plain=True)
# What can be used or read needs a name; fillers and panels only hold others.
NAMED = {
    *("frame", "dialog", "push button", "check box", "toggle button", "button menu", "combo box", "text", "table"),
    *("cell", "table cell", "list", "list item", "tree", "tree item", "menu", "menu item", "grip", "label"),
}
SILENT = {"label"}  # one that says nothing just now has no name
REACHED = {"push button", "check box", "toggle button", "button menu", "combo box", "text", "table", "list"}


@pytest.fixture
def desktop() -> Iterator[Session]:
    with session(is_accessible=True) as made:
        yield made


@pytest.fixture
def shown(desktop: Session, newsdesk: Runs, profile: Path) -> Iterator[tuple[Window, Node]]:
    """The window over a profile with a source, and the program on the accessibility bus."""
    with Press() as press:
        url = Newspaper(1, 6).print_on(press)[0]
        assert newsdesk("add", url).returncode == 0
        assert newsdesk("sync").returncode == 0
    assert newsdesk("bookmark", str(headlines(profile)[0].id)).returncode == 0
    reader = Reader(desktop.bus)
    window = Window(desktop.display, profile, **desktop.environment)
    assert window.is_ready()
    assert until(lambda: reader.program("newsdesk"))
    program = reader.program("newsdesk")
    assert program is not None
    assert until(lambda: len(rows(program)) == 6)
    yield window, program
    window.close()
    reader.close()


def rows(program: Node) -> list[Node]:
    table = program.find(SAYS.say("list.name"), "table")
    return [one for one in table.children() if one.role == "cell"] if table is not None else []


def nameless(program: Node) -> list[str]:
    """The roles of what is shown, can be used and has no name, each with what is around it."""
    shown = [node for node in program.walk() if node.role in NAMED - SILENT and node.has("showing")]
    return [f"{node.role} at {node.place()}" for node in shown if node.place()[2] > 0 and not node.name]


def test_every_widget_says_what_it_is_and_rows_speak(shown: tuple[Window, Node], profile: Path) -> None:
    window, program = shown
    assert program.name == "newsdesk"
    (frame,) = program.children()
    assert (frame.role, frame.name) == ("frame", SAYS.say("window.title"))
    assert nameless(program) == []
    for row, headline in zip(rows(program), headlines(profile), strict=True):
        said = row.name
        assert said.startswith(headline.title)
        assert headline.source_title in said
        assert SAYS.moment(headline.sorted_at) in said
        assert (SAYS.say("spoken.bookmarked") in said) == headline.is_bookmarked
        assert SAYS.say("spoken.unread") in said
    window.click(rows(program)[1].place())
    words = article(profile, headlines(profile)[1].id).text
    assert until(lambda: words[-60:].strip() in read_out(program)), "the article is readable as text"
    assert until(lambda: SAYS.say("spoken.unread") not in rows(program)[1].name)
    assert nameless(program) == []


def read_out(program: Node) -> str:
    page = program.find(SAYS.say("article.name"))
    return page.text() if page is not None and "Text" in page.interfaces() else ""


def test_the_keyboard_reaches_every_widget(shown: tuple[Window, Node]) -> None:
    window, program = shown
    window.click(rows(program)[0].place())
    usable = {
        node.path: f"{node.role} {node.name}"
        for node in program.walk()
        if node.role in REACHED and node.has("focusable") and node.has("enabled") and node.has("showing")
    }
    reached: set[str] = set()
    for _ in range(2 * len(usable) + 10):
        before = focused(program)
        reached |= before
        if usable.keys() <= reached:
            break
        window.press("Tab")
        assert until(lambda before=before: focused(program) not in (before, set()))
    assert [name for path, name in usable.items() if path not in reached] == []


def focused(program: Node) -> set[str]:
    """Where the focus is, as paths on the bus; the row that the keys are at in a list says so without it."""
    return {node.path for node in program.walk() if node.role in REACHED | {"label"} and node.has("focused")}


@pytest.mark.parametrize("key", ["ctrl+comma", "ctrl+n", "F1", "ctrl+k"])
def test_every_widget_of_a_dialog_says_what_it_is(shown: tuple[Window, Node], key: str) -> None:
    window, program = shown
    window.click(rows(program)[0].place())
    window.press(key)
    assert until(lambda: [one for one in dialogs(program) if one.has("showing")])
    (dialog,) = dialogs(program)
    assert dialog.name
    assert nameless(dialog) == []
    window.press("Escape")
    assert until(lambda: not dialogs(program))


def dialogs(program: Node) -> list[Node]:
    """The dialogs above the window; a hint beside the mouse is a window, too."""
    return [one for one in program.children() if one.role == "dialog"]
