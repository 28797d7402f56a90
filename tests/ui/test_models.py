"""The two models hold to Qt's rules while everything happens to them, and page through all that is stored."""

from __future__ import annotations

import doctest
import importlib
from datetime import timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NOW, fill_many, item, late
from tests.ui.room import Room

from newsdesk.domain.faults import Fault, FaultKind
from newsdesk.domain.shelf import ShelfKind
from newsdesk.domain.source import DEFAULT_INTERVAL, SourceKind
from newsdesk.store.writes import Writes
from newsdesk.ui.headlines.pages import FIRST_PAGE, PAGE


def test_the_headline_model_holds_to_qts_rules_whatever_happens(room: Room, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(room.window.model)
    source = room.window.sources.states[0].source
    room.write(lambda writes: writes.save_items(source.id, late(3), NOW))
    assert len(room.titles()) == 15, "nothing is being read: they come in at once"
    room.key("J")
    room.write(lambda writes: writes.save_items(source.id, late(4, first=3), NOW))
    room.click(room.window.list.pill)
    assert len(room.titles()) == 19
    for key in ("S", "M", "J", "N", "S"):
        room.key(key)
        room.settle()
    for kind in (ShelfKind.UNREAD, ShelfKind.BOOKMARKS, ShelfKind.TODAY, ShelfKind.ALL):
        room.open_shelf(kind)
    room.write(lambda writes: writes.remove_source(source.id))
    assert source.title not in {headline.source_title for headline in room.rows()}
    room.open_shelf(ShelfKind.BOOKMARKS)
    room.key("J")
    room.key("S")
    room.settle()


def test_the_sidebar_model_holds_to_qts_rules_whatever_happens(room: Room, qtmodeltester: ModelTester) -> None:
    model = room.window.sources.model
    qtmodeltester.check(model)
    first, second = (state.source for state in room.window.sources.states[:2])
    fault = Fault(FaultKind.NOT_FOUND, {"address": first.url, "status": 404})
    room.write(lambda writes: writes.save_fault(first.id, fault, NOW, None))
    room.wait(lambda: any(model.entry(row).fault for row in range(model.rowCount())))
    room.write(lambda writes: writes.save_items(second.id, late(2), NOW))
    room.key("J")
    room.wait(lambda: model.entry(1).count == room.texts.number(13))
    rows = model.rowCount()

    def add(writes: Writes) -> None:
        url = "https://example.org/new/feed"
        writes.add_source(SourceKind.FEED, url, url, None, "نشرة جديدة", "رف جديد", DEFAULT_INTERVAL)

    room.desk.write(add).result(10)
    room.window.sources.count_anew()
    room.wait(lambda: model.rowCount() == rows + 2)
    room.open_source("نشرة جديدة")
    assert room.window.reading.shelf == room.entries()[-1].shelf, "the view has heard of the new row"
    room.write(lambda writes: writes.remove_source(first.id))
    room.wait(lambda: model.rowCount() == rows + 1)


def test_paging_gives_every_article_once_in_order(opens_room: OpensRoom, qtmodeltester: ModelTester) -> None:
    room = opens_room(fill_many)
    model = room.window.model
    assert model.rowCount() == FIRST_PAGE
    qtmodeltester.check(model)
    while model.canFetchMore():
        model.fetchMore()
    rows = room.rows()
    assert len(rows) == 1000
    assert len({headline.id for headline in rows}) == 1000
    assert all((a.sorted_at, a.id) > (b.sorted_at, b.id) for a, b in pairwise(rows))


def test_articles_that_come_between_two_pages_are_neither_lost_nor_doubled(opens_room: OpensRoom) -> None:
    room = opens_room(fill_many)
    model = room.window.model
    room.key("J")
    source = room.window.sources.states[0].source
    old = [item(f"خبر قديم {n}", 5000 + n, NOW - timedelta(minutes=90, seconds=n)) for n in range(20)]
    room.write(lambda writes: writes.save_items(source.id, old + late(5), NOW))
    room.click(room.window.list.pill)
    while model.canFetchMore():
        model.fetchMore()
    rows = room.rows()
    assert len(rows) == len({headline.id for headline in rows}) == 1025
    assert all((a.sorted_at, a.id) > (b.sorted_at, b.id) for a, b in pairwise(rows))


def test_going_down_by_key_loads_the_pages_that_follow(opens_room: OpensRoom) -> None:
    room = opens_room(fill_many)
    room.key("J")
    room.key("End")
    assert room.selected == FIRST_PAGE - 1
    for _ in range(3):
        room.key("J")
    assert room.selected == FIRST_PAGE + 2
    assert room.window.model.rowCount() == FIRST_PAGE + PAGE


def test_more_new_rows_than_can_be_placed_one_by_one_leave_the_article_that_is_read(opens_room: OpensRoom) -> None:
    room = opens_room(usual)
    room.key("J")
    chosen = room.rows()[0].id
    source = room.window.sources.states[0].source
    for first in range(0, 450, 25):
        room.desk.write(lambda writes, first=first: writes.save_items(source.id, late(25, first), NOW))
    room.settle()
    room.wait(lambda: room.window.model.waiting == 450)
    room.click(room.window.list.pill)
    assert room.window.model.waiting == 0
    assert room.titles()[0] == "خبر متأخر 0"
    assert room.window.reading.shown is not None
    assert room.window.reading.shown.id == chosen


def test_a_row_outside_the_model_says_nothing(room: Room) -> None:
    model = room.window.model
    assert model.data(QModelIndex(), Qt.ItemDataRole.DisplayRole) is None
    assert model.data(model.index(99, 0), Qt.ItemDataRole.DisplayRole) is None
    assert room.window.sources.model.data(QModelIndex(), Qt.ItemDataRole.DisplayRole) is None


@pytest.mark.parametrize("name", ["actions", "icons", "states", "lines", "search_help", "headlines.layout"])
def test_the_examples_of(name: str) -> None:
    outcome = doctest.testmod(importlib.import_module(f"newsdesk.ui.{name}"))
    assert outcome.attempted > 0
    assert outcome.failed == 0
