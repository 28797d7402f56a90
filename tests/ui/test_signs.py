"""What stands for a source: its icon in list, sidebar and article, its letter where it has none."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QIODevice, QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from tests.ui.edition import NOW
from tests.ui.room import Room

from newsdesk.domain.source import SourceId
from newsdesk.intake.jobs import IconRead
from newsdesk.ui.signs import on_plate
from newsdesk.ui.theme import DARK, LIGHT, Theme

ORANGE, GREEN, BLACK = QColor("#FF8800"), QColor("#00AA44"), QColor("#000000")


def png(colour: QColor) -> bytes:
    image = QImage(64, 64, QImage.Format.Format_ARGB32)
    image.fill(colour)
    held = QBuffer()
    held.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(held, "PNG")
    return bytes(held.data().data())


def holds(widget: QWidget, colour: QColor, place: QRect | None = None) -> bool:
    """Whether some 16 pixels in a row of what is painted there have this colour."""
    image = widget.grab(place or widget.rect()).toImage()
    wanted = colour.rgb()
    for y in range(image.height()):
        run = 0
        for x in range(image.width()):
            run = run + 1 if image.pixel(x, y) == wanted else 0
            if run >= 8:
                return True
    return False


def give(room: Room, source: SourceId, colour: QColor) -> None:
    room.write(lambda writes: writes.save_icon((source,), IconRead(1, png(colour), 10), NOW))


def test_an_icon_that_comes_stands_in_sidebar_list_and_article(room: Room) -> None:
    side, rows = room.window.sources.view.viewport(), room.window.list.view.viewport()
    first = room.rows()[0]
    assert not holds(side, ORANGE)
    assert not holds(rows, ORANGE)
    give(room, first.source_id, ORANGE)
    room.wait(lambda: holds(side, ORANGE))
    assert holds(rows, ORANGE, room.row_place(0))
    others = [n for n, row in enumerate(room.rows()) if row.source_id != first.source_id]
    assert not holds(rows, ORANGE, room.row_place(others[0])), "another source has its letter still"
    room.window.reading.go_next()
    room.wait(lambda: room.window.article.article is not None)
    room.wait(lambda: holds(room.window.article.view.viewport(), ORANGE))


def test_an_icon_that_comes_while_its_article_is_read_moves_nothing(room: Room) -> None:
    room.window.reading.go_next()
    room.wait(lambda: room.window.article.article is not None)
    source, view = room.rows()[0].source_id, room.window.article.view
    cursor = view.textCursor()
    cursor.setPosition(view.document().characterCount() // 2)
    cursor.movePosition(cursor.MoveOperation.NextWord, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    view.verticalScrollBar().setValue(0)
    assert not holds(view.viewport(), ORANGE)
    give(room, source, ORANGE)
    assert holds(view.viewport(), ORANGE)
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum() // 2)
    place, words = view.verticalScrollBar().value(), view.textCursor().selectedText()
    give(room, source, GREEN)
    assert view.verticalScrollBar().value() == place > 0
    assert view.textCursor().selectedText() == words == cursor.selectedText() != ""
    view.verticalScrollBar().setValue(0)
    assert holds(view.viewport(), GREEN)


def test_an_icon_is_there_offline_after_a_restart(room: Room) -> None:
    source = room.rows()[0].source_id
    give(room, source, ORANGE)
    assert room.desk.icon(source) == png(ORANGE)
    assert holds(room.window.list.view.viewport(), ORANGE)


def test_what_can_be_seen_through_stands_on_a_light_plate_in_the_dark() -> None:
    icon = QImage(64, 64, QImage.Format.Format_ARGB32)
    icon.fill(QColor(0, 0, 0, 0))
    for x in range(24, 40):
        for y in range(24, 40):
            icon.setPixelColor(x, y, BLACK)
    in_dark, in_light = (on_plate(icon, Theme(colours), 32, 1.0) for colours in (DARK, LIGHT))
    assert in_dark.pixelColor(4, 16).lightness() > 200
    assert in_dark.pixelColor(16, 16).lightness() < 40
    assert in_light.pixelColor(4, 16).alpha() == 0
