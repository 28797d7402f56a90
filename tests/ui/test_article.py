"""The article opens nothing by itself, shows foreign words as words, and lets only web and mail addresses leave."""

from __future__ import annotations

import base64
from dataclasses import replace
from html import escape

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage, QTextDocument
from tests.newspaper import picture
from tests.press import Press as Paper
from tests.ui.bait import Bait
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NOW, Press, item, key_of

KEY = key_of("stored")
KINDS = (
    QTextDocument.ResourceType.ImageResource,
    QTextDocument.ResourceType.StyleSheetResource,
    QTextDocument.ResourceType.HtmlResource,
    QTextDocument.ResourceType.MarkdownResource,
    QTextDocument.ResourceType.UnknownResource,
    QTextDocument.ResourceType.UserResource,
)


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
