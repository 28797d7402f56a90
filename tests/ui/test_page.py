"""What can be done with the page shown: find, keep the place, quote, print, look at a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QTextCursor
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from tests.newspaper import picture
from tests.ui.bait import Bait
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import NOW, Press, item, key_of
from tests.ui.room import SETTINGS, Room

from newsdesk.domain.digits import Digits
from newsdesk.ui.article.find import FindBar
from newsdesk.ui.article.picture import PictureDialog

KEY, OTHER = key_of("one"), key_of("two")


def paged(made: Press) -> None:
    """A long article and a short one."""
    words = [f"<p>الفقرة {n}: قالت المَدْرَسةُ إن مـدرسـة الواحة 😀 أُولى، ومدرسه أخرى بعدها.</p>" for n in range(40)]
    long = replace(item("خبر طويل", 1, NOW - timedelta(minutes=1)), html="".join(words), text=" ".join(words))
    made.deliver(made.source("صحيفة الميناء"), [long, item("خبر آخر", 2, NOW - timedelta(minutes=2))])


def two_pictures(made: Press) -> None:
    """An article with two pictures, of which one is on disk, and its page."""
    shown = "".join(f'<p><img src="newsdesk-picture:{key}" alt="بساتين"></p>' for key in (KEY, OTHER))
    both = item("خبر بصورة", 1, NOW, picture=KEY)
    wanted = (*both.pictures, replace(both.pictures[0], key=OTHER, alt="الوادي", url="https://example.org/o.jpg"))
    made.deliver(made.source("صحيفة الميناء"), [replace(both, html=f"{shown}<p>نص</p>", pictures=wanted)])
    made.picture(KEY, picture(400, 300), 400, 300)
    made.picture(OTHER, picture(4000, 300), 4000, 300)


def bar_of(room: Room) -> FindBar:
    """The bar that finds words."""
    (bar,) = room.window.findChildren(FindBar)
    return bar


def hits(room: Room) -> list[str]:
    """The words that are marked in the page."""
    return [one.cursor.selectedText() for one in room.window.article.view.extraSelections()]


# --- find in page


@pytest.mark.parametrize("keys", ["Ctrl+F", "Ctrl+ب", "F3"])
def test_words_are_found_whichever_way_they_are_spelt(opens_room: OpensRoom, keys: str) -> None:
    room = opens_room(paged)
    room.key("J")
    room.key("Left")
    room.key(keys)
    room.type("مدرسة")
    assert set(hits(room)) == {"مَدْرَسةُ", "مـدرسـة", "مدرسه"}, "folded, and to the letter after an emoji, too"
    assert len(hits(room)) == 120
    assert bar_of(room).count.text() == room.texts.say("find.count", n=1, total=120)
    assert not room.window.reading.is_searching
    marked = hits(room)
    room.window.resize(760, 640)  # its lines break elsewhere
    room.wait(lambda: room.window.turns.is_narrow)
    assert hits(room) == marked, "the marks outlive another width"
    room.window.set_theme("dark")
    assert hits(room) == marked, "and another theme"


def test_hits_are_those_of_the_page_also_behind_a_list_that_hides_it(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.key("J")
    room.key("F3")
    room.type("مدرسة")
    assert hits(room)
    room.window.article.hide()  # as in a narrow window that goes back to its list
    room.click_row(1)
    room.wait(lambda: room.window.article.article.headline.title == "خبر آخر")
    room.window.set_theme("dark")  # paints the marks anew
    room.window.article.show()
    assert hits(room) == []
    assert bar_of(room).count.text() == room.texts.say("find.none")


def test_return_goes_from_hit_to_hit_and_round_and_brings_each_into_sight(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.key("J")
    room.key("F3")
    room.type("الفقرة 3")
    bar, view = bar_of(room), room.window.article.view
    assert bar.count.text() == room.texts.say("find.count", n=1, total=11)
    for step in range(2, 13):
        room.key("Return")
        at = (step - 1) % 11
        assert bar.count.text() == room.texts.say("find.count", n=at + 1, total=11)
        cursor = QTextCursor(view.document())
        selections = view.extraSelections()
        cursor.setPosition(selections[at].cursor.selectionStart())
        assert 0 <= view.cursorRect(cursor).top() < view.viewport().height()
    room.key("Up")
    assert bar.count.text() == room.texts.say("find.count", n=11, total=11)
    room.type("٩٩٩")
    assert bar.count.text() == room.texts.say("find.none")
    assert hits(room) == []


def test_escape_closes_the_bar_and_the_keys_are_the_windows_again(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.key("J")
    room.key("F3")
    room.type("j خبر")
    assert room.selected == 0
    room.key("Esc")
    assert hits(room) == []
    assert not bar_of(room).isVisible()
    room.key("J")
    assert room.selected == 1


def test_another_article_is_looked_through_with_the_same_words(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.key("J")
    room.key("F3")
    room.type("المعاصر")
    assert hits(room) == []
    room.window.list.view.setFocus()
    room.key("J")
    assert hits(room) == ["المعاصر"]


def test_outside_the_article_the_key_searches_all_that_is_kept(room: Room) -> None:
    room.key("J")
    room.key("Ctrl+F")
    assert room.focus is room.window.parts.masthead.search
    room.key("Esc")
    room.key("/")
    assert room.focus is room.window.parts.masthead.search


def test_without_an_article_nothing_is_looked_for(room: Room) -> None:
    room.key("F3")
    assert room.window.findChildren(FindBar) == []


# --- the place


def top_line(room: Room) -> str:
    """The paragraph at the upper edge of the page."""
    view = room.window.article.view
    return view.cursorForPosition(QPoint(view.viewport().width() // 2, 4)).block().text()


def test_an_article_opens_where_the_reader_left_it_also_after_a_restart(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.key("J")
    view = room.window.article.view
    room.key("Space")
    assert view.verticalScrollBar().value() > 0
    left = top_line(room)
    room.key("J")
    assert view.verticalScrollBar().value() == 0
    room.key("K")
    assert top_line(room) == left
    room.key("Space")
    left = top_line(room)
    room.close()
    again = opens_room(settings=SETTINGS)
    again.key("J")
    assert top_line(again) == left


def test_the_place_is_that_of_the_words_and_not_of_the_pixels(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.key("J")
    room.key("Space")
    room.key("Space")
    left = top_line(room)
    room.key("Ctrl++")
    room.key("Ctrl++")
    room.window.resize(1000, 700)
    assert top_line(room) == left


def test_an_article_read_to_its_end_begins_anew(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.key("J")
    bar = room.window.article.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    room.key("J")
    room.key("K")
    assert bar.value() == 0


def test_a_damaged_file_of_places_costs_the_places_only(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.close()
    room.paths.places_file.write_text('[["x"], {', "utf-8")
    room = opens_room(settings=SETTINGS)
    room.key("J")
    assert room.window.article.view.verticalScrollBar().value() == 0


# --- quotation


@pytest.mark.parametrize("key", ["Shift+C", "Shift+ؤ"])
def test_a_selection_is_quoted_with_outlet_author_dates_and_address(opens_room: OpensRoom, key: str) -> None:
    room = opens_room(usual, replace(SETTINGS, digits=Digits.ARABIC))
    room.key("J")
    view = room.window.article.view
    assert view.find("جاء في وقته")
    room.key(key)
    said = QGuiApplication.clipboard().text().splitlines()
    headline = room.rows()[0]
    assert said[0] == "«جاء في وقته»"
    assert headline.source_title in said[1]
    assert "قسم الزراعة" in said[1]
    assert "١٣:٤٩" in said[2]
    assert said[3] == headline.url, "the address keeps its own digits"
    assert not set("".join(said)) & set("\u2066\u2067\u2068\u2069\u2029\ufffc")
    assert room.told == room.texts.say("notice.quoted")


def test_with_nothing_selected_the_headline_is_quoted_without_its_label(opens_room: OpensRoom) -> None:
    room = opens_room(lambda made: made.deliver(made.source("وكالة"), [item("عاجل: بيان", 1, NOW)]))
    room.key("J")
    room.key("Shift+C")
    assert QGuiApplication.clipboard().text().startswith("«بيان»\nوكالة، قسم الزراعة\n")


# --- paper


def test_the_article_is_written_as_pdf_where_the_reader_says(opens_room: OpensRoom, tmp_path: Path, bait: Bait) -> None:
    room = opens_room(two_pictures, replace(SETTINGS, theme="dark"))
    room.key("J")
    room.window.actions_by_name["pdf"].trigger()
    (dialog,) = room.window.findChildren(QFileDialog)
    assert "خبر بصورة.pdf" in dialog.selectedFiles()[0]
    file = tmp_path / "خبر.pdf"
    dialog.selectFile(str(file))
    dialog.accept()
    assert file.read_bytes().startswith(b"%PDF-")
    assert file.stat().st_size > 5_000
    assert str(file) in room.told
    assert "bait.png" not in bait.taken(), "the dialog lists the folder; nothing in it is opened"


def test_a_folder_that_takes_no_file_is_said(opens_room: OpensRoom, tmp_path: Path) -> None:
    room = opens_room(paged)
    room.key("J")
    room.window.actions_by_name["pdf"].trigger()
    (dialog,) = room.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "a.pdf"))
    assert room.texts.say("notice.pdf-refused", file=str(tmp_path / "nowhere" / "a.pdf")) == room.told


def test_print_opens_the_systems_dialog(opens_room: OpensRoom) -> None:
    room = opens_room(paged)
    room.key("Ctrl+P")
    assert room.window.findChildren(QPrintDialog) == [], "there is nothing to print yet"
    room.key("J")
    room.key("Ctrl+P")
    (dialog,) = room.window.findChildren(QPrintDialog)
    assert dialog.isVisible()
    dialog.reject()


# --- pictures


def test_a_click_on_a_picture_shows_it_as_large_as_it_goes(opens_room: OpensRoom) -> None:
    room = opens_room(two_pictures)
    room.key("J")
    view = room.window.article.view
    place = picture_place(room)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    (dialog,) = room.window.findChildren(PictureDialog)
    assert (dialog.shown_size().width(), dialog.shown_size().height()) == (400, 300), "its own size where there is room"
    QTest.keyClick(dialog, Qt.Key.Key_Left)
    assert dialog.shown_size().width() == dialog.width(), "and what the window leaves where there is not"
    QTest.keyClick(dialog, Qt.Key.Key_Left)
    assert dialog.at == 1
    dialog.grab()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    room.wait(lambda: not room.window.findChildren(PictureDialog))


def picture_place(room: Room) -> QPoint:
    """The middle of the first picture on the page."""
    view = room.window.article.view
    image: QImage = view.viewport().grab().toImage()
    ground = image.pixelColor(2, image.height() - 2)
    x = image.width() // 2
    run = [y for y in range(150, image.height()) if image.pixelColor(x, y) != ground]
    return QPoint(x, run[len(run) // 4])


@pytest.mark.parametrize("key", ["P", "ح"])
def test_the_first_picture_has_a_key(opens_room: OpensRoom, key: str) -> None:
    room = opens_room(two_pictures)
    room.key("J")
    room.key(key)
    (dialog,) = room.window.findChildren(PictureDialog)
    assert dialog.at == 0


def test_an_article_without_pictures_shows_none(room: Room) -> None:
    room.key("J")
    room.key("P")
    assert room.window.findChildren(PictureDialog) == []
