"""What the reader chooses shows at once, behind the dialog, and is there at the next start; the masthead's day."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from tests.ui.conftest import OpensRoom, usual
from tests.ui.room import PATIENCE, SETTINGS, Room

from newsdesk.domain.digits import Digits, Months
from newsdesk.settings.settings import Settings
from newsdesk.ui import start
from newsdesk.ui.dialogs.preferences import PreferencesDialog


def preferences(room: Room) -> PreferencesDialog:
    """The preferences, opened by their key."""
    room.key("Ctrl+,")
    return shown(room)


def shown(room: Room) -> PreferencesDialog:
    """The preferences as they stand."""
    (dialog,) = [one for one in room.window.findChildren(PreferencesDialog) if one.isVisible()]
    return dialog


def choose(room: Room, name: str, **wanted: object) -> None:
    """Goes through a box with the arrow keys until it says this."""
    box: QComboBox = shown(room).boxes[name]
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(box.count()):
        if box.currentData() == wanted:
            return
        QTest.keyClick(box, Qt.Key.Key_Down)
    raise AssertionError(wanted)


def weights(family: str) -> set[int]:
    """The weights that a family really has."""
    return {QFontDatabase.weight(family, style) for style in QFontDatabase.styles(family)}


def last_sync(room: Room) -> str:
    """What is said of the last sync."""
    times = [state.health.last_success_at for state in room.window.sources.states]
    return room.texts.say("status.synced", when=room.texts.moment(max(time for time in times if time is not None)))


def article_font(room: Room) -> str:
    """The face in which the last paragraph of the article is really set."""
    block = room.window.article.view.document().lastBlock()
    return QFontInfo(block.begin().fragment().charFormat().font()).family()


def test_every_box_stands_at_what_is_chosen(opens_room: OpensRoom) -> None:
    chosen = replace(
        SETTINGS, theme="sepia", face="amiri", text_size=120, line_height="loose", measure="wide", hijri_days=-1,
        digits=Digits.PERSIAN, months=Months.MAGHREB, sync_minutes=60, pictures="none",
    )  # fmt: skip
    boxes = preferences(opens_room(usual, chosen)).boxes
    for name, box in boxes.items():
        assert all(getattr(chosen, key) == value for key, value in box.currentData().items()), name
        assert box.accessibleName(), name


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_dialog_has_room_above_the_smallest_window(opens_room: OpensRoom, language: str) -> None:
    room = opens_room(usual, replace(SETTINGS, language=language), size=(900, 600))
    dialog = preferences(room)
    assert dialog.height() <= 600
    assert dialog.width() <= 900


def test_the_digits_of_everything_change_at_once_but_not_those_of_addresses(room: Room) -> None:
    room.key("J")
    room.settle()
    shown_before = room.window.reading.shown
    preferences(room)
    for digits, time in ((Digits.WESTERN, "13:46"), (Digits.PERSIAN, "۱۳:۴۶"), (Digits.ARABIC, "١٣:٤٦")):
        choose(room, "digits", digits=digits)
        room.settle()
        window = room.window
        assert window.words.time(room.rows()[1]) == time
        assert window.parts.masthead.date.text()
        assert room.kept[-1].digits == digits
        assert window.reading.shown == shown_before
        assert room.selected == 0, "what was read is still selected"
        window.status.show_address("https://example.org/2026")
        assert "2026" in window.status.address.text()


def test_months_and_the_hijri_correction_show_in_the_masthead(room: Room) -> None:
    assert room.window.parts.masthead.date.text() == "الثلاثاء ٢٤ تشرين الثاني ٢٠٢٦ · ١٤ جمادى الآخرة ١٤٤٨"
    preferences(room)
    choose(room, "months", months=Months.MAGHREB)
    assert "نوفمبر" in room.window.parts.masthead.date.text()
    choose(room, "hijri_days", hijri_days=-2)
    assert "١٢ جمادى الآخرة ١٤٤٨" in room.window.parts.masthead.date.text()


def test_a_narrow_masthead_says_less_and_no_half_of_anything(opens_room: OpensRoom) -> None:
    room = opens_room(usual, size=(700, 600))
    room.window.resize(560, 600)
    masthead = room.window.parts.masthead
    assert masthead.date.text() == room.texts.date(room.desk.clock())
    assert "جمادى" in masthead.date.toolTip()
    assert masthead.sync.text() == last_sync(room)
    for line in (masthead.date, masthead.sync):
        assert line.accessibleName() == line.toolTip(), "a screen reader is told all of it"


def test_another_language_turns_the_window_round_at_once(room: Room) -> None:
    room.key("J")
    room.key("J")
    room.settle()
    read = room.window.reading.shown
    preferences(room)
    choose(room, "language", language="en")
    try:
        window = room.window
        assert QApplication.layoutDirection() == Qt.LayoutDirection.LeftToRight
        assert window.windowTitle().isascii()
        assert shown(room).windowTitle() == "Preferences"
        places = [
            part.mapTo(window, part.rect().center()).x() for part in (window.sources, window.list, window.article)
        ]
        assert places == sorted(places)
        now = window.reading.shown
        assert read is not None
        assert now is not None
        assert now.id == read.id
        shown(room).close()
        room.key("J")
        assert room.selected == 2, "the keys are the new actions'"
        room.settle()
        room.key("S")
        room.wait(lambda: len(room.bookmarks_on_disk()) == 1)
    finally:
        start.dress(QApplication.instance(), SETTINGS)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("face", "family"), [("amiri", "Amiri"), ("kufi", "Noto Kufi Arabic"), ("sans", "Noto Sans Arabic")]
)
def test_the_face_of_articles_changes_at_once(room: Room, face: str, family: str) -> None:
    room.key("J")
    assert article_font(room) == "Noto Naskh Arabic"
    preferences(room)
    choose(room, "face", face=face)
    assert article_font(room) == family
    assert QFont.Weight.Normal in weights(family), "the text is not set in the bold of the masthead"
    title = room.window.article.view.document().findBlockByNumber(1).begin().fragment().charFormat().font()
    assert title.weight() in weights(family), "no bolder than the face is"
    choose(room, "face", face="system")
    assert article_font(room)


def test_line_height_and_measure_change_the_page(room: Room) -> None:
    room.key("J")
    view = room.window.article.view
    preferences(room)
    heights = []
    for line in ("tight", "usual", "loose"):
        choose(room, "line_height", line_height=line)
        heights.append(view.document().size().height())
    assert heights == sorted(set(heights))
    margins = []
    for measure in ("narrow", "usual", "wide"):
        choose(room, "measure", measure=measure)
        margins.append(view.document().rootFrame().frameFormat().leftMargin())
    assert margins[0] > margins[1] >= margins[2]


def test_theme_and_size_change_at_once(room: Room) -> None:
    usual_height = room.row_place(0).height()
    preferences(room)
    choose(room, "theme", theme="dark")
    assert room.kept[-1].theme == "dark"
    assert room.window.grab().toImage().pixelColor(640, 790).lightness() < 60
    choose(room, "text_size", text_size=150)
    assert room.row_place(0).height() > usual_height


def test_the_masthead_tells_the_last_sync_and_how_many_answered(room: Room) -> None:
    sync = room.window.parts.masthead.sync
    assert sync.text() == f"{last_sync(room)} · {room.texts.count('status.reached', 6, reached=6)}"
    assert (sync.accessibleName(), sync.toolTip()) == (sync.text(), "")


def test_the_next_sync_is_told_while_one_comes_by_itself(room: Room) -> None:
    sync = room.window.parts.masthead.sync
    coming = room.texts.say("status.next", when=room.texts.time(room.desk.clock() + timedelta(minutes=30)))
    assert coming not in sync.text(), "none is known yet"
    room.desk.sync_every(timedelta(minutes=30))
    room.wait(lambda: coming in sync.text())
    preferences(room)
    choose(room, "sync", does_sync_by_itself=False)
    assert not room.kept[-1].does_sync_by_itself
    assert coming not in sync.text()
    choose(room, "sync", does_sync_by_itself=True, sync_minutes=120)
    assert (room.kept[-1].does_sync_by_itself, room.kept[-1].sync_minutes) == (True, 120)


def test_settings_that_nobody_knows_are_the_usual(opens_room: OpensRoom) -> None:
    room = opens_room(usual, Settings(theme="light", face="comic", line_height="?", measure=""))
    room.key("J")
    assert article_font(room) == "Noto Naskh Arabic"


def test_a_proxy_for_all_sources_is_typed_or_chosen_and_a_wrong_one_is_not_taken(room: Room) -> None:
    dialog = preferences(room)
    box = dialog.boxes["proxy"]
    line = box.lineEdit()
    assert line is not None
    line.setText("127.0.0.1:8080")
    line.editingFinished.emit()
    assert room.window.settings.proxies == {"all": "http://127.0.0.1:8080"}
    line.setText("ftp://127.0.0.1:21")
    line.editingFinished.emit()
    assert room.window.settings.proxies == {"all": "http://127.0.0.1:8080"}
    assert "ftp://127.0.0.1:21" in dialog.answer.text()
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert room.window.settings.proxies == {}
    box.setCurrentIndex(0)
    box.activated.emit(0)
    assert room.window.settings.proxies is None


def test_in_a_usual_window_every_choice_is_seen_at_once(room: Room) -> None:
    dialog = preferences(room)
    room.settle()
    hidden = [name for name, box in dialog.boxes.items() if box.visibleRegion().boundingRect().height() < box.height()]
    assert hidden == []


def test_what_is_no_longer_kept_leaves_when_the_preferences_close_and_not_before(room: Room) -> None:
    dialog = preferences(room)
    room.outlive({2, 3})  # as a choice in there does that is only on the way to another one
    room.desk.write(lambda _writes: None).result(20)
    room.settle()
    assert len(room.rows()) == 12
    dialog.close()
    room.wait(lambda: len(room.rows()) < 12)


def test_what_is_answered_after_they_were_closed_is_dropped(opens_room: OpensRoom) -> None:
    room = opens_room(usual, replace(SETTINGS, has_alerts=True))
    gate = threading.Event()
    room.window.bridge.ask(lambda _reads: gate.wait(PATIENCE / 1000), lambda _answer: None)
    room.key("Ctrl+,")
    room.dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not room.window.findChildren(PreferencesDialog)
    gate.set()
    room.settle()
