"""The window lies as its language does; every headline lies as its own words do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage
from tests.ui.conftest import OpensRoom, usual
from tests.ui.edition import MIXED, NEWS, NOW, Press, item
from tests.ui.room import Room

from newsdesk.domain.digits import Digits
from newsdesk.settings.settings import Settings
from newsdesk.ui.headlines.layout import lay_out
from newsdesk.ui.lines import ELLIPSIS, broken
from newsdesk.ui.theme import LIGHT, Face, Theme

ENGLISH = Settings(theme="light", language="en", digits=Digits.WESTERN)
# Latin letters that are broad and dark before Arabic ones that are thin, and the other way about.
LATIN_FIRST = "WWWW اااا"
ENGLISH_WITH_ARABIC = "WWWWWWWW ا"
LONG = " ".join(["مزارعو الوادي يعودون إلى حصاد الزيتون بعد موسم شحيح و«147 معصرة» تفتح أبوابها"] * 4)


def fill_mixed(made: Press) -> None:
    source = made.source("صحيفة")
    titles = (LATIN_FIRST, ENGLISH_WITH_ARABIC, LONG, "short")
    made.deliver(
        source, [item(title, n, NOW - timedelta(minutes=n), has_text=False) for n, title in enumerate(titles, 1)]
    )


def title_box(room: Room, row: int) -> QRect:
    """Where the title of a row is painted."""
    view, place = room.window.list.view, room.row_place(row)
    is_rtl = view.layoutDirection() == Qt.LayoutDirection.RightToLeft
    box = lay_out(place.width(), 1.0, is_rtl=is_rtl, has_day=bool(view.day_above(row))).title
    return QRect(place.x() + round(box.x), place.y() + round(box.y), round(box.width), round(box.height))


def ink(image: QImage, box: QRect) -> list[int]:
    """How many pixels of each column of the box are painted on."""
    ground = QColor(LIGHT.list)
    columns = range(box.left(), box.right() + 1)
    rows = range(box.top(), box.bottom() + 1)
    return [sum(_differs(image.pixelColor(x, y), ground) for y in rows) for x in columns]


def _differs(colour: QColor, ground: QColor) -> bool:
    return abs(colour.lightness() - ground.lightness()) > 60


def painted(room: Room, row: int) -> tuple[list[int], int, int]:
    """The columns of ink of a title, the first and the last that have any."""
    view = room.window.list.view
    columns = ink(view.viewport().grab().toImage(), title_box(room, row))
    inked = [x for x, count in enumerate(columns) if count]
    return columns, inked[0], inked[-1]


def dark_half(columns: list[int], first: int, last: int) -> str:
    """On which side of the words the dark Latin letters stand."""
    middle = (first + last) // 2
    return "left" if sum(columns[first:middle]) > sum(columns[middle : last + 1]) else "right"


# --- the window


def test_an_arabic_window_lies_from_right_to_left(room: Room) -> None:
    window = room.window
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    places = [part.mapTo(window, part.rect().center()).x() for part in (window.sources, window.list, window.article)]
    assert places == sorted(places, reverse=True)
    assert window.parts.masthead.search.mapTo(window, window.rect().topLeft()).x() < window.width() / 2
    assert room.row_place(0).center().x() > room.star_place(0).x(), "the star stands at the trailing edge"


def test_an_english_window_lies_from_left_to_right(opens_room: OpensRoom) -> None:
    room = opens_room(usual, ENGLISH)
    window = room.window
    assert window.layoutDirection() == Qt.LayoutDirection.LeftToRight
    places = [part.mapTo(window, part.rect().center()).x() for part in (window.sources, window.list, window.article)]
    assert places == sorted(places)
    assert room.row_place(0).center().x() < room.star_place(0).x()
    room.key("J")
    room.key("Right")
    assert room.focus is window.article.view
    room.key("Left")
    assert room.focus is window.list.view


# --- headlines


@pytest.mark.parametrize(("settings", "edge"), [(Settings(theme="light"), "right"), (ENGLISH, "left")])
def test_a_headline_lies_as_its_words_do_at_the_edge_where_the_window_begins(
    opens_room: OpensRoom, settings: Settings, edge: str
) -> None:
    room = opens_room(fill_mixed, settings)
    latin_first = painted(room, 0)
    english = painted(room, 1)
    assert dark_half(*latin_first) == "right", "Arabic that begins with a Latin name begins at the right"
    assert dark_half(*english) == "left", "English that ends in an Arabic letter begins at the left"
    for columns, first, last in (latin_first, english):
        assert (first < 6) == (edge == "left")
        assert (len(columns) - last < 6) == (edge == "right")


def test_a_long_headline_has_two_lines_and_an_ellipsis_where_it_ends(opens_room: OpensRoom) -> None:
    room = opens_room(fill_mixed)
    box = title_box(room, 2)
    font = Theme(LIGHT).font(Face.HEADLINE)
    lines = broken(font, box.width(), LONG, 2)
    assert len(lines) == 2
    assert lines[1].endswith(ELLIPSIS)
    assert LONG.startswith(" ".join(lines).removesuffix(ELLIPSIS)), "in the order it was written, no word cut"
    image = room.window.list.view.viewport().grab().toImage()
    upper = ink(image, QRect(box.x(), box.y(), box.width(), box.height() // 2))
    lower = ink(image, QRect(box.x(), box.y() + box.height() // 2, box.width(), box.height() // 2))
    assert any(upper)
    assert any(lower)


def test_a_headline_of_one_word_longer_than_the_row_is_cut() -> None:
    font = Theme(LIGHT).font(Face.HEADLINE)
    lines = broken(font, 200, "ش" * 400, 2)
    assert len(lines) == 2
    assert lines[-1].endswith(ELLIPSIS)


@pytest.mark.parametrize("text", ["", " ", "\n", "عاجل", "🌧️🌊" * 3, "a\u2028b", "\0"])
def test_a_short_headline_is_one_line_or_none(text: str) -> None:
    lines = broken(Theme(LIGHT).font(Face.HEADLINE), 400, text, 2)
    assert len(lines) <= 1
    assert not any("\n" in line or "\0" in line or "\u2028" in line for line in lines)


def test_signs_beyond_the_first_plane_are_not_cut_in_two() -> None:
    font = Theme(LIGHT).font(Face.HEADLINE)
    text = "🌧️🌊🌊🌊🌊 صور الوديان " * 12
    lines = broken(font, 300, text, 2)
    assert len(lines) == 2
    assert all(QFontMetricsF(font).horizontalAdvance(line) <= 300 for line in lines)
    shown = "".join(lines).removesuffix(ELLIPSIS).replace(" ", "")
    assert text.replace(" ", "").startswith(shown), "nothing is lost or said twice where the line breaks"


def test_the_digits_of_a_headline_stay_as_the_paper_printed_them(room: Room) -> None:
    title = next(title for _, _, title in NEWS if "147" in title)
    row = room.titles().index(title)
    room.click_row(row)
    page = room.window.article.view.toPlainText()
    assert title in page
    assert "١٤٧" not in page
    lines = broken(Theme(LIGHT).font(Face.HEADLINE), 400, title, 2)
    assert "«147 معصرة»" in " ".join(lines)
    assert room.entries()[0].count == "١٢", "the reader's own figures are in the reader's digits"
    assert "م" in room.texts.say("status.held", held=1, total=12)


def test_an_article_lies_as_its_own_words_do(opens_room: OpensRoom) -> None:
    room = opens_room(lambda made: made.news(MIXED))
    seen, sources = {}, set()
    document = room.window.article.view.document()
    for title in room.titles():
        room.key("J")
        block = document.find(title[:30]).block()
        seen[title] = block.textDirection()
        sources.add(document.firstBlock().text().split("\u00a0")[1].strip())
        byline = block.next().text()
        assert byline.count(" ") == byline.count("·"), "it is broken between what it tells, not within"
    english = next(title for title in seen if title.startswith("Atlas Weekly"))
    assert seen.pop(english) == Qt.LayoutDirection.LeftToRight
    assert set(seen.values()) == {Qt.LayoutDirection.RightToLeft}
    assert "\u2067Atlas Weekly بالعربية\u2069" in sources, "as in the list of sources"
