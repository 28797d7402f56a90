"""Saved searches stand in the sidebar: with what is unread, in the reader's order; every act can be taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NOW, Press, item
from tests.ui.room import PATIENCE, Room
from tests.ui.test_found import QUESTION, fill_told
from tests.ui.test_tending import drag

from newsdesk.domain.changes import Changes
from newsdesk.domain.searches import SavedSearch
from newsdesk.domain.shelf import ShelfKind
from newsdesk.store import searches
from newsdesk.ui.dialogs.saved import SavedDialog
from newsdesk.ui.headlines.layout import FOUND_ROW, ROW
from newsdesk.ui.sources.model import Entry, EntryKind

NAMES = ("كتب", "ليال", "بحار")


def fill_saved(made: Press) -> None:
    fill_told(made)
    for name, query in zip(NAMES, ("كتاب", "ليل", "البحر"), strict=True):
        searches.add(made.writes.stores, name, query)


def saved_rows(room: Room) -> list[Entry]:
    """The rows of saved searches."""
    return [entry for entry in room.entries() if entry.kind is EntryKind.SEARCH]


def labels(room: Room) -> list[str]:
    return [entry.label for entry in saved_rows(room)]


def stored(room: Room, name: str) -> SavedSearch:
    return next(one for one in room.desk.searches() if one.name == name)


def take_back(room: Room) -> None:
    """Has the last act taken back, once the window has heard that it was done."""
    room.settle()
    room.activate()
    room.key("Ctrl+Z", at=room.window.list.view)


def open_saved(room: Room, name: str) -> None:
    """Clicks a saved search and waits for its shelf: it is listed away from the window."""
    with room.bot.waitSignal(room.window.reading.shelf_opened, timeout=PATIENCE):
        room.open_source(name)


def explained(room: Room) -> bool:
    """Whether each row of the list says why it stands there."""
    rows = range(room.window.model.rowCount())
    return bool(rows) and all(room.window.model.found(row) is not None for row in rows)


def test_a_search_is_saved_by_key_counted_and_taken_back(opens_room: OpensRoom) -> None:
    room = opens_room(fill_told)
    search = room.window.parts.masthead.search
    assert not search.buttons["save"].isVisible()
    room.search(QUESTION)
    assert search.buttons["save"].isVisible()
    room.key("Ctrl+S")
    room.wait(lambda: labels(room) == [QUESTION])
    (entry,) = saved_rows(room)
    assert entry.count == "٣"
    assert entry.spoken.startswith("بحث محفوظ")
    assert room.told == room.texts.say("notice.search-saved", name=QUESTION)
    room.click(search.buttons["save"])
    assert room.told == room.texts.say("notice.search-there", name=QUESTION)
    take_back(room)
    room.wait(lambda: labels(room) == [])
    assert room.desk.searches() == ()


def test_its_shelf_shows_what_a_search_shows_and_counts_go_down_as_it_is_read(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    open_saved(room, "كتب")
    assert room.window.reading.shelf.kind is ShelfKind.SEARCH
    assert len(room.titles()) == 4
    room.wait(lambda: explained(room))
    why = room.window.model.found(0)
    assert why is not None
    assert [why.headline.title[start:end] for start, end in why.title_hits] == ["كِتَابُ"]
    assert room.row_place(0).height() == FOUND_ROW
    before = saved_rows(room)[0].count
    room.key("J")
    marked = room.window.article.view.extraSelections
    room.wait(marked)
    room.wait(lambda: (before, saved_rows(room)[0].count) == ("٤", "٣"))
    room.key("Ctrl+1")
    assert room.row_place(0).height() == ROW
    assert not marked()


def test_new_articles_come_to_the_shelf_with_their_pieces(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    open_saved(room, "ليال")
    room.wait(lambda: explained(room))
    source = room.rows()[0].source_id
    fresh = [item("ليل جديد", 50, NOW), item("نهار جديد", 51, NOW - timedelta(minutes=1))]
    room.write(lambda writes: writes.save_items(source, fresh, NOW))
    room.wait(lambda: room.titles() == ["ليل جديد", "ليل على الرصيف"])
    room.wait(lambda: explained(room))


def test_the_shelf_is_opened_again_at_the_next_start_and_gives_way_when_its_search_is_gone(
    opens_room: OpensRoom,
) -> None:
    room = opens_room(fill_saved)
    open_saved(room, "بحار")
    search = stored(room, "بحار")
    titles = room.titles()
    room.close()
    assert room.kept[-1].last_shelf == f"search:{search.id}"
    again = opens_room(settings=room.kept[-1])
    assert again.titles() == titles
    assert again.window.sources.view.currentIndex().data() == "بحار"
    again.desk.remove_search(search.id).result(15)
    again.wait(lambda: again.window.reading.shelf.kind is ShelfKind.ALL)


def test_name_words_and_following_change_in_one_dialog_and_come_back(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    open_saved(room, "ليال")
    room.window.actions_by_name["search_settings"].trigger()
    dialog = room.dialog
    assert isinstance(dialog, SavedDialog)
    dialog.name.setText("  كتب   كلها ")
    dialog.words.setText("كتاب")
    dialog.follows.setChecked(True)
    room.click(dialog.button)
    room.wait(lambda: labels(room) == ["كتب", "كتب كلها", "بحار"])
    assert stored(room, "كتب كلها").is_followed
    assert saved_rows(room)[1].icon == "follow"
    room.wait(lambda: len(room.titles()) == 4)
    room.wait(lambda: explained(room))
    take_back(room)
    room.wait(lambda: labels(room) == list(NAMES))
    room.wait(lambda: len(room.titles()) == 1)


def test_a_search_is_followed_by_a_switch_and_removed_by_a_key(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    open_saved(room, "ليال")
    follow = room.window.actions_by_name["follow_search"]
    follow.trigger()
    room.wait(lambda: stored(room, "ليال").is_followed and follow.isChecked())
    room.settle()
    room.key("Ctrl+Del", at=room.window.list.view)
    room.wait(lambda: labels(room) == ["كتب", "بحار"])
    assert room.window.reading.shelf.kind is ShelfKind.ALL
    take_back(room)
    room.wait(lambda: labels(room) == list(NAMES))
    assert stored(room, "ليال").is_followed


def test_the_menu_of_a_saved_search_is_its_own(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    room.menu_of_source("كتب")
    room.settle()
    (menu,) = [menu for menu in room.window.findChildren(QMenu) if menu.isVisible()]
    names = {action.objectName() for action in menu.actions()}
    assert {"search_settings", "follow_search", "remove_search", "source_up", "mark_all"} <= names
    assert not names & {"remove", "source_settings", "refresh_source"}
    menu.close()


def test_saved_searches_change_places_by_key_and_by_mouse(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    open_saved(room, "بحار")
    room.key("Ctrl+Shift+Up", at=room.window.list.view)
    room.wait(lambda: labels(room) == ["كتب", "بحار", "ليال"])
    room.settle()
    take_back(room)
    room.wait(lambda: labels(room) == list(NAMES))
    drag(room, "بحار", lambda: room.source_place("كتب") - QPoint(0, 8))
    room.wait(lambda: labels(room) == ["بحار", "كتب", "ليال"])
    drag(room, "بحار", lambda: room.source_place("صحيفة الميناء"))
    room.wait(lambda: labels(room) == ["كتب", "ليال", "بحار"])
    drag(room, "صحيفة الميناء", lambda: room.source_place("بحار"))
    assert labels(room) == ["كتب", "ليال", "بحار"], "a source stays behind the saved searches"


def test_all_of_the_shelf_is_marked_read_at_once(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    open_saved(room, "بحار")
    room.window.actions_by_name["mark_all"].trigger()
    room.wait(lambda: saved_rows(room)[2].count == "")
    assert all(row.is_read for row in room.rows())


def test_the_day_stands_above_a_shelf_as_soon_as_it_is_opened(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    day = room.window.list.day
    today = day.text()
    assert today
    for _ in range(2):
        open_saved(room, "كتب")
        assert day.text() == today
        room.open_shelf(ShelfKind.BOOKMARKS)
        assert day.text() == room.texts.say("shelf.bookmarks")
        room.search(QUESTION)
        room.key("Ctrl+1")
        assert day.text() == today


def fill_long(made: Press) -> None:
    items = [item(f"كتاب رقم {n}", n + 1, NOW - timedelta(minutes=n), has_text=False) for n in range(320)]
    made.deliver(made.source("صحيفة"), items)
    searches.add(made.writes.stores, "كتب", "كتاب")


def test_the_window_reads_no_page_of_a_saved_search_by_its_words(opens_room: OpensRoom) -> None:
    room = opens_room(fill_long)
    statements: list[str] = []
    connection = room.desk._here._reads._connection
    assert connection is not None
    connection.set_trace_callback(statements.append)
    open_saved(room, "كتب")
    assert len(room.titles()) == 50
    room.window.list.view.scrollToBottom()
    room.wait(lambda: len(room.titles()) == 250)
    room.window.list.view.scrollToBottom()
    room.wait(lambda: len(room.titles()) == 320)
    assert [headline.title for headline in room.rows()] == [f"كتاب رقم {n}" for n in range(320)]
    connection.set_trace_callback(None)
    assert statements
    assert not [one for one in statements if "MATCH" in one]


class Early(Room):
    """Notes how many rows the list has and whether it is said to be empty, at the first paint, before anybody answers,
    and each time it is filled; and what the window itself reads for it."""

    def _start(self) -> None:
        self.shown = [self.looks()]
        self.window.model.opened.connect(lambda: self.shown.append(self.looks()))
        self.read_here: list[str] = []
        connection = self.desk._here._reads._connection
        assert connection is not None
        connection.set_trace_callback(self.read_here.append)
        super()._start()

    def looks(self) -> tuple[int, bool]:
        return self.window.model.rowCount(), self.window.list.empty.isVisible()


def test_a_shelf_that_begins_with_the_window_is_blank_until_it_is_listed_and_never_called_empty(
    opens_room: OpensRoom,
) -> None:
    room = opens_room(fill_long)
    open_saved(room, "كتب")
    room.close()
    again = Early(room.bot, room.paths, room.kept[-1])
    try:
        assert again.shown[:2] == [(0, False), (50, False)]
        assert again.window.sources.view.currentIndex().data() == "كتب"
        assert len(again.titles()) == 50
        assert again.focus is again.window.list.view
        again.wait(lambda: explained(again))
        again.window.list.view.scrollToBottom()
        again.wait(lambda: len(again.titles()) == 250)
        with again.bot.waitSignal(again.window.model.opened, timeout=PATIENCE):
            again.desk._announce(Changes(everything=True))  # as when the stores could be opened after all
        assert again.window.list.empty.title.text() == "", "it was never said that nothing answers"
        assert again.read_here
        assert not [one for one in again.read_here if "MATCH" in one]
    finally:
        again.close()


def test_a_shelf_that_begins_with_the_window_and_holds_nothing_says_so(opens_room: OpensRoom) -> None:
    room = opens_room(fill_saved)
    room.write(lambda writes: searches.add(writes.stores, "لا شيء", "مريخ"))
    search = stored(room, "لا شيء")
    room.close()
    again = Early(room.bot, room.paths, replace(room.kept[-1], last_shelf=f"search:{search.id}"))
    try:
        assert again.shown[:2] == [(0, False), (0, True)]
        assert again.window.list.empty.title.text() == again.texts.say("empty.search")
    finally:
        again.close()
