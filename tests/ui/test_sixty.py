"""Sixty mixed headlines in the real list: each lies as its words do, stands at the leading edge, and is cut nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from tests.ui.conftest import OpensRoom
from tests.ui.edition import NOW, Press, item
from tests.ui.room import Room
from tests.ui.sixty import LTR, SIXTY
from tests.ui.test_direction import ink, title_box

from newsdesk.arabic.bidi import base_direction
from newsdesk.ui.headlines.layout import ROW
from newsdesk.ui.lines import ELLIPSIS, draw_lines, shaped
from newsdesk.ui.theme import LIGHT, Face, Theme

FONT_ROOM = 60  # pixels above and below the title in a picture of it
WIDTH = 336.0
TOP, HEIGHT = 29, 52  # of the title in its row
BY_NAME = pytest.mark.parametrize("title", [title for title, _ in SIXTY], ids=range(len(SIXTY)))


def fill_sixty(made: Press) -> None:
    """All of them, one a minute."""
    items = [item(title, n, NOW - timedelta(minutes=n), has_text=False) for n, (title, _) in enumerate(SIXTY, 1)]
    made.deliver(made.source("صحيفة الميناء"), items)


def test_there_are_sixty_and_no_two_alike() -> None:
    assert len({title for title, _ in SIXTY}) == 60


@pytest.mark.parametrize(("title", "direction"), SIXTY, ids=range(len(SIXTY)))
def test_each_lies_as_its_words_do(qapp: object, title: str, direction: str) -> None:
    assert base_direction(title) == direction
    font = Theme(LIGHT).font(Face.HEADLINE)
    (first, *_) = shaped(font, 1e5, title, 1).lines
    line = first.layout.lineAt(0)
    words = title.split()
    if len(words) < 2:
        return
    units = [len(part.encode("utf-16-le")) // 2 for part in (words[0], title.rsplit(" ", 1)[0])]
    begins, ends = line.cursorToX(units[0] // 2), line.cursorToX(units[1] + 1 + len(words[-1]) // 2)
    assert (float(begins[0]) < float(ends[0])) == (direction == LTR)  # type: ignore[index]


@BY_NAME
def test_each_is_whole_or_ends_in_an_ellipsis_after_a_whole_word(qapp: object, title: str) -> None:
    from newsdesk.ui.lines import broken

    lines = broken(Theme(LIGHT).font(Face.HEADLINE), WIDTH, title, 2)
    assert 1 <= len(lines) <= 2
    said = "".join(lines).replace(" ", "")
    if said == title.replace(" ", ""):
        return
    assert lines[1].endswith(ELLIPSIS)
    assert title.replace(" ", "").startswith(said.removesuffix(ELLIPSIS))
    assert len(title) > 60


@BY_NAME
@pytest.mark.parametrize("face", [Face.HEADLINE, Face.HEADLINE_READ])
def test_no_mark_above_or_below_a_letter_is_cut_off_by_the_row(qapp: object, title: str, face: Face) -> None:
    image = QImage(round(WIDTH) + 40, HEIGHT + 2 * FONT_ROOM, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.setPen(QColor("black"))
    draw_lines(painter, Theme(LIGHT).font(face), QRectF(20, FONT_ROOM, WIDTH, HEIGHT), title, is_rtl=True)
    painter.end()
    inked = [
        y for y in range(image.height()) if any(image.pixelColor(x, y).lightness() < 200 for x in range(image.width()))
    ]
    assert inked[0] >= FONT_ROOM - TOP + 24, "above it stands the line with time and source"
    assert inked[-1] < FONT_ROOM - TOP + ROW - 1, "the line below the row"


def test_in_the_list_each_stands_at_the_edge_where_the_window_begins(opens_room: OpensRoom) -> None:
    room: Room = opens_room(fill_sixty)
    view = room.window.list.view
    astray: list[str] = []
    for row, (title, _) in enumerate(SIXTY):
        view.scrollTo(room.window.model.index(row, 0))
        box = title_box(room, row)
        columns = ink(view.viewport().grab().toImage(), box)
        inked = [x for x, count in enumerate(columns) if count]
        if not inked or len(columns) - inked[-1] > 8:
            astray.append(title)
    assert astray == []
