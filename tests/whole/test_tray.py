"""The tray in a real session: closed the window hides, its menu brings it back and quits; without one close quits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.whole.embedded import PLACE, embedding
from tests.whole.screen import Window, until
from tests.whole.session import Session, session
from tests.whole.tray import Tray

from newsdesk.texts import Texts

pytestmark = pytest.mark.display

SAYS = Texts("ar", is_plain=True)


@pytest.fixture
def desktop() -> Iterator[Session]:
    with session() as made:
        yield made


@pytest.fixture
def tray(desktop: Session) -> Iterator[Tray]:
    made = Tray(desktop.bus)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def chosen(profile: Path) -> None:
    profile.mkdir()
    (profile / "settings.json").write_text(json.dumps({"stays_in_tray": True, "digits": "western"}), "utf-8")


def title(window: Window) -> bool:
    return SAYS.say("window.title") in window.names()


def test_a_closed_window_waits_in_the_tray_and_comes_back_by_its_menu_and_by_another_start(
    desktop: Session, tray: Tray, profile: Path
) -> None:
    window = Window(desktop.display, profile, **desktop.environment)
    assert window.is_ready()
    assert until(lambda: title(window))
    assert until(lambda: tray.items and "8 أخبار غير مقروءة" in tray.menu())
    window.close_by_manager()
    assert until(lambda: not window.names())
    tray.press(SAYS.say("tray.show"))
    assert until(lambda: title(window))
    window.close_by_manager()
    assert until(lambda: not window.names())
    assert Window(desktop.display, profile, **desktop.environment).finish() == (0, "")
    assert until(lambda: title(window)), "started again, the program raises the window it has"
    window.close_by_manager()
    assert until(lambda: not window.names())
    tray.press(SAYS.say("action.quit"))
    assert window.finish() == (0, "")


def test_a_hidden_start_shows_only_its_sign(desktop: Session, tray: Tray, profile: Path) -> None:
    window = Window(desktop.display, profile, "--hidden", **desktop.environment)
    assert window.is_ready()
    assert until(lambda: tray.items and SAYS.say("action.quit") in tray.menu())
    assert window.names() == []
    tray.press(SAYS.say("tray.show"))
    assert until(lambda: title(window))
    assert window.end(15)[:2] == (0, "")


def test_where_there_is_no_tray_a_closed_window_quits(desktop: Session, profile: Path) -> None:
    window = Window(desktop.display, profile, **desktop.environment)
    assert window.is_ready()
    assert until(lambda: title(window))
    window.close_by_manager()
    assert window.finish() == (0, "")


def test_where_the_desktop_has_only_the_older_kind_of_tray_a_closed_window_waits_in_that(
    desktop: Session, profile: Path
) -> None:
    with embedding(desktop.display) as said:
        window = Window(desktop.display, profile, **desktop.environment)
        assert window.is_ready()
        assert until(lambda: title(window))
        assert until(lambda: "taken in" in said)
        window.close_by_manager()
        assert until(lambda: not title(window))
        assert window.process.poll() is None, "it waits behind its sign"
        window.click(PLACE)
        assert until(lambda: title(window))
        assert window.end(15)[:2] == (0, "")
