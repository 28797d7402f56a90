"""The dialog that adds a source shows what an address holds before it is added, and asks nobody twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid
from tests.press import Press
from tests.ui.test_add_menus import SECONDS, Room

from newsdesk.app.compose import Profile
from newsdesk.domain.changes import Stage
from newsdesk.domain.faults import Failed, Fault, FaultKind
from newsdesk.domain.orders import Added
from newsdesk.settings.paths import Paths

pytestmark = pytest.mark.qt_log_ignore("^This plugin does not support ")

RSS = (
    "<rss version='2.0'><channel><title>جريدة الميناء</title>"
    "<item><title>الأول</title><guid>1</guid></item><item><title>الثاني</title><guid>2</guid></item></channel></rss>"
)
OPML = (
    "<opml version='2.0'><body><outline text='بلاد الشام'><outline text='الميناء' xmlUrl='{one}'/>"
    "<outline text='الساحل' xmlUrl='{two}'/></outline></body></opml>"
)


@pytest.fixture
def room(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Room]:
    profile = Profile(Paths.of_profile(tmp_path / "profile"), patience=5.0)
    profile.desk.start().result(20)
    made = Room(profile, qapp)
    qtbot.addWidget(made.parent)
    made.parent.resize(1000, 700)
    made.parent.show()
    yield made
    made.bridge.close()
    assert profile.close()


def with_what_follows(room: Room, qtbot: QtBot, act: Callable[[], object]) -> None:
    """Does what adds a source, and waits for the end of the sync that follows by itself: it brings what the new
    articles lack."""
    with qtbot.waitSignal(room.bridge.progressed, timeout=SECONDS, check_params_cb=lambda p: p.stage == Stage.DONE):
        act()


def test_an_address_shows_its_headlines_and_is_added_without_a_second_question(
    room: Room, press: Press, qtbot: QtBot
) -> None:
    there = room.errands.add(press.publish("/feed", RSS), [])
    qtbot.waitUntil(lambda: there.glimpse is not None, timeout=SECONDS)
    assert there.glimpse is not None
    assert there.glimpse.title.text() == "جريدة الميناء"
    assert [there.glimpse.list.item(n).text() for n in range(there.glimpse.list.count())] == ["الأول", "الثاني"]
    assert room.desk.sources() == ()
    with_what_follows(room, qtbot, there.send)
    assert len(press.requests_of("/feed")) == 1
    assert [one.source.title for one in room.desk.sources()] == ["جريدة الميناء"]
    assert room.titles() == ["الأول", "الثاني"]


def test_adding_while_the_look_is_under_way_waits_for_its_answer(room: Room, press: Press, qtbot: QtBot) -> None:
    url = press.publish("/feed", RSS)
    gate = press.hold("/feed")
    there = room.errands.add(url, [])
    there.send()
    with_what_follows(room, qtbot, gate.set)
    assert len(press.requests_of("/feed")) == 1


def test_a_bad_address_says_so_and_can_be_typed_anew(room: Room, press: Press, qtbot: QtBot) -> None:
    there = room.errands.add(press.refuse("/gone", 404), [])
    qtbot.waitUntil(lambda: there.answer.property("kind") == "fault", timeout=SECONDS)
    there.address.setText(press.publish("/feed", RSS))
    there.address.textEdited.emit(there.address.text())
    there.look()
    qtbot.waitUntil(lambda: there.glimpse is not None, timeout=SECONDS)
    there.reject()


def test_a_list_that_is_looked_at_adds_nothing_and_once_added_its_feeds_are_fetched(
    room: Room, press: Press, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "list.xml"
    path.write_text(OPML.format(one=press.publish("/one", RSS), two=press.publish("/two", RSS)), encoding="utf-8")
    there = room.errands.add(str(path), [])
    qtbot.waitUntil(lambda: not there.answer.isVisible(), timeout=SECONDS)
    assert room.desk.sources() == ()
    with_what_follows(room, qtbot, there.send)
    assert len(room.desk.sources()) == 2
    assert len(press.requests_of("/one")) == len(press.requests_of("/two")) == 1


def test_an_answer_that_comes_after_the_dialog_was_closed_is_nobodys(room: Room, qtbot: QtBot) -> None:
    there = room.errands.add("", [])
    waits: Future[Added] = Future()
    there.look_at = lambda _address: waits
    there.address.setText("https://one.example/feed")
    there.look()
    there.reject()
    qtbot.waitUntil(lambda: not isValid(there), timeout=SECONDS)
    waits.set_exception(Failed(Fault(FaultKind.NO_ANSWER, {"address": "https://one.example/feed"})))
    arrived: list[object] = []
    room.bridge.ask(lambda reads: None, arrived.append)
    qtbot.waitUntil(lambda: bool(arrived), timeout=SECONDS)
