"""Foreign words are shown as words, and of foreign links only those of web and mail leave."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QHelpEvent, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.bait import Bait
from tests.ui.conftest import Browser, OpensRoom
from tests.ui.edition import NEWS, NOW, Press, item, key_of
from tests.ui.room import Room

from newsdesk.ui.labels import short_label

KEY = key_of("stored")
MARKED_UP = '<b>غامق</b> & <img src="{bait}"> <a href="file:///x">رابط</a> &lt;i&gt;'


def place_of(room: Room, words: str) -> QPoint:
    """Where these words of the article stand."""
    view = room.window.article.view
    found = view.document().find(words)
    assert not found.isNull()
    found.setPosition(found.selectionStart() + 2)
    view.setTextCursor(found)
    view.ensureCursorVisible()
    return view.cursorRect(found).center()


# --- links


LINKS = {
    "رابط الشبكة": "https://example.org/a?b=ج",
    "رابط قديم": "HTTP://example.org/old",
    "رابط البريد": "mailto:desk@example.org",
    "رابط النص": "javascript:alert(1)",
    "رابط الملف": "file:///etc/passwd",
    "رابط البرنامج": "newsdesk:quit",
    "رابط الخلاصة": "feed://example.org/feed",
    "رابط البيانات": "data:text/html,x",
    "رابط المسار": "/etc/passwd",
    "رابط الموضع": "#there",
    "رابط الصورة": f"newsdesk-picture:{KEY}",
}


def fill_links(made: Press) -> None:
    html = "".join(f'<p>قبل <a href="{escape(address)}">{words}</a> بعد</p>' for words, address in LINKS.items())
    made.deliver(made.source("صحيفة"), [replace(item("خبر", 1, NOW), html=html, text="روابط")])


def test_links_of_the_web_and_of_mail_leave_and_no_others(opens_room: OpensRoom, browser: Browser) -> None:
    room = opens_room(fill_links)
    room.key("J")
    view = room.window.article.view
    for words in LINKS:
        room.click(view.viewport(), place_of(room, words))
    assert [address.lower() for address in browser.opened] == [
        "https://example.org/a?b=ج", "http://example.org/old", "mailto:desk@example.org"
    ]  # fmt: skip
    assert "روابط" not in view.toPlainText()
    assert "رابط الشبكة" in view.toPlainText(), "the article is still there"


def test_the_address_under_the_mouse_is_shown(opens_room: OpensRoom) -> None:
    room = opens_room(fill_links)
    room.key("J")
    view, shown = room.window.article.view, room.window.status.address
    assert shown.text() == ""
    QTest.mouseMove(view.viewport(), place_of(room, "رابط البريد"))
    assert "mailto:desk@example.org" in shown.text()
    QTest.mouseMove(view.viewport(), QPoint(2, 2))
    assert shown.text() == ""


# --- foreign words are words


def fill_marked_up(made: Press, bait: Bait) -> None:
    words = MARKED_UP.format(bait=bait.picture)
    source = made.source(words, f"<h1>{words}</h1>")
    made.deliver(source, [replace(item(words, 1, NOW, has_text=False), author=words, summary=words)])
    made.trouble(source)


def test_mark_up_in_foreign_words_is_shown_as_it_was_written(opens_room: OpensRoom, bait: Bait) -> None:
    words = MARKED_UP.format(bait=bait.picture)
    room = opens_room(lambda made: fill_marked_up(made, bait))
    bait.taken()
    room.key("J")
    page = room.window.article.view.toPlainText()
    assert page.count(words) == 4, "source, headline, author and summary, letter by letter"
    assert room.titles() == [words]
    assert room.window.windowTitle() == room.texts.say("window.title")
    labels = [entry.label for entry in room.entries()]
    assert words in labels
    assert f"<h1>{words}</h1>" in labels
    room.open_source(words)
    room.key("Ctrl+Del")
    room.window.grab()
    every: list[QWidget] = [room.window, *room.window.findChildren(QWidget)]
    assert {label.textFormat() for label in every if isinstance(label, QLabel)} == {Qt.TextFormat.PlainText}
    assert any(words in label.text() for label in every if isinstance(label, QLabel)), "the question names the source"
    assert bait.taken() == []


def test_tips_show_mark_up_as_it_was_written(opens_room: OpensRoom, bait: Bait) -> None:
    def fill(made: Press) -> None:
        words = MARKED_UP.format(bait=bait.picture)
        made.deliver(made.source(words), [item("خبر", 1, NOW)])

    words = MARKED_UP.format(bait=bait.picture)
    room = opens_room(fill)
    view, place = room.window.sources.view, room.source_place(words)
    bait.taken()
    QApplication.sendEvent(
        view.viewport(), QHelpEvent(QHelpEvent.Type.ToolTip, place, view.viewport().mapToGlobal(place))
    )
    seen = QTextDocument()
    seen.setHtml(QToolTip.text())
    assert seen.toPlainText() == words
    QToolTip.hideText()
    tips = [widget.toolTip() for widget in room.window.findChildren(QWidget)]
    assert not any("<" in tip for tip in tips)
    assert bait.taken() == []


def test_an_article_without_text_says_so_under_its_summary(room: Room) -> None:
    place = next(place for place, (_, _, title) in enumerate(sorted(NEWS, key=lambda n: n[1])) if "13 يومًا" in title)
    room.click_row(place)
    page = room.window.article.view.toPlainText()
    assert room.texts.say("article.without-text") in page


def test_the_by_line_names_writer_dates_and_length(room: Room) -> None:
    room.key("J")
    page = room.window.article.view.toPlainText()
    headline = room.window.reading.shown
    assert headline is not None
    assert headline.published_at is not None
    say, moment = room.texts.say, room.texts.moment
    assert "قسم الزراعة" in page
    assert say("article.published", when=moment(headline.published_at)) in page
    assert say("article.kept", when=moment(headline.fetched_at)) in page
    assert room.texts.count("article.minutes", 1) in page


def test_the_tip_of_a_line_that_was_cut_short_shows_mark_up_as_it_was_written(qtbot: QtBot) -> None:
    words = '<img src="https://tracker.example/x.png">' * 3
    label = short_label()
    qtbot.addWidget(label)
    label.setText(words)
    label.resize(80, 20)
    label.grab()
    seen = QTextDocument()
    seen.setHtml(label.toolTip())
    assert seen.toPlainText() == words
