"""The article opens nothing by itself, shows foreign words as words, and lets only web and mail addresses leave."""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QPoint, Qt, QUrl
from PySide6.QtGui import QHelpEvent, QImage, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolTip, QWidget
from tests.newspaper import picture
from tests.press import Press as Paper
from tests.ui.bait import Bait
from tests.ui.conftest import Browser, OpensRoom
from tests.ui.edition import NEWS, Press, item, key_of
from tests.ui.room import NOW, Room

KEY = key_of("stored")
KINDS = (
    QTextDocument.ResourceType.ImageResource,
    QTextDocument.ResourceType.StyleSheetResource,
    QTextDocument.ResourceType.HtmlResource,
    QTextDocument.ResourceType.MarkdownResource,
    QTextDocument.ResourceType.UnknownResource,
    QTextDocument.ResourceType.UserResource,
)
MARKED_UP = '<b>غامق</b> & <img src="{bait}"> <a href="file:///x">رابط</a> &lt;i&gt;'


@pytest.fixture
def bait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bait]:
    """Bait in the working folder, so that relative paths lead to it, too."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux tells which files are opened")
    folder = tmp_path / "bait"
    folder.mkdir()
    monkeypatch.chdir(folder)
    there = Bait(folder)
    yield there
    there.close()


def forms(bait: Bait, paper: Paper) -> list[str]:
    """Every way to name something that is not ours."""
    path = str(bait.picture)
    inside = base64.b64encode(bait.picture.read_bytes()).decode()
    bait.taken()
    return [
        f"file://{path}", f"file:{path}", f"file://localhost{path}", f"FILE://{path}", f"File:{path}", f"fIlE://{path}",
        "file:bait.png", "file:./bait.png", path, "bait.png", "./bait.png", "../bait/bait.png", "bait%2Epng",
        f"file://{path.replace('bait.png', 'b%61it.png')}", f"file:///{path.replace('/', '%2F')}", f" file://{path}",
        f"file://{path}#x", f"file://{path}?x", f"file://{path}\0.jpg", f"{path}\0", f"\t{path}", f"f\nile://{path}",
        path.replace("/", "\\"), f"file:\\\\{path}", "\\\\127.0.0.1\\share\\bait.png", "//127.0.0.1/share/bait.png",
        "file://127.0.0.1/share/bait.png", f"//127.0.0.1:{paper.port}/p.png", "smb://127.0.0.1/share/bait.png",
        paper.url("/p.png"), paper.url("/p.png").upper(), f"https://127.0.0.1:{paper.port}/p.png",
        "ftp://127.0.0.1/bait.png", "qrc:/bait.png", "qrc:///bait.png", ":/bait.png", "image://bait.png",
        f"data:image/png;base64,{inside}", f"DATA:image/png;base64,{inside}", "javascript:alert(1)", "about:blank",
        "blob:bait", "cid:bait.png", "", "#", "?", "newsdesk:bait", "newsdesk-picture:", f"newsdesk-picture:{path}",
        "newsdesk-picture:bait.png", "newsdesk-picture:../bait/bait.png", f"newsdesk-picture://{KEY}",
        f"newsdesk-picture:/{KEY}", f"newsdesk-picture:{KEY}.png", f"newsdesk-picture:{KEY}/..",
        "newsdesk-picture:كتاب",
        f"newsdesk-picture:{KEY}\0", f"newsdesk-picture:{path.replace('/', '%2F')}", "newsdesk-picture:0",
        f"newsdesk-picture2:{KEY}", f"picture:{KEY}", KEY, "newsdesk-mark:rule",
    ]  # fmt: skip


def fill_stored(made: Press) -> None:
    """One article with a picture that is stored."""
    source = made.source("صحيفة الميناء")
    made.deliver(source, [item("خبر بصورة", 1, NOW, picture=KEY)])
    made.picture(KEY, picture(40, 30), 40, 30)


def place_of(room: Room, words: str) -> QPoint:
    """Where these words of the article stand."""
    view = room.window.article.view
    found = view.document().find(words)
    assert not found.isNull()
    found.setPosition(found.selectionStart() + 2)
    view.setTextCursor(found)
    view.ensureCursorVisible()
    return view.cursorRect(found).center()


# --- what a page may ask for


def test_the_bait_hears_qt(bait: Bait) -> None:
    assert not QImage(str(bait.picture)).isNull()
    assert "bait.png" in bait.taken()


def test_only_a_stored_key_gives_a_picture(opens_room: OpensRoom, bait: Bait, press: Paper) -> None:
    view = opens_room(fill_stored).window.article.view
    tried = forms(bait, press)
    assert len(tried) >= 60
    for form in tried:
        for kind in KINDS:
            for name in (QUrl(form), QUrl.fromUserInput(form), QUrl.fromLocalFile(form), form):
                given = view.loadResource(kind.value, name)
                if isinstance(given, QImage):
                    assert given.width() == given.height() == 1, form
                else:
                    assert isinstance(given, QByteArray), "None would have Qt look for itself"
                    assert given.isEmpty(), form
    assert bait.taken() == []
    assert press.requests == ()
    stored = view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"newsdesk-picture:{KEY}"))
    assert isinstance(stored, QImage)
    assert stored.width() == 40


def test_a_page_full_of_foreign_names_opens_nothing(opens_room: OpensRoom, bait: Bait, press: Paper) -> None:
    named = [escape(form, quote=True) for form in forms(bait, press)]
    shapes = (
        '<img src="{0}">', "<img src={0}>", '<table background="{0}"><tr><td background="{0}">x</td></tr></table>',
        '<div style="background-image: url({0})">x</div>', '<link rel="stylesheet" href="{0}">',
        '<style>@import url("{0}"); p {{ background: url({0}) }}</style>',
        '<ul style="list-style-image: url({0})"></ul>',
        '<iframe src="{0}"></iframe>', '<object data="{0}"></object>', '<video poster="{0}" src="{0}"></video>',
        '<body background="{0}">', '<svg><image href="{0}"/></svg>', '<input type="image" src="{0}">',
    )  # fmt: skip
    plain = [escape(name) for name in (f"file://{bait.picture}", str(bait.picture), "bait.css", press.url("/p.png"))]
    every = [shapes[0].format(name) for name in named] + [s.format(name) for name in plain for s in shapes]
    html = f"<p>أول</p>{''.join(every)}<p>آخر</p>"

    def fill(made: Press) -> None:
        one = replace(item("خبر", 1, NOW), html=html, text="أول آخر")
        made.deliver(made.source("صحيفة"), [one])

    room = opens_room(fill)
    bait.taken()
    room.key("J")
    view = room.window.article.view
    view.grab()
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    view.grab()
    room.key("Ctrl++")
    assert "أول" in view.toPlainText()
    assert "bait.css" not in bait.taken()
    assert bait.taken() == []
    assert press.requests == ()


def test_a_page_cannot_be_left_for_another(opens_room: OpensRoom, bait: Bait) -> None:
    room = opens_room(fill_stored)
    room.key("J")
    view = room.window.article.view
    before = view.toPlainText()
    bait.taken()
    for address in (f"file://{bait.folder}/bait.html", "bait.html", "http://127.0.0.1:9/"):
        view.setSource(QUrl(address))
        view.setSource(QUrl(address), QTextDocument.ResourceType.HtmlResource)
    view.backward()
    view.home()
    view.reload()
    assert view.toPlainText() == before
    assert bait.taken() == []


def test_a_stored_picture_is_shown_and_one_that_is_not_stored_leaves_no_hole(opens_room: OpensRoom) -> None:
    def fill(made: Press) -> None:
        source = made.source("صحيفة")
        made.deliver(source, [item("بصورة", 1, NOW, picture=KEY), item("بلا صورة", 2, NOW, picture=key_of("never"))])
        made.picture(KEY, picture(40, 30), 40, 30)

    room = opens_room(fill)
    view = room.window.article.view
    shown = {}
    for _ in range(2):
        room.key("J")
        article = room.window.article.article
        assert article is not None
        shown[article.headline.title] = view.toHtml().count("newsdesk-picture:")
    assert shown == {"بصورة": 1, "بلا صورة": 0}


def test_a_picture_is_never_wider_than_the_text(opens_room: OpensRoom) -> None:
    def fill(made: Press) -> None:
        made.deliver(made.source("صحيفة"), [item("خبر", 1, NOW, picture=KEY)])
        made.picture(KEY, picture(3000, 40), 3000, 40)

    room = opens_room(fill)
    room.key("J")
    view = room.window.article.view
    given = view.loadResource(QTextDocument.ResourceType.ImageResource.value, QUrl(f"newsdesk-picture:{KEY}"))
    assert isinstance(given, QImage)
    assert 300 < given.width() <= view.viewport().width()
    assert view.document().idealWidth() <= view.viewport().width()


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
    assert page.count(words) >= 3, "headline, author and summary, letter by letter"
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
    assert "ليلى الحقل" in page
    assert say("article.published", when=moment(headline.published_at)) in page
    assert say("article.kept", when=moment(headline.fetched_at)) in page
    assert room.texts.count("article.minutes", 1) in page
